import { constants, crc32, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { isProblem } from '../../src/problem.ts'
import type { SealedPart } from '../../src/seal/seal.ts'
import { binding } from '../../src/seal/sealing.ts'
import { encryptSegments } from '../../src/seal/segment.ts'
import {
  chunked,
  encrypting,
  firstBytes,
  laterBytes,
  mixed,
  opened,
  type Part,
  part,
  sealed,
  segmentBytes,
} from './part.ts'

/** Opening fails as damaged, and what came out before is the true beginning, and not all of it unless that is nothing. */
async function expectDamage(bytes: Buffer, plain: Buffer, options: Parameters<typeof opened>[1] = {}): Promise<void> {
  const { plain: got, error } = await opened(bytes, options)
  if (!isProblem(error, 'object-damaged')) throw error ?? new Error('it opened')
  expect(error.message).toMatch(/^\S+ of \S+ in the test is damaged: /)
  expect(plain.subarray(0, got.length).equals(got)).toBe(true)
  if (plain.length > 0) expect(got.length).toBeLessThan(plain.length)
}

const small = Buffer.from('insert into orders values (1, 2, 3), (4, 5, 6);\n')
const large = mixed(firstBytes + 2 * laterBytes + 1000)

describe.each(['none', 'zstd'] as const)('a small part (%s)', (compression) => {
  let bytes: Buffer
  beforeAll(async () => {
    bytes = (await sealed(small, { compression })).bytes
  })

  it('is damaged if it is cut off at any byte', async () => {
    for (let at = 0; at < bytes.length; at++) await expectDamage(bytes.subarray(0, at), small, { compression })
  })

  it('is damaged if any bit is flipped', async () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      await expectDamage(flipped, small, { compression })
    }
  })

  it('is damaged if anything follows', async () => {
    for (const more of [Buffer.alloc(1), Buffer.alloc(16), bytes]) {
      await expectDamage(Buffer.concat([bytes, more]), small, { compression })
    }
  })

  it.each<[string, Partial<Part>]>([
    ['under another name', { part: 'globals.sql' }],
    ['under another id', { id: 'orders-2026-02-15T09-15-30.123456Z' }],
    ['with another key', { key: Buffer.alloc(32, 8) }],
  ])('does not open %s', async (_, other) => {
    await expectDamage(bytes, small, { compression, ...other })
  })
})

describe('a part of four segments', () => {
  let bytes: Buffer
  let made: Awaited<ReturnType<typeof sealed>>
  let told: SealedPart
  let segments: Buffer[]
  beforeAll(async () => {
    made = await sealed(large)
    bytes = made.bytes
    told = made.part
    segments = [0, 1, 2, 3].map((n) => bytes.subarray(n * segmentBytes, (n + 1) * segmentBytes))
  })

  it('is damaged if cut off at or beside the edge of a segment', async () => {
    for (const edge of [0, 40, segmentBytes, 2 * segmentBytes, 3 * segmentBytes, bytes.length - 16]) {
      for (const at of [edge - 1, edge, edge + 1].filter((n) => n >= 0))
        await expectDamage(bytes.subarray(0, at), large)
    }
  })

  it.each([
    ['two swapped', [0, 2, 1, 3]],
    ['one missing', [0, 2, 3]],
    ['one twice', [0, 1, 1, 2, 3]],
    ['the last twice', [0, 1, 2, 3, 3]],
    ['the last first', [3, 0, 1, 2]],
    ['no header', [1, 2, 3]],
  ])('is damaged with segments rearranged: %s', async (_, order) => {
    await expectDamage(Buffer.concat(order.map((n) => segments[n] as Buffer)), large)
  })

  it('is damaged if a segment comes from another sealing of the same bytes', async () => {
    const again = (await sealed(large)).bytes
    const mixedUp = Buffer.concat([bytes.subarray(0, segmentBytes), again.subarray(segmentBytes)])
    await expectDamage(mixedUp, large)
  })

  it('opens whole segments before a flipped bit, and nothing of the segment with the bit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const flipped = Buffer.from(bytes)
          flipped[at] = (flipped[at] as number) ^ (1 << bit)
          await expectDamage(flipped, large)
          const whole = Math.floor(at / segmentBytes)
          const { plain } = await opened(flipped)
          expect(plain.length).toBe(whole === 0 ? 0 : firstBytes + (whole - 1) * laterBytes)
        },
      ),
      { numRuns: 25 },
    )
  })

  it.each<[string, (told: SealedPart) => Partial<SealedPart>]>([
    ['bytes', ({ bytes }) => ({ bytes: bytes + 1 })],
    ['bytes', ({ bytes }) => ({ bytes: bytes - 1 })],
    ['SHA-256', () => ({ sha256: '0'.repeat(64) })],
    ['content', ({ plainBytes }) => ({ plainBytes: plainBytes + 1 })],
    ['content', ({ plainBytes }) => ({ plainBytes: plainBytes - 1 })],
  ])('never ends cleanly if its manifest says another %s', async (what, change) => {
    const { error } = await opened(bytes, { expect: { ...told, ...change(told) } })
    if (!isProblem(error, 'object-damaged')) throw error ?? new Error('it opened')
    expect(error.message).toContain(what)
    expect((await opened(bytes, { expect: told })).error).toBeUndefined()
  })

  it('ends cleanly in a read-back only with the sealed bytes and content', async () => {
    const { justSealed } = made
    expect((await opened(bytes, { expect: justSealed })).error).toBeUndefined()
    expect(justSealed.plainCrc32).toBe(crc32(large))
    // As if the program had sealed other bytes than the ones it counted.
    const other = { ...justSealed, plainCrc32: justSealed.plainCrc32 ^ 1 }
    await expect(opened(bytes, { expect: other })).resolves.toMatchObject({
      error: { code: 'object-damaged', message: expect.stringContaining('its content is not the one that was sealed') },
    })
    const elsewhere = { ...justSealed, sha256: '0'.repeat(64) }
    await expect(opened(bytes, { expect: elsewhere })).resolves.toMatchObject({ error: { code: 'object-damaged' } })
  })
})

describe('compressed bytes that this program would not write', () => {
  const params = { [constants.ZSTD_c_checksumFlag]: 1 }
  const frame = zstdCompressSync(small, { params })
  const lying = (content: number) => {
    const changed = Buffer.from(frame)
    expect(changed[4]).toBe(0x24) // single segment, one byte of content size, a checksum
    changed[5] = content
    return changed
  }
  const bomb = zstdCompressSync(Buffer.alloc(64 << 20), { params })
  // The same bomb that says of itself to be small.
  const disguised = Buffer.from(bomb)
  const single = (disguised.readUInt8(4) & 0x20) !== 0
  disguised.writeUInt32LE(1 << 20, single ? 5 : 6)
  const wrongChecksum = Buffer.from(frame)
  wrongChecksum.writeUInt32LE(
    (wrongChecksum.readUInt32LE(wrongChecksum.length - 4) ^ 1) >>> 0,
    wrongChecksum.length - 4,
  )
  const damagedBlock = Buffer.from(frame)
  damagedBlock[6] = (damagedBlock[6] as number) | 6

  it.each<[string, Buffer, string]>([
    ['no zstd', small, 'not a zstd frame'],
    ['a cut frame', frame.subarray(0, -1), 'end inside a frame'],
    ['the first byte of a frame', frame.subarray(0, 1), 'end inside a frame'],
    ['bytes after a frame', Buffer.concat([frame, Buffer.from('xxxxxx')]), 'not a zstd frame'],
    ['a frame that says less than it has', lying(small.length - 1), 'does not decompress'],
    ['a frame that says more than it has', lying(small.length + 1), 'frame of it'],
    ['a skippable frame', Buffer.from('502a4d180100000000', 'hex'), 'not a zstd frame'],
    ['a frame without a checksum', zstdCompressSync(small), 'without a checksum'],
    ['a frame with a wrong checksum', wrongChecksum, 'does not decompress'],
    ['a frame of unknown length', Buffer.from('28b52ffd0058010000', 'hex'), 'of unknown'],
    ['a frame with a dictionary', Buffer.from('28b52ffd210501000000', 'hex'), 'a dictionary'],
    ['a block of an unknown type', damagedBlock, 'unknown type'],
    ['64 MiB of zeros in a frame', bomb, `more than ${4 << 20} bytes`],
    ['64 MiB of zeros that say that they are 1 MiB', disguised, 'does not decompress'],
    ['a frame without end', Buffer.concat([frame.subarray(0, 6), Buffer.alloc(5 << 20)]), 'longer than'],
  ])('are damage: %s', async (_, compressed, why) => {
    const pieces: Buffer[] = []
    const encrypted = encryptSegments(chunked(compressed), binding(part.key, part.id, part.part), encrypting)
    for await (const piece of encrypted) pieces.push(piece)
    const { plain, error } = await opened(Buffer.concat(pieces), { compression: 'zstd' })
    if (!isProblem(error, 'object-damaged')) throw error ?? new Error('it opened')
    expect(error.message).toContain(why)
    expect(small.subarray(0, plain.length).equals(plain)).toBe(true)
  })
})

it.each(['none', 'zstd'] as const)(
  'a large part (%s) with a flipped bit anywhere is damaged, with no other error',
  async (compression) => {
    const plain = mixed(24 << 20)
    const { bytes } = await sealed(plain, { compression })
    for (const share of [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]) {
      const flipped = Buffer.from(bytes)
      const at = Math.floor(bytes.length * share)
      flipped[at] = (flipped[at] as number) ^ 1
      await expectDamage(flipped, plain, { compression })
    }
  },
)
