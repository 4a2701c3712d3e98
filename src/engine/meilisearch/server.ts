import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Service } from '../../runtime/runtime.ts'
import { formatDuration, oneLine } from '../../words/words.ts'
import { wholeBody } from '../http/answer.ts'
import { HttpClient } from '../http/client.ts'
import type { KeyedServer } from '../http/keyed.ts'
import { segment } from '../http/segment.ts'
import { allIndexes } from './indexes.ts'
import { type Page, parsePage } from './page.ts'
import { parseVersion, type Version } from './version.ts'

const index = z.object({
  uid: z.string(),
  primaryKey: z.string().nullable(),
  /** Goes with the documents where indexes are swapped. */
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Index = z.infer<typeof index>
export type Settings = Readonly<Record<string, unknown>>

const stats = z.object({
  numberOfDocuments: z.number(),
  rawDocumentDbSize: z.number().default(0),
  avgDocumentSize: z.number().default(0),
})

/** Every version has these; what a proxy says instead has not. */
const settings = z.looseObject({
  rankingRules: z.array(z.unknown()),
  searchableAttributes: z.array(z.unknown()),
  filterableAttributes: z.array(z.unknown()),
})

const task = z.object({
  uid: z.number(),
  status: z.enum(['enqueued', 'processing', 'succeeded', 'failed', 'canceled']),
  error: z.object({ message: z.string(), code: z.string().nullish() }).nullish(),
  details: z.object({ dumpUid: z.string().nullish() }).nullish(),
})
type Task = z.infer<typeof task>

/** What the keys of Meilisearch call what they allow. */
const rights =
  'Check the key in the URL (its password). A backup needs a key with the actions version, indexes.get, stats.get, settings.get and documents.get for all indexes (with dump-dir: version, indexes.get, stats.get, dumps.create and tasks.get); a restore version, indexes.get, stats.get, settings.get, indexes.create, indexes.delete, settings.update, documents.add and tasks.get.'

const mostPageBytes = 256 * 1024 * 1024
const mostInList = 10_000
const longSilenceMs = 30 * 60_000
/** How long a task may stay as it is: others may come before it, and a dump of much takes hours. */
const standardTaskMs = 6 * 60 * 60_000

type Content = Pick<Parameters<HttpClient['json']>[0], 'json' | 'body' | 'headers'>

/** Meilisearch's API over HTTP. */
export class Meilisearch implements AsyncDisposable {
  readonly where: string
  readonly #http: HttpClient
  readonly #signal: AbortSignal
  readonly #taskMs: number

  constructor(
    { address, tls, base, key, place, where }: KeyedServer,
    services: Readonly<Record<string, Service>>,
    signal: AbortSignal,
    taskMs = standardTaskMs,
  ) {
    this.#taskMs = taskMs
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` }
    this.where = where
    this.#signal = signal
    this.#http = new HttpClient({ address, tls, base, services, place, headers, rights }, signal)
  }

  problem(message: string, hint: string, cause?: unknown) {
    return this.#http.problem(message, hint, cause)
  }

  async version(): Promise<Version> {
    const { pkgVersion } = await this.#get('/version', z.object({ pkgVersion: z.string() }))
    const version = parseVersion(pkgVersion)
    if (version === undefined) throw this.#strange('GET /version')
    return version
  }

  /** Sorted by name. */
  async indexes(): Promise<readonly Index[]> {
    const list = z.object({ results: z.array(index), total: z.number() })
    return await allIndexes(
      (offset) => this.#get(`/indexes?limit=${mostInList}&offset=${offset}`, list),
      (message, hint) => this.problem(message, hint),
    )
  }

  index(uid: string): Promise<Index> {
    return this.#get(pathOf(uid), index)
  }

  stats(uid: string): Promise<z.infer<typeof stats>> {
    return this.#get(`${pathOf(uid)}/stats`, stats)
  }

  settings(uid: string): Promise<Settings> {
    return this.#get(`${pathOf(uid)}/settings`, settings)
  }

  /** In the order of the server's own numbers. */
  async documents(uid: string, offset: number, limit: number): Promise<Page> {
    const path = `${pathOf(uid)}/documents/fetch`
    const body = JSON.stringify({ offset, limit, retrieveVectors: true })
    const headers = { 'content-type': 'application/json' }
    const answer = await this.#http.ask({ method: 'POST', path, body, headers, silenceMs: longSilenceMs })
    const bytes = await wholeBody(answer.body, mostPageBytes)
    if (bytes === undefined)
      throw this.problem(
        `${limit} documents of ${uid} are more than ${mostPageBytes} bytes`,
        'Use dump-dir, which reads no pages.',
      )
    return parsePage(bytes) ?? Promise.reject(this.#strange(`POST ${path}`))
  }

  create(uid: string, primaryKey: string | null): Promise<Task> {
    return this.#done('POST', '/indexes', { json: { uid, primaryKey } }, `creating index ${uid}`)
  }

  update(uid: string, settings: Settings): Promise<Task> {
    return this.#done('PATCH', `${pathOf(uid)}/settings`, { json: settings }, `the settings of ${uid}`)
  }

  /** Lines of JSON. */
  add(uid: string, lines: Buffer): Promise<Task> {
    const headers = { 'content-type': 'application/x-ndjson' }
    return this.#done('POST', `${pathOf(uid)}/documents`, { body: lines, headers }, `documents of ${uid}`)
  }

  /** No failure where there is none. */
  async remove(uid: string): Promise<void> {
    const what = `deleting index ${uid}`
    const task = await this.#task('DELETE', pathOf(uid), {}, what)
    if (task.status !== 'succeeded' && task.error?.code !== 'index_not_found') throw this.#failed(task, what)
  }

  /** The name of its file, without its ending. */
  async dump(): Promise<string> {
    const { details } = await this.#done('POST', '/dumps', {}, 'the dump')
    if (!details?.dumpUid) throw this.#strange('GET /tasks')
    return details.dumpUid
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#http[Symbol.asyncDispose]()
  }

  async #done(method: 'POST' | 'PATCH', path: string, content: Content, what: string): Promise<Task> {
    const task = await this.#task(method, path, content, what)
    if (task.status === 'succeeded') return task
    throw this.#failed(task, what)
  }

  /** What is accepted is not done yet, and may fail: only its task tells. */
  async #task(method: 'POST' | 'PATCH' | 'DELETE', path: string, content: Content, what: string): Promise<Task> {
    const { json } = await this.#http.json({ method, path, ...content, silenceMs: longSilenceMs })
    const accepted = z.object({ taskUid: z.number() }).safeParse(json)
    if (!accepted.success) throw this.#strange(`${method} ${path}`)
    let [status, stayedMs] = ['', 0]
    for (let waitMs = 10; ; waitMs = Math.min(waitMs * 1.5, 1000)) {
      const found = await this.#get(`/tasks/${accepted.data.taskUid}`, task)
      if (!['enqueued', 'processing'].includes(found.status)) return found
      if (found.status !== status) [status, stayedMs] = [found.status, 0]
      if (stayedMs > this.#taskMs) throw this.#stuck(found, what)
      stayedMs += waitMs
      // Whoever is cancelled hears of it at the next request.
      await pause(waitMs, undefined, { signal: this.#signal }).catch(() => undefined)
    }
  }

  #stuck({ uid, status }: Task, what: string) {
    return this.problem(
      `${what} does not end: task ${uid} is ${status} for ${formatDuration(this.#taskMs)}`,
      `Look at the log and the load of the server, and at GET /tasks/${uid}.`,
    )
  }

  #failed({ uid, status, error }: Task, what: string) {
    return this.problem(
      `${what} failed (task ${uid}): ${oneLine(error?.message ?? `it was ${status}`, 300)}`,
      'Look at the log of the server.',
    )
  }

  async #get<T extends z.ZodType>(path: string, result: T): Promise<z.output<T>> {
    const { json } = await this.#http.json({ method: 'GET', path })
    const parsed = result.safeParse(json)
    if (parsed.success) return parsed.data
    throw this.#strange(`GET ${path.split('?')[0]}`)
  }

  #strange(request: string) {
    return this.problem(
      `its answer to ${request} is not Meilisearch's`,
      'Check host and port of the URL: Meilisearch answers HTTP at port 7700.',
    )
  }
}

const pathOf = (uid: string) => `/indexes/${segment(uid)}`
