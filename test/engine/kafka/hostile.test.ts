import { gzipSync, zstdCompressSync } from 'node:zlib'
import { compressionsAlgorithmsByBitmask, ProtocolError } from '@platformatic/kafka'
import { expect, test } from 'vitest'
import { batchesOf, writeBatch } from '../../../src/engine/kafka/archive/batch.ts'
import { decompress } from '../../../src/engine/kafka/archive/decompress.ts'
import { compressSnappy } from '../../../src/engine/kafka/archive/snappy.ts'
import { told } from '../../../src/engine/kafka/protocol/refusal.ts'
import type { Problem } from '../../../src/problem.ts'

/* What a broker, or a producer, sends that nobody should trust. */

const zeros = Buffer.alloc(32 * 1024 * 1024)
const library = (codec: number) => compressionsAlgorithmsByBitmask[codec]?.compressSync(zeros) ?? Buffer.alloc(0)

test.each([
  ['gzip', 1, gzipSync(zeros)],
  ['snappy', 2, library(2)],
  ['snappy as Java writes it', 2, compressSnappy(zeros)],
  ['lz4', 3, library(3)],
  ['zstd', 4, zstdCompressSync(zeros)],
] as const)('records in %s are decompressed up to a limit', (_, codec, data) => {
  expect(decompress(codec, data, zeros.length).equals(zeros)).toBe(true)
  expect(() => decompress(codec, data, zeros.length - 1)).toThrow(/more than \d+ bytes/)
  expect(() => decompress(codec, data, 1024 * 1024)).toThrow('its records are more than 1048576 bytes')
})

test('a batch of a few bytes that would take all memory is refused by its offset', () => {
  const records = Buffer.alloc(257 * 1024 * 1024)
  const whose = { producerId: 9n, producerEpoch: 3, sequence: 17 }
  const [batch] = batchesOf(writeBatch({ codec: 4, firstTime: 0n, lastTime: 0n, count: 1, records, ...whose }))
  expect(() => batch?.records()).toThrow('the batch at offset 0 cannot be decompressed: its records are more than')
})

const at = { place: 'source events', where: 'one:9092' }
const said = (error: unknown) => told(error, at, 'its topics cannot be listed') as Problem

test('a topic that is deleted meanwhile is named as the reason, also where the broker has no words for it', () => {
  const { message, hint } = said(new ProtocolError(3, ''))
  expect(message).toMatch(/: a topic was deleted meanwhile \(UNKNOWN_TOPIC_OR_PARTITION: .+\)$/)
  expect(hint).toContain('Run it again')
})

test('what a broker says is one short line', () => {
  const { message } = said(new ProtocolError(42, `\u001b[31mno\u001b[0m\n${'x'.repeat(5000)}`))
  expect(message).toMatch(/INVALID_REQUEST: no x+…$/)
  expect(message.length).toBeLessThan(420)
})
