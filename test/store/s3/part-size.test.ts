import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutParts, partStream } from '../../../src/store/s3/part.ts'
import {
  capacity,
  capacityOf,
  largestPartBytes,
  partSizer,
  smallestPartBytes,
} from '../../../src/store/s3/part-size.ts'

const tebi = 2 ** 40
const total = (size: (n: number) => number, parts: number) => {
  let bytes = 0
  for (let n = 1; n <= parts; n++) bytes += size(n)
  return bytes
}

describe('part sizes', () => {
  test('fit 5 TiB of unknown length into 10,000 parts, with small parts for the first 20 GiB', () => {
    const size = partSizer({ maxParts: 10_000 })
    expect(total(size, 10_000)).toBeGreaterThanOrEqual(5 * tebi)
    expect(total(size, 2_500)).toBe(2_500 * smallestPartBytes)
    expect(size(2_500)).toBe(smallestPartBytes)
  })

  test('hold the required bytes, never shrink, and stay within the limits of S3', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.option(fc.integer({ min: 0, max: 6 * tebi }), { nil: undefined }),
        (maxParts, expectedBytes) => {
          const size = partSizer({ maxParts, ...(expectedBytes === undefined ? {} : { expectedBytes }) })
          expect(total(size, maxParts)).toBeGreaterThanOrEqual(
            Math.min(capacity(maxParts), maxParts * largestPartBytes),
          )
          if (maxParts >= 4_096) expect(total(size, maxParts)).toBeGreaterThanOrEqual(5 * tebi)
          for (let n = 1, last = 0; n <= maxParts; n += 97) {
            expect(size(n)).toBeGreaterThanOrEqual(last)
            expect(size(n) % 2 ** 20).toBe(0)
            last = size(n)
          }
          expect(size(1)).toBeGreaterThanOrEqual(smallestPartBytes)
          expect(size(maxParts)).toBeLessThanOrEqual(largestPartBytes)
        },
      ),
      {
        numRuns: 60,
        examples: [
          [1, undefined],
          [2, undefined],
          [3, 0],
          [1_000, undefined],
        ],
      },
    )
  })

  test('limit the total if all parts have one size', () => {
    expect(capacityOf({ maxParts: 10_000, uniform: true })).toBe(10_000 * 2 * smallestPartBytes)
    expect(capacityOf({ maxParts: 10_000, uniform: true, expectedBytes: tebi })).toBeGreaterThan(tebi)
    expect(capacityOf({ maxParts: 10_000 })).toBe(5 * tebi)
  })

  test('need one size if the guess is right', () => {
    for (const expectedBytes of [2 ** 30, 100 * 2 ** 30, tebi]) {
      const size = partSizer({ maxParts: 10_000, expectedBytes })
      const parts = Math.ceil(expectedBytes / size(1))
      expect(size(parts)).toBe(size(1))
    }
  })

  test('are equal for uniform parts', () => {
    const size = partSizer({ maxParts: 10_000, uniform: true, expectedBytes: tebi })
    expect(new Set([size(1), size(500), size(10_000)]).size).toBe(1)
    expect(size(1) * 10_000).toBeGreaterThan(tebi)
  })
})

describe('parts', () => {
  test('split the body at exact sizes, by reference, with their digests', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 50 })),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        async (chunks, sizes) => {
          const sizeOf = (n: number) => sizes[(n - 1) % sizes.length] as number
          const once = chunks.filter((chunk) => chunk.length > 0).map((chunk) => Buffer.from(chunk))
          // The same buffer may come again, before other bytes.
          const body = [...once, ...once.toReversed(), ...once]
          // Twice, because the second time the digests are known.
          for await (const part of cutParts(asAsync(body), sizeOf)) expect(part.bytes).toBeGreaterThanOrEqual(0)
          const parts = []
          for await (const part of cutParts(asAsync(body), sizeOf)) parts.push(part)
          expect(Buffer.concat(parts.flatMap((part) => part.buffers)).equals(Buffer.concat(body))).toBe(true)
          expect(parts.map(({ number }) => number)).toEqual(parts.map((_, i) => i + 1))
          for (const part of parts) {
            expect(part.full).toBe(part.bytes === sizeOf(part.number))
            if (part !== parts.at(-1)) expect(part.full).toBe(true)
            const bytes = Buffer.concat(part.buffers)
            expect(bytes.length).toBe(part.bytes)
            expect(part.sha256.equals(createHash('sha256').update(bytes).digest())).toBe(true)
            for (let attempt = 0; attempt < 2; attempt++)
              expect((await buffer(partStream(part, () => {}))).equals(bytes)).toBe(true)
            for (const piece of part.buffers) expect(body.some((chunk) => chunk.buffer === piece.buffer)).toBe(true)
          }
        },
      ),
    )
  })

  test('are one empty part for an empty body', async () => {
    const parts = []
    for await (const part of cutParts(asAsync([]), () => 8)) parts.push(part)
    expect(parts).toMatchObject([{ number: 1, bytes: 0, full: false }])
  })
})

async function* asAsync(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks
}
