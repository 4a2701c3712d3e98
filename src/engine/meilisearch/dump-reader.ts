import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, type Header } from 'tar-stream'
import { z } from 'zod'
import { isProblem, type Problem } from '../../problem.ts'
import type { KeptIndex } from './description.ts'

/** Hears of the documents of an index as they pass: whole lines, each with its end. */
export type Documents = (uid: string, lines: AsyncIterable<Buffer>) => Promise<void>

const mostJsonBytes = 64 * 1024 * 1024
const metadata = z.object({ primaryKey: z.string().nullish() })

/** Reads a dump of Meilisearch (a tar in gzip) as it passes: what each index has, counted. */
export class DumpReader {
  readonly #unpacking: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>
  readonly #reading: Promise<void>
  readonly #damaged: (because: string, cause?: unknown) => Problem
  readonly #documents: Documents
  readonly #found = new Map<
    string,
    { primaryKey: string | null; settings?: Record<string, unknown>; documents: number }
  >()
  #hasMetadata = false
  #failure: unknown

  /** `damaged`: what is said of one that is not whole. */
  constructor(damaged: (because: string, cause?: unknown) => Problem, documents: Documents = drain) {
    this.#damaged = damaged
    this.#documents = documents
    const gunzip = new DecompressionStream('gzip')
    this.#unpacking = gunzip.writable.getWriter()
    this.#reading = this.#read(gunzip.readable as ReadableStream<Uint8Array>)
    this.#reading.catch((error: unknown) => {
      this.#failure = error
      // Who writes waits for it to be read.
      this.#unpacking.abort(error).catch(() => undefined)
    })
    this.#unpacking.closed.catch(() => undefined)
  }

  async write(chunk: Buffer): Promise<void> {
    try {
      // Its own memory: the chunk is passed on.
      await this.#unpacking.write(new Uint8Array(chunk))
    } catch (error) {
      throw this.#told(error)
    }
  }

  async end(): Promise<void> {
    try {
      await this.#unpacking.close()
      await this.#reading
    } catch (error) {
      throw this.#told(error)
    }
    if (!this.#hasMetadata) throw this.#damaged('it has no metadata.json')
    for (const [uid, { settings }] of this.#found)
      if (settings === undefined) throw this.#damaged(`it has no settings of index ${uid}`)
  }

  /** After the end; sorted. */
  indexes(): readonly KeptIndex[] {
    const found = [...this.#found].map(([uid, { settings = {}, ...index }]) => ({ uid, settings, ...index }))
    return found.sort((a, b) => (a.uid < b.uid ? -1 : 1))
  }

  destroy(): void {
    this.#unpacking.abort(new Error('it is not read any further')).catch(() => undefined)
  }

  async #read(plain: ReadableStream<Uint8Array>): Promise<void> {
    const tar = extract()
    const pumping = pipeline(Readable.fromWeb(plain as never), tar as unknown as Writable)
    pumping.catch(() => undefined)
    for await (const entry of tar) {
      await this.#entry(entry.header, entry as unknown as AsyncIterable<Buffer>)
      entry.resume()
    }
    await pumping
  }

  async #entry({ name, type }: Header, content: AsyncIterable<Buffer>): Promise<void> {
    if (type !== 'file') return
    const path = name.replace(/^\.\//, '')
    if (path === 'metadata.json') {
      this.#hasMetadata = true
      return
    }
    const [, uid, what] = /^indexes\/([^/]+)\/(metadata\.json|settings\.json|documents\.jsonl)$/.exec(path) ?? []
    if (uid === undefined) return
    const index = this.#found.get(uid) ?? { primaryKey: null, documents: 0 }
    this.#found.set(uid, index)
    if (what === 'settings.json') index.settings = z.record(z.string(), z.unknown()).parse(await this.#json(content))
    else if (what === 'metadata.json') index.primaryKey = metadata.parse(await this.#json(content)).primaryKey ?? null
    else
      await this.#documents(
        uid,
        counting(content, () => index.documents++),
      )
  }

  async #json(content: AsyncIterable<Buffer>): Promise<unknown> {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of content) {
      length += chunk.length
      if (length > mostJsonBytes) throw this.#damaged('it has settings of more than 64 MiB')
      chunks.push(chunk)
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  }

  #told(error: unknown): unknown {
    const first = this.#failure ?? error
    if (isProblem(first)) return first
    return this.#damaged('it is not a dump of Meilisearch, or is cut off', first)
  }
}

async function drain(_uid: string, lines: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of lines) {
    // They are counted on their way.
  }
}

/** Whole lines; empty ones are left out. */
async function* counting(content: AsyncIterable<Buffer>, count: () => void): AsyncGenerator<Buffer> {
  for await (const lines of wholeLines(content)) {
    let at = 0
    for (let end = lines.indexOf(0x0a); end >= 0; end = lines.indexOf(0x0a, at)) {
      if (end > at) count()
      at = end + 1
    }
    yield lines
  }
}

const mostLineBytes = 256 * 1024 * 1024

/** The same bytes in pieces that end with a line. */
export async function* wholeLines(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let open: Buffer[] = []
  let openBytes = 0
  for await (const chunk of content) {
    const end = chunk.lastIndexOf(0x0a) + 1
    if (end > 0) {
      yield Buffer.concat([...open, chunk.subarray(0, end)])
      open = []
      openBytes = 0
    }
    if (end < chunk.length) {
      open.push(Buffer.from(chunk.subarray(end)))
      openBytes += chunk.length - end
      if (openBytes > mostLineBytes) throw new Error('a document is longer than 256 MiB')
    }
  }
  if (openBytes > 0) yield Buffer.concat([...open, Buffer.from('\n')])
}
