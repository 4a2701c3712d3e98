import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/*
 * A server that says what a test wants of a search server's protocol, for what no real one does when it is asked to. It has one index,
 * `orders`, of three documents.
 */

export type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => unknown

export interface StandIn extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** "METHOD /path" of each request, oldest first. */
  readonly asked: readonly string[]
}

export const hit = (id: string) => ({ _index: 'orders', _id: id, _source: { id } })
export const page = (hits: readonly object[], total = 3, more = {}) => ({
  ...{ _scroll_id: 'one', timed_out: false, _shards: { total: 1, successful: 1, failed: 0 } },
  hits: { total: { value: total, relation: 'eq' }, hits },
  ...more,
})

const own: Readonly<Record<string, unknown>> = {
  'GET /': { version: { number: '2.19.6', distribution: 'opensearch' } },
  'GET /_cat/indices': [{ index: 'orders', status: 'open', 'docs.count': '3', 'pri.store.size': '3000' }],
  'GET /_cat/indices/orders': [{ index: 'orders', status: 'open', 'docs.count': '3', 'pri.store.size': '3000' }],
  'GET /_data_stream': { data_streams: [] },
  'GET /_alias': {},
  'GET /_cluster/health': { number_of_data_nodes: 1 },
  'GET /orders': { orders: { settings: {}, mappings: {}, aliases: {} } },
  'GET /orders/_count': { count: 3, _shards: { failed: 0 } },
  'POST /orders/_refresh': { _shards: { failed: 0 } },
  'POST /orders/_search': page(['a', 'b', 'c'].map(hit)),
  'POST /_search/scroll': page([]),
  'GET /_component_template': { component_templates: [] },
  'GET /_index_template': { index_templates: [] },
  'GET /_template': {},
  'GET /_ingest/pipeline': {},
  'PUT /orders/_settings': { acknowledged: true },
}

/** `answer`: what it says instead of its own; undefined: its own, true: it has answered already. */
export async function startStandIn(answer: Answer = () => undefined): Promise<StandIn> {
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const path = `${request.method} ${request.url?.split('?')[0]}`
    asked.push(path)
    const said = (await answer(request, response, path)) ?? (path in own ? own[path] : {})
    if (said !== true) response.end(JSON.stringify(said === 'null' ? null : said))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    ...{ port, asked, url: `http://127.0.0.1:${port}` },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
