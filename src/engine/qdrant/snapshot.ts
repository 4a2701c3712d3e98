import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { cancelled, noteAlso, stopIfAborted } from '../../problem.ts'
import { endOf } from '../grace.ts'
import { HttpRefusal } from '../http/refusal.ts'
import type { Opening } from './opening.ts'
import { Qdrant, type Snapshot } from './server.ts'

/**
 * A snapshot. Its file is deleted as soon as it is being read: the server reads what it has opened to the end, and nothing stays should
 * this process be killed.
 */
export interface Taken {
  readonly snapshot: Snapshot
  /** Errors unless it is what the server said it made. */
  readonly body: Readable
  /** Of the bytes that passed, in hex; after the body's end. */
  sha256(): string
  /** For one that could not be deleted while it was read, or is not read. Also where the run was cancelled. */
  remove(): Promise<void>
}

const cleanupMs = 60_000

/** Another client, because the first ends with the run. */
const beside = ({ connection, services }: Opening, signal: AbortSignal): Qdrant =>
  new Qdrant(connection, services, signal)

export async function takeSnapshot(opening: Opening, collection: string): Promise<Taken> {
  const snapshot = await make(opening, collection)
  let isGone = false
  const remove = async () => {
    if (isGone) return
    await using server = beside(opening, AbortSignal.timeout(cleanupMs))
    await server.deleteSnapshot(collection, snapshot.name)
    isGone = true
  }
  try {
    const hash = createHash('sha256')
    const body = Readable.from(checked(opening.server, collection, snapshot, hash, remove), { objectMode: false })
    // Nobody may be reading when the signal fires.
    const stop = () => body.destroy(cancelled(opening.signal))
    opening.signal.addEventListener('abort', stop)
    body.once('close', () => opening.signal.removeEventListener('abort', stop))
    let digest: string | undefined
    return { snapshot, body, sha256: () => (digest ??= hash.digest('hex')), remove }
  } catch (error) {
    await remove().catch((also: unknown) => noteAlso(error, also))
    throw error
  }
}

/** Its name is known when it is made, and not before: so whoever cancels waits for that a while. */
async function make(opening: Opening, collection: string): Promise<Snapshot> {
  const { signal } = opening
  stopIfAborted(signal)
  await using server = beside(opening, new AbortController().signal)
  const making = server.createSnapshot(collection).catch((error: unknown) => {
    // Where that was refused, none was made.
    throw error instanceof HttpRefusal && error.status >= 400 && error.status < 500
      ? error
      : unknownSnapshot(server, collection, error)
  })
  const { kind, value } = await endOf(making, signal)
  if (kind === 'done') return value
  const error = cancelled(signal)
  const removed = value === undefined ? making.then(() => undefined) : server.deleteSnapshot(collection, value.name)
  await removed.catch((also: unknown) => noteAlso(error, also))
  throw error
}

/** Whether it was made nobody told, and others may be making some: none is removed on a guess. */
function unknownSnapshot(server: Qdrant, collection: string, cause: unknown) {
  const path = `/collections/${collection}/snapshots`
  return server.problem(
    `the snapshot of ${collection} failed: ${server.bare(cause)}`,
    `Look at the log of the server, and whether GET ${path} lists a snapshot of this minute: it stays on the server's disk until DELETE ${path}/NAME.`,
    cause,
  )
}

async function* checked(
  server: Qdrant,
  collection: string,
  snapshot: Snapshot,
  hash: ReturnType<typeof createHash>,
  remove: () => Promise<void>,
): AsyncGenerator<Buffer> {
  const wrong = (because: string) =>
    server.problem(
      `the snapshot of ${collection} did not arrive as it was made: ${because}`,
      'Look at the disk of the server and at proxies in between; then run it again.',
    )
  let bytes = 0
  for await (const chunk of (await server.download(collection, snapshot)) as AsyncIterable<Buffer>) {
    // Whoever reads the body tells if it stays.
    if (bytes === 0) await remove().catch(() => undefined)
    bytes += chunk.length
    if (bytes > snapshot.size) throw wrong(`more than its ${snapshot.size} bytes came`)
    hash.update(chunk)
    yield chunk
  }
  if (bytes !== snapshot.size) throw wrong(`${bytes} bytes came of ${snapshot.size}`)
  const { checksum } = snapshot
  if (checksum && hash.copy().digest('hex') !== checksum.toLowerCase()) throw wrong('its checksum is another')
}
