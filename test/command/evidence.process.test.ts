import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import type { Store } from '../../src/store/store.ts'
import { alterCache } from './altered-cache.ts'
import { codesOf, openShop, policyOf, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
const defaults = '  retention: { keep: { last: 2 }, manual: rules, min-keep: 1, grace: 3d }'

let shop: Shop
/** Oldest first; the first is to be retained. */
let ids: readonly string[]
beforeEach(async () => {
  shop = await openShop({ defaults })
  const made: string[] = []
  for (let i = 0; i < 6; i++) {
    made.push(...((await shop.run('backup', { retain: i === 0 })).ids ?? []))
    shop.world.advance(day)
  }
  ids = made
})
afterEach(() => shop[Symbol.asyncDispose]())

const live = async () => {
  const { entries } = await shop.catalog()
  return entries.flatMap(({ id, trashed }) => (trashed ? [] : [ids.indexOf(id)])).sort()
}
/** One answer to a GET of this object is another text. */
const once = (key: string, alter: (text: string) => string) => {
  let left = 1
  shop.wrap(
    (store): Store => ({
      ...store,
      async get(asked, options) {
        const body = await store.get(asked, options)
        if (asked !== key || left === 0) return body
        left -= 1
        return Readable.from([Buffer.from(alter((await buffer(body)).toString()))])
      },
    }),
  )
  return () => left
}

describe('an altered cache', () => {
  test('lets prune --apply delete no backup that the cache describes as not retained', async () => {
    await shop.run('list')
    const altered = await alterCache(shop.world.cacheDirectory, (_, text) =>
      text.replace('"retain": true', '"retain": false'),
    )
    expect(altered).toBe(2)
    expect((await shop.run('prune', { apply: true })).deleted).not.toContain(ids[0])
    expect(await live()).toContain(0)
    // What the stores say has taken its place.
    expect([...((await shop.run('prune')).deleted ?? [])]).toEqual([])
    expect(reportOf(await shop.run('prune')).retention?.deleted.map(({ id }) => id)).not.toContain(ids[0])
  })

  test('lets no backup take the place of another by altered tags and times', async () => {
    const rules = '  retention: { keep: { last: 1, tags: [keep-me] }, manual: rules, min-keep: 1, grace: 3d }'
    await shop.run('backup', { tag: ['keep-me'] })
    const [newest, tagged] = (await shop.catalog()).entries
    await shop.run('backup')
    await shop.policy(policyOf(shop.path('data'), { defaults: rules }))
    await shop.run('list')
    await alterCache(shop.world.cacheDirectory, (key, text) =>
      key.includes(newest?.id ?? '')
        ? text.replace('keep-me', 'other')
        : text.replace('"tags": []', '"tags": ["keep-me"]'),
    )
    const { deleted = [] } = await shop.run('prune', { apply: true })
    expect(deleted).not.toContain(newest?.id)
    expect(tagged?.id).not.toBe(newest?.id)
    expect((await shop.catalog()).entries.find(({ id }) => id === newest?.id)?.trashed).toBeUndefined()
  })

  test('does not make an old backup young for a gate or for what is due', async () => {
    await shop.policy(
      policyOf(shop.path('data'), { defaults: `  schedule: "0 2 * * *"\n  retention: { keep: { last: 100 } }` }),
    )
    shop.world.advance(8 * day)
    await shop.run('list')
    const now = shop.world.now().toISOString()
    await alterCache(shop.world.cacheDirectory, (key, text) =>
      key.includes(ids[5] ?? '') ? text.replace(/"startedAt": "[^"]*"/, `"startedAt": "${now}"`) : text,
    )
    expect(codesOf(await shop.run('gate', { 'max-age': '1h' }))).toEqual(['gate-unmet'])
    expect((await shop.run('run')).ids).toHaveLength(1)
  })

  test('does not hide a failed proof from a gate', async () => {
    const failed = objectName.proof('files', ids[5] ?? '', shop.world.now(), 'read', 'a', 'failed')
    const findings = [{ level: 'failure', blame: 'data', message: 'rotten' }]
    for (const store of Object.values(shop.stores)) store.objects.set(failed, Buffer.from(JSON.stringify({ findings })))
    shop.world.advance(60_000)
    expect(codesOf(await shop.run('gate', { 'max-age': '2d' }))).not.toEqual([])
    expect(await alterCache(shop.world.cacheDirectory, (_, text) => text.replace('"data"', '"env"'))).toBeGreaterThan(0)
    expect(codesOf(await shop.run('gate', { 'max-age': '2d' }))).not.toEqual([])
  })
})

describe('one wrong answer that still parses', () => {
  test('does not stay in the cache, and no whole backup is called damaged because of it', async () => {
    const [id = ''] = ids
    const key = objectName.manifest('files', id)
    const left = once(key, (text) => text.replace(/"sha256": "[0-9a-f]{8}/, '"sha256": "00000000'))
    // Fills the cache that knows nothing yet.
    const over = { cacheDirectory: shop.path('another-cache') }
    await shop.run('list', {}, over)
    expect(left()).toBe(0)
    expect(codesOf(await shop.run('verify', { id: [id], level: 'check' }, over))).toEqual([])
    expect((await shop.catalog()).entries.at(-1)?.proofs.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    shop.wrap(undefined)
    expect(codesOf(await shop.run('list', {}, over))).toEqual([])
    expect((await shop.run('prune', { apply: true }, over)).deleted?.length).toBeGreaterThan(0)
  })

  test('deletes nothing, whenever it comes', async () => {
    const key = objectName.manifest('files', ids[0] ?? '')
    // The first reading, the one under the lease, the one right before the mark.
    for (let skipped = 0; skipped < 8; skipped++) {
      let asked = 0
      shop.wrap(
        (store): Store => ({
          ...store,
          async get(name, options) {
            const body = await store.get(name, options)
            if (name !== key || asked++ !== skipped) return body
            const text = (await buffer(body)).toString()
            return Readable.from([Buffer.from(text.replace('"retain": true', '"retain": false'))])
          },
        }),
      )
      await shop.run('prune', { apply: true }, { cacheDirectory: shop.path(`cache-${skipped}`) })
      shop.wrap(undefined)
      expect(await live()).toContain(0)
    }
  })

  test('does not count as a hold placed between the decision and the mark', async () => {
    const hold = objectName.hold('files', ids[1] ?? '')
    let heads = 0
    shop.wrap((store) => ({
      ...store,
      async head(key, signal) {
        if (key === hold && heads++ === 0)
          for (const { objects } of Object.values(shop.stores)) objects.set(hold, Buffer.from('{}'))
        return store.head(key, signal)
      },
    }))
    const result = await shop.run('prune', { apply: true })
    expect(heads).toBeGreaterThan(0)
    expect(await live()).toContain(1)
    expect(reportOf(result).retention?.findings.join()).toMatch(/is not deleted now: it was just held/)
  })
})
