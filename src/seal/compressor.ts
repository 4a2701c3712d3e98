import { promisify } from 'node:util'
import { constants, createZstdCompress, type ZstdOptions, zstdCompress } from 'node:zlib'
import { release } from '../bytes/bytes.ts'

const outputBytes = 1 << 20
const level = 3
const params = { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 }

// There the option `flush` does not end a frame.
const inDeno = 'Deno' in globalThis
const compress: (content: Buffer, options: ZstdOptions) => Promise<Buffer> = promisify(zstdCompress)
const compressed = (content: Buffer) => compress(content, { params, pledgedSrcSize: content.length })

/**
 * Compresses one frame after the other. A compressor for each frame would cost the memory of several in each thread of
 * the pool, because memory goes back to where it was taken.
 */
export class Compressor {
  // The output is a separate frame, whose length is known because all of the input is there.
  readonly #stream = createZstdCompress({ chunkSize: outputBytes, flush: constants.ZSTD_e_end, params })
  #pieces: Buffer[] = []
  /** What the stream fills now. */
  #output: Buffer | undefined
  #fail = (_: unknown) => {}

  constructor() {
    this.#stream.on('data', (piece: Buffer) => this.#pieces.push(piece))
    this.#stream.on('error', (error) => this.#fail(error))
    this.#stream.on('close', () => this.#fail(new Error('the compressor was closed')))
  }

  /** The frame, in a buffer that is the caller's. */
  async frame(content: Buffer): Promise<Buffer> {
    if (inDeno) return compressed(content)
    await new Promise<void>((resolve, reject) => {
      this.#fail = reject
      this.#stream.write(content, (error) => (error ? reject(error) : resolve()))
    })
    const frame = Buffer.allocUnsafeSlow(this.#pieces.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of this.#pieces) {
      at += piece.copy(frame, at)
      if (this.#output && this.#output.buffer !== piece.buffer) release(this.#output)
      this.#output = piece
    }
    this.#pieces = []
    return frame
  }

  close(): void {
    this.#stream.destroy()
  }
}
