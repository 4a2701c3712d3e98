import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inShard, type Matrix, parseShard } from '../../src/plan/plan.ts'
import type { Report } from '../../src/report/report.ts'
import { keys, openShop, type Shop } from './shop.ts'

const names = ['orders', 'carts', 'uploads', 'app', 'logs', 'mail']

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  const sources = names.map((name) => `  ${name}: { engine: files, paths: [${shop.path('data')}] }`)
  await shop.policy(`version: 1
project: shop
stores: { a: { directory: { path: ./a } }, b: { directory: { path: ./b } } }
encryption: { recipients: [${keys.recipient}] }
defaults: { stores: [a, b], schedule: "0 2 * * *", retention: { keep: { last: 9 } } }
sources:
${sources.join('\n')}
`)
})
afterEach(() => shop[Symbol.asyncDispose]())

const matrixOf = async (shards: string) =>
  JSON.parse((await shop.run('plan', { shards })).outputs?.matrix ?? '') as Matrix
const sourcesOf = (result: { report?: Report }) => result.report?.sources.map(({ source }) => source) ?? []

describe('plan --shards and run --shard', () => {
  test('share the sources: all shards together back up each source once', async () => {
    const { include } = await matrixOf('3')
    expect(include.flatMap(({ sources }) => sources.split(' ')).sort()).toEqual([...names].sort())
    for (const { shard, sources } of include) {
      const result = await shop.run('run', { shard })
      expect(sourcesOf(result)).toEqual(sources.split(' '))
      expect(result.ids).toHaveLength(sources.split(' ').length)
    }
    for (const name of names) expect((await shop.catalog(name)).entries).toHaveLength(1)
  })

  test('start no job if nothing is due, and only the shard of a source that is due', async () => {
    await shop.run('run')
    expect(await matrixOf('3')).toEqual({ include: [] })
    shop.world.advance(24 * 3_600_000)
    await shop.run('backup', { source: names.filter((name) => name !== 'carts') })
    const { include } = await matrixOf('3')
    expect(include).toHaveLength(1)
    const [{ shard, sources } = { shard: '', sources: '' }] = include
    expect(inShard('carts', parseShard(shard))).toBe(true)
    expect(sources.split(' ')).toContain('carts')
  })

  test('print the matrix in the JSON too, and none unless asked', async () => {
    const result = await shop.run('plan', { shards: '16' })
    expect((result.json as { matrix: Matrix }).matrix).toEqual(JSON.parse(result.outputs?.matrix ?? ''))
    const plain = await shop.run('plan')
    expect(plain.outputs).toBeUndefined()
    expect(plain.json).not.toHaveProperty('matrix')
  })

  test('have nothing to do in a shard without sources, and refuse an invalid shard', async () => {
    const taken = new Set((await matrixOf('256')).include.map(({ shard }) => shard))
    const free = Array.from({ length: 256 }, (_, i) => `${i + 1}/256`).find((shard) => !taken.has(shard)) ?? ''
    expect(await shop.run('run', { shard: free })).toMatchObject({ problems: [], ids: [] })
    await expect(shop.run('run', { shard: '0/3' })).rejects.toMatchObject({ code: 'usage' })
    await expect(shop.run('plan', { shards: '257' })).rejects.toMatchObject({ code: 'usage' })
  })
})
