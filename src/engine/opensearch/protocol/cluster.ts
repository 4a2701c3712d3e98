import { z } from 'zod'
import type { Problem } from '../../../problem.ts'
import type { HttpClient } from '../../http/client.ts'
import { segment } from '../../http/segment.ts'
import type { Common, Definition } from '../part/description.ts'
import { byName, object } from '../part/named.ts'
import { commonOf, mostBytes } from './templates.ts'

const listed = z.array(
  z.object({
    index: z.string(),
    status: z.string(),
    health: z.string().nullish(),
    'docs.count': z.string().nullish(),
    'pri.store.size': z.string().nullish(),
  }),
)

export interface ListedIndex {
  readonly name: string
  readonly open: boolean
  /** False: some of its shards are not there. */
  readonly whole: boolean
  /** About: parts of documents are counted as such, too. */
  readonly documents: number
  readonly bytes: number
}

const definitions = byName(z.object({ settings: object, mappings: object, aliases: byName(object) }))
/** A distribution without them takes the address for an index's name. */
const noStreams = z.object({
  error: z.union([
    z.string().regex(/no handler found|incorrect http method/i),
    z.object({ type: z.enum(['invalid_index_name_exception', 'index_not_found_exception']) }),
  ]),
})
const streams = z.object({ data_streams: z.array(z.object({ name: z.string() })) })
const count = z.object({ count: z.number(), _shards: z.object({ failed: z.number() }) })
const health = z.object({ number_of_data_nodes: z.number() })

export const pathOf = (name: string): string => `/${segment(name)}`

const refreshed = z.object({ _shards: z.object({ failed: z.number() }) })

/** What was written is found by searches from now on. */
export async function refresh(client: HttpClient, index: string): Promise<void> {
  const path = `${pathOf(index)}/_refresh`
  const { json } = await client.json({ method: 'POST', path, silenceMs: 300_000 })
  const said = refreshed.safeParse(json).data
  if (said === undefined) throw strange(client, `POST ${path}`)
  if (said._shards.failed > 0)
    throw client.problem(
      `index ${index}: ${said._shards.failed} shards cannot be refreshed`,
      'Look at GET _cat/shards and the log of the server.',
    )
}

/** Of an answer that no such server gives. */
export const strange = (client: HttpClient, request: string): Problem =>
  client.problem(
    `the answer to ${request.split('?')[0]} is not one of this product`,
    'Check that the URL names the server itself, and that its version is one that docs/engines.md lists.',
  )

/** What is asked of a server beside its documents. */
export class Cluster {
  readonly client: HttpClient
  readonly version: string

  constructor({ client, version }: { readonly client: HttpClient; readonly version: string }) {
    this.client = client
    this.version = version
  }

  /** All of them, closed and hidden ones too; or this one alone. */
  async indexes(only?: string): Promise<readonly ListedIndex[]> {
    const columns = 'index,status,health,docs.count,pri.store.size'
    const one = only === undefined ? '' : pathOf(only)
    const path = `/_cat/indices${one}?format=json&bytes=b&expand_wildcards=all&s=index&h=${columns}`
    return (await this.#read(path, listed)).map((one) => ({
      name: one.index,
      open: one.status === 'open',
      whole: one.health !== 'red',
      documents: Number(one['docs.count'] ?? 0) || 0,
      bytes: Number(one['pri.store.size'] ?? 0) || 0,
    }))
  }

  async dataStreams(): Promise<readonly string[]> {
    const path = '/_data_stream'
    const { status, json } = await this.client.json({ method: 'GET', path, also: [400, 404, 405], mostBytes })
    if (status !== 200 && noStreams.safeParse(json).success) return []
    const parsed = status === 200 ? streams.safeParse(json).data : undefined
    if (parsed === undefined) throw this.strange(path)
    return parsed.data_streams.map(({ name }) => name)
  }

  async aliases(): Promise<ReadonlySet<string>> {
    const answer = await this.#read('/_alias?expand_wildcards=all', byName(z.object({ aliases: object })))
    return new Set(Object.values(answer).flatMap(({ aliases }) => Object.keys(aliases)))
  }

  /** undefined: there is no such index. */
  async definition(index: string): Promise<Definition | undefined> {
    const request = { method: 'GET', path: `${pathOf(index)}?flat_settings=true`, also: [404], mostBytes } as const
    const { status, json } = await this.client.json(request)
    if (status === 404) return undefined
    const found = definitions.safeParse(json).data?.[index]
    if (found === undefined) throw this.strange(pathOf(index))
    return found
  }

  /** undefined: there is no such index, or alias. */
  async count(index: string, query?: string): Promise<number | undefined> {
    const by = query === undefined ? '' : `?q=${encodeURIComponent(query)}`
    const path = `${pathOf(index)}/_count${by}`
    const { status, json } = await this.client.json({ method: 'GET', path, also: [404] })
    if (status === 404) return undefined
    const found = count.safeParse(json).data
    if (found === undefined) throw this.strange(path)
    if (found._shards.failed > 0)
      throw this.client.problem(
        `${found._shards.failed} shards of ${index} cannot be counted`,
        'Look at GET _cat/shards.',
      )
    return found.count
  }

  common(): Promise<Common> {
    return commonOf(this)
  }

  /** False where a copy of a shard has no second place. */
  async hasReplicas(): Promise<boolean> {
    return (await this.#read('/_cluster/health', health)).number_of_data_nodes > 1
  }

  async #read<T>(path: string, shape: z.ZodType<T>): Promise<T> {
    const { json } = await this.client.json({ method: 'GET', path, mostBytes })
    const parsed = shape.safeParse(json)
    if (parsed.success) return parsed.data
    throw this.strange(path)
  }

  strange(path: string): Problem {
    return strange(this.client, `GET ${path}`)
  }
}
