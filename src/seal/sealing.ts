import type { Readable } from 'node:stream'
import { Digest, release, Spare } from '../bytes/bytes.ts'
import { Problem, remedy } from '../problem.ts'
import { blocks } from './block.ts'
import { compressFrames } from './frame.ts'
import { type DataKey, type IndexKey, indexKeyOf, isIndex } from './key-object.ts'
import type { Random } from './random.ts'
import { chunksOf, readableOf } from './readable.ts'
import { type Binding, encryptSegments, segmentSpare } from './segment.ts'
import { Check } from './tally.ts'

/** none: the dumping program compresses better itself. */
export type Compression = 'zstd' | 'none'

export interface SealOptions {
  /** The backup's; to open its index, that of the index is enough. */
  readonly key: DataKey | IndexKey
  /** Of the backup. */
  readonly id: string
  /** "dump.pgc". */
  readonly part: string
  readonly compression: Compression
  readonly signal: AbortSignal
  /** Hears of chunks that it was given once nothing of them is needed any more; not of all. */
  readonly spent?: (chunk: Buffer) => void
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
  /** Gives a buffer of the body back, to be filled again: nobody may look at it after that. Nobody has to. */
  readonly spent: (chunk: Buffer) => void
}

const blockBytes = 1 << 20

/** What binds a sealed object to its place: a part cannot stand in for another, nor for another backup's. */
export function binding(key: DataKey | IndexKey, id: string, part: string): Binding {
  const associatedData = `backproof/v1/${id}/${part}`
  if ('index' in key) return { key: key.index, associatedData }
  return { key: isIndex(part) ? indexKeyOf(key, id).index : key, associatedData }
}

export function sealWith(source: Readable, options: SealOptions, random: Random): Sealing {
  const { key, id, part, compression, signal } = options
  const done = Promise.withResolvers<JustSealed>()
  // The body carries the same error: nobody has to wait for both.
  done.promise.catch(() => {})
  const plain = new Check()
  const digest = new Digest({ uploaded: true })
  const segments = segmentSpare()

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
    const [content, spent] =
      compression === 'zstd' ? [compressFrames(counted(), options.spent), release] : gathered(counted(), options.spent)
    const encrypting = { random, into: segments, spent }
    for await (const piece of encryptSegments(content, binding(key, id, part), encrypting)) {
      digest.add(piece)
      yield piece
    }
    done.resolve({
      bytes: digest.bytes,
      sha256: digest.hex(),
      plainBytes: plain.bytes,
      plainCrc32: plain.crc32,
    })
  }
  const body = readableOf(sealed(), source, {
    objectMode: true,
    highWaterMark: 2,
    signal,
    onClose: (error) => {
      segments.close()
      done.reject(error ?? new Problem('cancelled', `sealing ${part} of ${id} was given up`))
    },
  })
  return { body, done: done.promise, plainBytes: () => plain.bytes, spent: (chunk) => segments.giveBack(chunk) }
}

/** In blocks, whose buffers are filled again once they are spent. */
function gathered(
  chunks: AsyncIterable<Buffer>,
  spent: (chunk: Buffer) => void = () => {},
): [AsyncGenerator<Buffer>, (spent: Buffer) => void] {
  const spare = new Spare(blockBytes)
  const done = (block: Buffer) => {
    if (!spare.giveBack(block)) spent(block)
  }
  return [blocks(chunks, blockBytes, spare, spent), done]
}
