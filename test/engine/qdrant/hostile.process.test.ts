import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { qdrant } from '../../../src/engine/qdrant/qdrant.ts'
import type { QdrantSource } from '../../../src/policy/policy.ts'
import type { Problem } from '../../../src/problem.ts'
import { hold, type MemoryDump } from '../memory.ts'
import { qdrantSource } from '../source.ts'
import { bench } from '../step.ts'
import { never, type Place, seed, startPlace } from './fixture.ts'

/* A Qdrant that changes while it is read, or says what is not so: on its stand-in. */

let at: Place
beforeEach(async () => {
  at = await startPlace()
  seed(at.server)
})
afterEach(async () => {
  await at[Symbol.asyncDispose]()
})

async function dumped(more: Partial<QdrantSource> = {}): Promise<MemoryDump> {
  await using live = await qdrant.open(qdrantSource(at.url, more), bench, never)
  return await hold(live.dump())
}
const failure = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Problem,
  )
/** Once, while the dump runs. */
function meanwhile(change: () => void): void {
  at.server.faults = {
    creating() {
      at.server.faults = {}
      change()
    },
  }
}

describe('an alias', () => {
  test('that moves to a collection which was made meanwhile is a failure: nobody could find the data', async () => {
    meanwhile(() => {
      at.server.add('articles-2', 8, 10)
      at.server.aliases.set('current', 'articles-2')
    })
    expect(await failure(dumped())).toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('current to articles-2'),
      hint: 'Run the backup again.',
    })
    const { facts } = await dumped()
    expect(facts.objects['alias']).toContain('current -> articles-2')
  })

  test('that moves to a collection which is left out, or is deleted, is a warning', async () => {
    at.server.add('theirs', 8, 10)
    meanwhile(() => {
      at.server.aliases.set('current', 'theirs')
      at.server.aliases.delete('latest pictures')
    })
    const { result, facts } = await dumped({ collections: { include: [], exclude: ['theirs'] } })
    expect(facts.objects['alias']).toEqual([])
    expect(result.findings).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining('current (of articles) and latest pictures (of bilder & töne/1)'),
      },
    ])
  })

  test('that moves to another collection of the backup is kept as it is then; what is new is noted', async () => {
    meanwhile(() => {
      at.server.aliases.set('current', 'empty')
      at.server.add('new', 8, 10)
      at.server.aliases.set('newest', 'new')
    })
    const { result, facts } = await dumped()
    expect(facts.objects['alias']).toContain('current -> empty')
    expect(result.findings).toMatchObject([
      { level: 'note', message: 'made while the backup ran, so not in it: new and newest (an alias)' },
    ])
  })
})

test('a snapshot without end is given up as soon as it is longer than it was made', async () => {
  at.server.faults = { download: 'endless' }
  const held = failure(dumped({ collections: { include: ['empty'], exclude: [] } }))
  expect((await held).message).toMatch(/the snapshot of empty did not arrive as it was made: more than its \d+ bytes/)
  expect(at.server.files()).toEqual([])
})

test('a failure that comes as a success says why, on one line, and where once', async () => {
  const error = 'out of \u001b[31mdisk\u001b[0m\nat shard 0'
  at.server.faults = {
    instead: (request) => (/^POST .*snapshots$/.test(request) ? { status: { error }, time: 0 } : undefined),
  }
  const { message, hint } = await failure(dumped())
  expect(message).toContain('the snapshot of articles failed: out of disk at shard 0')
  expect(message.split('127.0.0.1')).toHaveLength(2)
  expect(hint).toContain('GET /collections/articles/snapshots')
})

test.each(['.', '..'])('a collection called %s is not asked for: its path would be another', async (name) => {
  const collections = { result: { collections: [{ name }] }, status: 'ok' }
  at.server.faults = { instead: (request) => (request === 'GET /collections' ? collections : undefined) }
  expect((await failure(dumped())).message).toContain(`the name "${name}" cannot stand in the path of a URL`)
  expect(at.server.requests.filter((request) => !/^GET \/(collections)?$/.test(request))).toEqual([])
})
