import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { openShop, reportOf, type Shop } from './shop.ts'

const defaults = '  schedule: "0 2 * * *"\n  retention: { keep: { last: 100 }, grace: 3d }'

let shop: Shop
let id: string
beforeEach(async () => {
  shop = await openShop({ defaults })
  id = (await shop.run('run')).ids?.[0] ?? ''
  shop.world.advance(60_000)
  shop.world.lines.length = 0
})
afterEach(() => shop[Symbol.asyncDispose]())

const textOf = async (command: 'list' | 'report') => {
  const { text } = await shop.run(command)
  return typeof text === 'function' ? text({ color: false, width: 200 } as never) : text
}
const remove = (of: (key: string) => boolean) => {
  const objects = shop.stores['b']?.objects ?? new Map<string, Buffer>()
  for (const key of [...objects.keys()]) if (of(key)) objects.delete(key)
}

describe.each([
  [
    'its manifest alone',
    (key: string) => key === objectName.manifest('files', id),
    /is gone from .*, but the backup was proven/,
  ],
  ['all of it', (key: string) => key.includes(id), /a check of it passed there/],
] as const)('a copy of which a store lost %s', (_, which, because) => {
  test('is reported by list, report and run, which copies it there again', async () => {
    remove(which)
    expect(await textOf('list')).toMatch(/ a \(lost b\) /)
    const { backups } = (await shop.run('list')).json as { backups: readonly unknown[] }
    expect(backups).toMatchObject([
      { id, missing: ['b'], lost: [{ store: 'b', because: expect.stringMatching(because) }] },
    ])
    expect(await textOf('report')).toMatch(/b had files-.*, and has lost it/)

    const run = await shop.run('run')
    expect(run.problems).toEqual([])
    expect(reportOf(run).warnings).toEqual([expect.stringMatching(/^b had files-.*, and has lost it: /)])
    expect(shop.world.lines.join('\n')).toMatch(/warning.*b had files-.*, and has lost it/)
    shop.world.advance(60_000)
    expect(await textOf('list')).toMatch(/ a b /)
    expect(reportOf(await shop.run('run')).warnings ?? []).toEqual([])
  })
})

test('a copy that never existed or is being deleted is not called lost', async () => {
  shop.wrap((store, name) =>
    name === 'b'
      ? { ...store, put: (key) => Promise.reject(new Problem('store-failed', `put ${key}: no`, { hint: 'No.' })) }
      : store,
  )
  await shop.run('backup')
  shop.wrap(undefined)
  expect(await textOf('list')).toMatch(/ a \(not b\) /)
  await shop.run('delete', { id: [id], confirm: [id] })
  remove((key) => key === objectName.manifest('files', id))
  expect(await textOf('list')).not.toMatch(/lost/)
})

describe('a copy that was marked as damaged because of a short answer', () => {
  const short = () =>
    shop.wrap((store, name) =>
      name === 'b'
        ? {
            ...store,
            get: (key, o) => store.get(key, key.includes('/data/') ? { ...o, range: { start: 0, end: 20 } } : o),
          }
        : store,
    )
  const marked = async () => {
    short()
    await shop.run('verify', { level: 'check', id: [id] })
    shop.wrap(undefined)
    shop.world.advance(60_000)
    expect(await textOf('list')).toMatch(/ a \(damaged b\) /)
  }

  test('is whole again after it was checked again', async () => {
    await marked()
    expect(reportOf(await shop.run('run')).healed).toMatchObject([{ id, store: 'b', objects: [] }])
    expect(await textOf('list')).toMatch(/ a b /)
  })

  test('is whole again after it was copied again and read back', async () => {
    await marked()
    remove((key) => key.includes(id) && !key.includes('/proofs/'))
    expect((await shop.run('run')).problems).toEqual([])
    expect(await textOf('list')).toMatch(/ a b /)
    expect((await shop.catalog()).entries[0]?.damaged).toBeUndefined()
  })
})
