import { isProblem, messageOf } from '../../../problem.ts'
import { unplayable } from '../../chain.ts'
import type { CollectionInfo } from '../collection.ts'
import { isOfServer } from '../listing.ts'
import type { Server } from '../server.ts'
import { Documents } from './document/documents.ts'
import { compareStamps, type Entry, type LoggedEntry, type Stamp } from './entry.ts'
import { textOf } from './place.ts'
import { Catalog } from './schema/catalog.ts'
import { Commands } from './schema/commands.ts'
import { Views, viewsName } from './schema/views.ts'
import { isOf } from './sieve.ts'
import { Transactions } from './transaction.ts'

/** What is done to documents. What else there is, but for commands, concerns the server alone. */
const changes: ReadonlySet<string> = new Set(['i', 'u', 'd'])

export interface PlayOptions {
  /** As the log calls it. */
  readonly database: string
  /** Up to there the backup may have what follows it already. */
  readonly complete: Stamp
}

/** Plays entries of a log onto a database that was restored, and has no indexes yet. */
export class Player {
  readonly #server: Server
  readonly #options: PlayOptions
  readonly #catalog: Catalog
  readonly #views: Views
  readonly #commands: Commands
  readonly #documents: Documents
  readonly #transactions = new Transactions()
  /** When the last entry that was played was logged. */
  reached: Date | undefined

  constructor(server: Server, all: readonly CollectionInfo[], options: PlayOptions) {
    this.#server = server
    this.#options = options
    this.#catalog = new Catalog(all)
    this.#views = new Views(all, options.database)
    this.#commands = new Commands(server, this.#catalog, options.database)
    this.#documents = new Documents(server)
  }

  /** Gives what there is then: its indexes and views are still to be made. */
  async play(entries: AsyncIterable<LoggedEntry>): Promise<readonly CollectionInfo[]> {
    for await (const entry of entries) {
      const isStrict = compareStamps(entry.stamp, this.#options.complete) > 0
      try {
        for (const operation of this.#transactions.take(entry)) await this.#do(operation, isStrict)
      } catch (error) {
        // What no entry should say.
        if (isProblem(error)) throw error
        throw unplayable(`its entry at ${textOf(entry.stamp)} cannot be read: ${messageOf(error)}`)
      }
      this.reached = new Date(entry.earliest)
      this.#server.stopIfAborted()
    }
    await this.#documents.flush()
    return [...this.#catalog.collections(), ...this.#views.collections()]
  }

  async #do(entry: Entry, isStrict: boolean): Promise<void> {
    const { op, ns, uuid } = entry
    const { database } = this.#options
    if (!isOf(entry, database)) return
    const name = ns.slice(database.length + 1)
    if (op === 'c') {
      await this.#documents.flush()
      return await this.#commands.run(entry, isStrict)
    }
    if (!changes.has(op)) return
    if (name === viewsName) return this.#views.apply(entry)
    const known = this.#catalog.find(uuid, name) ?? (await this.#implied(entry, name, isStrict))
    if (known === undefined) return
    const wait = this.#documents.add(known, entry, isStrict)
    if (wait !== undefined) await wait
  }

  /** A collection that nothing was logged of before: of a server that does not log how one is made. */
  async #implied({ op, uuid, ns }: Entry, name: string, isStrict: boolean) {
    if (this.#catalog.isLeft(uuid, name) || isOfServer(name)) return undefined
    if (uuid === undefined && op === 'i') return await this.#commands.imply(name)
    if (isStrict) throw unplayable(`it changes ${ns}, which neither it nor the backup has`)
    return undefined
  }
}
