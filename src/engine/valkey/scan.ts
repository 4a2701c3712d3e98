import { Problem } from '../../problem.ts'
import type { Tally } from './facts.ts'
import type { Client } from './protocol/client.ts'
import { infoOf } from './protocol/connection.ts'
import type { Product } from './protocol/product.ts'
import { refused } from './protocol/refusal.ts'
import { commandBytes, Refusal, type Reply } from './protocol/reply.ts'
import type { Format } from './protocol/version.ts'
import { Crc64 } from './rdb/crc64.ts'
import { RdbReader } from './rdb/read.ts'
import { RdbWriter } from './rdb/write.ts'

/**
 * The same RDB, written here of what SCAN and DUMP give: for servers that let nobody be a replica. Each key is of its own moment;
 * one that comes and goes meanwhile may be in it or not.
 */
export async function* scannedRdb(
  client: Client,
  { version, libraries }: Format,
  product: Product,
  tally: Tally,
): AsyncGenerator<Buffer, void> {
  const writer = new RdbWriter()
  const reader = new RdbReader((key, database) => tally.sample.wanted(key, database))
  const written = (bytes: Buffer): Buffer => {
    for (const event of reader.push(bytes)) tally.take(event)
    return bytes
  }
  yield written(writer.head(version))
  if (libraries.length > 0) yield written(writer.libraries(libraries))
  const { keyspace } = await infoOf(client, product)
  for (const database of [...keyspace.keys()].sort((a, b) => a - b)) {
    await client.select(database)
    for await (const { key, expiry, dumped } of dumpedKeys(client, version))
      yield written(writer.key(database, key, expiry, dumped))
  }
  yield written(writer.end())
}

interface DumpedKey {
  readonly key: Buffer
  readonly expiry: number | undefined
  /** Type byte and value. */
  readonly dumped: Buffer
}

/** At once, of values: more than that may come in answer to one batch, if they are larger than those before. */
const batchBytes = 8 * 1024 * 1024
const mostBatch = 256

async function* dumpedKeys(client: Client, version: number): AsyncGenerator<DumpedKey, void> {
  // A table that grows or shrinks meanwhile gives some keys twice.
  const seen = new Set<string>()
  let most = 16
  for await (const keys of scannedKeys(client)) {
    const fresh = keys.filter((key) => {
      const name = key.toString('latin1')
      return !seen.has(name) && seen.add(name)
    })
    for (let at = 0; at < fresh.length; ) {
      const batch = fresh.slice(at, at + most)
      at += batch.length
      const replies = await together(
        client,
        'DUMP',
        batch.flatMap((key) => [commandBytes(['DUMP', key]), commandBytes(['PEXPIRETIME', key])]),
      )
      let largest = 1
      for (const [index, key] of batch.entries()) {
        const [payload, expiry] = [replies[index * 2], replies[index * 2 + 1]]
        // Gone since it was listed.
        if (payload === null || expiry === -2) continue
        if (!Buffer.isBuffer(payload) || typeof expiry !== 'number') throw unreadable(client.place)
        largest = Math.max(largest, payload.length)
        yield { key, expiry: expiry < 0 ? undefined : expiry, dumped: opened(payload, version, client.place) }
      }
      most = Math.max(1, Math.min(mostBatch, Math.floor(batchBytes / largest)))
    }
  }
}

/** The keys of the selected database, some more than once. */
export async function* scannedKeys(client: Client, match?: string): AsyncGenerator<readonly Buffer[], void> {
  let cursor = '0'
  do {
    const more = match === undefined ? [] : ['MATCH', match]
    const reply = await client.ask('SCAN', cursor, ...more, 'COUNT', 1000)
    const [next, keys] = Array.isArray(reply) ? (reply as readonly Reply[]) : []
    if (next === undefined || !Array.isArray(keys)) throw unreadable(client.place)
    yield keys as readonly Buffer[]
    cursor = String(next)
  } while (cursor !== '0')
}

/** Commands that go out as one. `slowest`: the name of the one that is waited for longest. Throws the first refusal among their answers. */
export async function together(
  client: Client,
  slowest: string,
  commands: readonly Buffer[],
): Promise<readonly Reply[]> {
  if (commands.length === 0) return []
  const { promise, resolve, reject } = Promise.withResolvers<readonly Reply[]>()
  const replies: Reply[] = []
  const heard = (reply: Reply) => {
    replies.push(reply)
    if (replies.length === commands.length) resolve(replies)
  }
  client.send(slowest, [Buffer.concat(commands)], commands.length, heard, reject)
  await promise
  const refusal = replies.find((reply) => reply instanceof Refusal)
  if (refusal instanceof Refusal) throw refused(client.place, slowest, refusal)
  return replies
}

/** What DUMP gives ends in the version of its format and a checksum. */
function opened(payload: Buffer, version: number, place: string): Buffer {
  const end = payload.length - 10
  if (end < 2 || payload.readUInt16LE(end) > version) throw unreadable(place)
  if (
    !new Crc64()
      .update(payload, 0, end + 2)
      .digest()
      .equals(payload.subarray(end + 2))
  )
    throw unreadable(place)
  return payload.subarray(0, end)
}

const unreadable = (place: string) =>
  new Problem('source-failed', `${place} answers SCAN, DUMP or PEXPIRETIME with what cannot be read`, {
    hint: 'Check that the URL names a server of Valkey or Redis, and no service that only speaks the protocol.',
  })
