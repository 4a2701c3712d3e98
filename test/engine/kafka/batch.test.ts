import { expect, test } from 'vitest'
import { batchesOf, writeBatch } from '../../../src/engine/kafka/archive/batch.ts'
import { type Aborted, CommittedFilter } from '../../../src/engine/kafka/archive/committed.ts'
import { eachRecord } from '../../../src/engine/kafka/archive/record.ts'
import { Cursor } from '../../../src/engine/kafka/protocol/cursor.ts'

const bytes = (hex: string) => Buffer.from(hex, 'hex')

/** What Kafka 4.4 answers to Fetch: one producer rolled back, rolled back, committed, and rolled back. */
const transactions = bytes(
  '00000000000000000000003d0000000002573d6282001000000000000001a2220ba014000001a2220ba01400000000000000000000000000000000000116000000026b086e6f203100' +
    '0000000000000001000000420000000002ed94bfa1003000000000000001a2220ba91b000001a2220ba91b00000000000000000000ffffffff000000012000000008000000000c00000000000000' +
    '00000000000000020000003d000000000216314782001000000000000001a2220bad7f000001a2220bad7f00000000000000000000000000010000000116000000026b086e6f203200' +
    '0000000000000003000000420000000002cf412f24003000000000000001a2220badaf000001a2220badaf00000000000000000000ffffffff000000012000000008000000000c00000000000000' +
    '00000000000000040000003c0000000002e65d6250001000000000000001a2220bb1af000001a2220bb1af00000000000000000000000000020000000114000000026b0679657300' +
    '00000000000000050000004200000000024f1bd2cb003000000000000001a2220bb221000001a2220bb22100000000000000000000ffffffff000000012000000008000000010c00000000000000' +
    '00000000000000060000003d0000000002b649de6f001000000000000001a2220bb666000001a2220bb66600000000000000000000000000030000000116000000026b086e6f203300' +
    '0000000000000007000000420000000002eef7b7b4003000000000000001a2220bb712000001a2220bb71200000000000000000000ffffffff000000012000000008000000000c00000000000000',
)
const aborted: readonly Aborted[] = [0, 2, 6].map((firstOffset) => ({ producerId: 0n, firstOffset }))

function values(records: Buffer, count: number): readonly string[] {
  const found: string[] = []
  eachRecord(records, count, (_offset, _time, from) => {
    const cursor = new Cursor(records, from)
    cursor.skip(Math.max(0, cursor.varint()))
    found.push(cursor.bytes(cursor.varint()).toString())
  })
  return found
}

const committed = (answer: Buffer, list: readonly Aborted[]): readonly string[] => {
  const filter = new CommittedFilter(list)
  return [...batchesOf(answer)]
    .filter((batch) => filter.standing(batch) === 'committed')
    .flatMap((batch) => values(batch.records(), batch.count))
}

test('of aborted, aborted, committed and aborted transactions of one producer only the committed one is seen', () => {
  expect(committed(transactions, aborted)).toEqual(['yes'])
})

test('a filter that keeps one aborted range for each producer lets aborted records pass: this data tells the two apart', () => {
  const ranges = new Map(aborted.map(({ producerId, firstOffset }) => [producerId, firstOffset]))
  const naive = [...batchesOf(transactions)]
    .filter(({ isControl, producerId, firstOffset }) => !isControl && firstOffset < (ranges.get(producerId) ?? 0))
    .flatMap((batch) => values(batch.records(), batch.count))
  expect(naive).toEqual(['no 1', 'no 2', 'yes'])
})

test('an aborted transaction whose marker is beyond the answer is not seen', () => {
  expect(committed(transactions.subarray(0, 73), aborted.slice(0, 1))).toEqual([])
})

test('a transaction that began before the answer is not seen up to its marker', () => {
  expect(committed(transactions.subarray(73), aborted)).toEqual(['yes'])
})

test('another producer in between is seen', () => {
  const list: readonly Aborted[] = [{ producerId: 7n, firstOffset: 0 }]
  expect(committed(transactions, list)).toEqual(['no 1', 'no 2', 'yes', 'no 3'])
})

test('the last offset of an answer is that of its last batch, which may be a marker', () => {
  expect([...batchesOf(transactions)].at(-1)).toMatchObject({ lastOffset: 7, isControl: true })
})

test('a batch that is cut off at the end of an answer is left out', () => {
  for (const left of [1, 11, 40]) expect([...batchesOf(transactions.subarray(0, -left))].length).toBe(7)
})

/** Two records each, "k1" and "k2", as Kafka's own producer in Java compresses them. */
const java = {
  gzip: '00000000000000000000005e0000000002c1cd79b1000100000001000001a2220c0710000001a2220c08b70000000000000001000000000000000000021f8b08000000000000ff4b60606060c9360c4824123024319c636362c9360a482212300000c984bcf163000000',
  snappy:
    '000000000000000000000064000000000222bb21c7000200000001000001a2220c4066000001a2220c473900000000000000020000000000000000000282534e415050590000000001000000010000001f632060000000046b3150619a010028006200a61b02046b3250629a01000000',
  lz4: '0000000000000000000000620000000002232ed1a5000300000001000001a2220ca6bf000001a2220caa5b00000000000000030000000000000000000204224d18604082220000009f60000000046b315061010014bf006200b80e02046b32506201001050626262620000000000',
  zstd: '00000000000000000000005a0000000002ad54e5de000400000001000001a2220cd057000001a2220cd0ba00000000000000040000000000000000000228b52ffd0058ec0000a860000000046b315061006200c60102046b32506200020040e995e008010000',
}

test.each(Object.entries(java))('a batch in %s as Java writes it is read', (name, hex) => {
  const [batch] = batchesOf(bytes(hex))
  if (batch === undefined) throw new Error('there is no batch')
  expect(batch.codec).toBe(Object.keys(java).indexOf(name) + 1)
  expect(values(batch.records(), batch.count)).toEqual(['a'.repeat(40), 'b'.repeat(40)])
})

test.each([0, 1, 2, 3, 4])('a batch that is written with compression %d reads the same', (codec) => {
  const [source] = batchesOf(bytes(java.gzip))
  if (source === undefined) throw new Error('there is no batch')
  const { firstTime, lastTime, count } = source
  const records = source.records()
  const whose = { producerId: 9n, producerEpoch: 3, sequence: 17 }
  const [batch] = batchesOf(writeBatch({ ...{ codec, firstTime, lastTime, count, records }, ...whose }))
  expect(batch).toMatchObject({ codec, firstTime, lastTime, count, producerId: 9n, isTransactional: false })
  expect(batch?.records().equals(records)).toBe(true)
})

test('a flipped bit anywhere behind the checksum is found', () => {
  const whole = bytes(java.zstd)
  for (let at = 17; at < whole.length; at++) {
    const flipped = Buffer.from(whole)
    flipped.writeUInt8(flipped.readUInt8(at) ^ 4, at)
    expect(() => [...batchesOf(flipped)]).toThrow('does not have its checksum')
  }
})

test('a batch of the format before Kafka 0.11 is refused by its number', () => {
  const old = bytes(java.zstd)
  old.writeInt8(1, 16)
  expect(() => [...batchesOf(old)]).toThrow('is of format 1')
})

test('records that say another length than they have are refused', () => {
  const [batch] = batchesOf(bytes(java.gzip))
  const records = batch?.records() ?? Buffer.alloc(0)
  for (const cut of [1, 20, 49]) expect(() => values(records.subarray(0, -cut), 2)).toThrow(RangeError)
  expect(() => values(records, 1)).toThrow('more than the 1 records')
  expect(() => values(records, 3)).toThrow(RangeError)
})
