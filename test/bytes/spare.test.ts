import { expect, test } from 'vitest'
import { release, releaseChunk, Spare } from '../../src/bytes/bytes.ts'

test('a buffer is handed out again only after it was returned, and only once', () => {
  const spare = new Spare(8)
  const first = spare.take()
  const view = spare.view(first, 3)
  expect(view).toHaveLength(3)
  expect(spare.take()).not.toBe(first)
  spare.giveBack(view)
  spare.giveBack(view)
  spare.giveBack(Buffer.alloc(8))
  expect(spare.take()).toBe(first)
  expect(spare.take()).not.toBe(first)
})

test('a closed pool keeps no buffers', () => {
  const spare = new Spare(8)
  const buffer = spare.take()
  const view = spare.view(buffer, 8)
  spare.close()
  spare.giveBack(view)
  expect(spare.take()).not.toBe(buffer)
})

test('each view of a buffer is a separate object', () => {
  const spare = new Spare(8)
  const buffer = spare.take()
  expect(spare.view(buffer, 8)).not.toBe(spare.view(buffer, 8))
})

test('a large released buffer is emptied, but a slice of the Node pool is left alone', () => {
  const large = Buffer.alloc(1 << 20, 1)
  release(large)
  expect(large).toHaveLength(0)
  const small = Buffer.from('small')
  release(small)
  expect(small.toString()).toBe('small')
})

test('a closed pool frees its memory, either at once or as soon as a buffer is returned', () => {
  const spare = new Spare(1 << 20)
  const [idle, used] = [spare.take(), spare.take()]
  spare.giveBack(spare.view(idle, 5))
  const view = spare.view(used, 1 << 20)
  spare.close()
  expect([idle.length, used.length]).toEqual([0, 1 << 20])
  expect(spare.giveBack(view)).toBe(true)
  expect([used.length, view.length]).toEqual([0, 0])
})

test('a chunk is released if it spans all of its memory, and left alone if it is only a part', () => {
  const [own, whole] = [Buffer.from(new Uint8Array(64 << 10)), Buffer.from(new ArrayBuffer(10))]
  releaseChunk(own.subarray(0, 7))
  expect(own.length).toBe(64 << 10)
  releaseChunk(whole)
  expect(whole.length).toBe(0)
})
