import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { compressionsAlgorithms } from '@platformatic/kafka'
import { decompressSnappy } from './snappy.ts'

/** No producer makes a batch of so much; a few bytes that give more would take all memory. */
const mostBytes = 256 * 1024 * 1024

/** The records of a batch, by the number of its compression. @throws RangeError for more than `most` bytes of them. */
export function decompress(codec: number, data: Buffer, most = mostBytes): Buffer {
  switch (codec) {
    case 0:
      return data
    case 1:
      return limited(gunzipSync, data, most)
    case 2:
      return decompressSnappy(data, (bytes) => mustFit(bytes, most))
    case 3:
      return fitting(lz4(data, most), most)
    case 4:
      mustFit(announcedByZstd(data), most)
      return limited(zstdDecompressSync, data, most)
    default:
      throw new RangeError(`compression ${codec} is not known`)
  }
}

/** What the data says of its own length may be a lie: it is cut off where it gives more. */
function limited(decompress: typeof gunzipSync | typeof zstdDecompressSync, data: Buffer, most: number): Buffer {
  try {
    return decompress(data, { maxOutputLength: most })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooMuch(most)
    throw error
  }
}

/** The library gives all of a frame, or none: so its blocks say before how much that is at most. */
function lz4(data: Buffer, most: number): Buffer {
  // One that is not the current format the library would abort on.
  if (data.length < 7 || data.readUInt32LE(0) !== 0x184d2204) throw new RangeError('it is no frame of LZ4')
  mustFit(mostOfLz4(data) - largestBlock, most)
  return compressionsAlgorithms.lz4.decompressSync(data)
}

function fitting(records: Buffer, most: number): Buffer {
  mustFit(records.length, most)
  return records
}

function mustFit(bytes: number, most: number): void {
  if (bytes > most) throw tooMuch(most)
}

const tooMuch = (most: number) => new RangeError(`its records are more than ${most} bytes`)

const largestBlock = 4 * 1024 * 1024

/** What the head of a frame of zstd says; 0: nothing (a frame may be silent). */
function announcedByZstd(data: Buffer): number {
  if (data.length < 18 || data.readUInt32LE(0) !== 0xfd2fb528) return 0
  const descriptor = data.readUInt8(4)
  const isSingle = (descriptor & 0b10_0000) !== 0
  const at = 5 + (isSingle ? 0 : 1) + ([0, 1, 2, 4][descriptor & 0b11] ?? 0)
  switch (descriptor >> 6) {
    case 0:
      return isSingle ? data.readUInt8(at) : 0
    case 1:
      return data.readUInt16LE(at) + 256
    case 2:
      return data.readUInt32LE(at)
    default:
      return Number(data.readBigUInt64LE(at))
  }
}

/** How much a frame of LZ4 can hold: its blocks tell, each but the last of which is full. */
function mostOfLz4(data: Buffer): number {
  const flags = data.readUInt8(4)
  const size = 2 ** (8 + 2 * ((data.readUInt8(5) >> 4) & 0b111))
  const checksum = flags & 0b1_0000 ? 4 : 0
  let total = 0
  let at = 7 + (flags & 0b1000 ? 8 : 0) + (flags & 1 ? 4 : 0)
  while (at + 4 <= data.length) {
    const length = data.readUInt32LE(at) & 0x7fff_ffff
    if (length === 0) break
    total += Math.min(size, 255 * length)
    at += 4 + length + checksum
  }
  return total
}
