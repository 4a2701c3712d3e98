import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Compression, newDataKey, open, seal } from '../../src/seal/seal.ts'
import { binding } from '../../src/seal/sealing.ts'
import { decryptSegments } from '../../src/seal/segment.ts'
import { chunked, firstBytes, frameBytes, laterBytes, mixed, opened, part, sealed } from './part.ts'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const material = mixed(3 * frameBytes + 2)
const edges = [0, firstBytes, firstBytes + laterBytes, frameBytes, 3 * frameBytes]
const sizes = fc
  .tuple(fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 }))
  .map(([edge, off]) => Math.max(0, edge + off))

describe('seal and open', () => {
  it('return the original bytes, around every edge and in chunks of any size', async () => {
    const compressions = fc.constantFrom<Compression>('zstd', 'none')
    const chunks = fc.constantFrom(1000, 65_536, 1 << 20, 3_000_000, 16 << 20)
    await fc.assert(
      fc.asyncProperty(sizes, compressions, chunks, chunks, async (size, compression, sealChunk, openChunk) => {
        const plain = material.subarray(0, size)
        const options = { ...part, key: newDataKey(), compression }
        const { body, done } = seal(chunked(plain, sealChunk), options)
        const bytes = Buffer.concat(await body.toArray())
        const { plainCrc32, ...told } = await done
        expect(told).toEqual({
          bytes: bytes.length,
          sha256: sha256(bytes),
          plainBytes: size,
        })
        for (const expected of [told, { ...told, plainCrc32 }]) {
          const after = await opened(bytes, { ...options, key: Buffer.from(options.key), expect: expected }, openChunk)
          expect(after.error).toBeUndefined()
          expect(after.plain.equals(plain)).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('turn no bytes at all into an object', async () => {
    for (const compression of ['zstd', 'none'] as const) {
      const { bytes, part: told } = await sealed(Buffer.alloc(0), { compression })
      expect(told.plainBytes).toBe(0)
      expect(bytes.length).toBeGreaterThanOrEqual(56)
      expect(await opened(bytes, { compression, expect: told })).toEqual({ plain: Buffer.alloc(0), error: undefined })
    }
  })

  it('never produce the same sealed bytes twice', async () => {
    const plain = Buffer.from('select 1')
    expect((await sealed(plain)).bytes).not.toEqual((await sealed(plain)).bytes)
  })

  it('add 40 bytes and 16 per MiB', async () => {
    expect((await sealed(material.subarray(0, firstBytes))).bytes.length).toBe(1 << 20)
    expect((await sealed(material.subarray(0, firstBytes + 1))).bytes.length).toBe((1 << 20) + 17)
    expect((await sealed(material.subarray(0, firstBytes + laterBytes))).bytes.length).toBe(2 << 20)
  })

  it('accept any bytes that a stream can produce', async () => {
    const { body } = seal(Readable.from([new Uint8Array([1, 2]), Buffer.alloc(0), Buffer.from([3])]), part)
    const bytes = Buffer.concat(await body.toArray())
    expect((await opened(bytes)).plain).toEqual(Buffer.from([1, 2, 3]))
    const text = seal(Readable.from(['text']), part)
    await expect(text.body.toArray()).rejects.toThrow('a stream of bytes gave a string')
  })

  it('leave the given buffers unchanged', async () => {
    const plain = Buffer.from(material)
    await sealed(plain, { compression: 'zstd' })
    expect(plain.equals(material)).toBe(true)
  })

  it('work while the sealed bytes still arrive', async () => {
    const { bytes } = await sealed(material.subarray(0, 3 << 20))
    const arriving = new Readable({ read() {} })
    const plain = open(arriving, { ...part, where: 'the test' })
    arriving.push(bytes.subarray(0, (1 << 20) + 1))
    const first: Buffer = await new Promise((resolve) => plain.once('data', resolve))
    expect(first.length).toBeGreaterThan(0)
    plain.destroy()
  })
})

describe('a part compressed with zstd', () => {
  async function compressed(plain: Buffer): Promise<Buffer> {
    const { bytes } = await sealed(plain, { compression: 'zstd' })
    const pieces: Buffer[] = []
    const segments = decryptSegments(chunked(bytes), binding(part.key, part.id, part.part), (why) => new Error(why))
    for await (const piece of segments) pieces.push(piece)
    return Buffer.concat(pieces)
  }
  const zstd = spawnSync('zstd', ['--version']).status === 0

  it.skipIf(!zstd)('is a .zst file to the zstd program (skipped: it is not installed)', async () => {
    for (const size of [0, 1, frameBytes, material.length]) {
      const plain = material.subarray(0, size)
      const input = await compressed(plain)
      const { stdout, status } = spawnSync('zstd', ['-d', '-c'], { input, maxBuffer: 1 << 26 })
      expect([status, stdout.equals(plain)]).toEqual([0, true])
    }
  })

  it('is smaller if possible', async () => {
    const { part: told } = await sealed(Buffer.alloc(material.length), { compression: 'zstd' })
    expect(told.bytes).toBeLessThan(2000)
  })
})
