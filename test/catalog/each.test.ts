import { expect, test } from 'vitest'
import { eachAtOnce, mapAtOnce } from '../../src/catalog/catalog.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('results come in the order of the values, whichever ends first', async () => {
  const results = await mapAtOnce([3, 1, 2], async (value) => {
    for (let left = value; left > 0; left--) await turn()
    return value * 10
  })
  expect(results).toEqual([30, 10, 20])
})

test('no more than sixteen are under way, or as many as are asked for', async () => {
  for (const most of [undefined, 3]) {
    let [now, seen] = [0, 0]
    const body = async () => {
      seen = Math.max(seen, ++now)
      await turn()
      now -= 1
    }
    await eachAtOnce(Array.from({ length: 40 }), body, most)
    expect(seen).toBe(most ?? 16)
  }
})

test('after a failure none begins, and it is thrown once those under way have ended', async () => {
  const begun: number[] = []
  const ended: number[] = []
  const run = eachAtOnce(
    [0, 1, 2, 3, 4],
    async (value) => {
      begun.push(value)
      if (value === 0) throw new Error('the first fails')
      await turn()
      ended.push(value)
    },
    2,
  )
  await expect(run).rejects.toThrow('the first fails')
  expect(begun).toEqual([0, 1])
  expect(ended).toEqual([1])
})
