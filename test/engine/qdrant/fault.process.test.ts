import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Target } from '../../../src/engine/engine.ts'
import { qdrant } from '../../../src/engine/qdrant/qdrant.ts'
import type { QdrantSource } from '../../../src/policy/policy.ts'
import type { Problem } from '../../../src/problem.ts'
import { damagedAt, hold, type MemoryDump, plainBackup } from '../memory.ts'
import { qdrantSource } from '../source.ts'
import { bench } from '../step.ts'
import { never, type Place, seed, startPlace, targetAt } from './fixture.ts'
import { snapshotOf } from './snapshot-file.ts'

/* What goes wrong with a Qdrant, on its stand-in. */

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

async function dumped(more: Partial<QdrantSource> = {}, signal = never): Promise<MemoryDump> {
  await using live = await qdrant.open(qdrantSource(at.url, more), bench, signal)
  return await hold(live.dump())
}
const restore = async (held: MemoryDump, { overwrite = false, only = [] as string[], signal = never } = {}) =>
  (await targetAt(into, signal)).restore(plainBackup(held), { overwrite, only })
const failure = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Problem,
  )

describe('a snapshot on the disk of the source', () => {
  test('is removed after a backup, and those of others stay', async () => {
    at.server.collections.get('empty')?.snapshots.set('theirs.snapshot', { size: 0, checksum: null })
    const held = await dumped()
    expect(held.result.findings).toEqual([])
    expect(at.server.requests.filter((request) => /^POST .*snapshots$/.test(request))).toHaveLength(3)
    expect(at.server.files()).toEqual(['empty/theirs.snapshot'])
  })

  test.each(['short', 'cut'] as const)(
    'is removed after a download that is %s, which is no backup',
    async (download) => {
      at.server.faults = { download }
      const error = await failure(dumped())
      expect(error).toMatchObject({ code: 'source-failed' })
      expect(error.message).toMatch(
        download === 'short' ? /articles did not arrive .* bytes came of / : /connection broke off/,
      )
      expect(at.server.files()).toEqual([])
    },
  )

  test('that ends too early is noticed without a checksum, too; another checksum is noticed', async () => {
    at.server.faults = { download: 'short', checksum: 'none' }
    expect((await failure(dumped())).message).toContain('did not arrive as it was made')
    at.server.faults = { checksum: 'wrong' }
    expect((await failure(dumped())).message).toContain('its checksum is another')
    at.server.faults = { checksum: 'none' }
    expect((await dumped()).facts.rows['articles']).toBe(3000)
  })

  test('is removed where the run is cancelled while it comes', async () => {
    at.server.add('large', 4, 10, 64 * 1024 * 1024)
    const controller = new AbortController()
    const source = qdrantSource(at.url, { collections: { include: ['large'], exclude: [] } })
    await using live = await qdrant.open(source, bench, controller.signal)
    const reading = (async () => {
      for await (const part of live.dump().parts) {
        for await (const _ of part.body) if (!controller.signal.aborted) controller.abort()
      }
    })()
    expect(await failure(reading)).toMatchObject({ code: 'cancelled' })
    expect(at.server.files()).toEqual([])
  })

  test('is removed where the run is cancelled while it is made', async () => {
    at.server.faults = { create: { ms: 500 } }
    const controller = new AbortController()
    const making = failure(dumped({}, controller.signal))
    await expect.poll(() => at.server.requests.some((request) => /^POST .*snapshots$/.test(request))).toBe(true)
    controller.abort()
    expect(await making).toMatchObject({ code: 'cancelled' })
    expect(at.server.requests.at(-1)).toMatch(/^DELETE .*snapshots/)
    expect(at.server.files()).toEqual([])
  })

  test('that could not be made is a failure which says where a rest may lie', async () => {
    at.server.faults = { create: 'failed' }
    expect(await failure(dumped())).toMatchObject({
      code: 'source-failed',
      message: expect.stringMatching(/the snapshot of articles failed: .*No space left on device/),
      hint: expect.stringContaining('GET /collections/articles/snapshots'),
    })
  })

  test('that cannot be removed is a warning with its name', async () => {
    at.server.faults = { removal: 'refused' }
    const { findings } = (await dumped({ collections: { include: ['empty'], exclude: [] } })).result
    const [left] = at.server.files()
    expect(findings).toMatchObject([
      { level: 'warning', message: expect.stringContaining('of empty stays on the server'), hint: expect.any(String) },
    ])
    expect(findings[0]?.hint).toBe(`Delete it: DELETE /collections/empty/snapshots/${left?.split('/')[1]}.`)
  })
})

describe('what a backup refuses', () => {
  test('a collection of which other nodes have shards', async () => {
    at.server.faults = { remoteShards: [0, 1, 2] }
    const refused = { code: 'source-failed', message: expect.stringContaining('has shards 1 and 2 on other nodes') }
    expect(await failure(dumped())).toMatchObject(refused)
    await using live = await qdrant.open(qdrantSource(at.url), bench, never)
    expect(await failure(live.rehearse())).toMatchObject(refused)
    at.server.faults = { remoteShards: [0] }
    await live.rehearse()
  })

  test('a key that may only read, before and while it is backed up', async () => {
    at.server.faults = { rights: 'read' }
    await using live = await qdrant.open(qdrantSource(at.url), bench, never)
    const refused = {
      message: expect.stringContaining('403'),
      hint: expect.stringContaining('"rw" for each collection'),
    }
    expect(await failure(live.rehearse())).toMatchObject(refused)
    expect((await failure(hold(live.dump()))).message).toContain('403')
    // One that may write to collections, and nothing else, is enough.
    at.server.faults = { rights: 'collections' }
    expect((await dumped()).result.findings).toEqual([])
  })

  test('a server without collections, unless that is agreed', async () => {
    at.server.collections.clear()
    at.server.aliases.clear()
    const error = await failure(dumped())
    expect(error).toMatchObject({ code: 'source-failed', hint: expect.stringContaining('allow-empty') })
    const held = await dumped({ allowEmpty: true })
    expect(held.facts.rows).toEqual({})
    expect((await restore(held)).expected).toEqual(held.facts)
  })

  test('an included name that nothing has, a server that is too old, and one that is not Qdrant', async () => {
    const error = await failure(dumped({ collections: { include: ['artikles'], exclude: [] } }))
    expect(error).toMatchObject({
      code: 'policy-invalid',
      message: expect.stringContaining('collections includes artikles'),
    })
    at.server.version = '1.7.4'
    expect(await failure(dumped())).toMatchObject({ code: 'tool-version', message: expect.stringContaining('1.7.4') })
    at.server.version = 'weaviate'
    expect((await failure(dumped())).message).toContain('it is not Qdrant')
  })

  test('nothing else: what is excluded stays out, with its aliases', async () => {
    const { facts } = await dumped({ collections: { include: [], exclude: ['bilder*'] } })
    expect(facts.objects).toMatchObject({ collection: ['articles', 'empty'], alias: ['current -> articles'] })
  })
})

test('a collection that is written to all the time is backed up, and its points are not compared', async () => {
  let number = 200_000
  const count = at.server.requests.push.bind(at.server.requests)
  at.server.requests.push = (...items) => {
    if (items[0]?.endsWith('/articles/points/count')) at.server.put('articles', [number++], 8)
    return count(...items)
  }
  const held = await dumped()
  expect(held.facts.rows).toEqual({ 'bilder & töne/1': 50, empty: 0 })
  expect(held.result.findings).toMatchObject([
    { level: 'note', message: expect.stringContaining('not compared: articles') },
  ])
  expect(at.server.files()).toEqual([])
  await restore(held)
  const { rows } = await (await targetAt(into)).facts(held.facts)
  expect(rows).toEqual(held.facts.rows)
})

describe('a restore', () => {
  test('leaves no uploaded file on the server', async () => {
    await restore(await dumped())
    expect([...into.server.collections.keys()].sort()).toEqual(['articles', 'bilder & töne/1', 'empty'])
    expect(into.server.files()).toEqual([])
  })

  test('that fails in the middle removes what it made', async () => {
    const held = await dumped()
    into.server.faults = { recover: 'half' }
    expect(await failure(restore(held))).toMatchObject({
      code: 'restore-failed',
      message: expect.stringContaining('No space left on device'),
    })
    expect(into.server.collections.size).toBe(0)
    into.server.faults = {}
    const target = await targetAt(into)
    // The first collections are whole by then.
    const damaged = plainBackup(held, (name, body) =>
      name === 'collection-3.snapshot' ? damagedAt(0.5)(name, body) : Readable.from([body]),
    )
    expect(await failure(target.restore(damaged, { overwrite: false, only: [] }))).toMatchObject({
      code: 'object-damaged',
    })
    expect(into.server.requests).toContain('POST /collections/articles/snapshots/upload')
    expect(into.server.collections.size).toBe(0)
  })

  test('that is cancelled while the server takes in what it has leaves nothing', async () => {
    const held = await dumped()
    into.server.faults = { recover: { ms: 500 } }
    const controller = new AbortController()
    const restoring = failure(restore(held, { signal: controller.signal }))
    await expect.poll(() => into.server.requests.at(-1)).toMatch(/upload$/)
    controller.abort()
    expect(await restoring).toMatchObject({ code: 'cancelled' })
    expect(into.server.collections.size).toBe(0)
  })

  test('is refused where a collection or an alias has the name of one, and replaces it when that is asked for', async () => {
    const held = await dumped()
    into.server.add('other', 4, 1)
    into.server.add('articles', 99, 1)
    into.server.aliases.set('current', 'other')
    expect(await failure(restore(held))).toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('articles and current (an alias)'),
    })
    await restore(held, { overwrite: true })
    const target = await targetAt(into)
    expect((await target.facts(held.facts)).objects).toEqual(held.facts.objects)
    expect(into.server.collections.get('other')?.points.size).toBe(1)
    into.server.collections.clear()
    into.server.add('current', 4, 1)
    expect((await failure(restore(held, { overwrite: true }))).message).toContain('the names of aliases: current')
  })

  test('that replaces reads the whole backup first', async () => {
    const held = await dumped()
    into.server.add('articles', 4, 7)
    const target = await targetAt(into)
    const damaged = plainBackup(held, damagedAt(0.7))
    await failure(target.restore(damaged, { overwrite: true, only: [] }))
    expect(into.server.collections.get('articles')?.points.size).toBe(7)
  })

  test.each([
    ['1.15.2', 'newer patch', undefined],
    ['1.16.0', 'next minor version', undefined],
    ['1.14.9', 'older', /^Restore into Qdrant 1\.15 or 1\.16\.$/],
    ['1.17.0', 'more than one minor version later', /upgrade that server/],
    ['2.0.0', 'more than one minor version later', /upgrade that server/],
  ])('into Qdrant %s (%s)', async (version, said, hint) => {
    const held = await dumped()
    into.server.version = version
    if (hint === undefined) return void (await restore(held))
    const error = await failure(restore(held))
    expect(error).toMatchObject({ code: 'tool-version', hint: expect.stringMatching(hint) })
    expect(error.message).toContain(said)
    expect(into.server.collections.size).toBe(0)
  })

  test('of some takes their aliases, and counts them', async () => {
    const held = await dumped()
    const { expected } = await restore(held, { only: ['art*'] })
    expect(expected?.rows).toEqual({ articles: 3000 })
    expect(expected?.objects['alias']).toEqual(['current -> articles'])
    expect([...into.server.collections.keys()]).toEqual(['articles'])
    expect(await failure(restore(held, { only: ['nothing'] }))).toMatchObject({ code: 'usage' })
  })

  test('with a key that may not create collections says what to use', async () => {
    const held = await dumped()
    into.server.faults = { rights: 'collections' }
    expect(await failure(restore(held))).toMatchObject({ hint: expect.stringContaining('a restore needs that') })
  })
})

test('a server behind another machine is reached by the port that is forwarded, for its leftovers too', async () => {
  const source = qdrantSource('http://qdrant.internal:6333')
  expect(qdrant.servers?.(source)).toEqual([{ host: 'qdrant.internal', port: 6333 }])
  const port = new URL(at.url).port
  const services = { 'qdrant.internal': { id: '', ports: { 6333: port }, forwarded: true as const } }
  await using live = await qdrant.open(source, { ...bench, services }, never)
  expect((await hold(live.dump())).facts.rows['articles']).toBe(3000)
  expect(at.server.files()).toEqual([])
})

test('another configuration of what was restored is a difference with its name', async () => {
  const held = await dumped()
  await restore(held)
  const articles = into.server.collections.get('articles')
  Object.assign(articles?.config ?? {}, { hnsw_config: { m: 17, ef_construct: 100, full_scan_threshold: 10_000 } })
  const target = await targetAt(into)
  const { objects } = await target.facts(held.facts)
  const missing = held.facts.objects['configuration']?.filter((line) => !objects['configuration']?.includes(line))
  expect(missing).toEqual(['articles hnsw_config.m=16'])
})

test('assertions count points, by collection or alias, and require names', async () => {
  const held = await dumped()
  await restore(held)
  const target: Target = await targetAt(into)
  const asked = (ask: string, min: number) => target.check({ kind: 'count-of', name: 'a', ask, expect: { min } })
  expect(await asked('articles', 3000)).toBeUndefined()
  expect(await asked('current', 3000)).toBeUndefined()
  expect((await asked('articles', 3001))?.message).toContain('it returned 3000, below 3001')
  const required = (names: string[]) => target.check({ kind: 'required', name: 'a', names })
  expect(await required(['current', 'empty'])).toBeUndefined()
  expect((await required(['gone']))?.message).toContain('no collection or alias gone')
})

test('a backup and a restore of 256 MiB take little memory', async () => {
  const filling = 256 * 1024 * 1024
  at.server.add('large', 4, 10, filling)
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  using _ = { [Symbol.dispose]: () => clearInterval(watch) }
  await using live = await qdrant.open(
    qdrantSource(at.url, { collections: { include: ['large'], exclude: [] } }),
    bench,
    never,
  )
  const dump = live.dump()
  const small = new Map<string, Buffer>()
  let bytes = 0
  for await (const { name, body } of dump.parts) {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (name === 'collections.json') small.set(name, Buffer.concat([small.get(name) ?? Buffer.alloc(0), chunk]))
    }
  }
  expect(bytes).toBeGreaterThan(filling)
  const { facts } = dump.result()
  const { config, schema, points } = at.server.collections.get('large') as never as Record<string, object>
  const kept = { config, schema, points: [...(points as Map<string, object>)], fillingBytes: filling }
  const open = async (name: string) => Readable.from(small.has(name) ? [small.get(name)] : snapshotOf(kept, filling))
  const target = await targetAt(into)
  await target.restore({ facts, parts: ['collection-1.snapshot'], open }, { overwrite: false, only: [] })
  expect((await target.facts(facts)).rows).toEqual({ large: 10 })
  expect((most - before) / 1024 / 1024).toBeLessThan(150)
}, 120_000)
