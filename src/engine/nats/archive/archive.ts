import { z } from 'zod'
import { BlockReader, varints } from './block.ts'
import type { Beginning, Range } from './range.ts'
import { S2Reader } from './s2.ts'

/** What a snapshot holds, found by reading all of it. */
export interface Inspected {
  /** `tar`: message blocks, of servers up to 2.14; `NATSARC1`: message by message, from 2.15. */
  readonly format: 'tar' | 'NATSARC1'
  /** What its messages are, counted one by one; undefined: they are in blocks, and what there was before is not known. */
  readonly range: Range | undefined
  readonly consumers: readonly SnapshotConsumer[]
}

export interface SnapshotConsumer {
  readonly name: string
  /** Others go by themselves once nobody asks for them. */
  readonly durable: boolean
  /** The last sequence of the stream up to which everything is acknowledged. */
  readonly ackFloor: number
}

interface Reader {
  /** Keeps no part of the block. Throws for what is none. */
  write(block: Buffer): void
  end(): Inspected
}

const magic = 'NATSARC1'

/** Reads a snapshot as it passes, to its own end: a server may end one that is not whole as if it were. */
export class Inspector {
  readonly #s2 = new S2Reader()
  #reader: Reader | undefined
  #first: Buffer = Buffer.alloc(0)
  readonly #beginning: Beginning | undefined

  constructor(beginning?: Beginning) {
    this.#beginning = beginning
  }

  /** Throws for what is no snapshot. */
  write(piece: Buffer): void {
    for (const block of this.#s2.read(piece)) {
      if (this.#reader !== undefined) this.#reader.write(block)
      else {
        this.#first = Buffer.concat([this.#first, block])
        if (this.#first.length < magic.length) continue
        this.#reader =
          this.#first.toString('latin1', 0, magic.length) === magic
            ? new ArchiveReader()
            : new TarReader(this.#beginning)
        this.#reader.write(this.#first)
      }
    }
  }

  /** Throws where the snapshot is not whole. */
  end(): Inspected {
    this.#s2.end()
    if (this.#reader === undefined) throw new Error('it is empty')
    return this.#reader.end()
  }
}

/** Entries of a kept length, one after the other: the rest of a block waits for the next. */
abstract class EntryReader {
  #rest: Buffer = Buffer.alloc(0)
  #skip = 0
  protected readonly found: SnapshotConsumer[] = []

  write(block: Buffer): void {
    const skipped = Math.min(this.#skip, block.length)
    this.#skip -= skipped
    if (skipped === block.length) return
    const fresh = block.subarray(skipped)
    const bytes = this.#rest.length === 0 ? fresh : Buffer.concat([this.#rest, fresh])
    let at = 0
    while (at < bytes.length) {
      const entry = this.entry(bytes, at)
      if (entry === undefined) break
      const next = at + entry.head + entry.length
      const body = bytes.subarray(at + entry.head, next)
      if (entry.take !== undefined) {
        if (entry.length > mostTaken) throw new Error('an entry is too long')
        if (next > bytes.length) break
        entry.take(body)
      }
      this.#skip = Math.max(0, next - bytes.length)
      at = Math.min(next, bytes.length)
    }
    // The block is filled again.
    this.#rest = Buffer.from(bytes.subarray(at))
  }

  protected get isBetween(): boolean {
    return this.#skip === 0 && this.#rest.length === 0
  }

  /** undefined: more bytes are needed to tell. */
  protected abstract entry(bytes: Buffer, at: number): Entry | undefined
}

interface Entry {
  readonly head: number
  readonly length: number
  /** Wants the content, whole. */
  readonly take?: (body: Buffer) => void
}

const mostTaken = 256 * 1024 * 1024

const sequences = z.looseObject({ stream_seq: z.number() })
const consumer = z.looseObject({
  config: z.looseObject({ name: z.string().optional(), durable_name: z.string().optional() }),
  state: z.looseObject({ ack_floor: sequences.optional() }),
})

/** Server 2.15 and later: the magic; entries of varints, a name and a content; one of nothing at the end. */
class ArchiveReader extends EntryReader implements Reader {
  #begun = false
  #ended = false
  #messages = 0
  #firstSequence = 0
  #lastSequence = 0

  protected entry(bytes: Buffer, from: number): Entry | undefined {
    if (this.#ended) throw new Error('something follows its end')
    let at = from
    if (!this.#begun) at += magic.length
    const field = (): number | undefined => {
      let value = 0
      for (let weight = 1; ; weight *= 128) {
        const byte = bytes[at++]
        if (byte === undefined) return undefined
        if (weight > 2 ** 63) throw new Error('a number is too long')
        value += (byte & 0x7f) * weight
        if (byte < 0x80) return value
      }
    }
    const [nameLength, timestamp, sequence, headers, payload] = [field(), field(), field(), field(), field()]
    if (nameLength === undefined || timestamp === undefined || sequence === undefined) return undefined
    if (headers === undefined || payload === undefined) return undefined
    if (nameLength > 1 << 20) throw new Error('a name is too long')
    if (bytes.length < at + nameLength) return undefined
    this.#begun = true
    const head = at - from + nameLength
    const length = headers + payload
    if (sequence > 0) {
      if (this.#messages++ === 0) this.#firstSequence = sequence
      this.#lastSequence = sequence
      return { head, length }
    }
    const name = bytes.toString('utf8', at, at + nameLength)
    if (name === '' && timestamp === 0 && length === 0) {
      this.#ended = true
      return { head, length }
    }
    return name.startsWith('consumers/')
      ? { head, length, take: (body) => this.#consumer(name.slice(10), body) }
      : { head, length }
  }

  #consumer(name: string, body: Buffer): void {
    const { config, state } = consumer.parse(JSON.parse(body.toString('utf8')))
    const durable = (config.durable_name ?? '') !== ''
    this.found.push({ name, durable, ackFloor: state.ack_floor?.stream_seq ?? 0 })
  }

  end(): Inspected {
    if (!this.#ended || !this.isBetween) throw new Error('it is cut off')
    const range = { messages: this.#messages, first: this.#firstSequence, last: this.#lastSequence }
    return { format: 'NATSARC1', range, consumers: this.found }
  }
}

const tarBlock = 512
const consumerMeta = z.looseObject({ durable_name: z.string().optional() })

/** Servers before 2.15. One that cannot read a block writes a file that says so, and ends as if all were well. */
class TarReader extends EntryReader implements Reader {
  #zeros = 0
  #path: string | undefined
  readonly #durable = new Map<string, boolean>()
  readonly #floors = new Map<string, number>()
  readonly #blocks: BlockReader | undefined

  constructor(beginning: Beginning | undefined) {
    super()
    this.#blocks = beginning && new BlockReader(beginning)
  }

  protected entry(bytes: Buffer, at: number): Entry | undefined {
    if (bytes.length < at + tarBlock) return undefined
    const header = bytes.subarray(at, at + tarBlock)
    if (header[0] === 0) {
      this.#zeros++
      return { head: tarBlock, length: 0 }
    }
    if (this.#zeros > 0) throw new Error('something follows its end')
    const text = (from: number, length: number) => header.toString('utf8', from, from + length).replace(/\0.*$/s, '')
    if (text(257, 5) !== 'ustar') throw new Error('it is no archive of NATS')
    const size = Number.parseInt(text(124, 12).trim() || '0', 8)
    if (!Number.isSafeInteger(size) || size < 0) throw new Error('an entry has no length')
    const length = Math.ceil(size / tarBlock) * tarBlock
    const head = tarBlock
    if (text(156, 1) === 'x') {
      const take = (body: Buffer) => {
        this.#path = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(body.toString('utf8', 0, size))?.[1]
      }
      return { head, length, take }
    }
    const prefix = text(345, 155)
    const name = this.#path ?? `${prefix === '' ? '' : `${prefix}/`}${text(0, 100)}`
    const take = this.#taker(name, size)
    // Asked again with more bytes, it still needs the path.
    if (take === undefined) this.#path = undefined
    return take === undefined ? { head, length } : { head, length, take }
  }

  #taker(name: string, size: number): ((body: Buffer) => void) | undefined {
    if (/(?:^|\/)errors\.txt$/.test(name))
      return (body) => {
        throw new Error(`the server says in it: ${body.toString('utf8', 0, Math.min(size, 300))}`)
      }
    const blocks = this.#blocks
    if (blocks !== undefined && /^msgs\/\d+\.blk$/.test(name))
      return (body) => {
        this.#path = undefined
        blocks.read(body.subarray(0, size))
      }
    if (blocks !== undefined && name === 'msgs/index.db')
      return (body) => {
        this.#path = undefined
        blocks.index(body.subarray(0, size))
      }
    const [, consumer = '', file] = /^obs\/([^/]+)\/(meta\.inf|o\.dat)$/.exec(name) ?? []
    if (file === undefined) return undefined
    return (body) => {
      this.#path = undefined
      const content = body.subarray(0, size)
      if (file === 'o.dat') this.#floors.set(consumer, floorIn(content))
      else {
        const { durable_name = '' } = consumerMeta.parse(JSON.parse(content.toString('utf8')))
        this.#durable.set(consumer, durable_name !== '')
      }
    }
  }

  end(): Inspected {
    if (this.#zeros < 2 || !this.isBetween) throw new Error('it is cut off')
    const consumers = [...this.#durable].map(([name, durable]) => ({
      name,
      durable,
      ackFloor: this.#floors.get(name) ?? 0,
    }))
    return { format: 'tar', range: this.#blocks?.range(), consumers }
  }
}

/** Two bytes of magic and version, then varints: the floor by the consumer's sequence, and by the stream's. */
const floorIn = (content: Buffer): number => varints(content, 2, 2)[1] ?? 0
