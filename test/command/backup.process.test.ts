import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { type Fault, faultyStore } from '../fault/faulty-store.ts'
import { codesOf, keys, openShop, otherKeys, policyOf, reportOf, type Shop, treeOf } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

describe('backup', () => {
  test('puts the same objects into every store, reads them back, and reports it', async () => {
    const result = await shop.run('backup', { tag: ['release-42', 'a:b_c.d'] })
    expect(result.problems).toEqual([])
    const [id = ''] = result.ids ?? []
    const { backup } = reportOf(result)
    expect(backup).toMatchObject({ id, tags: ['release-42', 'a:b_c.d'], copies: [{ store: 'a' }, { store: 'b' }] })
    expect(backup?.plainBytes).toBeGreaterThan(400)
    expect(shop.objects('a')).toEqual([
      `files/data/${id}/facts.json`,
      `files/data/${id}/files.tar`,
      `files/keys/${id}.json`,
      `files/manifests/${id}.json`,
      expect.stringMatching(new RegExp(`^files/proofs/${id}/.*\\.check\\.a\\.passed\\.json$`)),
      expect.stringMatching(new RegExp(`^files/proofs/${id}/.*\\.check\\.b\\.passed\\.json$`)),
    ])
    expect(shop.objects('b')).toEqual(shop.objects('a'))
    for (const key of shop.objects('a'))
      expect(shop.stores['b']?.objects.get(key)).toEqual(shop.stores['a']?.objects.get(key))
    const { entries, runs } = await shop.catalog()
    expect(entries).toMatchObject([{ id, copies: ['a', 'b'], missing: [], foreign: undefined }])
    expect(entries[0]?.manifest).toMatchObject({
      trigger: 'manual',
      retain: false,
      kind: 'full',
      origin: { host: 'test' },
    })
    expect(runs).toMatchObject([{ command: 'backup', outcome: 'succeeded', trigger: 'manual' }])
  })

  test('protects backups marked to be retained from every rule', async () => {
    await shop.run('backup', { retain: true })
    expect((await shop.catalog()).entries[0]?.manifest.retain).toBe(true)
  })

  test.each(['', 'a b', 'x'.repeat(25), 'ä', 'a/b', '..\n'])(
    'refuses the tag %j before it does anything',
    async (tag) => {
      await expect(shop.run('backup', { tag: [tag] })).rejects.toMatchObject({
        code: 'usage',
        hint: expect.any(String),
      })
      expect(shop.stores['a']?.objects.size).toBe(0)
    },
  )

  test('refuses a source that is not in the policy, and suggests one', async () => {
    await expect(shop.run('backup', { source: ['fils'] })).rejects.toMatchObject({
      code: 'usage',
      hint: 'Did you mean files?',
    })
  })

  test('continues with the next source when one source fails', async () => {
    const data = shop.path('data')
    const text = `version: 1
project: shop
stores:
  a: { directory: { path: ./a } }
encryption: { recipients: [${keys.recipient}] }
defaults: { stores: [a], retention: { keep: { last: 1 } } }
sources:
  absent: { engine: files, paths: [${data}-absent] }
  files: { engine: files, paths: [${data}] }
`
    await shop.policy(text)
    const result = await shop.run('backup')
    expect(codesOf(result)).toEqual(['source-failed'])
    expect(result.report?.status).toBe('failed')
    expect(reportOf(result, 'absent').problems).toMatchObject([{ code: 'source-failed', line: 8 }])
    expect(reportOf(result).backup).toBeDefined()
    expect((await shop.catalog('absent')).runs).toMatchObject([
      { outcome: 'failed', problem: { code: 'source-failed' } },
    ])
    expect((await shop.catalog()).entries).toHaveLength(1)
  })

  const codes = ['store-unavailable', 'store-denied', 'store-full'] as const
  test.each(codes)(
    'is degraded when one store answers %s: it is whole in the other, and the failure names the store',
    async (code) => {
      const fault: Fault = { call: 'put', key: '/data/', does: 'fail', problem: new Problem(code, 'put: a fault in b') }
      const faulty = faultyStore(shop.stores['b'] as never, [fault])
      shop.wrap((store, name) => (name === 'b' ? faulty : store))
      const result = await shop.run('backup')
      expect(faulty.met.get(fault)).toBeGreaterThan(0)
      expect(codesOf(result)).toEqual([code])
      expect((result.problems[0] as Problem).message).toMatch(/is not in b: put: a fault in b/)
      expect(reportOf(result).backup?.copies).toMatchObject([
        { store: 'a', outcome: 'stored' },
        { store: 'b', outcome: 'failed', message: 'put: a fault in b' },
      ])
      const { entries, runs } = await shop.catalog()
      expect(entries).toMatchObject([{ copies: ['a'], missing: ['b'] }])
      expect(runs[0]).toMatchObject({ outcome: 'failed', problem: { code } })
      expect(shop.objects('b')).toEqual([])
    },
  )

  test('leaves nothing behind when every store fails', async () => {
    for (const key of ['/data/', 'files.tar', 'facts.json']) {
      const fault: Fault = { call: 'put', key, does: 'fail', problem: new Problem('store-denied', 'put: denied') }
      shop.wrap((store) => faultyStore(store, [fault]))
      const result = await shop.run('backup')
      expect(codesOf(result)).toEqual(['store-failed'])
      expect((result.problems[0] as Problem).message).toMatch(/no store took files-.*: a: put: denied; b: put: denied/)
      expect(shop.objects('a')).toEqual([])
      expect(shop.objects('b')).toEqual([])
    }
    shop.wrap(undefined)
    const { entries, runs } = await shop.catalog()
    expect(entries).toEqual([])
    expect(runs.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed'])
  })

  test('does not commit a copy that reads back differently', async () => {
    shop.wrap((store, name) => ({
      ...store,
      async put(key, body, options) {
        const stored = await store.put(key, body, options)
        const there = shop.stores[name]?.objects.get(key)
        if (name === 'a' && key.endsWith('files.tar') && there) there.writeUInt8(there.readUInt8(50) ^ 4, 50)
        return stored
      },
    }))
    const result = await shop.run('backup')
    expect(codesOf(result)).toEqual(['object-damaged'])
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['b'], missing: ['a'] }])
  })

  test('keeps a backup whose size is outside the limits of the policy, and its check fails', async () => {
    await shop.policy(
      policyOf(shop.path('data'), {
        source: '    verify: { size: { shrink: 50%, grow: 100% } }\n',
      }),
    )
    const big = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 2654435761) >>> 13))
    await shop.file('data/big', big)
    expect((await shop.run('backup')).problems).toEqual([])
    await shop.file('data/big', '')
    const result = await shop.run('backup')
    expect(codesOf(result)).toEqual(['proof-failed'])
    const { entries } = await shop.catalog()
    expect(entries.map(({ proofs }) => proofs[0]?.outcome)).toEqual(['failed', 'passed'])
  })

  test('compares its size only with backups that count: a deleted mistake or a failed one fails no good one', async () => {
    await shop.policy(policyOf(shop.path('data'), { source: '    verify: { size: { shrink: 50%, grow: 100% } }\n' }))
    const big = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 2654435761) >>> 13))
    // Made while the data were moved away.
    const mistakes: string[] = []
    for (let i = 0; i < 3; i++) mistakes.push(...((await shop.run('backup')).ids ?? []))
    await shop.run('delete', { id: mistakes, confirm: mistakes })
    await shop.file('data/big', big)
    const good = await shop.run('backup')
    expect(good.problems).toEqual([])
    expect(codesOf(await shop.run('verify', { level: 'check', id: good.ids ?? [] }))).toEqual([])
    for (let i = 0; i < 4; i++) {
      await shop.file('data/big', '')
      expect(codesOf(await shop.run('backup'))).toEqual(['proof-failed'])
    }
    await shop.file('data/big', big)
    expect((await shop.run('backup')).problems).toEqual([])
  })

  test('can be restored, byte by byte', async () => {
    await shop.run('backup')
    await shop.run('restore', { source: ['files'], into: 'out' })
    expect(await treeOf(shop.path(`out${shop.path('data')}`))).toEqual(await treeOf(shop.path('data')))
  })

  test('reports a cancellation as such, and leaves only its lease behind', async () => {
    const cancel = new AbortController()
    shop.wrap((store, name) => ({
      ...store,
      put(key, body, options) {
        if (name === 'b' && key.endsWith('facts.json')) cancel.abort(new Problem('cancelled', 'cancelled by SIGTERM'))
        return store.put(key, body, options)
      },
    }))
    await expect(shop.run('backup', {}, { signal: cancel.signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(shop.objects('a')).toEqual([])
    expect(shop.objects('b')).toEqual([])
    shop.wrap(undefined)
    expect((await shop.run('backup')).problems).toEqual([])
  })

  test('signs if the policy names signers, and does not start without their key', async () => {
    await using signed = await openShop({ signers: true })
    expect((await signed.run('backup')).problems).toEqual([])
    expect(signed.objects('a').some((key) => key.endsWith('.sig'))).toBe(true)
    expect((await signed.catalog()).entries).toMatchObject([{ foreign: undefined }])
    const without = await signed.run('backup', {}, { env: { PATH: process.env['PATH'] } })
    expect(codesOf(without)).toEqual(['key-missing'])
    const wrong = await signed.run('backup', {}, { env: { BACKPROOF_SIGNING_KEY: otherKeys.signing } })
    expect(codesOf(wrong)).toEqual(['key-invalid'])
    expect((await signed.catalog()).entries).toHaveLength(1)
  })

  test('leaves nothing running when it fails before the stores have answered', async () => {
    await using signed = await openShop({ signers: true })
    let running = 0
    signed.wrap((store) => ({
      ...store,
      async *list(...of) {
        running += 1
        await new Promise((resolve) => setTimeout(resolve, 50))
        yield* store.list(...of)
        running -= 1
      },
    }))
    const without = await signed.run('backup', {}, { env: { PATH: process.env['PATH'] } })
    expect(codesOf(without)).toEqual(['key-missing'])
    expect(running).toBe(0)
  })
})
