import { Problem, remedy } from '../../../problem.ts'
import { type EventHeader, headerAt, headerBytes, kinds } from './event.ts'

/** What becomes of an event. */
export type Fate = 'keep' | 'drop' | { readonly replace: Buffer }

export interface Listener {
  /** Told of a file's first bytes: whether they are kept. */
  file(): Fate
  /** `head`: the event's first bytes, its header among them; all of it, unless it is a long one. */
  event(header: EventHeader, head: Buffer): Fate
  /** After an event: its last bytes, 32 of them where it has so many. */
  ended?(header: EventHeader, last: Buffer): void
}

export const magic = Buffer.from([0xfe, 0x62, 0x69, 0x6e])

const shortBytes = 1024
// A statement is judged as a whole, and a file's format too.
const longBytes = 1024 * 1024
const whole = new Set<number>([kinds.query, kinds.format, kinds.rotate, kinds.mariadbQueryCompressed])
const trailBytes = 32
const none = Buffer.alloc(0)

/** Splits files of a binary log that follow each other into their events, whatever chunks they come in. */
export class Scanner {
  readonly #listener: Listener
  /** Not looked at yet. */
  #rest: Buffer = none
  #header: EventHeader | undefined
  #left = 0
  #keeps = false
  #trail: Buffer = none
  #isBegun = false
  #kept: Buffer[] = []

  constructor(listener: Listener) {
    this.#listener = listener
  }

  /** What is kept of it. */
  push(chunk: Buffer): readonly Buffer[] {
    this.#kept = []
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    this.#rest = none
    while (bytes.length > 0) {
      const taken = this.#header === undefined ? this.#begin(bytes) : this.#goOn(bytes)
      if (taken === 0) break
      bytes = bytes.subarray(taken)
    }
    this.#rest = bytes
    return this.#kept
  }

  /** Throws `dump-incomplete` in the middle of an event. */
  end(): void {
    if (this.#rest.length > 0 || this.#header !== undefined)
      throw new Problem('dump-incomplete', 'the binary log broke off in the middle of an event', { hint: remedy.dump })
  }

  #begin(bytes: Buffer): number {
    if (isFile(bytes) === 'unknown') return 0
    if (isFile(bytes) === 'yes') {
      this.#isBegun = true
      if (this.#listener.file() === 'keep') this.#kept.push(magic)
      return magic.length
    }
    if (!this.#isBegun) throw spoilt('it does not begin as a binary log does')
    const header = headerAt(bytes)
    if (header.size < headerBytes) throw spoilt(`an event is said to have ${header.size} bytes`)
    const wanted = Math.min(header.size, whole.has(header.type) ? longBytes : shortBytes)
    if (bytes.length < wanted) return 0
    const head = bytes.subarray(0, wanted)
    const fate = this.#listener.event(header, head)
    this.#keeps = fate === 'keep'
    if (typeof fate === 'object') {
      if (wanted < header.size) throw spoilt('a statement is longer than it can be')
      this.#kept.push(fate.replace)
    }
    this.#header = header
    this.#left = header.size
    this.#trail = none
    return this.#goOn(head)
  }

  #goOn(bytes: Buffer): number {
    const part = bytes.subarray(0, this.#left)
    if (this.#keeps) this.#kept.push(part)
    const trail = part.length >= trailBytes ? part : Buffer.concat([this.#trail, part])
    this.#trail = trail.subarray(-trailBytes)
    this.#left -= part.length
    if (this.#left === 0 && this.#header !== undefined) {
      this.#listener.ended?.(this.#header, this.#trail)
      this.#header = undefined
    }
    return part.length
  }
}

/**
 * Whether a file begins there, or an event. The first bytes of a file are also those of an event of one second in 2028, on a
 * server with a number that looks like a format event's.
 */
function isFile(bytes: Buffer): 'yes' | 'no' | 'unknown' {
  const known = Math.min(bytes.length, magic.length)
  if (!bytes.subarray(0, known).equals(magic.subarray(0, known))) return bytes.length < headerBytes ? 'unknown' : 'no'
  if (bytes.length < magic.length + headerBytes + 2) return 'unknown'
  const header = headerAt(bytes.subarray(magic.length))
  return header.type === kinds.format && bytes.readUInt16LE(magic.length + headerBytes) === 4 ? 'yes' : 'no'
}

export function spoilt(because: string): Problem {
  return new Problem('dump-incomplete', `the binary log cannot be read: ${because}`, { hint: remedy.dump })
}
