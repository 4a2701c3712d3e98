import { Problem, remedy } from '../../../problem.ts'

/** One entry of the table of contents of pg_dump's archive. */
export interface ArchiveEntry {
  readonly id: number
  /** The object's own oid, by which the server's catalog knows it; "0" where it has none. */
  readonly oid: string
  /** "TABLE", "TABLE DATA", "INDEX" ... */
  readonly kind: string
  readonly schema: string
  readonly name: string
  readonly owner: string
  readonly dependsOn: readonly number[]
  /** The archive has data for it. */
  readonly hasData: boolean
  /** Its SQL, of a "SEQUENCE SET" only: the value of a sequence stands nowhere else. */
  readonly definition?: string
}

export interface ArchiveReader {
  /** Undefined until the table of contents has been read. */
  entries(): readonly ArchiveEntry[] | undefined
  /** @throws Problem `dump-incomplete` for bytes that are not an archive. */
  push(chunk: Uint8Array): void
  /** The archive ends here. @throws Problem `dump-incomplete` if it is cut off: not every entry's data has ended. */
  end(): void
}

type Need =
  | { readonly take: number }
  | { readonly skip: number }
  /** The bytes that follow are not passed on, until others come in their place. */
  | { readonly hide: true }
  | { readonly instead: Buffer }
type Reading<T> = Generator<Need, T, Buffer>

/** What becomes of an archive on its way. */
export interface Rewrite {
  /** Receives all output: the rest of the table of contents, and everything behind it unchanged. */
  pass(bytes: Buffer): void
  /** False of an entry that is not to say how it is dropped. */
  isDropped(id: number): boolean
}

/**
 * Follows pg_dump's custom format (and the toc.dat of its directory format) as it streams by. The format has no mark at
 * its end, so this is how a whole one is known: the data of every entry that has data has come and ended.
 * Versions 1.14 to 1.16 (PostgreSQL 12 to 18): src/bin/pg_dump/pg_backup_archiver.c and pg_backup_custom.c.
 */
export function archiveReader(rewrite?: Rewrite): ArchiveReader {
  let entries: readonly ArchiveEntry[] | undefined
  const seen = new Set<number>()
  const contents = (found: readonly ArchiveEntry[]): void => {
    entries = found
  }
  const reading = archive(contents, (id) => seen.add(id), rewrite)
  const pass = rewrite?.pass ?? (() => undefined)
  let need = reading.next()
  let held: Buffer[] = []
  let heldBytes = 0
  let skipped = 0
  let hidden = false

  const feed = (chunk: Buffer): void => {
    let rest = chunk
    while (need.done !== true && rest.length > 0) {
      if ('hide' in need.value) {
        hidden = true
        need = reading.next(empty)
        continue
      }
      if ('instead' in need.value) {
        hidden = false
        pass(need.value.instead)
        need = reading.next(empty)
        continue
      }
      if ('skip' in need.value) {
        const step = Math.min(need.value.skip - skipped, rest.length)
        if (!hidden) pass(rest.subarray(0, step))
        skipped += step
        rest = rest.subarray(step)
        if (skipped < need.value.skip) return
        skipped = 0
        need = reading.next(empty)
        continue
      }
      const wanted = need.value.take - heldBytes
      if (rest.length < wanted) {
        held.push(rest)
        heldBytes += rest.length
        return
      }
      const piece = rest.subarray(0, wanted)
      const whole = heldBytes === 0 ? piece : Buffer.concat([...held, piece])
      held = []
      heldBytes = 0
      rest = rest.subarray(wanted)
      if (!hidden) pass(whole)
      need = reading.next(whole)
    }
    // What nobody looks at.
    if (rest.length > 0) pass(rest)
  }
  return {
    entries: () => entries,
    push: (chunk) => feed(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
    end: () => {
      if (entries === undefined) throw cut('before its table of contents ends')
      const betweenBlocks = need.done !== true && 'take' in need.value && need.value.take === 1 && heldBytes === 0
      const missing = entries.filter((entry) => entry.hasData && !seen.has(entry.id))
      const [first] = missing
      if (first !== undefined)
        throw cut(`without the data of ${missing.length} tables, the first ${first.schema}.${first.name}`)
      if (!betweenBlocks) throw cut('within a block of data')
    },
  }
}

const empty = Buffer.alloc(0)
// Who may write to a store may have made the archive: what of it is kept in memory is bounded. Definitions, which may be
// long, are passed over.
const longestText = 1024 * 1024
const mostTextBytes = 512 * 1024 * 1024

function cut(where: string): Problem {
  return new Problem('dump-incomplete', `pg_dump's archive ends ${where}`, { hint: remedy.dump })
}

function broken(what: string): Problem {
  return new Problem('dump-incomplete', `pg_dump's archive has ${what}`, { hint: remedy.dump })
}

function* archive(
  contents: (entries: ArchiveEntry[]) => void,
  data: (id: number) => void,
  rewrite: Rewrite | undefined,
): Reading<void> {
  const head = yield { take: 11 }
  if (head.toString('latin1', 0, 5) !== 'PGDMP')
    throw new Problem('dump-incomplete', "pg_dump's output is not an archive", { hint: remedy.dump })
  const [major = 0, minor = 0, , intBytes = 4, offsetBytes = 8, format = 0] = head.subarray(5)
  const version = major * 100 + minor
  if (version < 114 || version > 199) {
    throw new Problem('dump-incomplete', `pg_dump's archive has the unknown version ${major}.${minor}`, {
      hint: 'Update backproof, or use an older pg_dump: tools: { image: postgres:18 }.',
    })
  }
  // readUIntLE reads no more than six bytes.
  if (intBytes < 1 || intBytes > 6 || offsetBytes > 16) throw broken(`numbers of ${intBytes} and ${offsetBytes} bytes`)
  const read = fields(intBytes)
  yield { take: version >= 115 ? 1 : 1 + intBytes }
  // When it was made (7 numbers), of which database, by which versions.
  for (let field = 0; field < 7; field++) yield* read.number()
  for (let field = 0; field < 3; field++) yield* read.pass()
  const count = yield* read.number()
  const entries: ArchiveEntry[] = []
  for (let index = 0; index < count; index++) entries.push(yield* entry(read, version, format, offsetBytes, rewrite))
  contents(entries)
  if (format !== custom || rewrite !== undefined) return
  yield* blocks(read, data)
}

const custom = 1

function* entry(
  read: Reader,
  version: number,
  format: number,
  offsetBytes: number,
  rewrite: Rewrite | undefined,
): Reading<ArchiveEntry> {
  const id = yield* read.number()
  const hasData = (yield* read.number()) !== 0
  yield* read.pass()
  const oid = yield* read.text()
  const name = yield* read.text()
  const kind = yield* read.text()
  yield* read.number()
  const definition = kind === 'SEQUENCE SET' ? yield* read.text() : yield* read.pass()
  const hidden = rewrite !== undefined && !rewrite.isDropped(id)
  if (hidden) yield { hide: true }
  // How it is dropped.
  yield* read.pass()
  if (hidden) yield { instead: read.nothing }
  // How its data is copied.
  yield* read.pass()
  const schema = yield* read.text()
  yield* read.pass()
  yield* read.pass()
  if (version >= 116) yield* read.number()
  const owner = yield* read.text()
  yield* read.pass()
  const dependsOn: number[] = []
  for (;;) {
    const dependency = yield* read.text()
    if (dependency === undefined) break
    dependsOn.push(Number(dependency))
  }
  if (format === custom) yield { take: 1 + offsetBytes }
  else yield* read.pass()
  const named = { kind: kind ?? '', schema: schema ?? '', name: name ?? '', owner: owner ?? '' }
  const known = { id, oid: oid ?? '0', ...named, dependsOn, hasData }
  return definition === undefined ? known : { ...known, definition }
}

const dataBlock = 1
const largeObjects = 3

function* blocks(read: Reader, data: (id: number) => void): Reading<never> {
  for (;;) {
    const [type] = yield { take: 1 }
    const id = yield* read.number()
    if (type === dataBlock) yield* chunks(read)
    else if (type === largeObjects) while ((yield* read.number()) !== 0) yield* chunks(read)
    else throw new Problem('dump-incomplete', `pg_dump's archive has an unknown block ${type}`, { hint: remedy.dump })
    data(id)
  }
}

function* chunks(read: Reader): Reading<void> {
  for (;;) {
    const size = yield* read.number()
    if (size === 0) return
    // A step back would be read again, and again.
    if (size < 0) throw broken('a block of impossible length')
    yield { skip: size }
  }
}

interface Reader {
  number(): Reading<number>
  text(): Reading<string | undefined>
  /** A text that is not looked at. */
  pass(): Reading<undefined>
  /** No text at all, as it is written. */
  readonly nothing: Buffer
}

function fields(intBytes: number): Reader {
  let textBytes = 0
  function* number(): Reading<number> {
    const bytes = yield { take: 1 + intBytes }
    const value = bytes.readUIntLE(1, intBytes)
    return bytes[0] === 0 ? value : -value
  }
  function* text(): Reading<string | undefined> {
    const length = yield* number()
    if (length < 0) return undefined
    if (length === 0) return ''
    textBytes += length
    if (length > longestText || textBytes > mostTextBytes) throw broken('a table of contents of impossible length')
    return (yield { take: length }).toString('utf8')
  }
  function* pass(): Reading<undefined> {
    const length = yield* number()
    if (length > 0) yield { skip: length }
    return undefined
  }
  return { number, text, pass, nothing: Buffer.from([1, 1, ...new Array<number>(intBytes - 1).fill(0)]) }
}
