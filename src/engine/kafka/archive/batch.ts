import { compressionsAlgorithmsByBitmask, crc32c } from '@platformatic/kafka'
import { reasonOf } from '../../../words/words.ts'
import { Cursor } from '../protocol/cursor.ts'
import { decompress } from './decompress.ts'
import { compressSnappy } from './snappy.ts'

/** Records as a broker keeps them: one batch of format 2, which is all that Kafka 3 and later write. */
export interface Batch {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly producerId: bigint
  readonly isTransactional: boolean
  readonly isControl: boolean
  /** By its number: 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd. */
  readonly codec: number
  readonly firstTime: bigint
  readonly lastTime: bigint
  /** True: the broker's clock said when they came, and that is `lastTime` for all of them. */
  readonly isAppendTime: boolean
  readonly count: number
  /** One after the other, decompressed. */
  readonly records: () => Buffer
}

/** What of a batch comes before the length of the rest, and before its records. */
const prefix = 12
const headerBytes = 61

/** Length of the rest; epoch; magic; then the checksum, over all that follows it. */
const [magicAt, crcAt, attributesAt] = [16, 17, 21]

/** The batches that are whole: the last of a Fetch is often cut off, and comes again in the next. */
export function* batchesOf(records: Buffer): Generator<Batch> {
  for (let at = 0; records.length - at >= prefix; ) {
    const length = records.readInt32BE(at + 8)
    if (length < headerBytes - prefix) throw new RangeError(`a batch of ${length} bytes is not one`)
    const end = at + prefix + length
    if (end > records.length) return
    yield readBatch(records.subarray(at, end))
    at = end
  }
}

function readBatch(bytes: Buffer): Batch {
  const firstOffset = Number(bytes.readBigInt64BE(0))
  const magic = bytes.readInt8(magicAt)
  if (magic !== 2) throw new RangeError(`the batch at offset ${firstOffset} is of format ${magic}, and only 2 is known`)
  if (crc32c(bytes.subarray(attributesAt)) !== bytes.readUInt32BE(crcAt))
    throw new RangeError(`the batch at offset ${firstOffset} does not have its checksum`)
  const cursor = new Cursor(bytes, attributesAt)
  const attributes = cursor.int16()
  const lastOffset = firstOffset + cursor.int32()
  const firstTime = cursor.int64()
  const lastTime = cursor.int64()
  const producerId = cursor.int64()
  cursor.skip(6)
  const count = cursor.int32()
  const codec = attributes & 0b111
  return {
    ...{ firstOffset, lastOffset, producerId, codec, firstTime, lastTime, count },
    isAppendTime: (attributes & 0b1000) !== 0,
    isTransactional: (attributes & 0b1_0000) !== 0,
    isControl: (attributes & 0b10_0000) !== 0,
    records: () => decompressed(codec, bytes.subarray(headerBytes), firstOffset),
  }
}

function decompressed(codec: number, data: Buffer, firstOffset: number): Buffer {
  // A batch whose records were all compacted away has none to decompress.
  if (codec === 0 || data.length === 0) return data
  try {
    return decompress(codec, data)
  } catch (cause) {
    throw new RangeError(`the batch at offset ${firstOffset} cannot be decompressed: ${reasonOf(cause)}`, { cause })
  }
}

function compressed(codec: number, data: Buffer): Buffer {
  if (codec === 0) return data
  return codec === snappy ? compressSnappy(data) : algorithmOf(codec).compressSync(data)
}

const snappy = 2

function algorithmOf(codec: number) {
  const algorithm = compressionsAlgorithmsByBitmask[codec]
  if (algorithm === undefined) throw new RangeError(`compression ${codec} is not known`)
  return algorithm
}

export interface NewBatch {
  readonly codec: number
  readonly firstTime: bigint
  readonly lastTime: bigint
  readonly count: number
  readonly records: Buffer
  /** Whose it is, and the number of its first record with that producer: a broker then takes it once, and in order. */
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly sequence: number
  readonly isTransactional?: boolean
}

/** A batch as a producer sends it; the broker gives it its offsets. */
export function writeBatch(batch: NewBatch): Buffer {
  const records = compressed(batch.codec, batch.records)
  const bytes = Buffer.allocUnsafe(headerBytes + records.length)
  bytes.writeBigInt64BE(0n, 0)
  bytes.writeInt32BE(bytes.length - prefix, 8)
  bytes.writeInt32BE(-1, 12)
  bytes.writeInt8(2, magicAt)
  bytes.writeInt16BE(batch.codec | (batch.isTransactional ? 0b1_0000 : 0), attributesAt)
  bytes.writeInt32BE(batch.count - 1, 23)
  bytes.writeBigInt64BE(batch.firstTime, 27)
  bytes.writeBigInt64BE(batch.lastTime, 35)
  bytes.writeBigInt64BE(batch.producerId, 43)
  bytes.writeInt16BE(batch.producerEpoch, 51)
  bytes.writeInt32BE(batch.sequence, 53)
  bytes.writeInt32BE(batch.count, 57)
  records.copy(bytes, headerBytes)
  bytes.writeUInt32BE(crc32c(bytes.subarray(attributesAt)), crcAt)
  return bytes
}
