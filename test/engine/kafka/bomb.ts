import { gzipSync } from 'node:zlib'
import { compressionsAlgorithmsByBitmask } from '@platformatic/kafka'
import { batchesOf, writeBatch } from '../../../src/engine/kafka/archive/batch.ts'
import type { Cluster } from '../../../src/engine/kafka/protocol/cluster.ts'
import { Cursor } from '../../../src/engine/kafka/protocol/cursor.ts'
import { eachOf, readCommitted, unread } from '../../../src/engine/kafka/read.ts'
import { Problem } from '../../../src/problem.ts'

/*
 * Run as a process of its own: a broker answers a Fetch with one batch of a few bytes, which would be gigabytes. Prints what a dump says of
 * it, and the most memory that it took.
 */

const [form = ''] = process.argv.slice(2)
const gigabytes = 4
const blocks = gigabytes * 8192

const le = (value: number, bytes: number) => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntLE(value, 0, bytes)
  return buffer
}
/** Each block of zstd is one byte, 128 KiB times. */
const zstdBlocks = Buffer.concat(Array(blocks).fill(Buffer.concat([le((0x2_0000 << 3) | 2, 3), Buffer.alloc(1)])))
const zstd = (head: string) => Buffer.concat([Buffer.from(head, 'hex'), zstdBlocks, Buffer.from([1, 0, 0])])
const member = gzipSync(Buffer.alloc(64 * 1024 * 1024))
const library = (codec: number, bytes: number) =>
  compressionsAlgorithmsByBitmask[codec]?.compressSync(Buffer.alloc(bytes)) ?? Buffer.alloc(0)

function lz4(): Buffer {
  const frame = library(3, 4 * 1024 * 1024)
  const [head, block] = [frame.subarray(0, 7), frame.subarray(7, -4)]
  return Buffer.concat([
    head,
    ...Array(Math.ceil((gigabytes * 2 ** 30) / (4 * 1024 * 1024))).fill(block),
    Buffer.alloc(4),
  ])
}

const forms: Readonly<Record<string, readonly [codec: number, make: () => Buffer]>> = {
  // Its last member, where the length stands, is empty.
  'gzip that is silent': [1, () => Buffer.concat([...Array(gigabytes * 16).fill(member), gzipSync('')])],
  'gzip that tells': [1, () => Buffer.concat([gzipSync('a').subarray(0, -4), le(0xffff_ffff, 4)])],
  'snappy that tells': [2, () => Buffer.concat([Buffer.from('ffffffff0f', 'hex'), library(2, 100).subarray(1)])],
  'lz4 of many blocks': [3, lz4],
  'lz4 of the old format': [3, () => Buffer.concat([Buffer.from('02214c18', 'hex'), library(3, 100).subarray(4)])],
  'zstd that is silent': [4, () => zstd('28b52ffd0038')],
  'zstd that tells': [4, () => zstd('28b52ffdc0380000000001000000')],
}

const [codec = 0, make = () => Buffer.alloc(0)] = forms[form] ?? []
const whole = writeBatch({
  ...{ codec: 0, firstTime: 0n, lastTime: 0n, count: 1, records: make() },
  ...{ producerId: 9n, producerEpoch: 3, sequence: 17 },
})
// The checksum fits: whoever forges a batch can compute it.
const { crc32c } = await import('@platformatic/kafka')
whole.writeInt16BE(codec, 21)
whole.writeUInt32BE(crc32c(whole.subarray(21)), 17)

/** Fetch, version 13. */
const length = Buffer.alloc(5)
for (let at = 0, left = whole.length + 1; at < 5; at++, left = Math.floor(left / 128))
  length[at] = at < 4 ? (left % 128) | 0x80 : left
const answer = Buffer.concat([
  ...[Buffer.alloc(10), Buffer.from([2]), Buffer.alloc(16), Buffer.from([2]), Buffer.alloc(6 + 24), Buffer.from([1])],
  ...[Buffer.alloc(4), length, whole, Buffer.alloc(3)],
])
const wire = { request: async () => new Cursor(answer) }
const cluster = {
  atLeader: async (_topic: string, _partition: number, ask: (one: typeof wire) => unknown) => await ask(wire),
  problem: (message: string, hint: string, cause: unknown) => new Problem('source-failed', message, { hint, cause }),
} as unknown as Cluster

const range = { topic: 'orders', topicId: '', partition: 7, from: 0, until: 1 }
const before = process.resourceUsage().maxRSS
let said = 'nothing was said'
try {
  for await (const batch of readCommitted(cluster, range, { expired: 0, aborted: 0 }))
    eachOf(batch, range, () => undefined)
} catch (error) {
  said = ((await unread(cluster, range, error)) as Error).message
}
const moreKiB = process.resourceUsage().maxRSS - before
console.log(JSON.stringify({ said, moreMiB: Math.ceil(moreKiB / 1024), batches: [...batchesOf(whole)].length }))
