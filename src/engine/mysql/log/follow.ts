import { createHash } from 'node:crypto'
import { checksumBytes, type EventHeader, headerBytes, isArtificial, kinds, rotatesTo } from './event.ts'
import { gap, recreated, rewritten } from './gap.ts'
import { nextFile, type Place } from './place.ts'
import { type Fate, type Listener, spoilt } from './scanner.ts'

export interface Route {
  /** What was read up to there is already stored. */
  readonly from: Place
  readonly end: Pick<Place, 'file' | 'offset'>
  /** Where in the first file the bytes begin. */
  readonly start: number
}

const wrap = 2 ** 32

/**
 * Follows files of a server's log from one place to another, event by event, and keeps what lies between them. Throws `log-gap`
 * where they are not the continuation of what was collected before.
 */
export class Follower implements Listener {
  readonly #route: Route
  #file: string | undefined
  #offset = 0
  #begun: number | undefined
  #checksum = 0
  /** The file that the last event names as the next one. */
  #next: string | undefined
  #last: { readonly header: EventHeader; readonly bytes: Buffer } | undefined
  #isProven: boolean
  #isPastEnd = false
  /** Of an event that has begun, not all is there yet. */
  #isInEvent = false
  /** In seconds. */
  first: number | undefined

  constructor(route: Route) {
    this.#route = route
    this.#isProven = route.from.last === undefined
  }

  get isAtEnd(): boolean {
    const { end } = this.#route
    return !this.#isInEvent && this.#isProven && this.#file === end.file && this.#offset === end.offset
  }

  /** Where it is now. */
  get place(): Place {
    const last = this.#last
    const file = this.#file ?? this.#route.from.file
    const offset = Math.max(this.#offset, file === this.#route.from.file ? this.#route.from.offset : 0)
    return {
      file,
      offset,
      ...(this.#begun === undefined ? {} : { begun: this.#begun }),
      ...(last === undefined ? {} : { last: { size: last.header.size, print: printOf(last.header, last.bytes) } }),
    }
  }

  file(): Fate {
    if (this.#isPastEnd || (this.isAtEnd && this.#file !== undefined)) {
      this.#isPastEnd = true
      return 'drop'
    }
    const { from, start } = this.#route
    if (this.#file === undefined) {
      this.#file = from.file
      this.#offset = start
    } else {
      if (this.#offset < from.offset && this.#file === from.file) throw rewritten(from.file, from.offset)
      // A server that was stopped or killed names none.
      this.#file = this.#next ?? nextFile(this.#file)
      this.#offset = 4
    }
    this.#next = undefined
    this.#begun = undefined
    return 'keep'
  }

  event(header: EventHeader, head: Buffer): Fate {
    if (this.#isPastEnd || (this.isAtEnd && this.#begun !== undefined)) {
      this.#isPastEnd = true
      return 'drop'
    }
    this.#isInEvent = true
    const { from, end } = this.#route
    const file = this.#file ?? from.file
    if (this.#begun === undefined) return this.#beginFile(header, head, file)
    if (isArtificial(header)) return 'drop'
    if (this.#next !== undefined) throw spoilt(`${file} goes on after it named the next one`)
    this.#move(header, file)
    if (file === from.file && this.#offset <= from.offset) return 'drop'
    if (file === end.file && this.#offset > end.offset)
      throw gap(`no event of ${file} ends at ${end.offset}, where the server says that its log ends`)
    if (header.type === kinds.incident)
      throw gap(`the server's own log has a gap in ${file} at ${this.#offset}: it says that it lost events`)
    if (header.type === kinds.rotate) this.#next = rotatesTo(head, this.#checksum)
    this.first ??= header.timestamp === 0 ? undefined : header.timestamp
    return 'keep'
  }

  ended(header: EventHeader, last: Buffer): void {
    this.#isInEvent = false
    if (this.#isPastEnd || isArtificial(header)) return
    const { from } = this.#route
    if (this.#file === from.file && this.#offset <= from.offset) {
      if (this.#offset < from.offset || from.last === undefined) return
      if (from.last.size !== header.size || from.last.print !== printOf(header, last))
        throw rewritten(from.file, from.offset)
      this.#isProven = true
    }
    if (header.type === kinds.format && header.end === 0) return
    this.#last = { header, bytes: last }
  }

  #beginFile(header: EventHeader, head: Buffer, file: string): Fate {
    if (header.type !== kinds.format) throw spoilt(`${file} does not begin with its format`)
    const { from } = this.#route
    if (file === from.file) {
      if (from.begun !== undefined && from.begun !== header.timestamp)
        throw recreated(file, `it was begun at ${clock(header.timestamp)}, not at ${clock(from.begun)}`)
      // The clock of the server had not come to that when the backup was made.
      if (from.time !== undefined && BigInt(header.timestamp) * 1_000_000n > from.time)
        throw recreated(file, `it was begun at ${clock(header.timestamp)}, after what was collected of it`)
    }
    this.#begun = header.timestamp
    this.#checksum = checksumBytes(head)
    // Of a file that is not read from its beginning, it is repeated.
    if (this.#offset === 4) this.#move(header, file)
    return 'keep'
  }

  #move({ size, end }: EventHeader, file: string): void {
    const { from } = this.#route
    const before = this.#offset
    this.#offset += size
    if (end !== 0 && end !== this.#offset % wrap)
      throw file === from.file && before <= from.offset
        ? rewritten(from.file, from.offset)
        : spoilt(`an event of ${file} that ends at ${this.#offset} says that it ends at ${end}`)
    if (file === from.file && before < from.offset && this.#offset > from.offset)
      throw rewritten(from.file, from.offset)
  }
}

/** What tells an event from any other: its header without its flags, which change, and its last bytes. */
function printOf(header: EventHeader, last: Buffer): string {
  const head = Buffer.alloc(headerBytes)
  head.writeUInt32LE(header.timestamp, 0)
  head.writeUInt8(header.type, 4)
  head.writeUInt32LE(header.size, 5)
  head.writeUInt32LE(header.end, 9)
  return createHash('sha256').update(head).update(last).digest('hex').slice(0, 16)
}

const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
