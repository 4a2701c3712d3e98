import { expect, test } from 'vitest'
import { all, eachAtOnce, mapAtOnce } from '../../src/catalog/catalog.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('results come in the order of the values, whichever finishes first', async () => {
  const results = await mapAtOnce([3, 1, 2], async (value) => {
    for (let left = value; left > 0; left--) await turn()
    return value * 10
  })
  expect(results).toEqual([30, 10, 20])
})

test('no more than sixteen calls, or the number that was set, run at the same time', async () => {
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

test('after a failure no call starts, and the failure is thrown once the running calls have ended', async () => {
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

test('of several that run side by side, a failure is thrown once all have ended', async () => {
  let ended = false
  const slow = async () => {
    await turn()
    await turn()
    ended = true
    return 1
  }
  await expect(all([Promise.reject(new Error('the first fails')), slow()])).rejects.toThrow('the first fails')
  expect(ended).toBe(true)
  expect(await all([slow(), Promise.resolve('two')])).toEqual([1, 'two'])
})
