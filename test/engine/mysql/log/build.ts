import { crc32 } from 'node:zlib'
import { headerBytes, kinds } from '../../../../src/engine/mysql/log/event.ts'
import { type Listener, magic, Scanner } from '../../../../src/engine/mysql/log/scanner.ts'

export interface Event {
  readonly type: number
  readonly seconds?: number
  readonly body?: Buffer
  readonly flags?: number
}

/** A file of a binary log, as a server would write it: each event has a checksum, and says where it ends. */
export class LogFile {
  readonly name: string
  readonly begun: number
  /** Where each event ends. */
  readonly ends: number[] = []
  #bytes: Buffer = magic

  constructor(name: string, begun: number) {
    this.name = name
    this.begun = begun
    this.add({ type: kinds.format, seconds: begun, body: formatBody() })
  }

  get size(): number {
    return this.#bytes.length
  }

  add({ type, seconds = this.begun, body = Buffer.alloc(0), flags = 0 }: Event): this {
    const end = this.#bytes.length + headerBytes + body.length + 4
    this.#bytes = Buffer.concat([this.#bytes, eventOf({ type, seconds, body, flags }, end)])
    this.ends.push(end)
    return this
  }

  /** A transaction of MariaDB's: its number, a row and its end. */
  commit(seconds: number, text: string): this {
    this.add({ type: kinds.mariadbGtid, seconds, body: Buffer.alloc(19) })
    this.add({ type: 23, seconds, body: Buffer.from(text) })
    return this.add({ type: 16, seconds, body: Buffer.alloc(8) })
  }

  rotate(next: string): this {
    return this.add({
      type: kinds.rotate,
      body: Buffer.concat([Buffer.from([4, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(next)]),
    })
  }

  /** What the program gives of it from there on: from the middle, it repeats the format, which says no place then. */
  from(start = 4): Buffer {
    if (start === 4) return this.#bytes
    const format = eventOf({ type: kinds.format, seconds: this.begun, body: formatBody(), flags: 0 }, 0)
    return Buffer.concat([magic, format, this.#bytes.subarray(start)])
  }
}

function formatBody(): Buffer {
  const body = Buffer.alloc(60)
  body.writeUInt16LE(4, 0)
  body.write('11.8.9-MariaDB', 2)
  // The algorithm of checksums; what the event adds is a checksum of its own.
  body.writeUInt8(1, body.length - 1)
  return body
}

function eventOf({ type, seconds, body, flags }: Required<Event>, end: number): Buffer {
  const event = Buffer.alloc(headerBytes + body.length + 4)
  event.writeUInt32LE(seconds, 0)
  event.writeUInt8(type, 4)
  event.writeUInt32LE(7, 5)
  event.writeUInt32LE(event.length, 9)
  event.writeUInt32LE(end % 2 ** 32, 13)
  event.writeUInt16LE(flags, 17)
  body.copy(event, headerBytes)
  event.writeUInt32LE(crc32(event.subarray(0, -4)), event.length - 4)
  return event
}

/** A statement's event: its variables, the database of its session, and itself. */
export function statementBody(
  database: string,
  sql: string,
  { variables = Buffer.alloc(0), took = 0 }: { readonly variables?: Buffer; readonly took?: number } = {},
): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32LE(took, 4)
  head.writeUInt8(Buffer.byteLength(database), 8)
  head.writeUInt16LE(variables.length, 11)
  return Buffer.concat([head, variables, Buffer.from(`${database}\0${sql}`)])
}

/** Gives it in chunks of so many bytes. */
export function scan(listener: Listener, bytes: Buffer, chunk = bytes.length): Buffer {
  const scanner = new Scanner(listener)
  const kept: Buffer[] = []
  for (let at = 0; at < bytes.length; at += chunk) kept.push(...scanner.push(bytes.subarray(at, at + chunk)))
  scanner.end()
  return Buffer.concat(kept)
}
