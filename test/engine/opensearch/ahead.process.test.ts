import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Ahead, type Haste } from '../../../src/engine/opensearch/ahead.ts'
import { connect, connectionOf } from '../../../src/engine/opensearch/protocol/connection.ts'
import { Scroll } from '../../../src/engine/opensearch/scroll.ts'
import { hit, page, startStandIn } from './stand-in.ts'

const never = new AbortController().signal
const hurried: Haste = { afterMs: 30, againMs: 60, mostSteps: 2 }

/** Steps of three items each. */
function counting(steps: number, fail?: number) {
  const at = { step: 0, given: 0, left: false }
  async function* items(): AsyncGenerator<number> {
    try {
      for (; at.step < steps; at.step++)
        for (let item = 0; item < 3; item++) {
          await pause(1)
          if (at.given === fail) throw new Error('it broke')
          yield at.given++
        }
    } finally {
      at.left = true
    }
  }
  return { at, steps: { items: items(), step: () => at.step } }
}

test.each([0, 5, 40])('items come whole and in order if each is taken after %i ms', async (ms) => {
  const { steps } = counting(4)
  await using ahead = new Ahead(steps, hurried)
  const found: number[] = []
  for await (const item of ahead.items()) {
    found.push(item)
    await pause(ms)
  }
  expect(found).toEqual(Array.from({ length: 12 }, (_, at) => at))
})

test('while nobody takes anything, a step after the other is read, and no more than a few', async () => {
  const { at, steps } = counting(100)
  await using ahead = new Ahead(steps, hurried)
  const items = ahead.items()
  expect((await items.next()).value).toBe(0)
  expect(ahead.isAhead).toBe(false)
  await expect.poll(() => at.step).toBe(2)
  expect(ahead.isAhead).toBe(true)
  await pause(200)
  expect(at.step).toBe(2)
  for (let next = 1; next < 30; next++) expect((await items.next()).value).toBe(next)
})

test('what fails while it is read ahead fails in its place', async () => {
  const { steps } = counting(4, 4)
  await using ahead = new Ahead(steps, hurried)
  const found: number[] = []
  const all = async () => {
    for await (const item of ahead.items()) {
      found.push(item)
      await pause(60)
    }
  }
  await expect(all()).rejects.toThrow('it broke')
  expect(found).toEqual([0, 1, 2, 3])
})

test('whoever leaves stops the reading', async () => {
  const { at, steps } = counting(100)
  {
    await using ahead = new Ahead(steps, hurried)
    await ahead.items().next()
  }
  await expect.poll(() => at.left).toBe(true)
  const { given } = at
  await pause(150)
  expect(at.given).toBe(given)
})

test('a store that takes nothing for longer than a scroll lives does not lose it, and the server is told to wait', async () => {
  const lives: string[] = []
  let expires = Number.POSITIVE_INFINITY
  const lifeMs = { '45s': 120, '30m': 5000 } as const
  await using standIn = await startStandIn(async (request, response, path) => {
    const isFirst = path === 'POST /orders/_search'
    if (!isFirst && path !== 'POST /_search/scroll') return undefined
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString('utf8')) as { scroll?: keyof typeof lifeMs }
    const life = isFirst ? '45s' : (body.scroll ?? '45s')
    if (performance.now() > expires) {
      response.statusCode = 404
      return { error: { type: 'search_context_missing_exception', reason: 'No search context found' } }
    }
    lives.push(life)
    expires = performance.now() + lifeMs[life]
    const name = lives.length
    return page(name > 5 ? [] : [hit(`a${name}`), hit(`b${name}`)], 10)
  })
  const context = { ...(await connect(connectionOf(standIn.url, 'opensearch', 'source search'), {}, never)) }
  await using scroll = await Scroll.open(
    { ...context, product: 'opensearch', haste: { afterMs: 40, againMs: 4000, mostSteps: 4 } },
    'orders',
    { settings: {}, mappings: {}, aliases: {} },
  )
  let documents = 0
  for await (const { count } of scroll.documents()) {
    documents += count
    if (lives.length === 1) await pause(600)
  }
  expect(documents).toBe(10)
  expect(lives).toEqual(['45s', '30m', '45s', '45s', '45s', '45s'])
  expect(standIn.asked.at(-1)).not.toBe('DELETE /_search/scroll')
})

test('a server that allows no such long life is asked again with the short one', async () => {
  const lives: string[] = []
  await using standIn = await startStandIn(async (request, response, path) => {
    if (path !== 'POST /_search/scroll') return undefined
    const { scroll } = JSON.parse(Buffer.concat(await request.toArray()).toString('utf8')) as { scroll: string }
    lives.push(scroll)
    if (scroll === '45s') return undefined
    response.statusCode = 400
    return { error: { reason: 'Keep alive for request (30m) is too large. It must be less than (1m).' } }
  })
  const context = { ...(await connect(connectionOf(standIn.url, 'opensearch', 'source search'), {}, never)) }
  {
    await using scroll = await Scroll.open({ ...context, product: 'opensearch', haste: hurried }, 'orders', {
      settings: {},
      mappings: {},
      aliases: {},
    })
    for await (const _ of scroll.documents()) await pause(100)
    expect(scroll.tally.documents).toBe(3)
  }
  expect(lives).toEqual(['30m', '45s'])
  expect(standIn.asked.at(-1)).toBe('DELETE /_search/scroll')
})
