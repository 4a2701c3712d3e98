import { createHash } from 'node:crypto'
import { tarEnd, tarHeader, tarPadding } from '../tar.ts'

/*
 * The stand-in's own snapshots: a tar with the collection as JSON, and as many bytes of filling as a test wants. A real one is a
 * tar, too, with other files.
 */

const block = 512
const piece = Buffer.alloc(256 * 1024, 'qdrant')

export function* snapshotOf(collection: object, fillingBytes: number): Generator<Buffer> {
  const json = Buffer.from(JSON.stringify(collection))
  yield Buffer.concat([tarHeader('collection.json', json.length), json, tarPadding(json.length)])
  yield tarHeader('filling', fillingBytes)
  for (let left = fillingBytes; left > 0; left -= piece.length) yield piece.subarray(0, Math.min(left, piece.length))
  yield Buffer.concat([tarPadding(fillingBytes), tarEnd])
}

export function measure(chunks: Iterable<Buffer>): { size: number; checksum: string } {
  const hash = createHash('sha256')
  let size = 0
  for (const chunk of chunks) {
    size += chunk.length
    hash.update(chunk)
  }
  return { size, checksum: hash.digest('hex') }
}

/** Reads one as it comes, and keeps the collection alone. */
export class SnapshotReader {
  #head: Buffer = Buffer.alloc(0)
  #headBytes = block
  #bytes = 0
  #last: Buffer = Buffer.alloc(0)
  readonly #hash = createHash('sha256')

  write(chunk: Buffer): void {
    this.#bytes += chunk.length
    this.#hash.update(chunk)
    if (this.#head.length < this.#headBytes) {
      this.#head = Buffer.concat([this.#head, chunk])
      if (this.#head.length >= block)
        this.#headBytes = block + Number.parseInt(this.#head.toString('latin1', 124, 135), 8)
    }
    this.#last = Buffer.concat([this.#last, chunk]).subarray(-2 * block)
  }

  checksum(): string {
    return this.#hash.copy().digest('hex')
  }

  /** Throws for one that is cut off. */
  end<T>(): T {
    const whole = this.#bytes % block === 0 && this.#last.length === 2 * block && this.#last.every((byte) => byte === 0)
    if (!whole || this.#head.length < this.#headBytes) throw new Error('the snapshot is cut off')
    return JSON.parse(this.#head.toString('utf8', block, this.#headBytes)) as T
  }
}
