import { documentOf, type Element, elementOf, types } from '../../bson/element.ts'
import { rawDocuments } from '../../driver.ts'
import { mustHaveTaken } from '../../insert.ts'
import type { Server } from '../../server.ts'

const mostBytes = 8 * 1024 * 1024
const mostStatements = 1000

const always = elementOf(types.boolean, 'upsert', Buffer.from([1]))
const one = elementOf(types.int32, 'limit', Buffer.from([1, 0, 0, 0]))

/** Documents of one collection as they are to be, many at once: what is gone goes first. */
export class Writes {
  readonly #server: Server
  readonly #name: string
  #updates: Buffer[] = []
  #deletes: Buffer[] = []
  #bytes = 0

  constructor(server: Server, name: string) {
    this.#server = server
    this.#name = name
  }

  /** undefined: it is gone. */
  async put(id: Element, document: Buffer | undefined): Promise<void> {
    const query = elementOf(types.document, 'q', documentOf([id]))
    const statement =
      document === undefined
        ? documentOf([query, one])
        : documentOf([query, elementOf(types.document, 'u', document), always])
    ;(document === undefined ? this.#deletes : this.#updates).push(statement)
    this.#bytes += statement.length
    if (this.#bytes >= mostBytes || this.#deletes.length + this.#updates.length >= mostStatements) await this.end()
  }

  /** Resolves once everything is stored. @throws Problem `restore-failed` unless all of it is. */
  async end(): Promise<void> {
    const [updates, deletes] = [this.#updates, this.#deletes]
    ;[this.#updates, this.#deletes, this.#bytes] = [[], [], 0]
    const { where } = this.#server.connection
    if (deletes.length > 0) {
      const deleted = await this.#server.command(`delete from ${this.#name}`, {
        delete: this.#name,
        deletes: rawDocuments(deletes, 'deletes'),
      })
      // One that is not there need not go.
      mustHaveTaken({ ...deleted, n: deletes.length }, deletes.length, this.#name, where)
    }
    if (updates.length === 0) return
    const updated = await this.#server.command(`update ${this.#name}`, {
      update: this.#name,
      updates: rawDocuments(updates, 'updates'),
      ordered: true,
      // What was there before its validator is there nevertheless.
      bypassDocumentValidation: true,
    })
    mustHaveTaken(updated, updates.length, this.#name, where)
  }
}
