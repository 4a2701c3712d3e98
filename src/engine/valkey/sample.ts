import { createHash, createHmac } from 'node:crypto'
import { elementsOf } from './rdb/decode.ts'
import type { KeyEvent } from './rdb/read.ts'
import type { TypeName } from './rdb/type.ts'

/** A key whose value is compared. */
export interface SampledKey {
  readonly database: number
  readonly key: Buffer
  readonly type: TypeName
  readonly expiry: number | undefined
  readonly digest: Buffer
}

const mostKeys = 100
const mostBytes = 64 * 1024

interface Placed extends SampledKey {
  readonly rank: number
}

/**
 * The same keys of the same data, in whatever order they come: those whose names hash lowest. Larger values, and those of modules,
 * are left out.
 */
export class Sample {
  /** Ascending by rank. */
  readonly #placed: Placed[] = []
  #bar = 0x1_0000_0000

  /** How many bytes of the value are looked into. */
  wanted(key: Buffer, database: number): number {
    return rankOf(key, database) < this.#bar ? mostBytes : 0
  }

  take({ key, database, type, typeByte, expiry, value, bytes }: KeyEvent): void {
    if (value === undefined || bytes > mostBytes) return
    const rank = rankOf(key, database)
    if (rank >= this.#bar) return
    const elements = elementsOf(typeByte, value)
    if (elements === undefined) return
    const digest = valueDigest({ database, key, type, expiry }, elements)
    const at = this.#placed.findIndex((other) => other.rank > rank)
    const placed = { rank, database, key: Buffer.from(key), type, expiry, digest }
    this.#placed.splice(at === -1 ? this.#placed.length : at, 0, placed)
    if (this.#placed.length > mostKeys) this.#placed.pop()
    if (this.#placed.length === mostKeys) this.#bar = this.#placed.at(-1)?.rank ?? this.#bar
  }

  keys(): readonly SampledKey[] {
    return this.#placed
  }
}

/** Of what a key holds, however the server keeps it. */
export function valueDigest(
  { database, key, type, expiry }: Pick<SampledKey, 'database' | 'key' | 'type' | 'expiry'>,
  elements: readonly Buffer[],
): Buffer {
  const hash = createHash('sha256')
  const add = (text: Buffer) => hash.update(`${text.length}:`).update(text)
  add(Buffer.from(`${database} ${type} ${expiry ?? ''} ${elements.length}`))
  for (const text of [key, ...elements]) add(text)
  return hash.digest()
}

/**
 * As facts have it: under the checksum of the whole RDB, which is in the sealed part alone. Whoever sees facts, as `show` prints
 * them, can try no values, nor tell that two backups have the same.
 */
export function sealedDigest(digest: Buffer, checksum: Buffer): string {
  return createHmac('sha256', checksum).update(digest).digest('hex').slice(0, 32)
}

function rankOf(key: Buffer, database: number): number {
  let hash = 0x811c9dc5 ^ database
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ (key[at] as number), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
