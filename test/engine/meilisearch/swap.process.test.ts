import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { meilisearch } from '../../../src/engine/meilisearch/meilisearch.ts'
import type { Problem } from '../../../src/problem.ts'
import { hold, type MemoryDump } from '../memory.ts'
import { meilisearchSource } from '../source.ts'
import { bench } from '../step.ts'
import { never, type Place, startPlace } from './fixture.ts'

let at: Place
beforeEach(async () => {
  at = await startPlace()
})
afterEach(() => at[Symbol.asyncDispose]())

async function dumped(): Promise<MemoryDump> {
  await using live = await meilisearch.open(meilisearchSource(at.url), bench, never)
  return await hold(live.dump())
}
const failure = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Problem,
  )

describe('indexes that are swapped while they are read', () => {
  beforeEach(() => {
    at.server.indexes.clear()
    for (const uid of ['a', 'b', 'c']) at.server.add(uid, [`{"id":1,"of":"${uid}"}`, `{"id":2,"of":"${uid}"}`])
  })

  test.each([
    ['before the second is read', 'a', 'b', 'b'],
    ['while the first is read', 'a', 'b', 'a'],
    ['long after the first was read', 'a', 'c', 'c'],
  ])('fail the backup %s: the documents of one would be missing', async (_, one, other, when) => {
    let isDone = false
    at.server.faults = {
      page(uid) {
        if (isDone || uid !== when) return
        isDone = true
        at.server.swap(one, other)
      },
    }
    const { code, message } = await failure(dumped())
    expect(code).toBe('source-failed')
    expect(message).toMatch(/index \w was swapped with \w while they were read, so documents would be missing$/)
  })

  test('are no failure once both were read, or where one is made anew', async () => {
    let isDone = false
    at.server.faults = {
      page(uid) {
        if (isDone || uid !== 'c') return
        isDone = true
        at.server.swap('a', 'b')
        at.server.add('c', ['{"id":1,"of":"another"}'])
      },
    }
    expect((await dumped()).facts.rows).toEqual({ a: 2, b: 2, c: 1 })
  })
})
