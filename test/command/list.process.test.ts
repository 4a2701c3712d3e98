import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, keys, openShop, type Shop } from './shop.ts'

const plain = { colour: false, width: 100 }

let shop: Shop
beforeEach(async () => {
  shop = await openShop({
    defaults: `  schedule: "0 2 * * *"
  retention: { keep: { last: 3, daily: 7, within: 2d }, max: { count: 50 }, protect: ["release-*"] }
  objectives: { rpo: 1d, rto: 15m }
`,
  })
})
afterEach(() => shop[Symbol.asyncDispose]())

describe('list', () => {
  test('has what is at work, and attempts that left no backup, beside the status of each backup', async () => {
    await shop.run('backup')
    shop.at('2026-03-02T13:00:00Z')
    const problem = new Problem('store-denied', 'put: denied')
    shop.wrap((store) => faultyStore(store, [{ call: 'put', does: 'fail', problem, key: '/data/' }]))
    await shop.run('backup')
    // Made, though not everywhere: that is no failed one.
    shop.wrap((store, name) =>
      name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail', problem, key: '/data/' }]) : store,
    )
    shop.at('2026-03-02T14:00:00Z')
    await shop.run('backup')
    shop.wrap(undefined)
    const at = (ms: number) => new Date(shop.world.now().getTime() + ms).toISOString()
    const lease = { holder: 'acme/shop\u001b[31m run 8', acquiredAt: at(-60_000), expiresAt: at(600_000) }
    shop.stores['b']?.objects.set('files/lease.json', Buffer.from(JSON.stringify(lease)))
    const { json, text } = await shop.run('list')
    expect(json).toMatchObject({
      backups: [
        { status: 'good', encryption: 'Tink streaming AEAD AES256_GCM_HKDF_1MB', missing: ['b'] },
        { status: 'good' },
      ],
      running: [{ source: 'files', status: 'running', store: 'b', since: lease.acquiredAt }],
      failed: [
        {
          source: 'files',
          status: 'failed',
          at: expect.stringMatching(/^2026-03-02T13:00:00/),
          trigger: 'manual',
          problem: { message: expect.stringContaining('denied') },
        },
      ],
    })
    expect(text(plain)).toMatch(/\nat work on files in b: acme\/shop run 8$/)
    const later = await shop.run('list', { since: '2026-03-02T13:30:00Z' })
    expect(later.json).toMatchObject({ failed: [], running: [{ source: 'files' }] })
    expect((await shop.run('list', { tag: ['x'] })).json).toMatchObject({ backups: [], failed: [] })
  })

  test('says what to run if there are no backups', async () => {
    const result = await shop.run('list')
    expect(result.json).toEqual({
      version: 1,
      project: 'shop',
      backups: [],
      running: [],
      failed: [],
      unread: [],
      damaged: [],
    })
    expect(result.text(plain)).toBe('No backups in a, b. Run `backproof backup` to make one.')
  })

  test('shows the newest first with everything that is known, and writes nothing', async () => {
    const [older] = (await shop.run('backup', { tag: ['release-1'], retain: true })).ids ?? []
    shop.at('2026-03-03T02:30:00Z')
    const [newer] = (await shop.run('run')).ids ?? []
    await shop.run('verify', { id: [older ?? ''] })
    await shop.run('hold', { id: [newer ?? ''] })
    const before = new Map(shop.stores['a']?.objects)
    const result = await shop.run('list', {}, { env: {} })
    expect(new Map(shop.stores['a']?.objects)).toEqual(before)
    expect(result.ids).toEqual([newer, older])
    expect(result.json).toMatchObject({
      backups: [
        { id: newer, type: 'automatic', retained: false, held: true, copies: ['a', 'b'], missing: [], source: 'files' },
        {
          id: older,
          type: 'manual',
          tags: ['release-1'],
          retained: true,
          held: false,
          engine: 'files',
          proof: { level: 'read', outcome: 'passed' },
        },
      ],
    })
    const lines = result.text(plain).split('\n')
    expect(lines[0]).toMatch(/^ID +SEALED +TYPE +TAGS +KEPT +COPIES +LAST PROOF/)
    expect(lines[1]).toMatch(/automatic +daily weekly monthly +held +a b +check passed/)
    expect(lines[2]).toMatch(/manual +release-1 +retained +a b +read passed/)
  })

  test('names a store that cannot be listed and a manifest that cannot be parsed, and fails', async () => {
    await shop.run('backup')
    const [key = ''] = shop.objects('a').filter((name) => name.includes('/manifests/'))
    shop.stores['a']?.objects.set(key, Buffer.from('{}'))
    const problem = new Problem('store-denied', 'list: denied in b')
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'list', does: 'fail', problem }]) : store))
    const result = await shop.run('list')
    expect(codesOf(result)).toEqual(['store-failed', 'manifest-damaged'])
    expect(result.json).toMatchObject({ backups: [], unread: [{ store: 'b' }], damaged: [{ store: 'a' }] })
    // Not "no backups": nobody knows.
    expect(result.text(plain)).toBe('No backups to show, but some could not be read in a, b.')
  })

  test('shows a thousand backups, newest first', async () => {
    const { makeManifest } = await import('./plant.ts')
    const made: string[] = []
    for (let i = 0; i < 1000; i++) {
      made.unshift(await makeManifest(shop, 'files', 'files'))
      shop.world.advance(1000)
    }
    expect((await shop.run('list')).ids).toEqual(made)
  })
})

describe('plan', () => {
  test('shows what applies, defaults included, and why each task is due or not', async () => {
    const first = await shop.run('plan')
    expect(first.json).toMatchObject({
      version: 1,
      project: 'shop',
      timezone: 'UTC',
      sources: [
        {
          source: 'files',
          engine: 'files',
          applies: { stores: 'a, b', schedule: '0 2 * * * (UTC)', rpo: '1 d', rto: '15 m', grace: '7d' },
          tasks: [{ kind: 'backup', due: true, because: ['first backup: none exists yet'] }, {}, {}, {}, {}, {}],
        },
      ],
    })
    expect(shop.stores['a']?.objects.size).toBe(0)
    await shop.run('run')
    const { sources } = (await shop.run('plan')).json as { sources: { tasks: { kind: string; due: boolean }[] }[] }
    expect(sources[0]?.tasks.filter(({ due }) => due).map(({ kind }) => kind)).toEqual(['prune'])
    const text = first.text(plain)
    expect(text).toMatch(/keep +last 3; daily 7; all within 2d; at most 50; protected release-\*/)
    expect(text).toMatch(/DUE +backup +first backup: none exists yet/)
  })

  test('shows what a preset stands for, and the rules of stores that have their own', async () => {
    await shop.policy(
      `version: 1
project: shop
stores:
  a: { directory: { path: ./a } }
  b: { directory: { path: ./b }, retention: { keep: { last: 2 } } }
encryption: { recipients: [${keys.recipient}] }
sources:
  files:
    engine: files
    paths: [/nowhere]
    retention: { preset: light, keep: { daily: 9 }, types: { manual: { max: 5 } } }
`,
    )
    const text = (await shop.run('plan')).text({ colour: false, width: 300 })
    expect(text).toMatch(/keep +preset light; daily 9; weekly 4; monthly 3; at most 50; at most 5 manual\n/)
    expect(text).toMatch(/keep in b +last 2\n/)
  })

  test('needs no key of any kind', async () => {
    await shop.policy(
      `version: 1
project: shop
stores: { a: { directory: { path: ./a } } }
encryption: { recipients: [${keys.recipient}], signers: [${keys.signer}] }
defaults: { stores: [a], retention: { keep: { last: 1 } } }
sources: { files: { engine: files, paths: [/nowhere] } }
`,
    )
    expect((await shop.run('plan', {}, { env: {} })).problems).toEqual([])
  })
})
