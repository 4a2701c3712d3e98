import { randomBytes } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { Spare } from '../../src/bytes/bytes.ts'
import { blocks } from '../../src/seal/block.ts'
import { Compressor } from '../../src/seal/compressor.ts'
import { Rope } from '../../src/seal/rope.ts'

test('a compressor produces whole frames one after another, each of which keeps its bytes during later ones', async () => {
  const compressor = new Compressor()
  const contents = [
    Buffer.alloc(0),
    Buffer.from('a'),
    randomBytes(2 << 20),
    Buffer.alloc(2 << 20, 'row'),
    randomBytes((1 << 20) + 17),
  ]
  const frames: Buffer[] = []
  for (const content of [...contents, ...contents]) frames.push(await compressor.frame(content))
  compressor.close()
  for (const [i, frame] of frames.entries()) {
    expect(zstdDecompressSync(frame).equals(contents[i % contents.length] ?? Buffer.alloc(0))).toBe(true)
  }
})

test('a frame in progress fails when its compressor is closed', async () => {
  const compressor = new Compressor()
  const frame = compressor.frame(randomBytes(2 << 20))
  compressor.close()
  await expect(frame).rejects.toThrow()
})

async function* given(...chunks: readonly Buffer[]) {
  yield* chunks
}

test('a large chunk becomes a block of its own after the gathered one, and only the gathered one is spent at once', async () => {
  const [head, large, tail] = [Buffer.alloc(3, 1), Buffer.alloc(8, 2), Buffer.alloc(5, 3)]
  const spent: Buffer[] = []
  const made: Buffer[] = []
  for await (const block of blocks(given(head, large, tail), 8, new Spare(8), (chunk) => void spent.push(chunk))) {
    made.push(block)
  }
  expect(made).toEqual([head, large, tail])
  expect(made[1]).toBe(large)
  expect(spent).toEqual([head, tail])
})

test('bytes that are moved out of a rope are a copy, and the memory of used buffers is released', () => {
  const rope = new Rope()
  const [first, second] = [Buffer.alloc(1 << 20, 1), Buffer.alloc(1 << 20, 2)]
  rope.push(first)
  rope.push(second)
  const moved = rope.move((1 << 20) + 1)
  expect([moved[0], moved.at(-1), moved.length]).toEqual([1, 2, (1 << 20) + 1])
  expect([first.length, second.length]).toEqual([0, 1 << 20])
  expect(rope.move((1 << 20) - 1).every((byte) => byte === 2)).toBe(true)
  expect([rope.length, second.length]).toEqual([0, 0])
})
