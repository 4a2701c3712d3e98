import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type Problem, stopIfAborted } from '../../problem.ts'
import { HttpRefusal } from '../http/refusal.ts'
import type { Opening } from './opening.ts'
import type { Meilisearch, Settings } from './server.ts'

/** What an index is, besides its documents. */
export interface IndexState {
  readonly primaryKey: string | null
  readonly settings: Settings
  readonly createdAt: string
  readonly updatedAt: string
  /** As the server counts its documents. */
  readonly counted: number
}

/** What was read, after its last line. */
export interface Read extends Pick<IndexState, 'primaryKey' | 'settings' | 'createdAt'> {
  /** Of what was there when the reading began. */
  readonly createdBefore: string
  /** How many documents came; undefined: the index was written to meanwhile. */
  readonly documents: number | undefined
}

/** The documents of an index, read page by page: one in each line. */
export interface Reading {
  /** It has no line: there is nothing to write. */
  readonly isEmpty: boolean
  readonly lines: AsyncIterable<Buffer>
  /** After the last line. */
  end(): Promise<Read>
}

const smallBytes = 8 * 1024 * 1024
const tries = 3

/**
 * A page is of the moment when it is asked for, and what is written in between may move documents over its edge. A small index
 * is held, and read again where it was written to; a large one streams.
 */
export async function readIndex(opening: Opening, uid: string): Promise<Reading> {
  for (let tried = 1; ; tried++) {
    const before = await stateOf(opening.server, uid)
    const pages = pagesOf(opening, uid, before.counted)
    const held: Buffer[] = []
    let bytes = 0
    let next = await pages.next()
    for (; next.done !== true && bytes < smallBytes; next = await pages.next()) {
      held.push(next.value)
      bytes += next.value.length
    }
    if (next.done !== true) return streamed(opening, uid, before, held, next.value, pages)
    const read = await settled(opening, uid, before, next.value, tried < tries)
    if (read === 'miscounted' || (read.documents === undefined && tried < tries)) continue
    return { isEmpty: held.length === 0, lines: each(held), end: async () => read }
  }
}

function streamed(
  opening: Opening,
  uid: string,
  before: IndexState,
  held: readonly Buffer[],
  next: Buffer,
  pages: AsyncGenerator<Buffer, number>,
): Reading {
  let read: Read | undefined
  async function* lines(): AsyncGenerator<Buffer> {
    yield* held
    yield next
    const count = yield* pages
    read = (await settled(opening, uid, before, count, false)) as Read
  }
  return {
    isEmpty: false,
    lines: lines(),
    async end() {
      if (read === undefined) throw new Error('an index is read to its end first')
      return read
    },
  }
}

async function* each(held: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* held
}

/**
 * The end of a reading. Of an index that was written to, the state after it is kept: its documents may have a key only since.
 * @throws Problem where the server's own count is another, although nobody wrote; `again`: that is told instead.
 */
async function settled(
  { server }: Opening,
  uid: string,
  before: IndexState,
  documents: number,
  again: boolean,
): Promise<Read | 'miscounted'> {
  for (let asked = 1; ; asked++) {
    const after = await stateOf(server, uid)
    const { primaryKey, settings, createdAt, counted } = after
    const read = { primaryKey, settings, createdAt, createdBefore: before.createdAt }
    if (!isDeepStrictEqual(after, before)) return { ...read, documents: undefined }
    if (documents === counted) return { ...read, documents }
    if (!again && asked > 1)
      throw server.problem(
        `index ${uid} gives ${documents} documents, and the server counts ${counted} in it`,
        'Look at the log of the server; then run it again.',
      )
    // Its count may be a moment late.
    await pause(lateMs)
    if (again) return 'miscounted'
  }
}

const lateMs = 500

async function stateOf(server: Meilisearch, uid: string): Promise<IndexState> {
  return await ofIndex(server, uid, async () => {
    const { primaryKey, createdAt, updatedAt } = await server.index(uid)
    const settings = await server.settings(uid)
    const { numberOfDocuments: counted } = await server.stats(uid)
    return { primaryKey, createdAt, updatedAt, settings, counted }
  })
}

/** What is asked of an index that was in the list. */
export async function ofIndex<T>(server: Meilisearch, uid: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof HttpRefusal) || error.status !== 404) throw error
    throw gone(server, uid, error)
  }
}

const gone = (server: Meilisearch, uid: string, cause: HttpRefusal): Problem =>
  server.problem(
    `index ${uid} is gone since it was listed: ${cause.reason}`,
    `Run the backup again; if ${uid} is often made anew, leave it out: indexes: { exclude: [${uid}] }.`,
    cause,
  )

const pageBytes = 2 * 1024 * 1024
const mostDocuments = 1000

/**
 * Gives at its end how many documents came.
 * @throws Problem for a server that gives no more although it has more, the same again, or more than it has.
 */
async function* pagesOf({ server, signal }: Opening, uid: string, counted: number): AsyncGenerator<Buffer, number> {
  const { avgDocumentSize } = await ofIndex(server, uid, () => server.stats(uid))
  const fitting = Math.floor(pageBytes / Math.max(1, avgDocumentSize))
  const limit = Math.max(1, Math.min(mostDocuments, fitting))
  const seen = new Set<string>()
  let most = counted
  for (let offset = 0; ; ) {
    stopIfAborted(signal)
    const { documents, total } = await ofIndex(server, uid, () => server.documents(uid, offset, limit))
    const wrong = (because: string) =>
      server.problem(
        `index ${uid} ${because}, and says that it has ${total}`,
        'Look at the log of the server; then run it again.',
      )
    if (documents.length === 0 && offset < total) throw wrong(`gives no document after the first ${offset}`)
    offset += documents.length
    if (documents.length > 0) {
      const page = Buffer.concat(documents.flatMap((document) => [document, newline]))
      const digest = createHash('sha256').update(page).digest('base64')
      if (seen.has(digest)) throw wrong(`gives the same documents again before the first ${offset}`)
      seen.add(digest)
      yield page
    }
    if (offset >= total) return offset
    if (offset <= most) continue
    // Somebody may be writing.
    most = (await ofIndex(server, uid, () => server.stats(uid))).numberOfDocuments
    if (offset > most) throw wrong(`gives ${offset} documents and more, although the server counts ${most}`)
  }
}

const newline = Buffer.from('\n')
