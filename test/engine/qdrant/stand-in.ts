import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { answer, drained, jsonOf, type Listening, listen, Refusal } from '../stand-in.ts'
import { measure, SnapshotReader, snapshotOf } from './snapshot-file.ts'

/*
 * A STAND-IN for Qdrant, which cannot be had where Backproof is tested: its API as its documentation has it, as far as a backup
 * asks for it. It keeps what a backup leaves (snapshots, uploaded files), and fails on request. It searches nothing.
 */

/** No release of Qdrant has this version, so no official image has its name. */
export const standInVersion = '1.15.9999'

export interface Faults {
  /** What becomes of the first download: it ends too early as if it were whole, or breaks. */
  download?: 'short' | 'cut' | 'endless'
  /** What is told of a snapshot. */
  checksum?: 'none' | 'wrong'
  /** The rights of the key. */
  rights?: 'read' | 'collections'
  /** Snapshots stay. */
  removal?: 'refused'
  create?: { readonly ms: number } | 'failed'
  /** The collection is made, and filled no further; or it takes so long, whoever waits. */
  recover?: 'half' | { readonly ms: number }
  /** Called before a snapshot is made. */
  creating?: (name: string) => void
  /** What is answered instead, with 200, by "POST /collections/articles/snapshots". */
  instead?: (request: string) => object | undefined
  /** Shards that another node has alone. */
  remoteShards?: readonly number[]
}

interface Collection {
  readonly config: object
  readonly schema: Record<string, object>
  readonly points: Map<string, object>
  readonly snapshots: Map<string, Snapshot>
  fillingBytes: number
}

interface Snapshot {
  readonly size: number
  readonly checksum: string | null
  /** Absent: of an uploaded one nothing but its name is kept. */
  readonly chunks?: () => Iterable<Buffer>
}

interface Kept {
  readonly config: object
  readonly schema: Record<string, object>
  readonly points: readonly (readonly [string, object])[]
  readonly fillingBytes: number
}

export class QdrantStandIn {
  readonly collections = new Map<string, Collection>()
  readonly aliases = new Map<string, string>()
  readonly requests: string[] = []
  faults: Faults = {}
  version = standInVersion
  readonly #key: string | undefined
  /** One that may only read (read_only_api_key). */
  readonly #readKey: string | undefined
  /** What the key of the request that is answered may do. */
  readonly #asking = new AsyncLocalStorage<Faults['rights']>()
  #made = 0

  constructor(key?: string, readKey?: string) {
    this.#key = key
    this.#readKey = readKey
  }

  listen(at?: { readonly host: string; readonly port: number }): Promise<Listening> {
    const errorOf = (error: string) => ({ status: { error }, time: 0 })
    return listen((request, response) => this.#handle(request, response), errorOf, at)
  }

  /** Names of all files that lie on its disk. */
  files(): readonly string[] {
    return [...this.collections].flatMap(([name, { snapshots }]) =>
      [...snapshots.keys()].map((file) => `${name}/${file}`),
    )
  }

  add(name: string, size: number, points: number, fillingBytes = 0): void {
    this.collections.set(name, {
      config: {
        params: {
          vectors: { size, distance: 'Cosine' },
          shard_number: 1,
          replication_factor: 1,
          on_disk_payload: true,
        },
        hnsw_config: { m: 16, ef_construct: 100, full_scan_threshold: 10_000 },
        optimizer_config: { deleted_threshold: 0.2, max_optimization_threads: null },
        quantization_config: null,
      },
      schema: { city: { data_type: 'keyword' } },
      points: new Map(),
      snapshots: new Map(),
      fillingBytes,
    })
    this.put(
      name,
      Array.from({ length: points }, (_, index) => index),
      size,
    )
  }

  put(name: string, ids: readonly number[], size = 4): void {
    const { points } = this.#collection(name)
    for (const id of ids) {
      const vector = Array.from({ length: size }, () => Math.random())
      points.set(String(id), { vector, payload: { city: `city ${id % 7}` } })
    }
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '' } = request
    const url = new URL(request.url ?? '', 'http://stand-in')
    this.requests.push(`${method} ${url.pathname}`)
    const path = url.pathname.split('/').slice(1).map(decodeURIComponent)
    // As the server has it: its name and version are everybody's.
    if (url.pathname === '/')
      return answer(response, 200, {
        title: 'qdrant - vector search engine (STAND-IN)',
        version: this.version,
        commit: '',
      })
    const isReader = this.#readKey !== undefined && request.headers['api-key'] === this.#readKey
    if (this.#key !== undefined && request.headers['api-key'] !== this.#key && !isReader)
      throw new Refusal(
        401,
        request.headers['api-key'] === undefined
          ? 'Must provide an API key or an Authorization bearer token'
          : 'Invalid API key or JWT',
      )
    const instead = this.faults.instead?.(`${method} ${url.pathname}`)
    if (instead !== undefined) return answer(response, 200, instead)
    const route = () => this.#route(method, path, url.searchParams, request, response)
    const result = await this.#asking.run(isReader ? 'read' : undefined, route)
    if (result !== undefined) answer(response, 200, { result, status: 'ok', time: 0.001 })
  }

  async #route(
    method: string,
    path: readonly string[],
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<unknown> {
    const [first, name = '', what, more] = path
    const verb = [method, ...(what === undefined ? [] : [what])].join(' ')
    if (first === 'aliases' && method === 'GET') return { aliases: this.#aliases() }
    if (first !== 'collections') throw new Refusal(404, 'Not found')
    if (name === '') return { collections: [...this.collections.keys()].map((one) => ({ name: one })) }
    if (name === 'aliases' && method === 'POST') return this.#change(await jsonOf(request))
    switch (verb) {
      case 'GET':
        return this.#info(this.#collection(name))
      case 'DELETE':
        this.#manage()
        for (const [alias, of] of this.aliases) if (of === name) this.aliases.delete(alias)
        return this.collections.delete(name)
      case 'GET cluster':
        return {
          ...{ peer_id: 1, shard_count: 1, shard_transfers: [] },
          local_shards: this.#collection(name) && [{ shard_id: 0, points_count: 0, state: 'Active' }],
          remote_shards: (this.faults.remoteShards ?? []).map((shard_id) => ({
            shard_id,
            peer_id: 2,
            state: 'Active',
          })),
        }
      case 'POST points':
        return { count: this.#collection(this.aliases.get(name) ?? name).points.size }
      case 'GET snapshots':
        return more === undefined ? this.#list(name) : await this.#download(name, more, response)
      case 'DELETE snapshots':
        return this.#remove(name, more ?? '')
      case 'POST snapshots':
        return more === 'upload' ? await this.#recover(name, query, request) : await this.#create(name)
      default:
        throw new Refusal(404, 'Not found')
    }
  }

  #collection(name: string): Collection {
    const found = this.collections.get(name)
    if (found === undefined) throw new Refusal(404, `Not found: Collection \`${name}\` doesn't exist!`)
    return found
  }

  get #rights(): Faults['rights'] {
    return this.faults.rights ?? this.#asking.getStore()
  }

  #write(): void {
    if (this.#rights === 'read') throw new Refusal(403, 'Forbidden: Write access to collection is required')
  }

  #manage(): void {
    if (this.#rights !== undefined) throw new Refusal(403, 'Forbidden: Global manage access is required')
  }

  #info({ config, schema, points }: Collection): object {
    const indexed = Object.entries(schema).map(([field, index]) => [field, { ...index, points: points.size }])
    return {
      ...{ status: 'green', optimizer_status: 'ok', points_count: points.size, segments_count: 2 },
      ...{ config, payload_schema: Object.fromEntries(indexed) },
    }
  }

  #aliases(): readonly object[] {
    return [...this.aliases].map(([alias_name, collection_name]) => ({ alias_name, collection_name }))
  }

  #change({ actions }: { actions: Record<string, { alias_name: string; collection_name: string }>[] }): boolean {
    this.#manage()
    const after = new Map(this.aliases)
    for (const { create_alias: made, delete_alias: gone } of actions) {
      if (gone !== undefined && !after.delete(gone.alias_name))
        throw new Refusal(404, `Not found: Alias ${gone.alias_name} does not exists!`)
      if (made === undefined) continue
      this.#collection(made.collection_name)
      if (this.collections.has(made.alias_name))
        throw new Refusal(409, `Wrong input: Collection \`${made.alias_name}\` already exists!`)
      after.set(made.alias_name, made.collection_name)
    }
    this.aliases.clear()
    for (const [alias, of] of after) this.aliases.set(alias, of)
    return true
  }

  #list(name: string): readonly object[] {
    return [...this.#collection(name).snapshots].map(([file, { size, checksum }]) => ({ name: file, size, checksum }))
  }

  async #create(name: string): Promise<object> {
    this.#write()
    this.faults.creating?.(name)
    const collection = this.#collection(name)
    const { create } = this.faults
    if (typeof create === 'object') await pause(create.ms)
    if (create === 'failed') throw new Refusal(500, 'Service internal error: No space left on device (os error 28)')
    const { config, schema, points, fillingBytes } = collection
    const kept: Kept = { config, schema, points: [...points], fillingBytes }
    const chunks = () => snapshotOf(kept, fillingBytes)
    const { size, checksum } = measure(chunks())
    const told = { none: null, wrong: '0'.repeat(64), right: checksum }[this.faults.checksum ?? 'right']
    const file = `${name}-1-2026-01-01-00-00-${this.#made++}.snapshot`
    collection.snapshots.set(file, { size, checksum: told, chunks })
    return { name: file, creation_time: '2026-01-01T00:00:00', size, checksum: told }
  }

  async #download(name: string, file: string, response: ServerResponse): Promise<undefined> {
    const found = this.#collection(name).snapshots.get(file)
    if (found?.chunks === undefined) throw new Refusal(404, `Not found: Snapshot ${file} not found`)
    const { download } = this.faults
    if (download === 'endless') return await endless(response)
    const bytes = download === undefined ? found.size : found.size - 1000
    response.writeHead(200, { 'content-length': download === 'cut' ? found.size : bytes })
    let left = bytes
    for (const chunk of found.chunks()) {
      const taken = chunk.subarray(0, left)
      left -= taken.length
      if (!response.write(taken)) await drained(response)
      if (response.destroyed) return
    }
    if (download === 'cut') response.destroy()
    else response.end()
  }

  #remove(name: string, file: string): boolean {
    this.#write()
    if (this.faults.removal === 'refused')
      throw new Refusal(500, 'Service internal error: Permission denied (os error 13)')
    if (!this.#collection(name).snapshots.delete(file)) throw new Refusal(404, `Not found: Snapshot ${file} not found`)
    return true
  }

  async #recover(name: string, query: URLSearchParams, request: IncomingMessage): Promise<boolean> {
    this.#manage()
    const { reader, file } = await fileOf(request)
    const checksum = query.get('checksum')
    if (checksum !== null && checksum !== reader.checksum())
      throw new Refusal(400, `Bad request: Snapshot checksum mismatch: expected ${checksum}, got ${reader.checksum()}`)
    const { config, schema, points, fillingBytes } = reader.end<Kept>()
    if (typeof this.faults.recover === 'object') await pause(this.faults.recover.ms)
    // Without its priority, what is there wins: in a cluster, another replica, which is empty.
    const isTruth = query.get('priority') === 'snapshot' && this.faults.recover !== 'half'
    // The file stays on the disk beside the collection.
    const snapshots = new Map<string, Snapshot>([[file, { size: 0, checksum: null }]])
    this.collections.set(name, { config, schema, fillingBytes, snapshots, points: new Map(isTruth ? points : []) })
    if (this.faults.recover === 'half')
      throw new Refusal(500, 'Service internal error: No space left on device (os error 28)')
    return true
  }
}

async function endless(response: ServerResponse): Promise<undefined> {
  response.writeHead(200)
  const chunk = Buffer.alloc(64 * 1024)
  while (!response.destroyed) if (!response.write(chunk)) await drained(response)
}

/** The one file of a form, read as it comes. */
async function fileOf(request: IncomingMessage): Promise<{ reader: SnapshotReader; file: string }> {
  const boundary = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1]
  if (boundary === undefined) throw new Refusal(400, 'Content-Type is not multipart')
  const end = Buffer.from(`\r\n--${boundary}--\r\n`)
  const reader = new SnapshotReader()
  let held = Buffer.alloc(0)
  let file: string | undefined
  for await (const chunk of request as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, chunk])
    if (file === undefined) {
      const at = held.indexOf('\r\n\r\n')
      if (at < 0) continue
      file = /name="snapshot"; filename="([^"]+)"/.exec(held.toString('latin1', 0, at))?.[1]
      if (file === undefined) throw new Refusal(400, 'Field `snapshot` is missing')
      held = held.subarray(at + 4)
    }
    reader.write(held.subarray(0, Math.max(0, held.length - end.length)))
    held = held.subarray(Math.max(0, held.length - end.length))
  }
  if (file === undefined || !held.equals(end)) throw new Refusal(400, 'Multipart stream is incomplete')
  return { reader, file }
}

// In a container.
if (process.argv[2] === 'serve') await new QdrantStandIn().listen({ host: '0.0.0.0', port: 6333 })
