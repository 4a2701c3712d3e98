import { expect, test } from 'vitest'
import { engineOf, type Target } from '../../../src/engine/engine.ts'
import { isProblem } from '../../../src/problem.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { searchSource } from '../source.ts'
import { bench } from '../step.ts'
import { type Answer, hit, page, startStandIn } from './stand-in.ts'

/* Every request of a backup, a restore and a proof is answered with what no such server says: each time one sentence tells. */

const never = new AbortController().signal
const engine = await engineOf('opensearch')

const deep = (open: string, inside: string, close: string) => open.repeat(50_000) + inside + close.repeat(50_000)
/** What is sent as it is. */
const junk: Readonly<Record<string, string>> = {
  nothing: '',
  null: 'null',
  'a number': '7',
  'a truth': 'true',
  'an empty text': '""',
  'a text': '"orders"',
  'an empty list': '[]',
  'a list of null': '[null]',
  'a list of lists': '[[],[[]]]',
  'a list of empty objects': '[{}]',
  'an empty object': '{}',
  'an object of null':
    '{"version":null,"nodes":null,"orders":null,"hits":null,"items":null,"_shards":null,"count":null,"data_streams":null}',
  'an object of lists':
    '{"version":[],"nodes":[],"orders":[],"hits":[],"items":[],"errors":[],"_shards":[],"count":[],"data_streams":[null],"component_templates":[[]],"index_templates":[null]}',
  'an object of objects':
    '{"version":{},"nodes":{"a":null},"orders":{"settings":null},"hits":{"hits":{"hits":[]}},"items":{},"_shards":{"failed":{}},"count":{},"a":{"aliases":null}}',
  'lists in lists': deep('[', '', ']'),
  'objects in objects': deep('{"hits":', '1', '}'),
  'half of an object': '{"version":{"number":"2.19.6","distribution":"opens',
  'no JSON': '<html>moved</html>',
}

/** Where an answer is not looked at beyond its status, or says by its form that there is nothing. */
const harmless = (place: string, text: string): boolean =>
  place === 'DELETE /_search/scroll' ||
  (text === '{}' && /^GET \/(_alias|_template|_ingest\/pipeline)$/.test(place)) ||
  (text === '[]' && place === 'GET /_cat/indices/orders')

const sending =
  (place: string, text: string, otherwise: Answer = () => undefined): Answer =>
  (request, response, path) => {
    if (path !== place) return otherwise(request, response, path)
    response.end(text)
    return true
  }

/** One after the other takes long: a restore that failed waits for what is late. */
const each = (look: (name: string, text: string) => Promise<void>) =>
  Promise.all(Object.entries(junk).map(([name, text]) => look(name, text)))

async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (!isProblem(error)) return error
    const { message, hint } = error
    return message.length < 700 && !/[\u0000-\u001f]/.test(message) && (hint ?? '') !== '' ? 'one sentence' : error
  }
}

async function dumped(answer?: Answer): Promise<MemoryDump> {
  await using standIn = await startStandIn(answer)
  await using live = await engine.open(searchSource('opensearch', standIn.url), bench, never)
  await live.rehearse()
  return await hold(live.dump())
}

const hidden: Answer = (_request, _response, path) => {
  if (path === 'GET /') return { version: { number: '7.10.2', distribution: 'opensearch' } }
  return path === 'GET /_nodes/_local' ? { nodes: { a: { version: '2.19.6' } } } : undefined
}

test.each([
  'GET /',
  'GET /_nodes/_local',
  'GET /_cat/indices',
  'GET /_cat/indices/orders',
  'GET /_data_stream',
  'GET /orders',
  'POST /orders/_refresh',
  'POST /orders/_search',
  'POST /_search/scroll',
  'DELETE /_search/scroll',
  'GET /_component_template',
  'GET /_index_template',
  'GET /_template',
  'GET /_ingest/pipeline',
])('a backup of a server that answers %s with junk fails in one sentence', async (place) => {
  // It has another page, so that every request is made.
  let pages = 0
  const more: Answer = (request, response, path) => {
    if (path === 'POST /orders/_search') return page(['a', 'b'].map(hit))
    if (path === 'POST /_search/scroll') return page(pages++ % 2 === 0 ? [hit('c')] : [])
    return place === 'GET /_nodes/_local' ? hidden(request, response, path) : undefined
  }
  expect((await dumped(more)).facts.rows).toEqual({ orders: 3 })
  for (const [name, text] of Object.entries(junk)) {
    const said = await outcome(() => dumped(sending(place, text, more)))
    expect(said, `${name}: ${said}`).toBe(harmless(place, text) ? 'done' : 'one sentence')
  }
})

/** A server without indexes until one is made. */
const target: Answer = async (request, _response, path) => {
  if (path === 'PUT /orders/_settings') return { acknowledged: true }
  if (path === 'GET /_cat/indices') return []
  if (path === 'PUT /orders') return { shards_acknowledged: true }
  if (path !== 'POST /orders/_bulk') return undefined
  const lines = Buffer.concat(await request.toArray())
    .toString('utf8')
    .split('\n')
  return { errors: false, items: lines.filter((line) => line.startsWith('{"create":')).map(() => created) }
}
const created = { create: { status: 201 } }

test.each([
  'GET /_cat/indices',
  'GET /_alias',
  'GET /_data_stream',
  'GET /_cluster/health',
  'PUT /orders',
  'POST /orders/_bulk',
  'POST /orders/_refresh',
  'GET /orders/_count',
  'PUT /orders/_settings',
])('a restore into a server that answers %s with junk fails in one sentence', async (place) => {
  const held = await dumped()
  const restored = async (answer: Answer) => {
    await using standIn = await startStandIn(answer)
    const into = (await engine.target(standIn.url, { tools: { kind: 'auto' } }, bench, never)) as Target
    return await into.restore(plainBackup(held), { overwrite: false, only: [] })
  }
  await restored(target)
  await each(async (name, text) => {
    const said = await outcome(() => restored(sending(place, text, target)))
    const isNone = text === '[]' && place === 'GET /_cat/indices'
    expect(said, `${name}: ${said}`).toBe(harmless(place, text) || isNone ? 'done' : 'one sentence')
  })
})

test.each(['GET /_cat/indices', 'GET /orders', 'POST /orders/_search', 'GET /orders/_count'])(
  'a proof of a server that answers %s with junk fails in one sentence, or finds nothing',
  async (place) => {
    const { facts } = await dumped()
    for (const [name, text] of Object.entries(junk)) {
      await using standIn = await startStandIn(sending(place, text))
      const into = (await engine.target(standIn.url, { tools: { kind: 'auto' } }, bench, never)) as Target
      const asked =
        place === 'GET /orders/_count'
          ? () => into.check({ kind: 'count-of', name: 'a', ask: 'orders', expect: { min: 1 } })
          : () => into.facts(facts)
      const said = await outcome(asked)
      const isNone = text === '[]' && place === 'GET /_cat/indices'
      expect(said, `${name}: ${said}`).toBe(isNone ? 'done' : 'one sentence')
    }
  },
)
