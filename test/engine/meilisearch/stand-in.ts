import { writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { answer, bodyOf, jsonOf, type Listening, listen, Refusal } from '../stand-in.ts'
import { tarOf } from '../tar.ts'

/*
 * A STAND-IN for Meilisearch, which cannot be had where Backproof is tested: its API as its documentation has it, as far as a backup
 * asks for it. What changes something is a task, which is accepted at once, done later, and may fail then. It searches nothing.
 */

/** No release of Meilisearch has this version, so no official image has its name. */
export const standInVersion = '1.15.9999'

export interface Faults {
  /** What kind of task fails, once it was accepted. */
  task?: 'indexCreation' | 'settingsUpdate' | 'documentAdditionOrUpdate' | 'indexDeletion' | 'dumpCreation'
  /** What is said of that. */
  because?: string
  /** How long each one takes. */
  taskMs?: number
  /** The dump that is written ends too early, as if it were whole. */
  dump?: 'short'
  /** Called before a page is read. */
  page?: (uid: string, offset: number) => void
  /** Called before a page of the list of indexes. */
  list?: (offset: number) => void
  /** It lists no more at once, whatever is asked. */
  mostInList?: number
  /** What is answered instead, with 200, by "GET /indexes/films/settings". */
  instead?: (request: string) => string | undefined
  /** Pages are empty from here on. */
  noPagesFrom?: number
}

interface Index {
  primaryKey: string | null
  settings: Record<string, unknown>
  /** Each as it was sent, by its key: a number may have more digits than JavaScript keeps. */
  readonly documents: Map<string, string>
  readonly createdAt: string
  updatedAt: string
}

interface Task {
  readonly uid: number
  readonly type: string
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed'
  error: { message: string; code: string; type: string } | null
  details: object
}

const standardSettings = {
  displayedAttributes: ['*'],
  searchableAttributes: ['*'],
  filterableAttributes: [] as string[],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  stopWords: [] as string[],
  synonyms: {},
  distinctAttribute: null,
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 } },
  pagination: { maxTotalHits: 1000 },
}

export class MeilisearchStandIn {
  readonly indexes = new Map<string, Index>()
  readonly tasks: Task[] = []
  readonly requests: string[] = []
  faults: Faults = {}
  version = standInVersion
  /** Where it writes dumps. */
  dumpDir: string | undefined
  readonly #keys: Readonly<Record<string, readonly string[]>>
  #queue: Promise<void> = Promise.resolve()
  #clock = 0

  /** Actions by key: none = nobody needs one. */
  constructor(keys: Readonly<Record<string, readonly string[]>> = {}) {
    this.#keys = keys
  }

  listen(at?: { readonly host: string; readonly port: number }): Promise<Listening> {
    const errorOf = (message: string) => ({ message, code: 'stand_in', type: 'invalid_request', link: '' })
    return listen((request, response) => this.#handle(request, response), errorOf, at)
  }

  add(uid: string, documents: readonly string[], settings: object = {}, primaryKey: string | null = 'id'): void {
    const index: Index = {
      primaryKey,
      settings: { ...structuredClone(standardSettings), ...settings },
      documents: new Map(),
      createdAt: new Date(this.#clock++).toISOString(),
      updatedAt: '',
    }
    this.indexes.set(uid, index)
    this.put(uid, documents)
  }

  put(uid: string, documents: readonly string[]): void {
    const index = this.#index(uid)
    for (const text of documents) {
      const document = JSON.parse(text) as Record<string, unknown>
      index.primaryKey ??= Object.keys(document).find((name) => name.endsWith('id')) ?? null
      const key = document[index.primaryKey ?? '']
      if (key === undefined) throw new Error(`Document doesn't have a \`${index.primaryKey}\` attribute: ${text}`)
      index.documents.set(String(key), text)
    }
    index.updatedAt = new Date(this.#clock++).toISOString()
  }

  /** As the task `indexSwap`. */
  swap(one: string, other: string): void {
    const [first, second] = [this.#index(one), this.#index(other)]
    this.indexes.set(one, second)
    this.indexes.set(other, first)
  }

  set(uid: string, settings: object): void {
    const index = this.#index(uid)
    Object.assign(index.settings, settings)
    index.updatedAt = new Date(this.#clock++).toISOString()
  }

  /** A dump as the server writes it (version 6). */
  dump(): Buffer {
    const files = [...this.indexes].flatMap(([uid, { primaryKey, settings, documents }]) => [
      { name: `indexes/${uid}/documents.jsonl`, content: [...documents.values()].map((text) => `${text}\n`).join('') },
      {
        name: `indexes/${uid}/metadata.json`,
        content: JSON.stringify({ uid, primaryKey, createdAt: '', updatedAt: '' }),
      },
      { name: `indexes/${uid}/settings.json`, content: JSON.stringify(settings) },
    ])
    const metadata = JSON.stringify({ dumpVersion: 'V6', dbVersion: this.version, dumpDate: '' })
    return gzipSync(
      tarOf([...files, { name: 'keys.jsonl', content: '' }, { name: 'metadata.json', content: metadata }]),
    )
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '' } = request
    const url = new URL(request.url ?? '', 'http://stand-in')
    this.requests.push(`${method} ${url.pathname}`)
    const path = url.pathname.split('/').slice(1).map(decodeURIComponent)
    const allow = (action: string) => this.#allow(request, action)
    const instead = this.faults.instead?.(`${method} ${url.pathname}`)
    const result = instead ?? (await this.#route(method, path, url.searchParams, request, allow))
    if (typeof result === 'string') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(result) })
      response.end(result)
    } else answer(response, 'taskUid' in result ? 202 : 200, result)
  }

  #allow({ headers }: IncomingMessage, action: string): void {
    if (Object.keys(this.#keys).length === 0) return
    const key = headers.authorization?.replace(/^Bearer /, '')
    if (key === undefined)
      throw new Refusal(401, 'The Authorization header is missing. It must use the bearer authorization method.')
    const actions = this.#keys[key]
    if (!actions?.some((one) => one === '*' || one === action))
      throw new Refusal(403, 'The provided API key is invalid.')
  }

  async #route(
    method: string,
    [first, uid = '', what, more]: readonly string[],
    query: URLSearchParams,
    request: IncomingMessage,
    allow: (action: string) => void,
  ): Promise<object | string> {
    switch ([method, first, ...(uid === '' ? [] : [':']), ...(what ? [what] : []), ...(more ? [more] : [])].join(' ')) {
      case 'GET version':
        allow('version')
        return { commitSha: 'stand-in', commitDate: '', pkgVersion: this.version }
      case 'GET indexes':
        allow('indexes.get')
        this.faults.list?.(Number(query.get('offset') ?? 0))
        return this.#list(
          Number(query.get('offset') ?? 0),
          Math.min(Number(query.get('limit') ?? 20), this.faults.mostInList ?? Number.POSITIVE_INFINITY),
        )
      case 'POST indexes': {
        allow('indexes.create')
        const { uid, primaryKey = null } = await jsonOf<{ uid: string; primaryKey?: string | null }>(request)
        return this.#enqueue('indexCreation', () => {
          if (this.indexes.has(uid)) throw new TaskError(`Index \`${uid}\` already exists.`, 'index_already_exists')
          this.add(uid, [], {}, primaryKey)
        })
      }
      case 'GET indexes :':
        allow('indexes.get')
        return this.#shown(uid, this.#index(uid))
      case 'DELETE indexes :':
        allow('indexes.delete')
        return this.#enqueue('indexDeletion', () => {
          if (!this.indexes.delete(uid)) throw new TaskError(`Index \`${uid}\` not found.`, 'index_not_found')
        })
      case 'GET indexes : stats': {
        allow('stats.get')
        const texts = [...this.#index(uid).documents.values()]
        const bytes = texts.reduce((sum, text) => sum + text.length, 0)
        const avgDocumentSize = texts.length === 0 ? 0 : Math.ceil(bytes / texts.length)
        return { numberOfDocuments: texts.length, isIndexing: false, rawDocumentDbSize: bytes, avgDocumentSize }
      }
      case 'GET indexes : settings':
        allow('settings.get')
        return hideKeys(this.#index(uid).settings)
      case 'PATCH indexes : settings': {
        allow('settings.update')
        const changed = await jsonOf<object>(request)
        return this.#enqueue('settingsUpdate', () => this.set(uid, changed))
      }
      case 'POST indexes : documents': {
        allow('documents.add')
        const lines = (await bodyOf(request)).toString('utf8').split('\n')
        const documents = lines.filter((text) => text !== '')
        return this.#enqueue('documentAdditionOrUpdate', () => this.put(uid, documents))
      }
      case 'POST indexes : documents fetch':
        allow('documents.get')
        return this.#page(uid, await jsonOf(request))
      case 'POST dumps':
        allow('dumps.create')
        return this.#enqueue('dumpCreation', (task) => {
          const dumpUid = `20260101-${String(task.uid).padStart(9, '0')}`
          const bytes = this.dump()
          const end = this.faults.dump === 'short' ? bytes.length - 20 : bytes.length
          writeFileSync(join(this.dumpDir ?? '/nowhere', `${dumpUid}.dump`), bytes.subarray(0, end))
          task.details = { dumpUid }
        })
      case 'GET tasks :':
        allow('tasks.get')
        return this.tasks[Number(uid)] ?? Promise.reject(new Refusal(404, `Task \`${uid}\` not found.`))
      default:
        throw new Refusal(404, 'Not found')
    }
  }

  #index(uid: string): Index {
    const found = this.indexes.get(uid)
    if (found === undefined) throw new Refusal(404, `Index \`${uid}\` not found.`)
    return found
  }

  #shown = (uid: string, { primaryKey, createdAt, updatedAt }: Index) => ({ uid, primaryKey, createdAt, updatedAt })

  #list(offset: number, limit: number): object {
    const all = [...this.indexes].map(([uid, index]) => this.#shown(uid, index))
    return { results: all.slice(offset, offset + limit), offset, limit, total: all.length }
  }

  #page(uid: string, { offset = 0, limit = 20 }: { offset?: number; limit?: number }): string {
    this.faults.page?.(uid, offset)
    const all = [...this.#index(uid).documents.values()]
    const none = this.faults.noPagesFrom !== undefined && offset >= this.faults.noPagesFrom
    const page = none ? [] : all.slice(offset, offset + limit)
    return `{"results":[${page.join(',')}],"offset":${offset},"limit":${limit},"total":${all.length}}`
  }

  /** One after the other, as the server does them. */
  #enqueue(type: NonNullable<Faults['task']>, work: (task: Task) => void): { taskUid: number } {
    const task: Task = { uid: this.tasks.length, type, status: 'enqueued', error: null, details: {} }
    this.tasks.push(task)
    this.#queue = this.#queue.then(async () => {
      await pause(1)
      task.status = 'processing'
      await pause(this.faults.taskMs ?? 1)
      try {
        if (this.faults.task === type)
          throw new TaskError(this.faults.because ?? 'No space left on device (os error 28)', 'no_space_left_on_device')
        work(task)
        task.status = 'succeeded'
      } catch (error) {
        const { message, code = 'internal' } = error as TaskError
        task.error = { message, code, type: 'invalid_request' }
        task.status = 'failed'
      }
    })
    return { taskUid: task.uid, indexUid: null, status: 'enqueued', type, enqueuedAt: '' } as { taskUid: number }
  }
}

class TaskError extends Error {
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

/** As the server shows them. */
function hideKeys(settings: Record<string, unknown>): object {
  const { embedders } = settings as { embedders?: Record<string, { apiKey?: string }> }
  if (embedders === undefined) return settings
  const hidden = Object.entries(embedders).map(([name, { apiKey, ...rest }]) => [
    name,
    { ...rest, ...(apiKey === undefined ? {} : { apiKey: `${apiKey.slice(0, 5)}XXX...` }) },
  ])
  return { ...settings, embedders: Object.fromEntries(hidden) }
}

// In a container.
if (process.argv[2] === 'serve') await new MeilisearchStandIn().listen({ host: '0.0.0.0', port: 7700 })
