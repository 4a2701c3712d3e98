import type { Readable } from 'node:stream'
import { Problem, remedy } from '../problem.ts'
import { blocks } from './block.ts'
import { compressFrames } from './frame.ts'
import type { DataKey } from './key-object.ts'
import type { Random } from './random.ts'
import { chunksOf, readableOf } from './readable.ts'
import { release } from './release.ts'
import { type Binding, encryptSegments } from './segment.ts'
import { Check, Tally } from './tally.ts'

/** none: the dumping program compresses better itself. */
export type Compression = 'zstd' | 'none'

export interface SealOptions {
  readonly key: DataKey
  /** Of the backup. */
  readonly id: string
  /** "dump.pgc". */
  readonly part: string
  readonly compression: Compression
  readonly signal: AbortSignal
}

/** What the manifest says of a part. */
export interface SealedPart {
  /** Of the sealed object. */
  readonly bytes: number
  readonly sha256: string
  /** Of what was given, before compression and sealing. */
  readonly plainBytes: number
}

/** What only the one who seals knows: whether the sealed bytes are those of the content that was given. */
export interface JustSealed extends SealedPart {
  readonly plainCrc32: number
}

export interface Sealing {
  /** Buffers, in object mode. */
  readonly body: Readable
  /** Resolves once the last byte was made. */
  readonly done: Promise<JustSealed>
  /** Bytes of the content so far. */
  readonly plainBytes: () => number
}

const blockBytes = 1 << 20

/** What binds a sealed object to its place: a part cannot stand in for another, nor for another backup's. */
export function binding(key: DataKey, id: string, part: string): Binding {
  return { key, associatedData: `backproof/v1/${id}/${part}` }
}

export function sealWith(source: Readable, options: SealOptions, random: Random): Sealing {
  const { key, id, part, compression, signal } = options
  const done = Promise.withResolvers<JustSealed>()
  // The body carries the same error: nobody has to wait for both.
  done.promise.catch(() => {})
  const plain = new Check()
  const tally = new Tally()

  async function* counted() {
    const cause = (error: unknown) =>
      new Problem('dump-incomplete', `${part} of ${id} broke off: its stream closed before its end`, {
        hint: remedy.dump,
        cause: error,
      })
    for await (const chunk of chunksOf(source, cause)) {
      plain.add(chunk)
      yield chunk
    }
  }
  async function* sealed() {
    const [content, spent] = compression === 'zstd' ? [compressFrames(counted()), release] : gathered(counted())
    for await (const piece of encryptSegments(content, binding(key, id, part), random, spent)) {
      tally.add(piece)
      yield piece
    }
    done.resolve({
      bytes: tally.bytes,
      sha256: tally.sha256(),
      plainBytes: plain.bytes,
      plainCrc32: plain.crc32,
    })
  }
  const body = readableOf(sealed(), source, {
    objectMode: true,
    highWaterMark: 2,
    signal,
    onClose: (error) => done.reject(error ?? new Problem('cancelled', `sealing ${part} of ${id} was given up`)),
  })
  return { body, done: done.promise, plainBytes: () => plain.bytes }
}

/** In blocks, whose buffers are filled again once they are spent. */
function gathered(chunks: AsyncIterable<Buffer>): [AsyncGenerator<Buffer>, (spent: Buffer) => void] {
  const spare: Buffer[] = []
  const ours = new WeakMap<Buffer, Buffer>()
  async function* gather() {
    for await (const block of blocks(chunks, blockBytes, spare)) {
      if (block.ours) ours.set(block.bytes, block.ours)
      yield block.bytes
    }
  }
  const spent = (bytes: Buffer) => {
    const buffer = ours.get(bytes)
    if (buffer) spare.push(buffer)
  }
  return [gather(), spent]
}
