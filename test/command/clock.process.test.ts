import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import type { Stored } from '../../src/store/store.ts'
import { openShop, policyOf, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
const rules = '  retention: { keep: { last: 2 }, manual: rules, min-keep: 1, grace: 3d }'

let shop: Shop
/** Oldest first. */
let ids: readonly string[]
beforeEach(async () => {
  shop = await openShop({ defaults: rules })
  const made: string[] = []
  for (let i = 0; i < 4; i++) {
    made.push(...((await shop.run('backup')).ids ?? []))
    shop.world.advance(day)
  }
  ids = made
})
afterEach(() => shop[Symbol.asyncDispose]())

const shown = async () => {
  const { entries } = await shop.catalog()
  return entries.map(({ id, trashed }) => `${ids.indexOf(id) + 1}${trashed ? ' deleted' : ''}`).reverse()
}
/** Everything that the stores have, but for runs and the lease. */
const objects = () => [shop.objects('a'), shop.objects('b')]
const apply = () => shop.run('prune', { apply: true })
const purged = async (result = apply()) => reportOf(await result).retention?.purged

/** The stores tell the time, which is so much after the time here. */
const storesAhead = (ms: number) =>
  shop.wrap((store) => {
    const told = (stored: Stored): Stored => ({ ...stored, writtenAt: new Date(shop.world.now().getTime() + ms) })
    return { ...store, put: async (key, body, options) => told(await store.put(key, body, options)) }
  })

describe('a clock that the stores contradict', () => {
  test.each([
    ['eight days ahead', -8 * day],
    ['two hours behind', 2 * 3600_000],
  ])('stops all marks, removals and sweeps: %s', async (_, ms) => {
    await shop.run('delete', { id: [ids[0] ?? ''] })
    const left = objectName.data('files', 'files-2026-01-01T00-00-00.000000Z', 'files.tar')
    shop.stores['a']?.objects.set(left, Buffer.from('of a killed run'))
    const before = objects()
    storesAhead(ms)
    for (const command of ['prune', 'run'] as const) {
      const result = await shop.run(command, { apply: true })
      expect(result.problems).toMatchObject([
        {
          code: 'retention-refused',
          message: expect.stringMatching(/a clock is wrong: the clock here says .* but the clock of a/),
        },
      ])
      expect(objects()).toEqual(before)
    }
    storesAhead(10_000)
    expect((await apply()).problems).toEqual([])
    expect(shop.objects('a')).not.toContain(left)
  })

  test('a backup dated in the future is reported until it is deleted by hand', async () => {
    shop.world.advance(2 * day)
    const [late = ''] = (await shop.run('backup')).ids ?? []
    shop.world.advance(-2 * day)
    for (const { objects } of Object.values(shop.stores)) objects.delete(objectName.lease('files'))
    const [problem] = (await apply()).problems
    expect(problem).toMatchObject({ code: 'retention-refused', message: expect.stringContaining(late) })
    expect(await shown()).not.toContain('1 deleted')
    await shop.run('delete', { id: [late] })
    expect((await apply()).deleted).toContain(ids[0])
  })

  test('a lease dated in the future is reported until it is removed', async () => {
    shop.world.advance(2 * 3600_000)
    await apply()
    shop.world.advance(-2 * 3600_000)
    await shop.run('undelete', { id: [...ids] })
    const before = objects()
    expect((await apply()).problems).toMatchObject([
      { code: 'retention-refused', message: expect.stringMatching(/a run wrote to a at .* by its clock/) },
    ])
    expect(objects()).toEqual(before)
  })
})

describe('a jump of the clock where no store tells the time', () => {
  test('purges nothing of the trash in one run eight days ahead', async () => {
    await apply()
    expect(await shown()).toEqual(['1 deleted', '2 deleted', '3', '4'])
    shop.world.advance(8 * day)
    expect(await purged()).toEqual([])
    shop.world.advance(-8 * day)
    await shop.run('undelete', { id: ids.slice(0, 2) })
    expect(await shown()).toEqual(['1', '2', '3', '4'])
    expect((await shop.run('restore', { id: [ids[0] ?? ''], into: 'out' })).problems).toEqual([])
  })

  test('removes nothing permanently in two first runs eight days apart', async () => {
    shop.world.advance(8 * day)
    await apply()
    shop.world.advance(8 * day)
    expect(await purged()).toEqual([])
    expect((await shop.catalog()).entries).toHaveLength(4)
  })

  test('does not make one run count as two, and a renewed mark starts again', async () => {
    await apply()
    shop.world.advance(4 * day)
    await shop.run('prune', { apply: true }, { runId: 'one' })
    expect(await purged(shop.run('prune', { apply: true }, { runId: 'one' }))).toEqual([])
    await shop.run('undelete', { id: [ids[0] ?? ''] })
    shop.world.advance(1000)
    await shop.run('delete', { id: [ids[0] ?? ''] })
    shop.world.advance(4 * day)
    expect(await purged()).toEqual([ids[1]])
    expect(await purged()).toEqual([ids[0]])
  })

  test('is detected by one small object in each store, which goes with the last mark', async () => {
    await apply()
    expect(shop.objects('a')).not.toContain(objectName.expired('files'))
    shop.world.advance(4 * day)
    await shop.run('prune', { apply: true }, { runId: 'one' })
    const found = JSON.parse(String(shop.stores['a']?.objects.get(objectName.expired('files'))))
    expect(found).toMatchObject({
      version: 1,
      marks: { [ids[0] ?? '']: { run: 'one' }, [ids[1] ?? '']: { run: 'one' } },
    })
    expect(await purged()).toHaveLength(2)
    expect(shop.objects('a').filter((key) => key.includes('/trash/'))).toEqual([])
  })
})

describe('a gap that the schedule does not explain', () => {
  beforeEach(async () => {
    await shop.policy(policyOf(shop.path('data'), { defaults: `  schedule: "0 2 * * *"\n${rules}` }))
    await shop.run('run')
  })

  test('lets run delete nothing for a day of backups, and prune explains why', async () => {
    shop.world.advance(8 * day)
    const first = await shop.run('run', { apply: true })
    expect([first.problems, first.deleted]).toEqual([[], []])
    expect(reportOf(first).retention).toMatchObject({ applied: false })
    expect(reportOf(first).retention?.findings.join()).toMatch(/deletion waits for a day of backups/)
    expect((await apply()).problems).toMatchObject([
      { code: 'retention-refused', message: expect.stringMatching(/files was silent/) },
    ])
    shop.world.advance(20 * 3600_000)
    expect((await shop.run('run', { apply: true })).deleted).toEqual([])
    expect(await shown()).not.toContain('1 deleted')
    shop.world.advance(day)
    expect((await shop.run('run', { apply: true })).deleted).toContain(ids[0])
  })

  test('is overridden by a person who gives a reason, which the run record keeps', async () => {
    shop.world.advance(8 * day)
    const said = { apply: true, 'despite-gap': true, because: 'the runner was off' }
    for (const command of ['prune', 'run'] as const)
      await expect(shop.run(command, { ...said, because: ' ' })).rejects.toMatchObject({ code: 'usage' })
    expect((await shop.run('prune', said, { origin: { actor: 'mona', host: 'test' } })).deleted).toContain(ids[0])
    expect((await shop.catalog()).runs[0]?.because.join()).toMatch(/--despite-gap, as mona says: the runner was off/)
  })

  test('is not reported if ticks are dropped now and then', async () => {
    shop.world.advance(2 * day)
    expect((await shop.run('run', { apply: true })).deleted).toContain(ids[0])
  })
})

describe('the grace period', () => {
  const mark = (at: Date, graceMs: number) =>
    Buffer.from(JSON.stringify({ trashedAt: at, purgeAfter: new Date(at.getTime() + graceMs), because: ['by hand'] }))
  const marked = (id: string, at: Date, graceMs: number) => {
    for (const { objects } of Object.values(shop.stores)) objects.set(objectName.trash('files', id), mark(at, graceMs))
  }

  test('is the longer of the one that the mark was made with and the one in the policy at removal', async () => {
    marked(ids[0] ?? '', shop.world.now(), 1000)
    shop.world.advance(3 * day - 60_000)
    await apply()
    expect(await purged()).toEqual([])
    shop.world.advance(2 * 60_000)
    await apply()
    expect(await purged()).toContain(ids[0])
  })

  test('counts from the time at which the store received the mark, whatever the mark says', async () => {
    await shop.policy(policyOf(shop.path('data'), { defaults: rules.replace('last: 2', 'last: 9') }))
    marked(ids[0] ?? '', new Date('2025-01-01T00:00:00Z'), 1000)
    const written = shop.world.now()
    const told = (stored: Stored): Stored => ({
      ...stored,
      writtenAt: stored.key.includes('/trash/') ? written : shop.world.now(),
    })
    shop.wrap((store) => ({
      ...store,
      async head(key, signal) {
        const stored = await store.head(key, signal)
        return stored && told(stored)
      },
      async *list(prefix, signal) {
        for await (const stored of store.list(prefix, signal)) yield told(stored)
      },
    }))
    await apply()
    expect(await purged()).toEqual([])
    shop.world.advance(3 * day + 1000)
    await apply()
    expect(await purged()).toEqual([ids[0]])
  })
})
