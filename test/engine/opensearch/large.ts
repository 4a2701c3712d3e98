import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/*
 * Run as a process of its own, so that its memory is not that of the program: a search server of one index with many small documents, or one into
 * which they can be restored. `large.ts DOCUMENTS`; 0: it has no index until one is made. Prints its port; ends with its stdin.
 */

const [count = '0'] = process.argv.slice(2)
const documents = Number(count)
const create = Buffer.from('{"create":')

let [isThere, held] = [documents > 0, documents]
let definition: Record<string, unknown> = { settings: {}, mappings: {}, aliases: {} }
let next = 0
let size = 1

function hits(from: number, to: number): string {
  const found: string[] = []
  for (let number = from; number < to; number++) {
    const note = `order ${(number * 7919) % 99_991} of customer ${number % 5000}, to be sent on day ${number % 365}`
    found.push(
      `{"_index":"orders","_id":"o${number}","_source":{"number":${number},"status":"${number % 3 ? 'open' : 'paid'}","note":"${note}"}}`,
    )
  }
  return found.join(',')
}

function page(): string {
  const from = next
  next = Math.min(held, from + size)
  const total = `"total":{"value":${held},"relation":"eq"}`
  return `{"_scroll_id":"one","timed_out":false,"_shards":{"total":1,"successful":1,"failed":0},"hits":{${total},"hits":[${hits(from, next)}]}}`
}

const listed = () => [{ index: 'orders', status: 'open', 'docs.count': `${held}`, 'pri.store.size': `${held * 60}` }]

function answer(path: string, body: Buffer): string {
  switch (path) {
    case 'GET /':
      return JSON.stringify({ version: { number: '2.19.6', distribution: 'opensearch' } })
    case 'GET /_cat/indices':
    case 'GET /_cat/indices/orders':
      return JSON.stringify(isThere ? listed() : [])
    case 'GET /orders':
      return JSON.stringify({ orders: definition })
    case 'PUT /orders': {
      const { settings, mappings, aliases } = JSON.parse(body.toString('utf8'))
      definition = { settings: settings ?? {}, mappings: mappings ?? {}, aliases: aliases ?? {} }
      isThere = true
      return '{"shards_acknowledged":true}'
    }
    case 'PUT /orders/_settings':
      definition = { ...definition, settings: {} }
      return '{"acknowledged":true}'
    case 'POST /orders/_bulk': {
      let came = 0
      for (let at = body.indexOf(create); at !== -1; at = body.indexOf(create, at + create.length)) came++
      held += came
      return `{"errors":false,"items":[${Array(came).fill('{"create":{"status":201}}').join(',')}]}`
    }
    case 'POST /orders/_refresh':
      return '{"_shards":{"failed":0}}'
    case 'GET /orders/_count':
      return `{"count":${held},"_shards":{"failed":0}}`
    case 'POST /orders/_search':
      size = JSON.parse(body.toString('utf8')).size
      next = 0
      return page()
    case 'POST /_search/scroll':
      return page()
    case 'GET /_data_stream':
      return '{"data_streams":[]}'
    case 'GET /_component_template':
      return '{"component_templates":[]}'
    case 'GET /_index_template':
      return '{"index_templates":[]}'
    case 'GET /_cluster/health':
      return '{"number_of_data_nodes":1}'
    default:
      return '{}'
  }
}

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray())
  response.end(answer(`${request.method} ${request.url?.split('?')[0]}`, body))
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.stdin.on('end', () => process.exit()).resume()
