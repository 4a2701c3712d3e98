import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { digestOf } from '../../bytes/bytes.ts'
import type { Pace } from '../contract.ts'

/** Consecutive bytes of a body: its buffers by reference, and their SHA-256. */
export interface Part {
  /** From 1. */
  readonly number: number
  readonly buffers: readonly Buffer[]
  readonly bytes: number
  readonly sha256: Buffer
  /** It has its planned size, so more may follow. */
  readonly full: boolean
  /** Buffers of the body that are in no other part. */
  readonly own: readonly Buffer[]
}

/** Cuts a body into parts of exactly these sizes; the last is shorter, and not given if it is empty and not the first. */
export async function* cutParts(body: AsyncIterable<Buffer>, sizeOf: (number: number) => number): AsyncGenerator<Part> {
  let number = 1
  let size = sizeOf(number)
  let chunks: Buffer[] = []
  let buffers: Buffer[] = []
  let own: Buffer[] = []
  let offset = 0
  let bytes = 0
  const cut = async (): Promise<Part> => {
    const part = { number, buffers, bytes, sha256: await digestOf(chunks, offset, bytes), full: bytes === size, own }
    size = sizeOf(++number)
    chunks = []
    buffers = []
    own = []
    bytes = 0
    return part
  }
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; ) {
      if (bytes === 0) offset = at
      const piece = chunk.subarray(at, at + size - bytes)
      at += piece.length
      chunks.push(chunk)
      buffers.push(piece)
      if (piece.length === chunk.length) own.push(chunk)
      bytes += piece.length
      if (bytes === size) yield await cut()
    }
  }
  if (bytes > 0 || number === 1) yield await cut()
}

/** All of a body that is in memory. */
export function wholePart(body: Buffer): Part {
  const sha256 = createHash('sha256').update(body).digest()
  return { number: 1, buffers: [body], bytes: body.length, sha256, full: false, own: [] }
}

const sliceBytes = 256 * 1024

/** A fresh stream over a part's buffers, for one attempt; `onProgress` and `pace` are told as the socket takes them. */
export function partStream(part: Part, onProgress: () => void, pace?: Pace): Readable {
  const slices = (function* () {
    for (const buffer of part.buffers)
      for (let at = 0; at < buffer.length; at += sliceBytes) yield buffer.subarray(at, at + sliceBytes)
  })()
  return new Readable({
    highWaterMark: sliceBytes,
    read() {
      onProgress()
      pace?.beat()
      const { done, value } = slices.next()
      this.push(done ? null : value)
    },
  })
}
