import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
let id = ''
beforeEach(async () => {
  shop = await openShop()
  id = (await shop.run('backup', { tag: ['release-1'] })).ids?.[0] ?? ''
})
afterEach(() => shop[Symbol.asyncDispose]())

const plain = { colour: false, width: 100 }

describe('show', () => {
  test('prints parts, contents, copies, the proofs of each copy, and who holds it and why', async () => {
    shop.at('2026-03-03T12:00:00Z')
    await shop.run('verify', { id: [id], store: 'b', level: 'restore' })
    await shop.run('hold', { id: [id], because: 'audit 2026' })
    const { json, text, problems } = await shop.run('show', { id: [id] })
    expect(problems).toEqual([])
    expect(json).toMatchObject({
      version: 1,
      id,
      source: 'files',
      inPolicy: true,
      tags: ['release-1'],
      standing: 'good',
      parts: [{ name: 'files.tar' }, { name: 'facts.json' }],
      copies: [
        { store: 'a', state: 'whole', proofs: [{ level: 'check', outcome: 'passed' }] },
        {
          store: 'b',
          state: 'whole',
          proofs: [
            { level: 'restore', outcome: 'passed', at: expect.stringMatching(/^2026-03-03T12:00/) },
            { level: 'check', outcome: 'passed' },
          ],
        },
      ],
      held: { heldAt: expect.stringMatching(/^2026-03-03T12:00/), because: 'audit 2026' },
      deleted: null,
      contents: { rows: { [shop.path('data')]: 2 }, sizeBytes: 404 },
    })
    const said = text(plain)
    expect(said).toMatch(/^held +since 2026-03-03 12:00 UTC by .*: audit 2026$/m)
    expect(said).toMatch(/^b +whole +restore passed 2026-03-03 12:00 UTC/m)
    expect(said).toMatch(/^files\.tar /m)
    expect(said).toMatch(new RegExp(`^ +${shop.path('data')} +2$`, 'm'))
  })

  test('lists certificates with their dates', async () => {
    await using tls = await openShop({ source: '    preset: certificates' })
    const options = [
      '-newkey',
      'ed25519',
      '-nodes',
      '-keyout',
      tls.path('key'),
      '-subj',
      '/CN=shop.example',
      '-days',
      '90',
    ]
    execFileSync('openssl', ['req', '-x509', ...options, '-out', tls.path('data/tls.pem')], { stdio: 'ignore' })
    const made = await tls.run('backup')
    const { text } = await tls.run('show', { id: [made.ids?.[0] ?? ''] })
    expect(text(plain)).toMatch(/^ +certificate .*tls\.pem: .*shop\.example.*\d{4}-\d\d-\d\d/m)
  })

  test('says until when a deletion can be undone, what is missing, and what needs a key', async () => {
    await shop.run('backup')
    await shop.run('delete', { id: [id], because: 'holds a customer' })
    shop.stores['b']?.objects.clear()
    const { json, text } = await shop.run('show', { id: [id] }, { env: {} })
    expect(json).toMatchObject({
      standing: 'deleted',
      copies: [
        { store: 'a', state: 'deleted' },
        { store: 'b', state: 'missing' },
      ],
      deleted: { undoUntil: expect.stringMatching(/^2026-03-09T12:00/), because: ['holds a customer'] },
      contents: { unknown: 'names and counts need BACKPROOF_SECRET_KEY' },
    })
    expect(text(plain)).toContain('until 2026-03-09 12:00 UTC `backproof undelete')
  })

  test('keeps the table short: the findings of a proof appear once, below it', async () => {
    const [key = ''] = [...(shop.stores['b']?.objects.keys() ?? [])].filter((key) => key.endsWith('files.tar'))
    const bytes = Buffer.from(shop.stores['b']?.objects.get(key) ?? [])
    bytes[100] = (bytes[100] ?? 0) ^ 1
    shop.stores['b']?.objects.set(key, bytes)
    await shop.run('verify', { id: [id], store: 'b', level: 'read' })
    const lines = (await shop.run('show', { id: [id] })).text(plain).split('\n')
    const rows = lines.filter((line) => /^[ab] +(whole|damaged) /.test(line))
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row.length).toBeLessThan(100)
    expect(rows[1]).toMatch(/^b +damaged +read failed 2026-03-02 12:00 UTC +memory b$/)
    const at = lines.indexOf('Copy in b:')
    expect(lines.slice(at, at + 4)).toEqual([
      'Copy in b:',
      expect.stringMatching(/^ {2}files\.tar of .* is damaged: its SHA-256 is not the one in its manifest$/),
      '  - read failed 2026-03-02 12:00 UTC',
      expect.stringMatching(/^ {4}→ /),
    ])
    expect(lines.join('\n').match(/its SHA-256 is not/g)).toHaveLength(1)
  })

  test('accepts exactly one id', async () => {
    await expect(shop.run('show')).rejects.toMatchObject({ code: 'usage' })
    await expect(shop.run('show', { id: [id, id] })).rejects.toMatchObject({ code: 'usage' })
    await expect(shop.run('show', { id: ['files-2020-01-01T00-00-00.000000Z'] })).rejects.toMatchObject({
      code: 'unknown-id',
    })
  })
})
