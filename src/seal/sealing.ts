import type { Readable } from 'node:stream'
import { Problem, remedy } from '../problem.ts'
import { blocks } from './block.ts'
import { compressFrames } from './frame.ts'
import type { DataKey } from './key-object.ts'
import type { Random } from './random.ts'
import { chunksOf, readableOf } from './readable.ts'
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
  readonly plainSha256: string
}

/** What only the one who seals knows: with it a read-back needs no second SHA-256 of the content. */
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

export function sealWith(plain: Readable, options: SealOptions, random: Random): Sealing {
  const { key, id, part, compression, signal } = options
  const done = Promise.withResolvers<JustSealed>()
  // The body carries the same error: nobody has to wait for both.
  done.promise.catch(() => {})
  const plainTally = new Tally()
  const plainCheck = new Check()
  const tally = new Tally()

  async function* counted() {
    const cause = (error: unknown) =>
      new Problem('dump-incomplete', `${part} of ${id} broke off: its stream closed before its end`, {
        hint: remedy.dump,
        cause: error,
      })
    for await (const chunk of chunksOf(plain, cause)) {
      plainTally.add(chunk)
      plainCheck.add(chunk)
      yield chunk
    }
  }
  async function* sealed() {
    const compressed = compression === 'zstd' ? compressFrames(counted()) : gathered(counted())
    for await (const piece of encryptSegments(compressed, binding(key, id, part), random)) {
      tally.add(piece)
      yield piece
    }
    done.resolve({
      bytes: tally.bytes,
      sha256: tally.sha256(),
      plainBytes: plainTally.bytes,
      plainSha256: plainTally.sha256(),
      plainCrc32: plainCheck.crc32,
    })
  }
  const body = readableOf(sealed(), plain, {
    objectMode: true,
    highWaterMark: 2,
    signal,
    onClose: (error) => done.reject(error ?? new Problem('cancelled', `sealing ${part} of ${id} was given up`)),
  })
  return { body, done: done.promise, plainBytes: () => plainTally.bytes }
}

/**
 * In blocks of which each is made of segments but for less than a block before the next is asked for: so the buffer of
 * the block before the last is free again.
 */
async function* gathered(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const spare: Buffer[] = []
  let last: Buffer | undefined
  for await (const { bytes, ours } of blocks(chunks, blockBytes, spare)) {
    yield bytes
    if (last) spare.push(last)
    last = ours
  }
}
