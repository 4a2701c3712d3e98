import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Service } from '../../runtime/runtime.ts'
import { oneLine } from '../../words/words.ts'
import { HttpClient } from '../http/client.ts'
import type { KeyedServer } from '../http/keyed.ts'
import { HttpRefusal } from '../http/refusal.ts'
import { segment } from '../http/segment.ts'
import { parseVersion, type Version } from './version.ts'

const snapshot = z.object({
  name: z.string().min(1),
  size: z.number(),
  /** SHA-256, in hex. */
  checksum: z.string().nullish(),
})
/** A file on the server's disk, until it is deleted. */
export type Snapshot = z.infer<typeof snapshot>

const alias = z.object({ alias_name: z.string(), collection_name: z.string() })
export type Alias = z.infer<typeof alias>

const collection = z.object({
  status: z.string(),
  points_count: z.number().nullish(),
  config: z.record(z.string(), z.unknown()),
  payload_schema: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
})
export type Collection = z.infer<typeof collection>

const shards = z.array(z.object({ shard_id: z.number() })).default([])
const spread = z.object({ local_shards: shards, remote_shards: shards })

export type AliasAction = { readonly create_alias: Alias } | { readonly delete_alias: Pick<Alias, 'alias_name'> }

// What makes or takes in a snapshot says nothing until it is done.
const longSilenceMs = 6 * 60 * 60_000

const rights =
  'Use a key that may write to the collections: the api_key of the server, or a token with "access": "m" (a restore needs that), or "rw" for each collection.'

/** Qdrant's API over HTTP. */
export class Qdrant implements AsyncDisposable {
  readonly where: string
  readonly #http: HttpClient

  constructor(
    { address, tls, base, key, place, where }: KeyedServer,
    services: Readonly<Record<string, Service>>,
    signal: AbortSignal,
  ) {
    const headers = key === undefined ? {} : { 'api-key': key }
    this.where = where
    this.#http = new HttpClient({ address, tls, base, services, place, headers, rights }, signal)
  }

  problem(message: string, hint: string, cause?: unknown) {
    return this.#http.problem(message, hint, cause)
  }

  /** What went wrong, without where. */
  bare(error: unknown): string {
    return this.#http.bare(error)
  }

  async version(): Promise<Version> {
    const { json } = await this.#http.json({ method: 'GET', path: '/' })
    const parsed = z.object({ title: z.string(), version: z.string() }).safeParse(json)
    const version = parsed.success && /qdrant/i.test(parsed.data.title) ? parseVersion(parsed.data.version) : undefined
    if (version === undefined)
      throw this.problem('it is not Qdrant', 'Check host and port of the URL: Qdrant answers HTTP at port 6333.')
    return version
  }

  /** Sorted. */
  async collections(): Promise<readonly string[]> {
    const named = z.object({ collections: z.array(z.object({ name: z.string() })) })
    return (await this.#get('/collections', named)).collections.map(({ name }) => name).sort()
  }

  async aliases(): Promise<readonly Alias[]> {
    return (await this.#get('/aliases', z.object({ aliases: z.array(alias) }))).aliases
  }

  collection(name: string): Promise<Collection> {
    return this.#get(pathOf(name), collection)
  }

  /** Of its points, now: the number that Qdrant tells besides is an estimate. */
  async count(name: string): Promise<number> {
    const path = `${pathOf(name)}/points/count`
    return (await this.#ask({ method: 'POST', path, json: { exact: true } }, z.object({ count: z.number() }))).count
  }

  /** Shards that only other nodes of the cluster have: no snapshot by this one holds them. */
  async shardsElsewhere(name: string): Promise<readonly number[]> {
    const { local_shards: local, remote_shards: remote } = await this.#get(`${pathOf(name)}/cluster`, spread)
    const here = new Set(local.map(({ shard_id: id }) => id))
    return [...new Set(remote.map(({ shard_id: id }) => id))].filter((id) => !here.has(id)).sort((a, b) => a - b)
  }

  snapshots(name: string): Promise<readonly Snapshot[]> {
    return this.#get(`${pathOf(name)}/snapshots`, z.array(snapshot))
  }

  createSnapshot(name: string): Promise<Snapshot> {
    const path = `${pathOf(name)}/snapshots?wait=true`
    return this.#ask({ method: 'POST', path, silenceMs: longSilenceMs }, snapshot)
  }

  async download(name: string, { name: file }: Snapshot): Promise<Readable> {
    return (await this.#http.ask({ method: 'GET', path: `${pathOf(name)}/snapshots/${segment(file)}` })).body
  }

  /** No failure where it is gone already. */
  async deleteSnapshot(name: string, file: string): Promise<void> {
    const path = `${pathOf(name)}/snapshots/${segment(file)}?wait=true`
    await this.#http.json({ method: 'DELETE', path, also: [404] })
  }

  /** Makes the collection out of a snapshot. `sha256`: the server compares it before it begins. */
  async recover(name: string, sha256: string, body: AsyncIterable<Uint8Array>, headers: Record<string, string>) {
    // Without the priority another replica, which may be empty, would win over the snapshot.
    const path = `${pathOf(name)}/snapshots/upload?wait=true&priority=snapshot&checksum=${sha256}`
    const done = await this.#ask({ method: 'POST', path, body, headers, silenceMs: longSilenceMs }, z.unknown())
    if (done !== true) throw this.problem(`it did not take the snapshot of ${name}`, 'Look at the log of the server.')
  }

  /** No failure where there is none. */
  async deleteCollection(name: string): Promise<void> {
    await this.#http.json({ method: 'DELETE', path: pathOf(name), also: [404], silenceMs: longSilenceMs })
  }

  /** All of them or none. */
  async changeAliases(actions: readonly AliasAction[]): Promise<void> {
    if (actions.length === 0) return
    await this.#ask({ method: 'POST', path: '/collections/aliases', json: { actions } }, z.literal(true))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#http[Symbol.asyncDispose]()
  }

  #get<T extends z.ZodType>(path: string, result: T): Promise<z.output<T>> {
    return this.#ask({ method: 'GET', path }, result)
  }

  async #ask<T extends z.ZodType>(request: Parameters<HttpClient['json']>[0], result: T): Promise<z.output<T>> {
    const { json } = await this.#http.json(request)
    const [path] = request.path.split('?')
    const refused = z.object({ status: z.object({ error: z.string() }) }).safeParse(json)
    if (refused.success) {
      const reason = oneLine(refused.data.status.error, 300)
      const { message } = this.problem(`${request.method} ${path} failed: ${reason}`, '')
      throw new HttpRefusal(200, reason, message, 'Look at the log of the server.')
    }
    // "accepted" is of what is not done yet.
    const { success, data } = z.object({ status: z.literal('ok'), result: z.unknown() }).safeParse(json)
    const parsed = result.safeParse(data?.result)
    if (success && parsed.success) return parsed.data
    throw this.problem(`its answer to ${request.method} ${path} is not Qdrant's`, 'Check the version of the server.')
  }
}

const pathOf = (name: string) => `/collections/${segment(name)}`
