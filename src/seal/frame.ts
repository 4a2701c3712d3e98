import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { release, Spare } from '../bytes/bytes.ts'
import { blocks } from './block.ts'
import { Compressor } from './compressor.ts'
import { inOrder } from './in-order.ts'
import { Rope } from './rope.ts'
import type { Damaged } from './segment.ts'

// A part is a row of independent zstd frames (RFC 8878), each of at most 4 MiB of content, whose header says how much.
// Independent, so that several are in work at once; small, so that a reader needs little memory and cannot be flooded.
const mostContentBytes = 4 << 20
// A frame of incompressible bytes: headers, 3 bytes for each block of 128 KiB and fewer, checksum.
const mostFrameBytes = mostContentBytes + (64 << 10)
// What we write: half of the most costs half of the memory, and no time; a quarter would cost a tenth in time.
const contentBytes = 2 << 20
// The main thread encrypts and sends meanwhile: one more than there are cores keeps all busy. More than six it cannot feed,
// and each holds up to 7 MiB.
const inWork = Math.min(Math.max(availableParallelism(), 2) + 1, 6)
const magic = 0xfd2fb528
const checksumBytes = 4

const decompress = promisify(zstdDecompress)

/** One valid .zst file, in chunks that are the reader's own. Nothing at all becomes one empty frame. */
export async function* compressFrames(
  plain: AsyncIterable<Buffer>,
  spent: (chunk: Buffer) => void = () => {},
): AsyncGenerator<Buffer> {
  const spare = new Spare(contentBytes)
  const idle: Compressor[] = []
  const all = new Set<Compressor>()
  const frame = async (bytes: Buffer) => {
    const compressor = idle.pop() ?? new Compressor()
    all.add(compressor)
    const compressed = await compressor.frame(bytes)
    idle.push(compressor)
    if (!spare.giveBack(bytes)) spent(bytes)
    return compressed
  }
  let any = false
  try {
    for await (const compressed of inOrder(blocks(plain, contentBytes, spare, spent), inWork, frame)) {
      any = true
      yield compressed
    }
    if (!any) yield await frame(Buffer.alloc(0))
  } finally {
    for (const compressor of all) compressor.close()
    spare.close()
  }
}

/**
 * The content of a row of frames, as compressFrames makes them; anything else is damage. The memory of the chunks is given
 * back as they are used up.
 */
export async function* decompressFrames(compressed: AsyncIterable<Buffer>, damaged: Damaged): AsyncGenerator<Buffer> {
  const content = async ({ bytes, content }: Frame) => {
    // Node gives a chunk back whole only while it is not full: one byte more than needed spares a copy.
    const options = { chunkSize: Math.max(content + 1, 64), maxOutputLength: Math.max(content, 1) }
    const plain = await decompress(bytes, options).catch((cause: unknown) => {
      throw damaged('a frame of it does not decompress', cause)
    })
    release(bytes)
    if (plain.length !== content) throw damaged('a frame of it has another length than it says')
    return plain
  }
  for await (const plain of inOrder(frames(compressed, damaged), inWork, content)) {
    if (plain.length > 0) yield plain
  }
}

interface Frame {
  readonly bytes: Buffer
  /** Bytes of its content. */
  readonly content: number
}

// Node's decoder may drop every frame after the first without a word, so it is given one whole frame at a time.
async function* frames(compressed: AsyncIterable<Buffer>, damaged: Damaged): AsyncGenerator<Frame> {
  const rope = new Rope()
  let seen: Seen | undefined
  for await (const chunk of compressed) {
    rope.push(chunk)
    for (;;) {
      seen ??= readHeader(rope, damaged)
      if (seen === undefined || !walkBlocks(rope, seen, damaged)) break
      yield { bytes: rope.move(seen.at), content: seen.content }
      seen = undefined
    }
  }
  if (rope.length > 0) throw damaged('its compressed bytes end inside a frame')
}

/** How far the frame at the front of a rope is understood. */
interface Seen {
  readonly content: number
  /** End of the blocks so far; of the frame once it is whole. */
  at: number
  last: boolean
}

function readHeader(rope: Rope, damaged: Damaged): Seen | undefined {
  const descriptor = rope.peek(4, 1)
  if (descriptor === undefined) return undefined
  if (rope.peek(0, 4) !== magic) throw damaged('its compressed bytes are not a zstd frame')
  const single = (descriptor & 0x20) !== 0
  const sizeFlag = descriptor >>> 6
  const sizeBytes = sizeFlag === 0 ? (single ? 1 : 0) : 2 ** sizeFlag
  if ((descriptor & 0x0b) !== 0 || sizeBytes === 0 || sizeBytes === 8) {
    throw damaged('it has a zstd frame with a dictionary, of unknown or of excessive length')
  }
  if ((descriptor & 0x04) === 0) throw damaged('it has a zstd frame without a checksum')
  const at = 5 + (single ? 0 : 1)
  const size = rope.peek(at, sizeBytes)
  if (size === undefined) return undefined
  const content = size + (sizeFlag === 1 ? 256 : 0)
  if (content > mostContentBytes) throw damaged(`it has a zstd frame of more than ${mostContentBytes} bytes`)
  return { content, at: at + sizeBytes, last: false }
}

/** True once the whole frame is there. */
function walkBlocks(rope: Rope, seen: Seen, damaged: Damaged): boolean {
  while (!seen.last) {
    const header = rope.peek(seen.at, 3)
    if (header === undefined) return false
    const type = (header >>> 1) & 3
    if (type === 3) throw damaged('it has a zstd block of an unknown type')
    seen.at += 3 + (type === 1 ? 1 : header >>> 3)
    seen.last = (header & 1) !== 0
    if (seen.last) seen.at += checksumBytes
    if (seen.at > mostFrameBytes) throw damaged(`it has a zstd frame longer than ${mostFrameBytes} bytes`)
  }
  return seen.at <= rope.length
}
