import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Random, systemRandom } from '../../src/seal/random.ts'
import { type Compression, type IndexKey, type JustSealed, open, type SealedPart, seal } from '../../src/seal/seal.ts'
import { sealWith } from '../../src/seal/sealing.ts'
import { segmentSpare } from '../../src/seal/segment.ts'

export const part = {
  key: Buffer.alloc(32, 7),
  id: 'orders-2026-02-14T09-15-30.123456Z',
  part: 'dump.pgc',
  compression: 'none' as Compression,
  signal: new AbortController().signal,
}
export type Part = typeof part

export const encrypting = { random: systemRandom, into: segmentSpare(), spent: () => {} }

/** The bytes in chunks of the given size, with nothing but them in memory. */
export function chunked(bytes: Buffer, size = 65_536): Readable {
  const pieces = function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  return Readable.from(pieces(), { objectMode: false })
}

export async function sealed(
  plain: Buffer,
  options: Partial<Part> = {},
  random?: Random,
): Promise<{ readonly bytes: Buffer; readonly part: SealedPart; readonly justSealed: JustSealed }> {
  const all = { ...part, ...options }
  const { body, done } = random ? sealWith(chunked(plain), all, random) : seal(chunked(plain), all)
  const bytes = Buffer.concat(await body.toArray())
  const justSealed = await done
  const { plainCrc32, ...rest } = justSealed
  return { bytes, part: rest, justSealed }
}

/** What comes out, up to the end or the error. */
export async function opened(
  bytes: Buffer,
  options: Partial<Omit<Part, 'key'>> & {
    readonly key?: Uint8Array | IndexKey
    readonly expect?: SealedPart | JustSealed
  } = {},
  size?: number,
): Promise<{ readonly plain: Buffer; readonly error: unknown }> {
  const pieces: Buffer[] = []
  try {
    for await (const piece of open(chunked(bytes, size), { ...part, where: 'the test', ...options })) pieces.push(piece)
  } catch (error) {
    return { plain: Buffer.concat(pieces), error }
  }
  return { plain: Buffer.concat(pieces), error: undefined }
}

/** Randomness that gives these values in turn, each of which must have the length asked for. */
export function scripted(...hex: readonly string[]): Random {
  const values = hex.map((text) => Buffer.from(text, 'hex'))
  return (bytes) => {
    const value = values.shift()
    if (value?.length !== bytes) throw new RangeError(`${bytes} random bytes wanted, ${value?.length} scripted`)
    return value
  }
}

/** Half compressible: every second 64 KiB is random. */
export function mixed(bytes: number): Buffer {
  const all = Buffer.alloc(bytes, 'insert into orders values (1, 2, 3);\n')
  for (let at = 0; at < bytes; at += 131_072) {
    const end = Math.min(at + 65_536, bytes)
    randomBytes(end - at).copy(all, at)
  }
  return all
}

export const segmentBytes = 1 << 20
/** Content of the frames that are written; twice as much is read. */
export const frameBytes = 2 << 20
/** Plain bytes in the first segment: without header and tag. */
export const firstBytes = segmentBytes - 40 - 16
/** Plain bytes in every later segment. */
export const laterBytes = segmentBytes - 16
