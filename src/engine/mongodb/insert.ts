import type { Document } from 'mongodb'
import { Problem } from '../../problem.ts'
import type { CollectionInfo } from './collection.ts'
import { rawDocuments } from './driver.ts'
import { isOfItsMachine, roomThere } from './failure.ts'
import type { Server } from './server.ts'

const mostBytes = 8 * 1024 * 1024
const mostDocuments = 1000

/** Documents on their way into one collection, in their order, many at once. */
export class Insert {
  readonly #server: Server
  readonly #collection: CollectionInfo
  #batch: Buffer[] = []
  #bytes = 0

  constructor(server: Server, collection: CollectionInfo) {
    this.#server = server
    this.#collection = collection
  }

  /** undefined: there is nothing to wait for. */
  add(document: Buffer): Promise<void> | undefined {
    // What it came in is filled anew.
    this.#batch.push(Buffer.from(document))
    this.#bytes += document.length
    return this.#bytes >= mostBytes || this.#batch.length >= mostDocuments ? this.end() : undefined
  }

  /** Resolves once everything is stored. @throws Problem `restore-failed` unless each document is. */
  async end(): Promise<void> {
    const { name, options } = this.#collection
    const sent = this.#batch.length
    if (sent === 0) return
    const documents = rawDocuments(this.#batch)
    this.#batch = []
    this.#bytes = 0
    const reply = await this.#server.command(`insert into ${name}`, {
      insert: name,
      documents,
      ordered: true,
      // What was there before its validator is there nevertheless.
      ...(options['validator'] === undefined ? {} : { bypassDocumentValidation: true }),
    })
    mustHaveTaken(reply, sent, name, this.#server.connection.where)
  }
}

/** @throws Problem `restore-failed` unless the server has done all that it was sent. */
export function mustHaveTaken(reply: Document, sent: number, name: string, where: string): void {
  const { n, writeErrors = [], writeConcernError } = reply
  const [refusal] = writeErrors as readonly { readonly code: number; readonly errmsg?: string }[]
  const concern = writeConcernError as { readonly code?: number; readonly errmsg?: string } | undefined
  if (n === sent && refusal === undefined && concern === undefined) return
  const because =
    refusal === undefined
      ? (concern?.errmsg ?? 'it says no more')
      : (refusal.errmsg ?? '').replace(/\s*dup key:.*$/s, '')
  const ofMachine = isOfItsMachine(refusal ?? concern ?? {})
  throw new Problem(
    'restore-failed',
    `${where} took ${Number(n)} of ${sent} documents of ${name}: ${because || `error ${refusal?.code}`}`,
    {
      ofMachine,
      hint: ofMachine
        ? roomThere
        : refusal?.code === 11_000
          ? 'Something else writes into the target, or the backup holds a document twice: restore into an empty database that nobody uses.'
          : 'Its message says why; look at the log of the server.',
    },
  )
}
