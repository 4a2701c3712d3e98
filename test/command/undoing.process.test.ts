import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
let id = ''
beforeEach(async () => {
  shop = await openShop()
  id = (await shop.run('backup')).ids?.[0] ?? ''
})
afterEach(() => shop[Symbol.asyncDispose]())

const plain = { colour: false, width: 100 }
const by = (actor: string) => ({ origin: { actor } })
const records = (store: string) => shop.objects(store).filter((key) => /\.(?:unhold|undelete)$/.test(key))
const undone = async () => ((await shop.run('show', { id: [id] })).json as { undone: unknown }).undone

describe('the record of who removed a mark', () => {
  test('lets show say who lifted a hold, when and why, and who had set it', async () => {
    await shop.run('hold', { id: [id], because: 'audit 2026' }, by('mona'))
    shop.at('2026-03-05T08:30:00Z')
    await shop.run('unhold', { id: [id], because: 'the audit is over' }, by('hubot'))
    const { json, text } = await shop.run('show', { id: [id] })
    const was = { at: expect.stringContaining('2026-03-02T12:00:00'), by: 'mona', because: 'audit 2026' }
    expect(json).toMatchObject({
      held: null,
      undone: [
        {
          verb: 'unhold',
          at: expect.stringContaining('2026-03-05T08:30:00'),
          by: 'hubot',
          because: 'the audit is over',
          was,
        },
      ],
    })
    expect(text(plain)).toMatch(
      /^unheld +2026-03-05 08:30 UTC by hubot: the audit is over; it was held 2026-03-02 12:00 UTC by mona: audit 2026$/m,
    )
  })

  test('lets show say who undid a deletion, and who had deleted it', async () => {
    await shop.run('delete', { id: [id], confirm: [id], because: 'a mistake' }, by('mona'))
    shop.at('2026-03-03T09:00:00Z')
    await shop.run('undelete', { id: [id] }, by('hubot'))
    expect(await undone()).toMatchObject([
      {
        verb: 'undelete',
        at: expect.stringContaining('2026-03-03T09:00:00'),
        by: 'hubot',
        was: { by: 'mona', because: 'a mistake' },
      },
    ])
    const said = (await shop.run('show', { id: [id] })).text(plain)
    expect(said).toMatch(/^undeleted +2026-03-03 09:00 UTC by hubot; it was deleted 2026-03-02 12:00 UTC by mona/m)
  })

  test('is written only if there was a mark', async () => {
    await shop.run('unhold', { id: [id] })
    await shop.run('undelete', { id: [id] })
    expect(records('a')).toEqual([])
  })

  test('a hold stays if the record of who lifted it cannot be written, but a deletion is undone first', async () => {
    await shop.run('hold', { id: [id] })
    shop.wrap((store) => faultyStore(store, [{ call: 'put', key: '.un', does: 'fail' }]))
    await expect(shop.run('unhold', { id: [id] })).rejects.toMatchObject({ code: 'store-unavailable' })
    expect((await shop.catalog()).entries[0]?.held).toBe(true)
    shop.wrap(undefined)
    await shop.run('unhold', { id: [id] })
    await shop.run('delete', { id: [id], confirm: [id] })
    shop.wrap((store) => faultyStore(store, [{ call: 'put', key: '.un', does: 'fail' }]))
    await expect(shop.run('undelete', { id: [id] })).rejects.toMatchObject({ code: 'store-unavailable' })
    expect((await shop.catalog()).entries[0]?.trashed).toBeUndefined()
  })

  test('keeps the newest 20 for each backup, and is removed with it', async () => {
    for (let minute = 0; minute < 24; minute++) {
      shop.world.advance(60_000)
      await shop.run('hold', { id: [id], because: `hold ${minute}` })
      await shop.run('unhold', { id: [id] })
    }
    expect([records('a').length, records('b').length]).toEqual([20, 20])
    const all = (await undone()) as { was: { because: string } }[]
    expect([all.length, all[0]?.was.because, all.at(-1)?.was.because]).toEqual([20, 'hold 23', 'hold 4'])
    await shop.run('backup')
    await shop.run('delete', { id: [id], because: 'enough' })
    for (const day of ['12', '13']) {
      shop.at(`2026-03-${day}T12:00:00Z`)
      expect((await shop.run('prune', { apply: true })).problems).toEqual([])
    }
    expect(shop.objects('a').filter((key) => key.includes(id))).toEqual([])
  })

  test('changes no tag, and does not make a copy wait for the role that prunes', async () => {
    await shop.run('hold', { id: [id] })
    await shop.run('unhold', { id: [id] })
    shop.stores['b']?.objects.clear()
    // The role that backs up may not write it.
    const problem = new Problem('store-denied', 'put: refused', { hint: 'Ask for the right.' })
    const refuses = (key: string) => ({ call: 'put', key, does: 'fail', problem }) as const
    shop.wrap((store) => faultyStore(store, ['/tags/', '/holds/'].map(refuses)))
    expect((await shop.run('run')).problems).toEqual([])
    expect((await shop.catalog()).entries[0]).toMatchObject({ copies: ['a', 'b'], manifest: { tags: [] } })
    expect(shop.objects('b')).toContain(objectName.manifest('files', id))
  })
})
