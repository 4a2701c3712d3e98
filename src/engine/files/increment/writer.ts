import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { encodeHeader, type IndexHeader } from './header.ts'
import { encodeRecord, type IndexRecord } from './record.ts'

const atOnceBytes = 256 << 10

/** An index under way, in a file: it is a part of its own, which comes after the archive. */
export class IndexWriter implements AsyncDisposable {
  readonly #path: string
  readonly #handle: FileHandle
  #waiting: Buffer[] = []
  #bytes = 0

  private constructor(path: string, handle: FileHandle) {
    this.#path = path
    this.#handle = handle
  }

  static async create(path: string, header: IndexHeader): Promise<IndexWriter> {
    const writer = new IndexWriter(path, await open(path, 'wx', 0o600))
    writer.#push(encodeHeader(header))
    return writer
  }

  #push(bytes: Buffer): void {
    this.#waiting.push(bytes)
    this.#bytes += bytes.length
  }

  async add(record: IndexRecord): Promise<void> {
    this.#push(encodeRecord(record))
    if (this.#bytes >= atOnceBytes) await this.#flush()
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#bytes = 0
    // What a full disk does not take of it is an error, and not a short index.
    await this.#handle.appendFile(bytes)
  }

  /** All of it, from its beginning. Nothing is added after. */
  async read(): Promise<Readable> {
    await this.#flush()
    return createReadStream(this.#path, { highWaterMark: atOnceBytes })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close()
  }
}
