import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { engineOf, type Target } from '../../../src/engine/engine.ts'
import type { Source } from '../../../src/policy/policy.ts'
import { type SearchProduct, type SearchServer, startSearch } from '../../server/search.ts'
import type { Fixture, Writer } from '../contract.ts'
import { searchSource } from '../source.ts'
import { bench } from '../step.ts'
import { type ProxyServer, password, reader, startProxy, user } from './proxy.ts'

export const never: AbortSignal = new AbortController().signal

export type Documents = readonly (readonly [id: string, source: object | string, routing?: string])[]

/** As NDJSON, with a source of a text as it is. */
export async function index(server: SearchServer, name: string, documents: Documents): Promise<void> {
  const lines = documents.flatMap(([_id, source, routing]) => [
    JSON.stringify({ index: { _id, ...(routing === undefined ? {} : { routing }) } }),
    typeof source === 'string' ? source : JSON.stringify(source),
  ])
  const { errors } = await server.ask('POST', `/${name}/_bulk`, `${lines.join('\n')}\n`)
  if (errors) throw new Error(`documents of ${name} are refused`)
}

const orders = 3000

/** One of each thing that a server has. */
export async function seed(server: SearchServer): Promise<void> {
  await server.ask('PUT', '/_ingest/pipeline/stamp', { processors: [], description: 'nothing yet' })
  await server.ask('PUT', '/_component_template/base', { template: { settings: { number_of_shards: 1 } } })
  await server.ask('PUT', '/_index_template/logs', { index_patterns: ['logs-*'], composed_of: ['base'], priority: 7 })
  await server.ask('PUT', '/_template/old', { index_patterns: ['old-*'], settings: { number_of_shards: 1 } })
  await server.ask('PUT', '/orders', {
    settings: {
      ...{ number_of_shards: 2, refresh_interval: '30s', default_pipeline: 'stamp', number_of_replicas: 1 },
      analysis: {
        analyzer: { quiet: { type: 'custom', tokenizer: 'standard', filter: ['small'] } },
        filter: { small: { type: 'stop', stopwords: ['the', 'a'] } },
      },
    },
    mappings: {
      properties: {
        number: { type: 'long' },
        title: { type: 'text', analyzer: 'quiet' },
        lines: { type: 'nested', properties: { sku: { type: 'keyword' } } },
      },
    },
    aliases: { all: {}, paid: { filter: { term: { status: 'paid' } }, routing: '7' } },
  })
  for (let from = 0; from < orders; from += 1000)
    await index(
      server,
      'orders',
      Array.from({ length: 1000 }, (_, at) => {
        const number = from + at
        const source = {
          number,
          status: number % 3 ? 'open' : 'paid',
          title: `Order ${number}`,
          lines: [{ sku: `s${number % 10}` }],
          noise: randomBytes(60).toString('base64'),
        }
        return [`o${number}`, source] as const
      }),
    )
  // Two documents of one name, in two shards; numbers that no double holds; lines that are broken.
  await index(server, 'orders', [
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((routing) => ['twin', { number: 1 }, routing] as const),
    ['exact', '{"number":9007199254740993,"price":1.10}'],
  ])
  await server.ask('PUT', '/orders/_doc/broken', '{"number" : 1,\r\n  "title" : "a \\n b { [ \\" ü"\n}')
  await server.ask('PUT', '/empty', { settings: { number_of_shards: 1 } })
  await server.ask('PUT', '/people', { settings: { number_of_shards: 1 }, aliases: { everybody: {} } })
  await index(server, 'people', [
    ['1', { name: 'Ada' }],
    ['a b/c?d#ü', { name: 'Grace', born: '1906-12-09' }],
  ])
  // Lowered since: it has more fields than it may have.
  await server.ask('PUT', '/people/_settings', { 'index.mapping.total_fields.limit': 2 })
  await server.ask('POST', '/_refresh')
}

export const documents = orders + 4

async function writeInto(server: SearchServer): Promise<Writer> {
  let written = 0
  const stopped = new AbortController()
  const writing = (async () => {
    while (!stopped.signal.aborted) {
      await index(
        server,
        'orders',
        Array.from({ length: 20 }, () => [`w${written++}`, { number: written, status: 'new' }] as const),
      )
      await server.ask('POST', '/orders/_bulk', `${JSON.stringify({ delete: { _id: `o${written / 20}` } })}\n`)
      await pause(5)
    }
  })()
  await expect.poll(() => written, { timeout: 60_000 }).toBeGreaterThan(0)
  return {
    writes: async () => written,
    async stop() {
      stopped.abort()
      await writing
    },
  }
}

/** Scrolls of anybody, one in each shard. */
export async function contextsOf(server: SearchServer): Promise<number> {
  const path = '/_nodes/stats/indices/search?filter_path=nodes.*.indices.search.open_contexts'
  const { nodes } = await server.ask<{ nodes: Record<string, { indices: { search: { open_contexts: number } } }> }>(
    'GET',
    path,
  )
  return Object.values(nodes).reduce((sum, { indices }) => sum + indices.search.open_contexts, 0)
}

export interface SearchFixture extends Fixture {
  readonly server: SearchServer
  readonly elsewhere: SearchServer
  readonly proxy: ProxyServer
  readonly source: Extract<Source, { engine: SearchProduct }>
  sourceOf(more: Parameters<typeof searchSource>[2]): Extract<Source, { engine: SearchProduct }>
}

const by = (port: number, secret: string, name = user) =>
  `http://${name}:${encodeURIComponent(secret)}@127.0.0.1:${port}`

/** `into`: another version, to restore into. */
export async function startFixture(product: SearchProduct, version: string, into = version): Promise<SearchFixture> {
  await using started = new AsyncDisposableStack()
  const server = started.use(await startSearch(product, version))
  const elsewhere = started.use(await startSearch(product, into))
  const proxy = started.use(await startProxy(server.port))
  const engine = await engineOf(product)
  await seed(server)
  const url = by(proxy.port, password)
  const secret = `wrong/${randomUUID()}`
  const stack = started.move()
  return {
    ...{ server, elsewhere, proxy },
    source: searchSource(product, url),
    sourceOf: (more) => searchSource(product, url, more as never),
    bench: { ...bench, label: `test-${randomUUID()}` },
    seeded: {
      rows: { orders: documents, empty: 0, people: 2 },
      objects: {
        index: ['empty', 'orders', 'people'],
        alias: ['orders/all', 'orders/paid', 'people/everybody'],
        'index template': [expect.stringMatching(/^logs /)],
        'component template': [expect.stringMatching(/^base /)],
        'legacy template': [expect.stringMatching(/^old /)],
        'ingest pipeline': [expect.stringMatching(/^stamp /)],
      },
    },
    contents: [`index orders (${documents} documents)`, 'index empty (0 documents)', 'ingest pipeline stamp'],
    write: () => writeInto(server),
    async target() {
      await elsewhere.clear()
      return (await engine.target(
        `http://127.0.0.1:${elsewhere.port}`,
        { tools: { kind: 'auto' } },
        bench,
        never,
      )) as Target
    },
    isEmpty: async () => (await elsewhere.ask<unknown[]>('GET', '/_cat/indices?format=json')).length === 0,
    locked: {
      source: searchSource(product, by(proxy.port, secret)),
      secret,
      place: `source search: 127.0.0.1:${proxy.port}`,
    },
    powerless: {
      source: searchSource(product, by(proxy.port, password, reader)),
      lacking: /indices:data\/read\/search/,
    },
    traces: async () => Array.from({ length: await contextsOf(server) }, () => 'scroll'),
    self: url.replace('127.0.0.1', 'localhost'),
    some: 'peop*',
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
