import type { Counted, Facts } from '../contract.ts'
import { type Expiries, secondOf } from './expiry.ts'
import { expiringName, objectsOf, rowName } from './facts.ts'
import type { Client } from './protocol/client.ts'
import { clockOf } from './protocol/clock.ts'
import { infoOf } from './protocol/connection.ts'
import type { Info, Product } from './protocol/product.ts'
import { commandBytes, type Reply } from './protocol/reply.ts'
import { type TypeName, typeNames } from './rdb/type.ts'
import { fieldsName, type Restored } from './restore.ts'
import { sealedDigest } from './sample.ts'
import { scannedKeys, together } from './scan.ts'
import { digestAt } from './value.ts'

export interface ReachedTarget {
  readonly client: Client
  readonly info: Info
  readonly product: Product
}

/**
 * The facts of a server into which something was restored, in terms of the dump's. Keys that have expired since count as they
 * were: this restore knows how many it wrote, or found expired, and when each goes.
 */
export async function factsOfTarget(
  { client, info, product }: ReachedTarget,
  like: Facts,
  restored: Restored | undefined,
  counted: Counted = () => undefined,
): Promise<Facts> {
  const found = await countKeys(client, product, counted)
  // Whoever waits has heard of what is there; the others are not to be waited for.
  const far = Object.entries(like.rows).reduce((sum, [name, count]) => sum + (name.endsWith(')') ? 0 : count), 0)
  if (found.keys < far) counted(far - found.keys)
  const sampled = restored === undefined ? (like.objects['sample'] ?? []) : await sampleAt(client, restored)
  return {
    version: 1,
    engine: product,
    server: info.server,
    sizeBytes: info.usedBytes,
    rows: rowsOf(found, like, restored?.expiries),
    objects: objectsOf(libraryNames(await client.ask('FUNCTION', 'LIST')), sampled),
  }
}

/** What a walk through all keys has seen. */
interface Found {
  /** By row: without a time to live, and by the second in which it ends. */
  readonly lasting: ReadonlyMap<string, number>
  readonly expiring: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly keys: number
  /** Every key that ends after this one was there throughout the walk. */
  readonly second: number
}

const mostWalks = 5

async function countKeys(client: Client, product: Product, counted: Counted): Promise<Found> {
  const { keyspace } = await infoOf(client, product)
  const walk = new Walk(counted)
  for (const [database, { keys, expires }] of keyspace) {
    await client.select(database)
    // A table that grows or shrinks meanwhile gives some keys twice, which only another walk tells.
    for (let tries = 1; ; tries++) {
      const lasting = await walk.through(client, database, expires > 0)
      if (lasting === keys - expires || tries === mostWalks) break
    }
  }
  return walk.found(secondOf(await clockOf(client)) + 1)
}

class Walk {
  readonly #lasting = new Map<string, number>()
  readonly #expiring = new Map<string, Map<number, number>>()
  readonly #counted: Counted
  #keys = 0

  constructor(counted: Counted) {
    this.#counted = counted
  }

  /** Counts all keys of the selected database, anew, and says how many of them have no time to live. */
  async through(client: Client, database: number, someExpire: boolean): Promise<number> {
    for (const type of typeNames) {
      this.#lasting.delete(rowName(database, type))
      this.#expiring.delete(rowName(database, type))
    }
    let lasting = 0
    let heard = 0
    for await (const keys of scannedKeys(client)) {
      const asked = keys.flatMap((key) => [
        commandBytes(['TYPE', key]),
        ...(someExpire ? [commandBytes(['PEXPIRETIME', key])] : []),
      ])
      const replies = await together(client, 'TYPE', asked)
      const each = someExpire ? 2 : 1
      for (let at = 0; at < keys.length; at++) {
        const name = String(replies[at * each])
        // Expired since it was listed.
        if (name === 'none') continue
        const row = rowName(database, typeNames.includes(name as TypeName) ? (name as TypeName) : 'module')
        const expiry = someExpire ? Number(replies[at * each + 1]) : -1
        if (expiry === -2) continue
        heard++
        if (expiry === -1) {
          lasting++
          this.#lasting.set(row, (this.#lasting.get(row) ?? 0) + 1)
        } else this.#ends(row, secondOf(expiry))
      }
      const more = heard
      heard = 0
      this.#keys += more
      this.#counted(more)
    }
    return lasting
  }

  #ends(row: string, second: number): void {
    const seconds = this.#expiring.get(row) ?? new Map<number, number>()
    this.#expiring.set(row, seconds)
    seconds.set(second, (seconds.get(second) ?? 0) + 1)
  }

  found(second: number): Found {
    return { lasting: this.#lasting, expiring: this.#expiring, keys: this.#keys, second }
  }
}

function rowsOf(found: Found, like: Facts, expiries: Expiries | undefined): Facts['rows'] {
  const rows: Record<string, number> = {}
  const { second } = found
  const databases = new Set<string>()
  for (const row of new Set([...found.lasting.keys(), ...found.expiring.keys(), ...(expiries?.rows() ?? [])])) {
    const database = /^db(\d+) (?:string|list|set|zset|hash|stream|module)$/.exec(row)?.[1]
    if (database === undefined) continue
    databases.add(database)
    // What ends later was there throughout; of what ends before, this restore knows how many there were.
    const seen = [...(found.expiring.get(row) ?? [])].filter(([at]) => expiries === undefined || at > second)
    const expiring = seen.reduce((sum, [, count]) => sum + count, 0) + (expiries?.until(row, second) ?? 0)
    const count = (found.lasting.get(row) ?? 0) + expiring
    if (count > 0) rows[row] = count
    if (expiring > 0) {
      const name = expiringName(Number(database))
      rows[name] = (rows[name] ?? 0) + expiring
    }
  }
  for (const database of databases)
    fillHashes(rows, like, Number(database), expiries?.until(fieldsName(Number(database)), second) ?? 0)
  return Object.keys(rows).length === 0 ? { [rowName(0, 'string')]: 0 } : sortedLike(rows, like)
}

/** A hash goes with its last field: so many of them may have gone. */
function fillHashes(rows: Record<string, number>, like: Facts, database: number, gone: number): void {
  const row = rowName(database, 'hash')
  const missing = (like.rows[row] ?? 0) - (rows[row] ?? 0)
  if (missing > 0 && missing <= gone) rows[row] = like.rows[row] ?? 0
}

function sortedLike(rows: Record<string, number>, like: Facts): Facts['rows'] {
  const order = [...Object.keys(like.rows), ...Object.keys(rows).sort()]
  return Object.fromEntries(order.flatMap((name) => (rows[name] === undefined ? [] : [[name, rows[name]]])))
}

/** The digests of the sampled values as the server gives them now; of what has expired since, as it was. */
async function sampleAt(client: Client, { tally }: Restored): Promise<readonly string[]> {
  const { checksum } = tally
  if (checksum === undefined) return []
  const digests: string[] = []
  for (const sampled of tally.sample.keys()) {
    await client.select(sampled.database)
    const digest = await digestAt(client, sampled)
    const gone = sampled.expiry !== undefined && sampled.expiry <= (await clockOf(client))
    digests.push(sealedDigest(gone ? sampled.digest : digest, checksum))
  }
  return digests
}

function libraryNames(listed: Reply): readonly string[] {
  if (!Array.isArray(listed)) return []
  return listed.map((library: readonly Reply[]) => {
    const at = library.findIndex((word) => String(word) === 'library_name')
    return String(library[at + 1])
  })
}
