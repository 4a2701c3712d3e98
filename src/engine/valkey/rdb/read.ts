import { Problem } from '../../../problem.ts'
import { Crc64 } from './crc64.ts'
import { damaged } from './damage.ts'
import {
  byteOf,
  lengthOf,
  type Need,
  need,
  type Reading,
  skipModule,
  skipString,
  skipValue,
  takeBytes,
} from './skip.ts'
import { readString } from './text.ts'
import { layoutOf, opcode, type TypeName, valkeyVersions } from './type.ts'
import { Window } from './window.ts'

/** One key of an RDB. Its buffers are valid until the next event is asked for. */
export interface KeyEvent extends KeyMeta {
  readonly kind: 'key'
  readonly key: Buffer
  readonly type: TypeName
  readonly typeByte: number
  /** What follows the type byte in DUMP's form; undefined where nobody asked for it, or where it is longer than was asked for. */
  readonly value: Buffer | undefined
  readonly bytes: number
  /** When the last field of a hash goes whose fields all have a time to live. */
  readonly fieldsExpiry: number | undefined
}

interface KeyMeta {
  readonly database: number
  /** Milliseconds since 1970. */
  readonly expiry: number | undefined
  readonly idleSeconds: number | undefined
  readonly frequency: number | undefined
}

export type RdbEvent =
  | KeyEvent
  | { readonly kind: 'version'; readonly version: number }
  /** A library of functions: its opcode and code, as FUNCTION DUMP gives them. */
  | { readonly kind: 'library'; readonly code: Buffer }
  /** `checked`: the file has a checksum. `after`: as many bytes of the chunk are not the file's. */
  | { readonly kind: 'end'; readonly checksum: Buffer; readonly checked: boolean; readonly after: number }

/** How many bytes of a value are wanted at most; 0: none of it. */
export type Wanted = (key: Buffer, database: number) => number

type Step = RdbEvent | Need

/**
 * Reads an RDB as it streams, to the last byte of its checksum: its memory is a chunk, and the value that was asked for.
 * Every length, opcode and encoding is one that a server writes, or it throws `object-damaged`.
 */
export class RdbReader {
  readonly #window = new Window()
  readonly #crc = new Crc64()
  readonly #wanted: Wanted
  readonly #steps: Generator<Step, void>
  /** Up to where the checksum has come. */
  #summed = 0
  #version = 0
  #ended = false

  constructor(wanted: Wanted) {
    this.#wanted = wanted
    this.#steps = this.#read()
  }

  /** All events that end in this chunk. They are taken before the next chunk comes. */
  *push(chunk: Buffer): Generator<RdbEvent, void> {
    if (this.#ended) throw damaged('has bytes after its end')
    this.#window.push(chunk)
    for (;;) {
      const { value, done } = this.#steps.next()
      if (done) return
      if (value === need) break
      yield value
    }
    this.#sum()
  }

  get ended(): boolean {
    return this.#ended
  }

  #sum(): void {
    const { place } = this.#window
    this.#crc.update(this.#window.bytes(this.#summed, place))
    this.#summed = place
  }

  *#read(): Generator<Step, void> {
    const window = this.#window
    this.#version = versionOf((yield* takeBytes(window, 9)).toString('latin1'))
    yield { kind: 'version', version: this.#version }
    const none = { expiry: undefined, idleSeconds: undefined, frequency: undefined }
    let meta: KeyMeta = { database: 0, ...none }
    for (;;) {
      const start = window.place
      const code = yield* byteOf(window)
      if (code === opcode.select) meta = { ...meta, database: yield* lengthOf(window) }
      else if (code === opcode.expiryMs)
        meta = { ...meta, expiry: Number((yield* takeBytes(window, 8)).readBigInt64LE()) }
      else if (code === opcode.expiry) meta = { ...meta, expiry: (yield* takeBytes(window, 4)).readInt32LE() * 1000 }
      else if (code === opcode.idle) meta = { ...meta, idleSeconds: yield* lengthOf(window) }
      else if (code === opcode.frequency) meta = { ...meta, frequency: yield* byteOf(window) }
      else if (code === opcode.library) {
        window.keep(start)
        yield* skipString(window)
        yield { kind: 'library', code: window.bytes(start, window.place) }
        window.keep(undefined)
      } else if (code === opcode.end) return yield* this.#end()
      else if (code >= opcode.slotImport) yield* skipOther(window, code)
      else {
        yield* this.#key(code, meta)
        if (meta.expiry !== undefined || meta.idleSeconds !== undefined || meta.frequency !== undefined)
          meta = { database: meta.database, ...none }
      }
    }
  }

  *#end(): Generator<Step, void> {
    this.#sum()
    const checksum = this.#crc.digest()
    const stored = yield* takeBytes(this.#window, 8)
    // A server that is told to compute none writes zeros.
    const checked = stored.some((byte) => byte !== 0)
    if (checked && !stored.equals(checksum)) throw damaged('does not match its own checksum')
    this.#ended = true
    yield { kind: 'end', checksum, checked, after: this.#window.left }
  }

  *#key(code: number, meta: KeyMeta): Generator<Step, void> {
    const window = this.#window
    const layout = layoutOf(code, this.#version)
    if (layout === undefined) throw unknownType(code, this.#version)
    const keyAt = window.place
    window.keep(keyAt)
    let key = window.plain()
    if (key === undefined) {
      yield* skipString(window)
      // A key is encoded like other strings; commands take it plain.
      key = readString(window.bytes(keyAt, window.place)).text
    }
    const valueAt = window.place
    const most = this.#wanted(key, meta.database)
    let isHeld = most > 0
    window.keep(isHeld ? valueAt : undefined)
    let fieldsExpiry: number | undefined
    if (layout.form !== 'one' || layout.before !== undefined || !window.string()) {
      const reading: Reading<number | undefined> = skipValue(window, layout)
      let step = reading.next()
      // The bytes of the key go with the chunk that they came in.
      if (!step.done) key = Buffer.from(key)
      for (; !step.done; step = reading.next()) {
        if (isHeld && window.place - valueAt > most) {
          isHeld = false
          window.keep(undefined)
        }
        yield need
      }
      fieldsExpiry = step.value
    }
    const bytes = window.place - valueAt
    const value = isHeld && bytes <= most ? window.bytes(valueAt, window.place) : undefined
    yield { kind: 'key', ...meta, key, type: layout.type, typeByte: code, value, bytes, fieldsExpiry }
    window.keep(undefined)
  }
}

/** What says nothing of a key. */
function* skipOther(window: Window, code: number): Reading<void> {
  switch (code) {
    case opcode.aux:
      yield* skipString(window)
      yield* skipString(window)
      return
    case opcode.resize:
      for (let count = 0; count < 2; count++) yield* lengthOf(window)
      return
    case opcode.slotInfo:
      for (let count = 0; count < 3; count++) yield* lengthOf(window)
      return
    case opcode.slotImport:
      yield* skipString(window)
      for (let left = 2 * (yield* lengthOf(window)); left > 0; left--) yield* lengthOf(window)
      return
    case opcode.moduleAux:
      // The module's number and values, of which the first says when they were written.
      yield* skipModule(window)
      return
    default:
      throw damaged(`has the unknown opcode ${code}`)
  }
}

/** "REDIS0011", "VALKEY080" */
function versionOf(head: string): number {
  const [, product, digits] = /^(?:(REDIS)(\d{4})|(?:VALKEY)(\d{3}))$/.exec(head) ?? []
  const version = Number(digits ?? head.slice(6))
  const isRedis = product !== undefined
  if (!/^(REDIS\d{4}|VALKEY\d{3})$/.test(head) || isRedis === version >= valkeyVersions)
    throw damaged('does not begin as an RDB does')
  if (version >= 9) return version
  throw damaged(`is an RDB of version ${version}, older than any that is supported`)
}

const unknownType = (type: number, version: number) =>
  new Problem('object-damaged', `an RDB of version ${version} has a key of the unknown type ${type}`, {
    hint: 'It is damaged, or a later version of backproof is needed: this one knows what Redis 8.2 and Valkey 9 write.',
  })
