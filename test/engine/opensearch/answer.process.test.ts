import { expect, test } from 'vitest'
import { engineOf, type Target } from '../../../src/engine/engine.ts'
import { Problem } from '../../../src/problem.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { searchSource } from '../source.ts'
import { bench } from '../step.ts'
import { type Answer, hit, page, startStandIn } from './stand-in.ts'

const never = new AbortController().signal
const engine = await engineOf('opensearch')

async function dumped(answer?: Answer, include: readonly string[] = []): Promise<MemoryDump> {
  await using standIn = await startStandIn(answer)
  const source = searchSource('opensearch', standIn.url, { indexes: { include: [...include], exclude: [] } })
  await using live = await engine.open(source, bench, never)
  return await hold(live.dump())
}
const failure = (answer: Answer, include?: readonly string[]): Promise<Problem> =>
  dumped(answer, include).then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Problem,
  )
/** Another answer at one place. */
const at =
  (place: string, said: unknown, status = 200): Answer =>
  (_request, response, path) => {
    if (path !== place) return undefined
    response.statusCode = status
    return said
  }

test('the stand-in itself is a server that is backed up', async () => {
  expect((await dumped()).facts.rows).toEqual({ orders: 3 })
})

test('an index that is replaced by another one between its documents and its definition is no backup', async () => {
  let asked = 0
  const replaced: Answer = (_request, _response, path) => {
    if (path !== 'GET /orders') return undefined
    return { orders: { settings: { 'index.uuid': asked++ === 0 ? 'old' : 'new' }, mappings: {}, aliases: {} } }
  }
  expect(await failure(replaced)).toMatchObject({
    code: 'source-failed',
    message: expect.stringContaining('index orders was replaced by another one meanwhile'),
  })
  expect(asked).toBe(2)
})

test.each([[[]], [['ord*', 'logs-*']], [['*']], [['logs-app']]])(
  'a data stream that include %j takes is refused, and one that it does not take is not',
  async (include) => {
    const streams = at('GET /_data_stream', { data_streams: [{ name: 'logs-app' }] })
    expect(await failure(streams, include)).toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('data streams are not backed up, and there are some: logs-app'),
      hint: expect.stringContaining('exclude: [logs-app]'),
    })
    expect((await dumped(streams, ['orders'])).facts.rows).toEqual({ orders: 3 })
  },
)

test.each(['_index_template', '_component_template', '_data_stream', '_template', '_ingest/pipeline'])(
  'what /%s answers with 200 and is an error, or nothing, is no list of none',
  async (path) => {
    const refused = { message: expect.stringContaining(`the answer to GET /${path} is not one of this product`) }
    for (const said of [{ error: { reason: 'no' } }, { error: 'no', status: 503 }, 'null', []])
      expect(await failure(at(`GET /${path}`, said)), JSON.stringify(said)).toMatchObject(refused)
  },
)

test.each(['_index_template', '_component_template', '_data_stream', '_template', '_ingest/pipeline'])(
  'a 404 of /%s is no list of none',
  async (path) => {
    expect(await failure(at(`GET /${path}`, { error: { type: 'security', reason: 'gone' } }, 404))).toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining(path),
    })
  },
)

test('a server without data streams, or pipelines, says so in its own way', async () => {
  const ways: readonly (readonly [number, unknown])[] = [
    [400, { error: { type: 'invalid_index_name_exception' } }],
    [404, { error: { type: 'index_not_found_exception' } }],
    [405, { error: 'Incorrect HTTP method for uri [/_data_stream] and method [GET], allowed: [POST]' }],
  ]
  for (const [status, said] of ways)
    expect((await dumped(at('GET /_data_stream', said, status))).facts.rows).toEqual({ orders: 3 })
  expect((await dumped(at('GET /_ingest/pipeline', {}, 404))).facts.rows).toEqual({ orders: 3 })
})

test('a pipeline called __proto__ is kept', async () => {
  const pipelines = Object.fromEntries([['__proto__', { processors: [] }]])
  const { facts } = await dumped(at('GET /_ingest/pipeline', pipelines))
  expect(facts.objects['ingest pipeline']).toEqual([expect.stringMatching(/^__proto__ /)])
})

test('more documents than the server counted end the dump, although pages come without end', async () => {
  let pages = 0
  const { code, message } = await failure((_request, _response, path) =>
    path === 'POST /_search/scroll' ? page([hit(`more-${pages++}`)]) : undefined,
  )
  expect({ code, message }).toEqual({
    code: 'dump-incomplete',
    message: 'source search: 4 documents of orders came, and the server counted 3',
  })
  expect(pages).toBe(1)
})

test('a page that comes again in the place of another is no backup, although the number fits', async () => {
  let pages = 0
  const search = page(['a', 'b'].map(hit), 4)
  expect(
    await failure((_request, _response, path) => {
      if (path === 'POST /orders/_search') return search
      return path === 'POST /_search/scroll' ? (pages++ === 0 ? search : page([], 4)) : undefined
    }),
  ).toMatchObject({ message: expect.stringContaining('index orders: a page of documents came twice') })
})

/** The first page begins like this, and then repeats that. */
const endless =
  (begin: string, text: string): Answer =>
  (_request, response, path) => {
    if (path !== 'POST /orders/_search') return undefined
    response.write(begin)
    const more = () => {
      while (!response.destroyed) if (!response.write(text.repeat(100))) return void response.once('drain', more)
    }
    more()
    return true
  }

test('a page without end is given up, whatever it repeats', async () => {
  const one = '{"_id":"1","_source":{}}'
  const documents = await failure(endless(`{"_scroll_id":"one","hits":{"hits":[${one}`, `,${one}`))
  expect(documents.message).toMatch(/it has more than the \d+ documents that were asked for/)
  const nameless = await failure(
    endless(`{"hits":{"hits":[${one}`, `,${one.replace('{}', `{"a":"${'x'.repeat(1000)}"}`)}`),
  )
  expect(nameless.message).toContain('it names no scroll')
  const name = await failure(endless('{"_scroll_id":"', 'x'.repeat(1000)))
  expect(name.message).toContain('it names no scroll')
})

test('where the server does not say how many documents there are, they are not read one by one', async () => {
  const sizes: unknown[] = []
  await dumped(async (request, _response, path) => {
    if (path === 'GET /_cat/indices/orders') return [{ index: 'orders', status: 'open', 'docs.count': null }]
    if (path !== 'POST /orders/_search') return undefined
    const body = Buffer.concat(await request.toArray()).toString('utf8')
    sizes.push((JSON.parse(body) as { readonly size: unknown }).size)
    return undefined
  })
  expect(sizes).toEqual([100])
})

/** A server without indexes, into which a backup is restored. */
async function restored(answer: Answer, signal = never): Promise<Problem> {
  const held = await dumped()
  await using standIn = await startStandIn((request, response, path) => {
    if (path === 'GET /_cat/indices') return []
    if (path === 'PUT /orders') return answer(request, response, path) ?? { shards_acknowledged: true }
    return answer(request, response, path)
  })
  const target = (await engine.target(standIn.url, { tools: { kind: 'auto' } }, bench, signal)) as Target
  return await target.restore(plainBackup(held), { overwrite: false, only: [] }).then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Problem,
  )
}

test.each(['fails', 'is cancelled'])(
  'a restore that %s while the target is gone says that it is left by half, and what to do',
  async (how) => {
    const stop = new AbortController()
    let gone = false
    const { code, message, hint } = await restored((_request, response, path) => {
      gone ||= path === 'POST /orders/_bulk'
      if (!gone) return undefined
      if (how === 'is cancelled') stop.abort(new Problem('cancelled', 'cancelled by SIGINT'))
      response.destroy()
      return true
    }, stop.signal)
    expect(code).toBe(how === 'fails' ? 'restore-failed' : 'cancelled')
    expect(message).toMatch(/127\.0\.0\.1:\d+ is left half restored/)
    expect(hint).toMatch(
      /^Delete what it has of this backup, or run it again with --overwrite 127\.0\.0\.1:\d+: orders\.$/,
    )
  },
)

test('documents that arrive after a restore was cancelled leave no index', async () => {
  const stop = new AbortController()
  const late = Promise.withResolvers<void>()
  let isThere = false
  const error = await restored((_request, _response, path) => {
    if (path === 'PUT /orders') isThere = true
    if (path === 'DELETE /orders') isThere = false
    if (path !== 'POST /orders/_bulk') return undefined
    stop.abort(new Problem('cancelled', 'cancelled by SIGINT'))
    setTimeout(() => {
      isThere = true
      late.resolve()
    }, 1000)
    return true
  }, stop.signal)
  await late.promise
  expect(error).toMatchObject({ code: 'cancelled', message: 'cancelled by SIGINT' })
  expect(isThere).toBe(false)
})

const blocked =
  'index [orders] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];'

test.each([
  [403, 'cluster_block_exception', blocked, true],
  [500, 'i_o_exception', 'No space left on device', true],
  [503, 'unavailable_shards_exception', 'primary shard is not active', true],
  [400, 'mapper_parsing_exception', 'failed to parse field [number]', false],
  [409, 'version_conflict_engine_exception', 'document already exists', false],
])('a document that a server refuses with %i %s is the fault of who it is', async (status, type, reason, ofMachine) => {
  const error = await restored((_request, _response, path) =>
    path === 'POST /orders/_bulk'
      ? { errors: true, items: Array(3).fill({ create: { status, error: { type, reason } } }) }
      : undefined,
  )
  expect(error).toMatchObject({
    ...{ code: 'restore-failed', ofMachine },
    message: expect.stringContaining(`a document is refused with ${status}: ${reason}`),
    hint: expect.stringContaining(ofMachine ? 'make room there' : 'Compare the version and the plugins'),
  })
})

test('an index whose shards do not start, for want of room, is the fault of the machine', async () => {
  const error = await restored((_request, _response, path) =>
    path === 'PUT /orders' ? { acknowledged: true, shards_acknowledged: false } : undefined,
  )
  expect(error).toMatchObject({ ofMachine: true, message: expect.stringContaining('its shards do not start') })
})
