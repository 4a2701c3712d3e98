import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { codesOf, openShop, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
const defaults = '  retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 1d }'

let shop: Shop
let id: string
beforeEach(async () => {
  shop = await openShop({ defaults, stores: ['a'] })
  id = (await shop.run('backup')).ids?.[0] ?? ''
  shop.world.advance(day)
  await shop.run('backup')
  await shop.run('prune', { apply: true })
  shop.world.advance(2 * day)
  // Finds the grace period over.
  await shop.run('prune', { apply: true })
})
afterEach(() => shop[Symbol.asyncDispose]())

const apply = () => shop.run('prune', { apply: true })
const ofIt = () => shop.objects('a').filter((key) => key.includes(id))
/** The store refuses to remove these, as a role without the right does, or says that it has and keeps them. */
const keeps = (what: string, says: 'denied' | 'done') =>
  shop.wrap((store) => ({
    ...store,
    async remove(keys, signal) {
      if (!keys.some((key) => key.includes(what))) return store.remove(keys, signal)
      if (says === 'denied') throw new Problem('store-denied', `remove ${keys[0]}: access denied`)
    },
  }))

describe('a purge that the store refuses', () => {
  test.each(['/manifests/', '.sig', '/keys/', '/data/'])(
    'is a failure each time at %s, leaves the backup whole, and succeeds once it is allowed',
    async (what) => {
      const before = ofIt()
      keeps(what, 'denied')
      for (let i = 0; i < 2; i++) {
        const result = await apply()
        expect(codesOf(result)).toEqual(['store-denied'])
        expect(reportOf(result).retention?.purged).toEqual([])
        expect(ofIt()).toEqual(before)
      }
      shop.wrap(undefined)
      await shop.run('undelete', { id: [id] })
      expect((await shop.run('verify', { id: [id] })).problems).toEqual([])
      await shop.run('delete', { id: [id], confirm: [id] })
      shop.world.advance(2 * day)
      await apply()
      expect((await apply()).problems).toEqual([])
      expect(ofIt()).toEqual([])
    },
  )

  test('is resumed by the next run if only the marker is left', async () => {
    keeps('/trash/', 'denied')
    expect(codesOf(await apply())).toContain('store-denied')
    expect(ofIt()).toEqual([objectName.trash('files', id)])
    expect(codesOf(await apply())).toContain('store-denied')
    shop.wrap(undefined)
    expect((await apply()).problems).toEqual([])
    expect(ofIt()).toEqual([])
  })

  test('is a failure, now and in the next run, if the store reports success but removes nothing', async () => {
    keeps('/data/', 'done')
    for (let i = 0; i < 2; i++) expect(codesOf(await apply())).toContain('store-failed')
    expect(ofIt().length).toBeGreaterThan(0)
    shop.wrap(undefined)
    expect((await apply()).problems).toEqual([])
    expect(ofIt()).toEqual([])
  })
})
