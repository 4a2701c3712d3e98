import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Digest, digestOf, leafBytes } from '../../src/bytes/bytes.ts'

const sha256 = (...pieces: readonly Buffer[]) => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest()
}
const bytes = randomBytes(2 * leafBytes + 17)
const digest = (chunks: readonly Buffer[]) => {
  const made = new Digest({ uploaded: true })
  for (const chunk of chunks) made.add(chunk)
  expect(made.bytes).toBe(Buffer.concat(chunks).length)
  return made.hex()
}

test.each([0, 1, leafBytes - 1, leafBytes])('the digest of an object of %i bytes is its SHA-256', (size) => {
  expect(digest([bytes.subarray(0, size)])).toBe(sha256(bytes.subarray(0, size)).toString('hex'))
})

test.each([leafBytes + 1, 2 * leafBytes, bytes.length])(
  'the digest of %i bytes is built from the digests of every 8 MiB',
  (size) => {
    const leaves: Buffer[] = []
    for (let at = 0; at < size; at += leafBytes) leaves.push(sha256(bytes.subarray(at, Math.min(at + leafBytes, size))))
    expect(digest([bytes.subarray(0, size)])).toBe(sha256(...leaves).toString('hex'))
  },
)

test('the digest of an object does not depend on how it is cut', () => {
  const whole = digest([bytes])
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
      const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
      expect(digest(edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge)))).toBe(whole)
    }),
    { numRuns: 15 },
  )
})

test('an upload part that is already a leaf is not digested again', async () => {
  const chunks = Array.from({ length: 8 }, (_, i) => Buffer.from(bytes.subarray(i << 20, (i + 1) << 20)))
  const leaf = sha256(...chunks)
  digest(chunks)
  // As nobody may do: it shows that these bytes were not looked at.
  chunks[3]?.fill(0)
  expect(await digestOf(chunks, 0, leafBytes)).toEqual(leaf)
})

test('a buffer that is refilled is digested again', async () => {
  const memory = Buffer.from(bytes.subarray(0, 1 << 20))
  const first = memory.subarray(0)
  expect(await digestOf([first], 0, first.length)).toEqual(sha256(first))
  memory.fill(7)
  const second = memory.subarray(0)
  expect(await digestOf([second], 0, second.length)).toEqual(sha256(memory))
})
