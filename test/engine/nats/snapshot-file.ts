import { crc32c } from '../../../src/engine/nats/archive/crc32c.ts'

/** Snapshots of a test's own making. */

const chunk = (type: number, body: Buffer): Buffer => {
  const head = Buffer.from([type, 0, 0, 0])
  head.writeUIntLE(body.length, 1, 3)
  return Buffer.concat([head, body])
}

function checksum(content: Buffer): Buffer {
  const crc = crc32c(content)
  const masked = Buffer.alloc(4)
  masked.writeUInt32LE(((((crc >>> 15) | (crc << 17)) >>> 0) + 0xa282ead8) % 2 ** 32)
  return masked
}

/** Framed as S2, without compressing. */
export function framed(content: Buffer): Buffer {
  const blocks: Buffer[] = []
  for (let at = 0; at < content.length; at += 1000) {
    const block = content.subarray(at, at + 1000)
    blocks.push(chunk(1, Buffer.concat([checksum(block), block])))
  }
  return Buffer.concat([chunk(0xff, Buffer.from('S2sTwO')), ...blocks])
}

/** One compressed block, of which the test knows what it decodes to. */
export const compressed = (encoded: Buffer, content: Buffer): Buffer =>
  Buffer.concat([chunk(0xff, Buffer.from('S2sTwO')), chunk(0, Buffer.concat([checksum(content), encoded]))])

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left])
    bytes.push((left % 128) | 0x80)
  }
}

/** An entry of a snapshot of NATS 2.15. */
export const entry = (name: string, sequence: number, body: string, timestamp = 2): Buffer =>
  Buffer.concat([
    ...[name.length, timestamp, sequence, 0, body.length].map(varint),
    Buffer.from(name),
    Buffer.from(body),
  ])

export const sentinel = entry('', 0, '', 0)
export const archive = (...entries: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from('NATSARC1'), ...entries])
