import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startContent } from '../../../src/engine/files/content.ts'

const mebi = 1 << 20
const bytes = Buffer.alloc(3 * mebi + 17, 'what is in a file\n')
bytes.writeUInt32LE(7, 2 * mebi)
const sha256 = (...pieces: readonly Buffer[]) => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest()
}

async function digestOf(content: Buffer, cuts: readonly number[] = [], size?: number): Promise<Buffer> {
  const digest = startContent(size)
  const edges = [0, ...cuts.map((cut) => cut % (content.length + 1)).toSorted((a, b) => a - b), content.length]
  for (const [i, edge] of edges.entries()) await digest.add(content.subarray(edge, edges[i + 1]))
  return digest.digest()
}

test.each([0, 1, mebi - 1, mebi])('the digest of %i bytes is their SHA-256', async (size) => {
  expect(await digestOf(bytes.subarray(0, size))).toEqual(sha256(bytes.subarray(0, size)))
})

test.each([mebi + 1, 2 * mebi, 2 * mebi + 1, bytes.length])(
  'the digest of %i bytes is built from the digests of mebibytes',
  async (size) => {
    const leaves: Buffer[] = []
    for (let at = 0; at < size; at += mebi) leaves.push(sha256(bytes.subarray(at, Math.min(at + mebi, size))))
    expect(await digestOf(bytes.subarray(0, size))).toEqual(sha256(...leaves))
  },
)

test('bytes that were added can change at once', async () => {
  const whole = await digestOf(bytes)
  const digest = startContent()
  for (let at = 0; at < bytes.length; at += mebi) {
    const chunk = Buffer.from(bytes.subarray(at, at + mebi))
    const added = digest.add(chunk)
    chunk.fill(0)
    await added
  }
  expect(await digest.digest()).toEqual(whole)
})

test('the digest does not depend on how the content is cut', async () => {
  const whole = await digestOf(bytes)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 20 }), async (cuts) => {
      expect(await digestOf(bytes, cuts)).toEqual(whole)
      expect(await digestOf(bytes, cuts, bytes.length)).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})

test.each([0, 1, 5000, mebi])('the digest of %i bytes is the same when their number is known', async (size) => {
  const content = bytes.subarray(0, size)
  expect(await digestOf(content, [], size)).toEqual(sha256(content))
  expect(await digestOf(content, [size >> 1], size)).toEqual(sha256(content))
})

test('content that exceeds the announced size never gets a digest', async () => {
  await expect(digestOf(bytes.subarray(0, 200), [100], 100)).rejects.toThrow(/longer/)
  const content = bytes.subarray(0, 150)
  // The second piece alone is as long as was told.
  expect(await digestOf(content, [50], 100)).toEqual(sha256(content))
})
