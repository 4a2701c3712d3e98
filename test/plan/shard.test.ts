import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { busySources, inShard, matrixOf, parseShard, parseShards, type Task } from '../../src/plan/plan.ts'

const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/), { maxLength: 60 })
const shards = fc.integer({ min: 1, max: 256 })
const all = (of: number) => Array.from({ length: of }, (_, i) => ({ index: i + 1, of }))

describe('shards', () => {
  test('share the sources: each source is in exactly one', () => {
    fc.assert(
      fc.property(names, shards, (sources, of) => {
        for (const source of sources) expect(all(of).filter((shard) => inShard(source, shard))).toHaveLength(1)
      }),
    )
  })

  test('keep a source in its shard, whatever other sources are added or removed', () => {
    fc.assert(
      fc.property(names, names, shards, (some, others, of) => {
        const where = (sources: readonly string[]) =>
          new Map(
            matrixOf(sources, new Set(sources), of).include.flatMap(({ shard, sources }) =>
              sources.split(' ').map((source) => [source, shard] as const),
            ),
          )
        const [before, after] = [where(some), where([...new Set([...others, ...some])])]
        for (const source of some) expect(after.get(source)).toBe(before.get(source))
      }),
    )
  })

  test('keep their sources between versions', () => {
    const home = (source: string) => all(16).find((shard) => inShard(source, shard))?.index
    expect(['orders', 'carts', 'uploads', 'app'].map(home)).toMatchInlineSnapshot(`
      [
        3,
        1,
        9,
        8,
      ]
    `)
  })

  test.each(['', '0/4', '5/4', '1/0', '1/257', '01/4', '1', 'a/b', '1/4 ', '-1/4'])(
    'are refused if they are written as %j',
    (text) => {
      expect(() => parseShard(text)).toThrow(expect.objectContaining({ code: 'usage' }))
    },
  )

  test.each(['', '0', '257', '-1', '1.5', '1e2', 'x'])('are refused if their number is %j', (text) => {
    expect(() => parseShards(text)).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  test('are read as they are written', () => {
    expect(parseShard('3/16')).toEqual({ index: 3, of: 16 })
    expect(parseShards('256')).toBe(256)
  })
})

describe('the matrix', () => {
  test('includes every busy source once, and no shard without one', () => {
    fc.assert(
      fc.property(names, shards, fc.func(fc.boolean()), (sources, of, isBusy) => {
        const busy = new Set(sources.filter(isBusy))
        const { include } = matrixOf(sources, busy, of)
        const taken = include.flatMap((one) => one.sources.split(' '))
        expect(new Set(taken).size).toBe(taken.length)
        expect(taken).toEqual(expect.arrayContaining([...busy]))
        for (const one of include) {
          const theirs = one.sources.split(' ')
          expect(theirs).toEqual(sources.filter((source) => inShard(source, parseShard(one.shard))))
          expect(theirs.some((source) => busy.has(source))).toBe(true)
        }
        expect(include.length).toBeLessThanOrEqual(Math.min(of, busy.size))
      }),
    )
  })

  test('starts no job to decide on retention, and none for a proof that the job cannot make', () => {
    const task = (source: string, kind: Task['kind'], due = true) => ({ source, kind, due, because: ['x'] }) as Task
    const tasks = [
      task('a', 'prune'),
      task('b', 'backup'),
      task('c', 'restore'),
      task('d', 'copy'),
      task('e', 'backup', false),
    ]
    expect([...busySources(tasks, false)]).toEqual(['b', 'd'])
    expect([...busySources(tasks, true)]).toEqual(['b', 'c', 'd'])
  })
})
