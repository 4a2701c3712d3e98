import { expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import type { Problem } from '../../../src/problem.ts'
import { hold, type MemoryDump } from '../memory.ts'
import { searchSource } from '../source.ts'
import { bench } from '../step.ts'
import { type Answer, startStandIn } from './stand-in.ts'

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
