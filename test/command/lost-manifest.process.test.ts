import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { openShop, type Shop } from './shop.ts'

const day = 24 * 3600_000
const defaults = '  retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 3d }'

let shop: Shop
let old: string
beforeEach(async () => {
  shop = await openShop({ defaults })
  old = (await shop.run('backup')).ids?.[0] ?? ''
})
afterEach(() => shop[Symbol.asyncDispose]())

/** A backup that is newer, weeks later. */
async function weeksLater(): Promise<void> {
  shop.world.advance(20 * day)
  await shop.run('backup')
}

const manifest = () => objectName.manifest('files', old)
const loseIn = (...stores: readonly string[]) => {
  for (const name of stores) shop.stores[name]?.objects.delete(manifest())
}
const rest = (store: string) => shop.objects(store).filter((key) => key.includes(old))

describe('a backup whose manifest is gone from every store', () => {
  test.each(['hold', 'proof', 'tag'] as const)(
    'is reported as damage, and none of it is swept, if a %s exists',
    async (trace) => {
      if (trace === 'hold') await shop.run('hold', { id: [old], because: 'audit' })
      if (trace === 'proof') await shop.run('verify', { id: [old], level: 'read' })
      if (trace === 'tag') await shop.run('tag', { id: [old], tag: ['release-1'] })
      await weeksLater()
      loseIn('a', 'b')
      const before = [rest('a'), rest('b')]
      expect(before[0]?.length).toBeGreaterThan(2)
      for (let i = 0; i < 3; i++) {
        await shop.run('prune', { apply: true })
        shop.world.advance(10 * day)
      }
      expect([rest('a'), rest('b')]).toEqual(before)
      const listed = await shop.run('list', {})
      expect(listed.problems).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ code: 'manifest-damaged', message: expect.stringContaining(manifest()) }),
        ]),
      )
      const run = await shop.run('run', {})
      expect(run.problems).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ code: 'manifest-damaged', message: expect.stringContaining('is gone from') }),
        ]),
      )
    },
  )

  test('stays for the grace period and is then swept like leftovers of a killed run if nothing shows that it counted', async () => {
    await weeksLater()
    loseIn('a', 'b')
    for (const key of rest('a'))
      if (/\/proofs\//.test(key)) for (const { objects } of Object.values(shop.stores)) objects.delete(key)
    shop.world.advance(-18 * day)
    await shop.run('prune', { apply: true })
    expect(rest('a')).toContain(objectName.key('files', old))
    shop.world.advance(18 * day)
    await shop.run('prune', { apply: true })
    expect(rest('a')).toEqual([])
  })
})

test('a store that lost the manifest of a backup gets it again from another store', async () => {
  await shop.run('hold', { id: [old], because: 'audit' })
  await weeksLater()
  loseIn('b')
  const run = await shop.run('run', {})
  expect(run.problems).toEqual([])
  expect(shop.stores['b']?.objects.has(manifest())).toBe(true)
})

test('one rotten digit in a manifest that can still be parsed damages only that copy, and is healed', async () => {
  const right = shop.stores['a']?.objects.get(manifest()) ?? Buffer.alloc(0)
  const rotten = right.toString().replace(/"bytes": \d/, '"bytes": 9')
  expect(rotten).not.toBe(right.toString())
  shop.stores['a']?.objects.set(manifest(), Buffer.from(rotten))
  expect((await shop.catalog()).entries).toMatchObject([
    {
      copies: ['b'],
      foreign: undefined,
      damaged: [{ store: 'a', because: expect.stringContaining('its own SHA-256') }],
    },
  ])
  expect((await shop.run('restore', { id: [old], store: 'b', into: shop.path('restored') })).problems).toEqual([])
  expect((await shop.run('run', {})).problems).toEqual([])
  expect(shop.stores['a']?.objects.get(manifest())?.equals(right)).toBe(true)
  expect((await shop.catalog()).entries).toMatchObject([{ copies: ['a', 'b'] }])
})

test('a backup whose key object is gone from every store is damaged, and nothing is deleted meanwhile', async () => {
  await weeksLater()
  const [newest] = (await shop.catalog()).entries
  const key = objectName.key('files', newest?.id ?? '')
  for (const { objects } of Object.values(shop.stores)) objects.delete(key)
  const gone = { code: 'manifest-damaged', message: expect.stringContaining(`${key} is gone from`) }
  for (const command of ['list', 'run', 'prune'] as const) {
    const { problems } = await shop.run(command, command === 'prune' ? { apply: true } : {})
    expect(problems, command).toEqual(expect.arrayContaining([expect.objectContaining(gone)]))
  }
  expect((await shop.catalog()).entries.map(({ marked }) => marked)).toEqual([[], []])
  const report = await shop.run('report', {})
  expect(report.text({ width: 100, color: false } as never)).toContain('is gone from')
})
