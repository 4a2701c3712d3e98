import { compressionsAlgorithmsByBitmask } from '@platformatic/kafka'
import { decompressSnappy } from './snappy.ts'

/** No producer makes a batch of so much; a few bytes that say they are more would take all memory. */
const mostBytes = 256 * 1024 * 1024

/** The records of a batch, by the number of its compression. @throws RangeError for more than `most` bytes of them. */
export function decompress(codec: number, data: Buffer, most = mostBytes): Buffer {
  switch (codec) {
    case 0:
      return data
    case 1:
      // Its last four bytes say how long it is.
      mustFit(data.length < 18 ? 0 : data.readUInt32LE(data.length - 4), most)
      return fitting(libraryOf(codec).decompressSync(data), most)
    case 2:
      return decompressSnappy(data, (bytes) => mustFit(bytes, most))
    case 3:
      if (mostOfLz4(data) > most + largestBlock) mustFit(Number.POSITIVE_INFINITY, most)
      return fitting(libraryOf(codec).decompressSync(data), most)
    case 4:
      mustFit(announcedByZstd(data), most)
      return fitting(libraryOf(codec).decompressSync(data), most)
    default:
      throw new RangeError(`compression ${codec} is not known`)
  }
}

function libraryOf(codec: number) {
  const algorithm = compressionsAlgorithmsByBitmask[codec]
  if (algorithm === undefined) throw new RangeError(`compression ${codec} is not known`)
  return algorithm
}

function fitting(records: Buffer, most: number): Buffer {
  mustFit(records.length, most)
  return records
}

function mustFit(bytes: number, most: number): void {
  if (bytes > most) throw new RangeError(`its records are more than ${most} bytes`)
}

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
  // What is no such frame the library refuses.
  if (data.length < 7 || data.readUInt32LE(0) !== 0x184d2204) return 0
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
