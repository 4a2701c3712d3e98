import { Problem, remedy } from '../../problem.ts'
import type { Tally } from './facts.ts'
import type { Client } from './protocol/client.ts'
import { refused } from './protocol/refusal.ts'
import { Refusal } from './protocol/reply.ts'
import { RdbReader } from './rdb/read.ts'

/** The server does not let this user, or anybody, be a replica. */
export class SyncForbidden extends Error {}

/** An RDB that a server has begun to send. */
export interface SyncedRdb {
  readonly frame: Frame
  readonly chunks: AsyncGenerator<Buffer, void>
  /** What has come of the RDB with the first line. */
  readonly first: Buffer
}

/**
 * Asks for the RDB that a new replica gets, and waits until the server begins to send it.
 * @throws SyncForbidden where this user, or anybody, may be no replica.
 */
export async function beginSync(client: Client, version: string): Promise<SyncedRdb> {
  for (const option of options(version)) {
    const reply = await client.try('REPLCONF', ...option)
    if (!(reply instanceof Refusal)) continue
    if (isForbidden(reply)) throw new SyncForbidden(reply.text)
    // Only Valkey from 8.0 on asks what a replica reads; others send all that they have.
    if (option[0] !== 'version' || !/unrecognized/i.test(reply.text)) throw refused(client.place, 'REPLCONF', reply)
  }
  const chunks = client.stream('SYNC')
  let head: Buffer = Buffer.alloc(0)
  for (;;) {
    const { value, done } = await chunks.next()
    if (done) throw ended(client.place)
    head = withoutFeeds(Buffer.concat([head, value]))
    const found = frameIn(head, client.place)
    if (found !== undefined) return { frame: found.frame, chunks, first: head.subarray(found.from) }
  }
}

/**
 * - `capa eof`: it may be sent as it is made, without a file on the server's disk.
 * - `rdb-only`: what is written meanwhile is not kept for us.
 * - `version`: a Valkey 9 that does not hear of a replica as new as itself leaves out the times to live of fields.
 */
const options = (version: string) =>
  [
    ['capa', 'eof'],
    ['rdb-only', '1'],
    ['version', version],
  ] as const

/**
 * The RDB, of one moment: that of the server's fork. The tally reads along; the stream ends cleanly only after the RDB has come
 * whole, by its own structure and checksum, and by how the server frames it. Its end closes the connection: no replica is left.
 */
export async function* syncedRdb(
  { frame, chunks, first }: SyncedRdb,
  place: string,
  tally: Tally,
): AsyncGenerator<Buffer, void> {
  const reader = new RdbReader((key, database) => tally.sample.wanted(key, database))
  let length = 0
  let chunk: Buffer | undefined = first
  try {
    while (chunk !== undefined) {
      let own = reader.ended ? 0 : chunk.length
      if (!reader.ended)
        for (const event of reader.push(chunk)) {
          tally.take(event)
          if (event.kind === 'end') own -= event.after
        }
      length += own
      if (own > 0) yield chunk.subarray(0, own)
      if (reader.ended) {
        frame.tail(chunk.subarray(own))
        if (frame.isWhole(length)) return
      }
      const next = await chunks.next()
      chunk = next.done ? undefined : next.value
    }
  } finally {
    await chunks.return()
  }
  throw ended(place)
}

function isForbidden({ code, text }: Refusal): boolean {
  return code === 'NOPERM' || /unknown command|not allowed|not permitted|disabled/i.test(text)
}

/** How the end of the RDB is told, beside the RDB itself. */
interface Frame {
  /** What comes after the RDB. */
  tail(bytes: Buffer): void
  /** Throws `dump-incomplete` where it is told otherwise. */
  isWhole(length: number): boolean
}

const mostHead = 64 * 1024
const markBytes = 40

/** They keep the connection alive until the server is ready. */
function withoutFeeds(head: Buffer): Buffer {
  const at = head.findIndex((byte) => byte !== 10)
  return head.subarray(at === -1 ? head.length : at)
}

/** "$EOF:" and a mark that follows the RDB, or its length. */
function frameIn(head: Buffer, place: string): { readonly frame: Frame; readonly from: number } | undefined {
  const end = head.indexOf('\r\n')
  if (end === -1) {
    if (head.length > mostHead) throw unknown(place)
    return undefined
  }
  const line = head.toString('latin1', 0, end)
  if (line.startsWith('-')) {
    const refusal = new Refusal(line.slice(1))
    if (isForbidden(refusal)) throw new SyncForbidden(refusal.text)
    throw refused(place, 'SYNC', refusal)
  }
  const [, mark, length] = /^\$(?:EOF:([\x21-\x7e]{40})|(\d{1,15}))$/.exec(line) ?? []
  if (mark !== undefined) return { frame: marked(mark, place), from: end + 2 }
  if (length !== undefined) return { frame: counted(Number(length), place), from: end + 2 }
  throw unknown(place)
}

function marked(mark: string, place: string): Frame {
  let tail = ''
  return {
    tail: (bytes) => {
      tail += bytes.toString('latin1', 0, markBytes - tail.length)
    },
    isWhole: () => {
      if (!mark.startsWith(tail)) throw otherEnd(place)
      return tail.length === markBytes
    },
  }
}

function counted(told: number, place: string): Frame {
  return {
    tail: () => undefined,
    isWhole: (length) => {
      if (length !== told) throw otherEnd(place)
      return true
    },
  }
}

const ended = (place: string) =>
  new Problem('dump-incomplete', `${place} closed the connection before the end of the dump`, {
    hint: `${remedy.dump} The log of the server says why it ended: a child process that failed, or repl-timeout.`,
  })

const otherEnd = (place: string) =>
  new Problem('dump-incomplete', `${place} sent an RDB that does not end where the server says`, { hint: remedy.dump })

const unknown = (place: string) =>
  new Problem('source-failed', `${place} answers SYNC with what is no RDB`, {
    hint: 'Check that the URL names a server of Valkey or Redis, and not a proxy or a sentinel.',
  })
