import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { digestOfIds } from '../../src/catalog/log/slice.ts'
import { encodeManifest, parseManifest } from '../../src/catalog/manifest.ts'
import { redigested } from './redigested.ts'
import { sampleManifest } from './sample.ts'

const manifest = sampleManifest('2026-02-14T09:15:30.123Z')
const text = new TextDecoder().decode(encodeManifest(manifest))
const parse = (changed: string) => parseManifest(new TextEncoder().encode(changed), manifest.id, 'm.json in s3://b')

describe('a manifest', () => {
  test('is read back as it was written', () => {
    expect(parse(text)).toEqual(manifest)
  })

  test('is accepted with fields of a later version', () => {
    expect(parse(redigested(text.replace('"kind"', '"later": { "a": 1 },\n  "kind"')))).toEqual(manifest)
  })

  test('is damaged if any bit has rotted, even if it can still be parsed', () => {
    const bytes = encodeManifest(manifest)
    for (let at = 0; at < bytes.length * 8; at += 1) {
      const rotten = Uint8Array.from(bytes)
      rotten[at >> 3] = (rotten[at >> 3] ?? 0) ^ (1 << (at & 7))
      expect(() => parseManifest(rotten, manifest.id, 'm.json'), `bit ${at}`).toThrowError(
        expect.objectContaining({ code: 'manifest-damaged' }),
      )
    }
    expect(() => parse(text.replace('"bytes": 100', '"bytes": 700'))).toThrowError(/does not match its own SHA-256/)
    expect(() => parse(text.replace(/,\n {2}"sha256": "[0-9a-f]{64}"\n}\n$/, '\n}\n'))).toThrowError(/own SHA-256/)
    expect(parse(redigested(text.replace('"bytes": 100', '"bytes": 700'))).parts[0]?.bytes).toBe(700)
  })

  test.each([
    ['is not JSON', text.slice(0, -10)],
    ['is not JSON', '\u0000\u0001'],
    ['format', text.replace('backproof/v1', 'backproof/v9')],
    ['parts.0.bytes', text.replace('"bytes": 100', '"bytes": -1')],
    ['parts.0.name', text.replace('database.sqlite', '../../etc/passwd')],
    ['parts.0.sha256', text.replace('a'.repeat(64), 'A')],
    ['tags.0', text.replace('"daily"', '"a b"')],
    ['says that it belongs to', text.replaceAll('2026-02-14T09-15-30.123007Z', '2026-02-15T09-15-30.123007Z')],
    ['is larger than', `${text}${' '.repeat(300_000)}`],
  ])('is reported as damaged if its content is wrong: %s', (why, changed) => {
    expect(() => parse(changed)).toThrowError(
      expect.objectContaining({ code: 'manifest-damaged', message: expect.stringContaining(why) }),
    )
  })

  test.each([
    ['backproof/v1', 'backproof/v2'],
    ['"sqlite"', '"cassandra"'],
    ['"full"', '"incremental"'],
  ])('is reported as possibly from a newer version: %s', (from, to) => {
    expect(text).toContain(from)
    expect(() => parse(text.replace(from, to))).toThrowError(
      /that this version can read; a newer version may have made it: /,
    )
  })

  test('names a base if it is an increment, and only then', () => {
    const base = 'orders-2026-02-13T09-15-30.123007Z'
    const increment = { ...manifest, kind: 'increment', base, position: { at: '0/1A', history: '7/1' } } as const
    expect(parse(new TextDecoder().decode(encodeManifest(increment)))).toEqual(increment)
    for (const wrong of [{ kind: 'increment' }, { kind: 'full', base }] as const)
      expect(() => parse(JSON.stringify({ ...manifest, ...wrong }))).toThrowError(
        /the field base is missing or invalid/,
      )
    const on = (id: string) => parse(JSON.stringify({ ...increment, base: id }))
    expect(() => on(manifest.id)).toThrowError(/depends on itself/)
    expect(() => on('other-2026-02-13T09-15-30.123007Z')).toThrowError(/belongs to another source/)
    expect(() => on('orders-2027-02-13T09-15-30.123007Z')).toThrowError(/which is not older/)
  })

  test('is damaged if its consistency is missing or invalid, or its position is empty', () => {
    for (const wrong of [{ consistency: 'best' }, { consistency: undefined }, { position: { at: '', history: 'x' } }])
      expect(() => parse(JSON.stringify({ ...manifest, ...wrong }))).toThrowError(
        expect.objectContaining({ code: 'manifest-damaged' }),
      )
  })

  test('names the one of several servers that was dumped, and is damaged if it has no role', () => {
    const host = { name: 'db-2.example:5432', role: 'replica', lagSeconds: 1.5 } as const
    const of = { ...manifest, host }
    expect(parse(new TextDecoder().decode(encodeManifest(of)))).toEqual(of)
    for (const wrong of [{ name: 'x' }, { ...host, role: 'standby' }, { ...host, lagSeconds: -1 }])
      expect(() => parse(JSON.stringify({ ...manifest, host: wrong }))).toThrowError(/the field host/)
  })

  test('is damaged if it names a part twice', () => {
    const twice = { ...manifest, parts: [...manifest.parts, ...manifest.parts] }
    expect(() => parse(JSON.stringify(twice))).toThrowError(/names a part twice/)
  })
})

test('a volume of log is named by the digest of its ids, sorted, each in a line of its own', () => {
  const [one, other] = [
    'orders/=log-000001-2026-02-14T09-30-00.000000Z',
    'orders/=log-000001-2026-02-14T09-45-00.000000Z',
  ]
  expect(digestOfIds([other, one])).toBe(createHash('sha256').update(`${one}\n${other}\n`).digest('hex'))
})
