import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseMeilisearchUrl } from '../../../src/engine/meilisearch/connection.ts'
import { meilisearch } from '../../../src/engine/meilisearch/meilisearch.ts'
import { Meilisearch } from '../../../src/engine/meilisearch/server.ts'
import { MeilisearchTarget } from '../../../src/engine/meilisearch/target.ts'
import type { Problem } from '../../../src/problem.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { meilisearchSource } from '../source.ts'
import { bench } from '../step.ts'
import { film, never, type Place, seed, startPlace } from './fixture.ts'

/* A Meilisearch that changes while it is read, or says what is not so: on its stand-in. */

let at: Place
beforeEach(async () => {
  at = await startPlace()
  seed(at.server)
})
afterEach(async () => {
  await at[Symbol.asyncDispose]()
})

async function dumped(): Promise<MemoryDump> {
  await using live = await meilisearch.open(meilisearchSource(at.url), bench, never)
  return await hold(live.dump())
}
const failure = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Problem,
  )
const described = ({ parts }: MemoryDump, uid: string) =>
  JSON.parse(String(parts.get('indexes.json'))).indexes.find((index: { uid: string }) => index.uid === uid)

describe('the list of indexes', () => {
  test('loses none that moves to a page that was read already', async () => {
    for (let number = 0; number < 250; number++) at.server.add(`index-${number}`, [])
    let isFirst = true
    at.server.faults = {
      list(offset) {
        // The second page would begin one too late.
        if (offset > 0 && isFirst) {
          isFirst = false
          at.server.indexes.delete('empty')
        }
      },
      mostInList: 100,
    }
    const { facts } = await dumped()
    expect(facts.objects['index']).toEqual([...at.server.indexes.keys()].sort())
    expect(facts.objects['index']).toContain('index-97')
  })

  test('that is the same in no two readings, or never as long as it says, is a failure and no loop', async () => {
    let number = 0
    at.server.faults = { mostInList: 2, list: () => at.server.add(`index-${number++}`, []) }
    expect((await failure(dumped())).message).toContain('its list of indexes is not the same twice')
    const results = [{ uid: 'films', primaryKey: 'id', createdAt: '', updatedAt: '' }]
    for (const listed of [results, []]) {
      const lie = JSON.stringify({ results: listed, offset: 0, limit: 100, total: 1e12 })
      at.server.faults = { instead: (request) => (request === 'GET /indexes' ? lie : undefined) }
      expect((await failure(dumped())).message).toContain('not as long as it says')
    }
  })
})

describe('an index', () => {
  test('has the key and the settings of when it was read, not of when it was listed', async () => {
    at.server.faults = {
      page(uid) {
        if (uid !== 'actors') return
        at.server.faults = {}
        at.server.put('empty', ['{"film_id":7}'])
        at.server.set('films', { stopWords: ['a'] })
      },
    }
    const held = await dumped()
    expect(described(held, 'empty')).toMatchObject({ primaryKey: 'film_id', documents: 1 })
    expect(described(held, 'films').settings.stopWords).toEqual(['a'])
  })

  test('whose settings change while it is read is read again', async () => {
    at.server.faults = {
      page(uid) {
        if (uid !== 'films') return
        at.server.faults = {}
        at.server.set('films', { stopWords: ['an'] })
      },
    }
    const held = await dumped()
    expect(described(held, 'films')).toMatchObject({ settings: { stopWords: ['an'] }, documents: 2500 })
  })

  test('that is deleted meanwhile is a failure that says to run it again', async () => {
    at.server.faults = { page: (uid) => void (uid === 'films' && at.server.indexes.delete('films')) }
    expect(await failure(dumped())).toMatchObject({
      code: 'source-failed',
      message: expect.stringMatching(/index films is gone since it was listed: Index `films` not found/),
      hint: expect.stringContaining('Run the backup again'),
    })
  })

  test('of which fewer or more documents come than the server counts is a failure', async () => {
    const pages = (results: string, total: number) => (request: string) =>
      request === 'POST /indexes/actors/documents/fetch' ? `{"results":[${results}],"total":${total}}` : undefined
    at.server.faults = { instead: pages('', 0) }
    expect((await failure(dumped())).message).toContain('actors gives 0 documents, and the server counts 2 in it')
    at.server.faults = { instead: pages('{"name_id":1},{"name_id":2},{"name_id":3}', 3) }
    expect((await failure(dumped())).message).toContain('actors gives 3 documents, and the server counts 2')
    at.server.faults = { instead: pages('{"name_id":1}', 1e12) }
    expect((await failure(dumped())).message).toContain('actors gives the same documents again')
    let id = 0
    at.server.faults = { instead: (request) => pages(`{"name_id":${id++}}`, 1e12)(request) }
    expect((await failure(dumped())).message).toContain('although the server counts 2')
  })

  test('whose count is late for a moment is not a failure', async () => {
    let asked = 0
    const stats = JSON.stringify({ numberOfDocuments: 1, rawDocumentDbSize: 10, avgDocumentSize: 10 })
    const isLate = (request: string) => request === 'GET /indexes/actors/stats' && asked++ < 4
    at.server.faults = { instead: (request) => (isLate(request) ? stats : undefined) }
    expect((await dumped()).facts.rows['actors']).toBe(2)
  })

  test('has settings, not what a proxy says in their place', async () => {
    const error = JSON.stringify({ message: 'try later', code: 'busy' })
    at.server.faults = { instead: (request) => (request.endsWith('/settings') ? error : undefined) }
    expect((await failure(dumped())).message).toContain(
      "its answer to GET /indexes/actors/settings is not Meilisearch's",
    )
  })

  test('that is written to all the time while it streams is a warning', async () => {
    at.server.add(
      'large',
      Array.from({ length: 60_000 }, (_, id) => film(id)),
    )
    let id = 100_000
    at.server.faults = { page: (uid) => void (uid === 'large' && at.server.put('large', [film(id++)])) }
    const { result, facts } = await dumped()
    expect(result.findings).toMatchObject([{ level: 'warning', message: expect.stringContaining('compared: large') }])
    expect(facts.rows['large']).toBeUndefined()
  })
})

describe('a task that does not end', () => {
  test('is given up once it has stayed as it is for long, by its name', async () => {
    at.server.faults = { taskMs: 3000 }
    await using server = new Meilisearch(parseMeilisearchUrl(at.url, 'the test'), {}, never, 200)
    const { message, hint } = await failure(server.create('new', null))
    expect(message).toMatch(/creating index new does not end: task 0 is processing for /)
    expect(hint).toContain('GET /tasks/0')
  })

  test('is awaited for a moment once the run is cancelled, and what is left is named', async () => {
    const held = await dumped()
    await using into = await startPlace()
    into.server.faults = { taskMs: 5000 }
    const controller = new AbortController()
    const connection = parseMeilisearchUrl(into.url, 'the test')
    const place = { connection, services: {}, signal: controller.signal, graceMs: 300 }
    await using target = new MeilisearchTarget(place)
    const restoring = failure(target.restore(plainBackup(held), { overwrite: false, only: [] }))
    await expect.poll(() => into.server.tasks.length).toBe(1)
    const began = Date.now()
    controller.abort()
    expect(await restoring).toMatchObject({
      code: 'cancelled',
      message: expect.stringMatching(
        /half restored indexes stay in 127\.0\.0\.1:\d+: actors: .* not deleted them in time/,
      ),
      hint: expect.stringContaining('DELETE /indexes/NAME'),
    })
    expect(Date.now() - began).toBeLessThan(4000)
  })

  test('says why it failed on one short line', async () => {
    at.server.faults = { task: 'indexCreation', because: `\u001b[31mfull\u001b[0m\n${'x'.repeat(5000)}` }
    await using server = new Meilisearch(parseMeilisearchUrl(at.url, 'the test'), {}, never)
    const { message } = await failure(server.create('new', null))
    expect(message).toMatch(/creating index new failed \(task 0\): full x+/)
    expect(message.length).toBeLessThan(450)
  })
})
