import { compressionsAlgorithms } from '@platformatic/kafka'

const { snappy } = compressionsAlgorithms

/** What Java puts before it: a mark, a version, and the oldest version that reads it. */
const head = Buffer.from('\x82SNAPPY\0\0\0\0\x01\0\0\0\x01', 'latin1')
const markBytes = 8

/**
 * Snappy as Kafka's own producer writes it: blocks, each with its length before it. The library knows only a block alone, as
 * some other producers write it.
 */
export function decompressSnappy(data: Buffer, mustFit: (bytes: number) => void = () => {}): Buffer {
  let announced = 0
  const block = (bytes: Buffer): Buffer => {
    announced += announcedOf(bytes)
    mustFit(announced)
    return snappy.decompressSync(bytes)
  }
  if (!data.subarray(0, markBytes).equals(head.subarray(0, markBytes))) return block(data)
  const blocks: Buffer[] = []
  for (let at = head.length; at < data.length; ) {
    const from = at + 4
    if (from > data.length) throw new RangeError('a block is cut off')
    at = from + data.readUInt32BE(from - 4)
    if (at > data.length) throw new RangeError('a block is cut off')
    blocks.push(block(data.subarray(from, at)))
  }
  return Buffer.concat(blocks)
}

/** What a block says that it holds, before its first byte. */
function announcedOf(block: Buffer): number {
  let bytes = 0
  for (let at = 0; at < 5 && at < block.length; at++) {
    const byte = block.readUInt8(at)
    bytes += (byte & 0x7f) * 2 ** (7 * at)
    if (byte < 0x80) break
  }
  return bytes
}

/** The same, as one block. */
export function compressSnappy(data: Buffer): Buffer {
  const block = snappy.compressSync(data)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(block.length)
  return Buffer.concat([head, length, block])
}
