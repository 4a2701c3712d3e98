import type { Facts, ServerFacts } from '../contract.ts'
import type { Product } from './protocol/product.ts'
import { damaged } from './rdb/damage.ts'
import type { KeyEvent, RdbEvent } from './rdb/read.ts'
import { readString } from './rdb/text.ts'
import { type TypeName, typeNames } from './rdb/type.ts'
import { Sample, sealedDigest } from './sample.ts'

/** Keys by database and type, and how many of a database have a time to live. */
export class Counts {
  readonly #databases: { readonly types: number[]; expiring: number }[] = []

  add(database: number, type: TypeName, expires: boolean, count = 1): void {
    this.#databases[database] ??= { types: typeNames.map(() => 0), expiring: 0 }
    const of = this.#databases[database]
    const at = typeNames.indexOf(type)
    of.types[at] = (of.types[at] ?? 0) + count
    if (expires) of.expiring += count
  }

  /** "db0 string": 12, "db0 (expiring keys)": 3. */
  rows(): Facts['rows'] {
    const rows: [string, number][] = []
    this.#databases.forEach(({ types, expiring }, database) => {
      typeNames.forEach((name, at) => {
        if (types[at]) rows.push([rowName(database, name), types[at]])
      })
      if (expiring > 0) rows.push([expiringName(database), expiring])
    })
    // What was agreed to be empty is compared all the same.
    return rows.length === 0 ? { [rowName(0, 'string')]: 0 } : Object.fromEntries(rows)
  }

  /** One more than the greatest number of a database. */
  get databases(): number {
    return this.#databases.length
  }
}

export const rowName = (database: number, type: TypeName) => `db${database} ${type}`
export const expiringName = (database: number) => `db${database} (expiring keys)`

/** What is found out about an RDB while it streams by. */
export class Tally {
  readonly counts = new Counts()
  readonly sample = new Sample()
  readonly libraries: string[] = []
  /** Of the longest value. */
  longest = 0
  version = 0
  keys = 0
  checksum: Buffer | undefined
  checked = true
  readonly #selected: (key: Buffer, database: number) => boolean

  constructor(selected: (key: Buffer, database: number) => boolean = () => true) {
    this.#selected = selected
  }

  take(event: RdbEvent): void {
    if (event.kind === 'key') this.#key(event)
    else if (event.kind === 'version') this.version = event.version
    else if (event.kind === 'library') this.libraries.push(libraryName(event.code))
    else {
      this.checksum = event.checksum
      this.checked = event.checked
    }
  }

  #key(event: KeyEvent): void {
    if (!this.#selected(event.key, event.database)) return
    this.keys++
    if (event.bytes > this.longest) this.longest = event.bytes
    this.counts.add(event.database, event.type, event.expiry !== undefined)
    this.sample.take(event)
  }

  /** Throws `object-damaged` before the end was read. */
  facts(product: Product, server: ServerFacts | undefined, sizeBytes: number): Facts {
    const { checksum } = this
    if (checksum === undefined) throw damaged('is cut off')
    const sampled = this.sample.keys().map(({ digest }) => sealedDigest(digest, checksum))
    return {
      version: 1,
      engine: product,
      server: server && {
        ...server,
        settings: { ...server.settings, rdb: String(this.version), databases: String(this.counts.databases) },
      },
      sizeBytes,
      rows: this.counts.rows(),
      objects: objectsOf(this.libraries, sampled),
    }
  }
}

export function objectsOf(libraries: readonly string[], sampled: readonly string[]): Facts['objects'] {
  return {
    ...(libraries.length === 0 ? {} : { 'function library': [...libraries].sort() }),
    ...(sampled.length === 0 ? {} : { sample: [...sampled].sort() }),
  }
}

/** From its first line: "#!lua name=cart". */
function libraryName(code: Buffer): string {
  const text = readString(code.subarray(1)).text
  const end = text.indexOf('\n')
  const first = text.toString('utf8', 0, end === -1 ? text.length : end)
  return /\bname=(\S+)/.exec(first)?.[1] ?? 'without a name'
}
