import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { type Entry, readArchive } from '../../../src/engine/kafka/archive/archive.ts'
import { BlockBuilder, readBlock } from '../../../src/engine/kafka/archive/block.ts'
import { ContentDigest } from '../../../src/engine/kafka/archive/digest.ts'
import {
  eachRecord,
  later,
  narrow,
  type Time,
  varintBytes,
  writeVarint,
} from '../../../src/engine/kafka/archive/record.ts'
import { Marks } from '../../../src/engine/kafka/marks.ts'
import { Cursor } from '../../../src/engine/kafka/protocol/cursor.ts'

// An archive of one topic with two partitions, in full as docs/engines.md describes it, and not by the code that writes one.

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const i64 = (value: bigint) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}
const frame = (letter: string, payload: Buffer) => Buffer.concat([Buffer.from(letter), u32(payload.length), payload])
const json = (letter: string, value: unknown) => frame(letter, Buffer.from(JSON.stringify(value)))

// Length 7, attributes, time + 0, offset + 0, key of 1 byte "k", value null, no headers.
const first = Buffer.from('0e000000026b0100', 'hex')
// Length 11, attributes, time + 5, offset + 1, key null, value empty, a header "h" that is null.
const second = Buffer.from('12000a020100020268' + '01', 'hex')
const body = (record: Buffer) => record.subarray(4)
const time = 1_700_000_000_000n
const block = Buffer.concat([Buffer.from([3]), i64(40n), i64(44n), i64(time), i64(time + 5n), u32(2), first, second])
const digest = createHash('sha256')
  .update(Buffer.concat([i64(time), body(first), i64(time + 5n), body(second)]))
  .digest('hex')
const nothing = createHash('sha256').digest('hex')
const pieces = {
  magic: Buffer.from('BPKAFKA1'),
  catalogue: json('C', {
    version: 1,
    server: '4.4',
    topics: [
      {
        name: 'orders',
        partitions: 2,
        replicas: 3,
        configuration: { 'retention.ms': '5' },
        maxMessageBytes: 1_000_000,
      },
    ],
  }),
  block: frame('B', block),
  first: json('P', { topic: 0, partition: 0, records: 2, digest }),
  second: json('P', { topic: 0, partition: 1, records: 0, digest: nothing }),
  group: json('G', { name: 'g', offsets: [{ topic: 0, partition: 0, committed: 44, records: 1, metadata: '' }] }),
  end: json('E', { partitions: 2, groups: 1, records: 2 }),
}
const archive = (change: Partial<Record<keyof typeof pieces, Buffer>> = {}) =>
  Buffer.concat(Object.values({ ...pieces, ...change }))

async function read(bytes: Buffer, step = 7): Promise<readonly Entry[]> {
  function* chunks() {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
  }
  return await Array.fromAsync(readArchive({ open: async () => Readable.from(chunks()) }))
}

test.each([1, 7, 4096])('an archive is read in pieces of %d bytes', async (step) => {
  const entries = await read(archive(), step)
  expect(entries.map(({ kind }) => kind)).toEqual(['catalogue', 'block', 'partition', 'partition', 'group', 'end'])
  expect(entries[1]).toMatchObject({ partition: 0, block: { codec: 3, firstOffset: 40, lastOffset: 44, count: 2 } })
})

test('an archive that is cut off anywhere is damaged', async () => {
  const whole = archive()
  for (let length = 0; length < whole.length; length++)
    await expect(read(whole.subarray(0, length), 4096)).rejects.toMatchObject({ code: 'object-damaged' })
})

test('an archive with a changed byte anywhere in its records is damaged', async () => {
  const whole = archive()
  const from = whole.indexOf(first)
  for (let at = from; at < from + first.length + second.length; at++) {
    // What is changed here is Kafka's attributes of a record, which mean nothing.
    if (at === from + 1 || at === from + first.length + 1) continue
    const changed = Buffer.from(whole)
    changed.writeUInt8(changed.readUInt8(at) ^ 0x20, at)
    await expect(read(changed, 4096)).rejects.toMatchObject({ code: 'object-damaged' })
  }
})

test.each([
  ['without its beginning', { magic: Buffer.from('BPKAFKA2') }, 'it does not begin as one'],
  ['without its catalogue', { catalogue: Buffer.alloc(0) }, 'it does not begin with its catalogue'],
  ['without a block', { block: Buffer.alloc(0) }, 'a partition does not have all of its records'],
  ['without a partition', { second: Buffer.alloc(0) }, 'it has not all of its partitions'],
  ['without a group', { group: Buffer.alloc(0) }, 'it does not hold what its end says'],
  ['with a block too many', { second: Buffer.concat([pieces.block, pieces.second]) }, 'not have all of its records'],
  ['with something after its end', { end: Buffer.concat([pieces.end, pieces.end]) }, 'something follows its end'],
  ['with a partition twice', { second: pieces.first }, 'its partitions are not in order'],
  ['with an unknown frame', { group: frame('X', Buffer.alloc(3)) }, 'a frame of no known type'],
  ['with a frame of 2 GiB', { group: Buffer.concat([Buffer.from('B'), u32(2 ** 31)]) }, 'longer than any'],
  [
    'with another digest',
    { first: json('P', { topic: 0, partition: 0, records: 2, digest: nothing }) },
    'those of its digest',
  ],
  [
    'with a group at a partition that is not there',
    { group: json('G', { name: 'g', offsets: [{ topic: 0, partition: 2, committed: 1, records: 1, metadata: '' }] }) },
    'a group is at a partition that is not there',
  ],
] as const)('an archive %s is damaged', async (_, change, because) => {
  await expect(read(archive(change))).rejects.toThrow(because)
})

const times: readonly Time[] = [
  0,
  1,
  -1,
  63,
  64,
  -64,
  -65,
  8191,
  8192,
  2 ** 31,
  -(2 ** 40),
  2 ** 52 - 1,
  -(2 ** 52) + 1,
]
const large: readonly bigint[] = [2n ** 52n, -(2n ** 52n), 2n ** 56n - 1n, 2n ** 63n - 1n, -(2n ** 63n)]

test.each([...times, ...large])('the number %d is as long as it is said to be, and reads the same', (value) => {
  const room = Buffer.alloc(16)
  const end = writeVarint(room, 0, value)
  expect(varintBytes(value)).toBe(end)
  expect(BigInt(new Cursor(room).varlong())).toBe(BigInt(value))
})

test('blocks keep times of any size, in any order', () => {
  const builder = new BlockBuilder(4096)
  const given: readonly Time[] = [1_700_000_000_000, 1_700_000_000_000_000_000n, -1, 0, -(2n ** 63n), 2n ** 63n - 1n]
  const record = Buffer.from('0101' + '00', 'hex')
  for (const [at, when] of given.entries()) builder.add(0, at, when, record, 0, record.length)
  const { firstTime, lastTime, records, count } = readBlock(builder.take() ?? Buffer.alloc(0))
  const found: Time[] = []
  eachRecord(records, count, (_offset, delta) => found.push(later(narrow(firstTime), delta)))
  expect(found.map(BigInt)).toEqual(given.map(BigInt))
  expect(lastTime).toBe(2n ** 63n - 1n)
})

test('a record that is larger than a block has one of its own', () => {
  const builder = new BlockBuilder(1024)
  const value = Buffer.alloc(5000, 1)
  const record = Buffer.concat([Buffer.from('01', 'hex'), Buffer.from([0x90, 0x4e]), value, Buffer.from([0])])
  builder.add(0, 3, 5, record, 0, record.length)
  expect(builder.isFull(0, 1)).toBe(true)
  const { count, records } = readBlock(builder.take() ?? Buffer.alloc(0))
  expect([count, records.includes(value)]).toEqual([1, true])
})

test('a digest is of the records, however they come', () => {
  const [one, two] = [new ContentDigest(), new ContentDigest()]
  const bytes = Buffer.alloc(700_000, 7)
  one.add(5, bytes, 0, 300_000)
  one.add(6n, bytes, 300_000, 300_010)
  two.add(5n, bytes, 0, 300_000)
  two.add(6, bytes, 300_000, 300_010)
  expect(one.end()).toBe(two.end())
  const [plus, minus] = [new ContentDigest(), new ContentDigest()]
  plus.add(-1, bytes, 0, 1)
  minus.add(-1n, bytes, 0, 1)
  expect(plus.end()).toBe(minus.end())
})

test('a group is as far among the records of a dump as it was among the offsets', () => {
  const at = (offset: number) => ({ topic: 't', partition: 0, offset, metadata: '' })
  const marks = new Marks([[at(0), at(5)], [at(8)], [{ ...at(3), partition: 1 }]])
  const records = marks.of('t', 0)
  // Offsets 0 to 3 were compacted away or rolled back, 5 and 7 are markers.
  for (const [count, offset] of [4, 6].entries()) records.before(offset, count)
  records.end(2)
  marks.of('t', 1).end(0)
  expect([0, 1, 2].map((group) => marks.passed(group))).toEqual([[0, 1], [2], [0]])
})
