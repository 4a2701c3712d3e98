import { compressionsAlgorithms } from '@platformatic/kafka'

const { snappy } = compressionsAlgorithms

/** What Java puts before it: a mark, a version, and the oldest version that reads it. */
const head = Buffer.from('\x82SNAPPY\0\0\0\0\x01\0\0\0\x01', 'latin1')
const markBytes = 8

/**
 * Snappy as Kafka's own producer writes it: blocks, each with its length before it. The library knows only a block alone, as
 * some other producers write it.
 */
export function decompressSnappy(data: Buffer): Buffer {
  if (!data.subarray(0, markBytes).equals(head.subarray(0, markBytes))) return snappy.decompressSync(data)
  const blocks: Buffer[] = []
  for (let at = head.length; at < data.length; ) {
    const from = at + 4
    if (from > data.length) throw new RangeError('a block is cut off')
    at = from + data.readUInt32BE(from - 4)
    if (at > data.length) throw new RangeError('a block is cut off')
    blocks.push(snappy.decompressSync(data.subarray(from, at)))
  }
  return Buffer.concat(blocks)
}

/** The same, as one block. */
export function compressSnappy(data: Buffer): Buffer {
  const block = snappy.compressSync(data)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(block.length)
  return Buffer.concat([head, length, block])
}
