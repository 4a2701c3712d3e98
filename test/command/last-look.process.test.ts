import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { redigested } from '../catalog/redigested.ts'
import { openShop, policyOf, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
let shop: Shop
/** Oldest first. */
let ids: readonly string[]

async function open(retention: string, ofB = ''): Promise<void> {
  const defaults = `  retention: ${retention}`
  shop = await openShop({ defaults })
  const own = `  b: { directory: { path: ./b }${ofB} }`
  await shop.policy(policyOf(shop.path('data'), { defaults }).replace(/^ {2}b: .*$/m, own))
  const made: string[] = []
  for (let i = 1; i <= 3; i++) {
    made.push(...((await shop.run('backup')).ids ?? []))
    shop.world.advance(day)
  }
  ids = made
}
afterEach(() => shop[Symbol.asyncDispose]())

const oldest = () => ids[0] ?? ''
const put = (store: string, key: string, text = '{}') => shop.stores[store]?.objects.set(key, Buffer.from(text))
const apply = () => shop.run('prune', { apply: true })
const findings = (result: Awaited<ReturnType<typeof apply>>) => reportOf(result).retention?.findings.join() ?? ''

const tagged = () => objectName.tag('files', oldest(), { at: shop.world.now(), verb: 'add', tag: 'legal' })
const failed = () => objectName.proof('files', oldest(), shop.world.now(), 'read', 'a', 'failed')
/** What another machine writes between the decision and the deed, into which store, and what is said of it. */
const news: readonly [string, string, () => string, RegExp][] = [
  ['a tag', 'b', tagged, /the tag legal was just added to it, in b/],
  ['a tag in the other store', 'a', tagged, /the tag legal was just added to it, in a/],
  ['a failed proof in the other store', 'a', failed, /a read of it just failed, in a/],
  ['a hold in the other store', 'a', () => objectName.hold('files', oldest()), /it was just held, in a/],
]

describe('a copy that its store releases', () => {
  beforeEach(() =>
    open('{ keep: { last: 10 }, manual: rules, min-keep: 1, grace: 3d }', ', retention: { keep: { last: 2 } }'),
  )

  /** Writes it once the other copy is being read to confirm it: after the decision, before the deed. */
  function meanwhile(store: string, key: () => string): () => number {
    let done = 0
    shop.wrap((around, name) => ({
      ...around,
      async get(asked, options) {
        if (name === 'a' && asked === objectName.data('files', oldest(), 'files.tar') && done++ === 0) put(store, key())
        return around.get(asked, options)
      },
    }))
    return () => done
  }
  const released = async () => (await shop.catalog()).entries.at(-1)?.released ?? []

  test.each(news)('is not marked if %s arrived after the decision', async (_, store, key, says) => {
    const done = meanwhile(store, key)
    const result = await apply()
    expect([done(), await released()]).toEqual([1, []])
    expect(findings(result)).toMatch(says)
  })

  test.each(news)('is not purged if %s arrived after the decision', async (_, store, key, says) => {
    await apply()
    shop.world.advance(4 * day)
    await apply()
    expect(await released()).toEqual(['b'])
    const done = meanwhile(store, key)
    const result = await apply()
    expect(done()).toBe(1)
    expect(shop.objects('b')).toContain(objectName.manifest('files', oldest()))
    expect(findings(result)).toMatch(says)
  })

  test('is not purged if its manifest is no longer the one that was decided on', async () => {
    await apply()
    shop.world.advance(4 * day)
    await apply()
    const name = objectName.manifest('files', oldest())
    const text = String(shop.stores['b']?.objects.get(name))
    let done = 0
    shop.wrap((around, at) => ({
      ...around,
      async get(asked, options) {
        if (at === 'a' && asked.includes(`${oldest()}/files.tar`) && done++ === 0)
          put('b', name, redigested(text.replace('"retain": false', '"retain": true')))
        return around.get(asked, options)
      },
    }))
    const result = await apply()
    expect(done).toBe(1)
    expect(shop.objects('b')).toContain(name)
    expect(findings(result)).toMatch(/its manifest in b is not the one that the decision was based on/)
  })
})

describe('a backup that the rules delete', () => {
  beforeEach(() => open('{ keep: { last: 2 }, manual: rules, min-keep: 1, grace: 3d, protect: [legal] }'))

  const meanwhile = (store: string) => {
    let heads = 0
    shop.wrap((around) => ({
      ...around,
      async head(key, signal) {
        if (key === objectName.hold('files', oldest()) && heads++ === 0) put(store, tagged())
        return around.head(key, signal)
      },
    }))
    return () => heads
  }

  test.each(['a', 'b'])('is not marked if another machine tagged it after the decision, in %s', async (store) => {
    const heads = meanwhile(store)
    const result = await apply()
    expect(heads()).toBeGreaterThan(0)
    expect((await shop.catalog()).entries.at(-1)?.trashed).toBeUndefined()
    expect(findings(result)).toMatch(/is not deleted now: the tag legal was just added to it/)
    expect((await apply()).problems).toEqual([])
    expect((await shop.catalog()).entries.at(-1)?.trashed).toBeUndefined()
  })

  test('is not marked if a tag was removed from it after the decision: the next run decides', async () => {
    await shop.run('tag', { id: [oldest()], tag: ['other'] })
    let heads = 0
    shop.wrap((around) => ({
      ...around,
      async head(key, signal) {
        const event = { at: shop.world.now(), verb: 'remove', tag: 'other' } as const
        if (key === objectName.hold('files', oldest()) && heads++ === 0)
          for (const store of ['a', 'b']) put(store, objectName.tag('files', oldest(), event))
        return around.head(key, signal)
      },
    }))
    expect(findings(await apply())).toMatch(/the tag other was just removed from it/)
    expect((await apply()).problems).toEqual([])
    expect((await shop.catalog()).entries.at(-1)?.trashed).toBeDefined()
  })
})
