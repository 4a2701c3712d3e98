import { pack } from 'tar-stream'
import { expect, test } from 'vitest'
import { Inspector } from '../../../src/engine/nats/archive/archive.ts'
import { S2Reader } from '../../../src/engine/nats/archive/s2.ts'
import { archive, compressed, entry, framed, sentinel } from './snapshot-file.ts'

function inspected(snapshot: Buffer, step = 700) {
  const inspector = new Inspector()
  for (let at = 0; at < snapshot.length; at += step) inspector.write(snapshot.subarray(at, at + step))
  return inspector.end()
}

const consumer = (name: string, durable: string, floor: number) =>
  entry(
    `consumers/${name}`,
    0,
    JSON.stringify({ config: { name, durable_name: durable }, state: { ack_floor: { stream_seq: floor } } }),
  )

const messages = Array.from({ length: 50 }, (_, index) => entry('orders.new', index + 1, 'x'.repeat(index * 20)))
const whole = [entry('state.json', 0, '{}'), consumer('worker', 'worker', 12), consumer('gone', '', 3), ...messages]

test.each([1, 7, 700, 1_000_000])('a snapshot of 2.15 is counted, in pieces of %d bytes', (step) => {
  expect(inspected(framed(archive(...whole, sentinel)), step)).toEqual({
    format: 'NATSARC1',
    range: { messages: 50, first: 1, last: 50 },
    consumers: [
      { name: 'worker', durable: true, ackFloor: 12 },
      { name: 'gone', durable: false, ackFloor: 3 },
    ],
  })
})

test('a snapshot that ends between two messages is cut off, as a server may end it as if it were whole', () => {
  expect(() => inspected(framed(archive(...whole)))).toThrow('cut off')
})

test('trailing data, a changed byte and a cut anywhere are found', () => {
  expect(() => inspected(framed(archive(...whole, sentinel, entry('a', 51, ''))))).toThrow('follows its end')
  const good = framed(archive(...whole, sentinel))
  for (let at = 20; at < good.length; at += 997) {
    const bad = Buffer.from(good)
    bad[at] = (bad[at] ?? 0) ^ 0x10
    expect(() => inspected(bad), `byte ${at}`).toThrow()
    expect(() => inspected(good.subarray(0, at)), `cut at ${at}`).toThrow()
  }
})

async function tar(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const packing = pack()
  for (const [name, content] of Object.entries(files)) packing.entry({ name }, content)
  packing.finalize()
  const chunks: Buffer[] = []
  for await (const piece of packing as AsyncIterable<Buffer>) chunks.push(piece)
  return Buffer.concat(chunks)
}

const long = `obs/${'w'.repeat(150)}`
const files = {
  'meta.inf': Buffer.from('{}'),
  'msgs/1.blk': Buffer.alloc(70_000, 1),
  'obs/worker/meta.inf': Buffer.from('{"durable_name":"worker"}'),
  // Magic, version; by the consumer's sequence 9, by the stream's 300.
  'obs/worker/o.dat': Buffer.from([22, 2, 9, 0xac, 0x02, 9, 0xac, 0x02, 0]),
  [`${long}/meta.inf`]: Buffer.from(`{"durable_name":"${'w'.repeat(150)}"}`),
  [`${long}/o.dat`]: Buffer.from([22, 2, 1, 1, 1, 1, 0]),
}

test('a snapshot of 2.10 names its consumers', async () => {
  expect(inspected(framed(await tar(files)))).toEqual({
    format: 'tar',
    range: undefined,
    consumers: [
      { name: 'worker', durable: true, ackFloor: 300 },
      { name: 'w'.repeat(150), durable: true, ackFloor: 1 },
    ],
  })
})

test('a server of 2.10 that could not read a block reports it in a file, and ends as if all were well', async () => {
  const told = await tar({ ...files, 'errors.txt': Buffer.from('Could not read message block [2]') })
  expect(() => inspected(framed(told))).toThrow('Could not read message block [2]')
})

test('a tar without its end marker is cut off', async () => {
  const good = await tar(files)
  expect(() => inspected(framed(good.subarray(0, -1024)))).toThrow('cut off')
  expect(() => inspected(framed(good.subarray(0, -512)))).toThrow('cut off')
})

test('S2 blocks decode literals and copies that are near, far, overlapping or with a repeated offset', () => {
  const content = Buffer.from(`abcd${'abcd'.repeat(5)}xabcdxabcd`)
  const encoded = Buffer.from([
    content.length,
    ...[(4 - 1) << 2, ...Buffer.from('abcd')],
    // A copy of 20 from 4 before, by 2 bytes of offset; then x, and two copies of 5 by 1 byte, the second repeated.
    ...[((20 - 1) << 2) | 2, 4, 0],
    ...[(5 - 1) << 2, ...Buffer.from('xabcd')],
    ...[((5 - 4) << 2) | 1, 5],
  ])
  const [block] = [...new S2Reader().read(compressed(encoded, content))]
  expect(block?.toString()).toBe(content.toString())

  const repeated = Buffer.from(`ab${'ab'.repeat(4)}${'ab'.repeat(140)}`)
  const again = Buffer.from([
    ...[(repeated.length & 0x7f) | 0x80, repeated.length >> 7],
    ...[(2 - 1) << 2, ...Buffer.from('ab')],
    ...[((8 - 4) << 2) | 1, 2],
    // Offset 0: the one before. Length 280 is 256 + 4 + 20, by two bytes more.
    ...[(6 << 2) | 1, 0, 20, 0],
  ])
  expect([...new S2Reader().read(compressed(again, repeated))][0]?.toString()).toBe(repeated.toString())
})
