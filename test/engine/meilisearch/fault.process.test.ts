import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Target } from '../../../src/engine/engine.ts'
import { parseMeilisearchUrl } from '../../../src/engine/meilisearch/connection.ts'
import { meilisearch } from '../../../src/engine/meilisearch/meilisearch.ts'
import { MeilisearchTarget } from '../../../src/engine/meilisearch/target.ts'
import type { MeilisearchSource } from '../../../src/policy/policy.ts'
import type { Problem } from '../../../src/problem.ts'
import { compare } from '../../../src/verify/verify.ts'
import { damagedAt, hold, type MemoryDump, plainBackup } from '../memory.ts'
import { meilisearchSource } from '../source.ts'
import { bench } from '../step.ts'
import { actions, film, never, type Place, seed, startPlace, targetAt } from './fixture.ts'

/* What goes wrong with a Meilisearch, on its stand-in. */

let at: Place
let into: Place
beforeEach(async () => {
  at = await startPlace()
  into = await startPlace()
  seed(at.server)
})
afterEach(async () => {
  await at[Symbol.asyncDispose]()
  await into[Symbol.asyncDispose]()
})

async function dumped(more: Partial<MeilisearchSource> = {}, signal = never): Promise<MemoryDump> {
  await using live = await meilisearch.open(meilisearchSource(at.url, more), bench, signal)
  return await hold(live.dump())
}
const restore = async (held: MemoryDump, { overwrite = false, only = [] as string[], signal = never } = {}) =>
  (await targetAt(into, signal)).restore(plainBackup(held), { overwrite, only })
const failure = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Problem,
  )

describe('a task that is accepted and fails later', () => {
  test.each(['indexCreation', 'settingsUpdate', 'documentAdditionOrUpdate'] as const)(
    'fails the restore, which leaves nothing: %s',
    async (task) => {
      const held = await dumped()
      into.server.faults = { task }
      expect(await failure(restore(held))).toMatchObject({
        code: 'restore-failed',
        message: expect.stringMatching(/failed \(task \d+\): No space left on device/),
      })
      expect(into.server.indexes.size).toBe(0)
    },
  )

  test('fails the dump', async () => {
    at.server.faults = { task: 'dumpCreation' }
    expect((await failure(dumped({ dumpDir: at.folder }))).message).toContain('the dump failed (task 0): No space left')
  })
})

describe('pages', () => {
  test('of an index that is written to once are read again', async () => {
    let changes = 1
    at.server.faults = { page: (uid, offset) => void (uid === 'films' && offset > 0 && changes-- > 0 && write()) }
    const write = () => at.server.put('films', [film(9999)])
    const held = await dumped()
    expect(held.facts.rows['films']).toBe(2501)
    expect(held.result).toMatchObject({ findings: [], consistency: 'none' })
  })

  test('of an index that is written to all the time are a warning, and not compared', async () => {
    let id = 10_000
    at.server.faults = { page: (uid) => void (uid === 'films' && at.server.put('films', [film(id++)])) }
    const held = await dumped()
    expect(held.facts.rows).toEqual({ actors: 2, empty: 0 })
    expect(held.result.findings).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining('not compared: films'),
        hint: expect.stringContaining('dump-dir'),
      },
    ])
    await restore(held)
    const facts = await (await targetAt(into)).facts(held.facts)
    expect(compare(held.facts, facts)).toEqual([])
  })

  test('of an empty index are no part: an empty one would be no backup', async () => {
    const held = await dumped()
    expect([...held.parts.keys()]).toEqual(['index-1.ndjson', 'index-3.ndjson', 'indexes.json'])
    expect([...held.parts.values()].every(({ length }) => length > 0)).toBe(true)
    await restore(held)
    expect(into.server.indexes.get('empty')?.documents.size).toBe(0)
  })

  test('that stop before the end are no backup', async () => {
    at.server.faults = { noPagesFrom: 1000 }
    expect((await failure(dumped())).message).toContain(
      'films gives no document after the first 1000, and says that it has 2500',
    )
  })

  test('bring every document back to the letter', async () => {
    const held = await dumped()
    await restore(held)
    expect([...(into.server.indexes.get('films')?.documents.values() ?? [])]).toEqual([
      ...(at.server.indexes.get('films')?.documents.values() ?? []),
    ])
  })
})

describe('a dump of the server', () => {
  const left = () => readdirSync(at.folder)

  test('is of one moment, has its documents counted, and is removed; other files stay', async () => {
    writeFileSync(join(at.folder, 'theirs.dump'), 'theirs')
    const held = await dumped({ dumpDir: at.folder })
    expect(held.result).toMatchObject({ consistency: 'snapshot', findings: [] })
    expect([...held.parts.keys()]).toEqual(['meilisearch.dump', 'indexes.json'])
    expect(left()).toEqual(['theirs.dump'])
    await restore(held)
    expect([...(into.server.indexes.get('films')?.documents.values() ?? [])]).toEqual([
      ...(at.server.indexes.get('films')?.documents.values() ?? []),
    ])
  })

  test('that is cut off is no backup, and is removed', async () => {
    at.server.faults = { dump: 'short' }
    expect(await failure(dumped({ dumpDir: at.folder }))).toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('is not whole'),
    })
    expect(left()).toEqual([])
  })

  test('is removed where the run is cancelled while it is made, or read', async () => {
    at.server.faults = { taskMs: 300 }
    const controller = new AbortController()
    const making = failure(dumped({ dumpDir: at.folder }, controller.signal))
    await expect.poll(() => at.server.tasks.length).toBe(1)
    controller.abort()
    expect(await making).toMatchObject({ code: 'cancelled' })
    expect(at.server.tasks[0]?.status).toBe('succeeded')
    expect(left()).toEqual([])

    at.server.faults = {}
    const second = new AbortController()
    const source = meilisearchSource(at.url, { dumpDir: at.folder })
    await using live = await meilisearch.open(source, bench, second.signal)
    const reading = (async () => {
      for await (const part of live.dump().parts) {
        expect(left()).toEqual([])
        second.abort()
        for await (const _ of part.body);
      }
    })()
    expect(await failure(reading)).toMatchObject({ code: 'cancelled' })
    expect(left()).toEqual([])
  })

  test('that lies elsewhere is a failure that says where it belongs', async () => {
    const error = await failure(dumped({ dumpDir: into.folder }))
    expect(error.message).toContain('which stays on its disk')
    expect(error).toMatchObject({ code: 'source-failed', hint: expect.stringMatching(/--dump-dir.*delete that file/) })
    await using live = await meilisearch.open(meilisearchSource(at.url, { dumpDir: '/no/such/folder' }), bench, never)
    expect(await failure(live.rehearse())).toMatchObject({
      message: expect.stringContaining('dump-dir /no/such/folder'),
    })
  })

  test('holds all indexes, of which those that were chosen are restored', async () => {
    const held = await dumped({ dumpDir: at.folder, indexes: { include: ['act*'], exclude: [] } })
    expect(held.facts.rows).toEqual({ actors: 2 })
    await restore(held)
    expect([...into.server.indexes.keys()]).toEqual(['actors'])
  })
})

describe('rights', () => {
  test.each([
    ['backup', {}],
    ['dump', { dumpDir: true }],
  ] as const)(
    'a key with exactly the documented actions makes a %s',
    async (kind, { dumpDir = false }: { dumpDir?: boolean }) => {
      await using place = await startPlace(actions[kind])
      seed(place.server)
      const open = (of: Place) =>
        meilisearch.open(meilisearchSource(of.url, dumpDir ? { dumpDir: of.folder } : {}), bench, never)
      {
        await using live = await open(place)
        await live.rehearse()
        await hold(live.dump())
      }
      for (const missing of actions[kind]) {
        await using less = await startPlace(actions[kind].filter((action) => action !== missing))
        seed(less.server)
        const error = await failure(
          (async () => {
            await using live = await open(less)
            await hold(live.dump())
          })(),
        )
        expect(error).toMatchObject({ code: 'source-failed', hint: expect.stringContaining(missing) })
      }
    },
  )
})

describe('what a backup refuses', () => {
  test('a server without indexes, unless that is agreed', async () => {
    at.server.indexes.clear()
    expect(await failure(dumped())).toMatchObject({ hint: expect.stringContaining('allow-empty') })
    const held = await dumped({ allowEmpty: true })
    expect((await restore(held)).expected).toEqual(held.facts)
  })

  test('an included name that nothing has, a server that is too old, and one that is not Meilisearch', async () => {
    const error = await failure(dumped({ indexes: { include: ['film'], exclude: [] } }))
    expect(error).toMatchObject({ code: 'policy-invalid', message: expect.stringContaining('indexes includes film') })
    at.server.version = '1.12.8'
    expect(await failure(dumped())).toMatchObject({ code: 'tool-version', message: expect.stringContaining('1.12.8') })
    at.server.version = 'typesense'
    expect((await failure(dumped())).message).toContain("is not Meilisearch's")
  })
})

describe('a restore', () => {
  test('into an older server is refused before anything is written; a newer one takes it', async () => {
    const held = await dumped()
    into.server.version = '1.14.0'
    expect(await failure(restore(held))).toMatchObject({
      code: 'tool-version',
      hint: expect.stringContaining('1.15 or newer'),
    })
    expect(into.server.tasks).toEqual([])
    into.server.version = '1.18.0'
    await restore(held)
  })

  test('that fails in the middle removes what it made, also where it replaced something', async () => {
    const held = await dumped()
    const target = await targetAt(into)
    const late = (name: string, body: Buffer) =>
      name === 'index-3.ndjson' ? damagedAt(0.5)(name, body) : Readable.from([body])
    await failure(target.restore(plainBackup(held, late), { overwrite: false, only: [] }))
    expect(into.server.requests).toContain('POST /indexes/actors/documents')
    expect(into.server.indexes.size).toBe(0)
    into.server.add('films', [film(1)])
    await failure(target.restore(plainBackup(held, late), { overwrite: true, only: [] }))
    // Read to its end before.
    expect(into.server.indexes.get('films')?.documents.size).toBe(1)
    into.server.faults = { task: 'documentAdditionOrUpdate' }
    expect((await failure(restore(held, { overwrite: true }))).message).toContain(
      'films of the target had been deleted',
    )
  })

  test('that is cancelled leaves nothing', async () => {
    const held = await dumped()
    into.server.faults = { taskMs: 100 }
    const controller = new AbortController()
    const restoring = failure(restore(held, { signal: controller.signal }))
    await expect.poll(() => into.server.requests.includes('POST /indexes/actors/documents')).toBe(true)
    controller.abort()
    expect(await restoring).toMatchObject({ code: 'cancelled' })
    expect(into.server.indexes.size).toBe(0)
  })

  test('with a key that may not add documents says which actions it needs', async () => {
    const held = await dumped()
    await using less = await startPlace(actions.restore.filter((action) => action !== 'documents.add'))
    const target = await targetAt(less)
    const error = await failure(target.restore(plainBackup(held), { overwrite: false, only: [] }))
    expect(error).toMatchObject({ code: 'restore-failed', hint: expect.stringContaining('documents.add') })
    expect(less.server.indexes.size).toBe(0)
  })
})

describe('embedders', () => {
  const embedders = {
    openai: { source: 'openAi', apiKey: 'sk-secret', model: 'm' },
    own: { source: 'userProvided', dimensions: 2 },
  }

  test('come back without the keys that the server hides, which is said', async () => {
    at.server.add('vectors', ['{"id":1,"_vectors":{"own":[0.1,0.2]}}'], { embedders })
    const held = await dumped({ indexes: { include: ['vectors'], exclude: [] } })
    expect(held.result.findings).toMatchObject([
      { level: 'note', message: expect.stringContaining('embedders of vectors') },
    ])
    expect(String(held.parts.get('indexes.json'))).not.toContain('sk-se')
    await restore(held)
    expect(into.server.indexes.get('vectors')?.settings['embedders']).toEqual({
      ...embedders,
      openai: { source: 'openAi', model: 'm' },
    })
  })

  test('come back whole from a dump', async () => {
    at.server.add('vectors', ['{"id":1}'], { embedders })
    const held = await dumped({ dumpDir: at.folder })
    expect(held.result.findings).toEqual([])
    await restore(held)
    expect(into.server.indexes.get('vectors')?.settings['embedders']).toEqual(embedders)
  })

  test('that ask a service are left out on a throw-away server, and the proof passes', async () => {
    at.server.add('vectors', ['{"id":1}'], { embedders })
    const held = await dumped()
    const connection = parseMeilisearchUrl(into.url, 'the test')
    const remove = async () => undefined
    await using target = new MeilisearchTarget({ connection, services: {}, signal: never, remove })
    const { findings } = await target.restore(plainBackup(held), { overwrite: false, only: [] })
    expect(findings).toMatchObject([{ level: 'note', message: expect.stringContaining('left out: openai') }])
    expect(into.server.indexes.get('vectors')?.settings['embedders']).toEqual({ own: embedders.own })
    expect(compare(held.facts, await target.facts(held.facts))).toEqual([])
  })
})

test('a server behind another machine is reached by the port that is forwarded', async () => {
  const source = meilisearchSource('http://search.internal', { dumpDir: at.folder })
  expect(meilisearch.servers?.(source)).toEqual([{ host: 'search.internal', port: 7700 }])
  const services = { 'search.internal': { id: '', ports: { 7700: new URL(at.url).port }, forwarded: true as const } }
  await using live = await meilisearch.open(source, { ...bench, services }, never)
  expect((await hold(live.dump())).facts.rows['films']).toBe(2500)
})

test('another setting of what was restored is a difference with its name', async () => {
  const held = await dumped()
  await restore(held)
  Object.assign(into.server.indexes.get('films')?.settings ?? {}, { synonyms: { film: ['picture'] } })
  const facts = await (await targetAt(into)).facts(held.facts)
  expect(compare(held.facts, facts).map(({ message }) => message)).toEqual([
    'setting films synonyms.film=["movie"] is missing',
  ])
})

test('assertions count documents and require names', async () => {
  await restore(await dumped())
  const target: Target = await targetAt(into)
  const asked = (ask: string, min: number) => target.check({ kind: 'count-of', name: 'a', ask, expect: { min } })
  expect(await asked('films', 2500)).toBeUndefined()
  expect((await asked('films', 2501))?.message).toContain('it returned 2500, below 2501')
  const required = (names: string[]) => target.check({ kind: 'required', name: 'a', names })
  expect(await required(['films', 'empty'])).toBeUndefined()
  expect((await required(['gone']))?.message).toContain('no index gone')
})
