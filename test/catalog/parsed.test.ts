import { expect, test } from 'vitest'
import { objectName, parseObjectName } from '../../src/catalog/catalog.ts'
import { Parsed } from '../../src/catalog/shelf/parsed.ts'
import { sampleManifest } from './sample.ts'

const at = new Date('2026-02-01T00:00:00.000Z')
const manifest = sampleManifest(at.toISOString())

test('a name that several stores have is parsed once, and as it is anywhere else', () => {
  const parsed = new Parsed('orders')
  const keys = [
    objectName.manifest('orders', manifest.id),
    objectName.proof('orders', manifest.id, at, 'check', 'disk', 'passed'),
    objectName.run('orders', at, manifest.id, 'failed', 'backup'),
    'orders/manifests/other.json',
    'others/manifests/x.json',
  ]
  for (const key of keys) {
    expect(parsed.name(key)).toEqual(parseObjectName('orders', key))
    expect(parsed.name(key)).toBe(parsed.name(`${key}`))
  }
})

test('a proof and a run of one name are one object, which says what the name says and nothing more', () => {
  const parsed = new Parsed('orders')
  const proof = parsed.name(objectName.proof('orders', manifest.id, at, 'restore', 'disk', 'failed'))
  const run = parsed.name(objectName.run('orders', at, manifest.id, 'succeeded'))
  if (proof?.kind !== 'proof' || run?.kind !== 'run') throw new Error('not what was named')
  expect(parsed.proof(proof)).toBe(parsed.proof(proof))
  expect(parsed.proof(proof)).toEqual({
    ...{ id: manifest.id, level: 'restore', outcome: 'failed', startedAt: at, finishedAt: at, store: 'disk' },
    ...{ findings: [], durations: {} },
  })
  expect(parsed.run(run)).toBe(parsed.run(run))
  expect(parsed.run(run)).toMatchObject({ source: 'orders', command: 'run', outcome: 'succeeded', because: [] })
})

test('a manifest is taken again only where its id and its bytes are the same', () => {
  const parsed = new Parsed('orders')
  const other = { ...manifest, retain: true }
  expect(parsed.manifest(manifest.id, 'aa', () => manifest)).toBe(manifest)
  expect(parsed.manifest(manifest.id, 'aa', () => other)).toBe(manifest)
  expect(parsed.manifest(manifest.id, 'bb', () => other)).toBe(other)
})
