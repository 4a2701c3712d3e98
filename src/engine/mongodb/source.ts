import type { Bench, Dump, LogSource, OpenSource, ServerFacts } from '../contract.ts'
import { ownProgram } from '../dial.ts'
import type { CollectionInfo } from './collection.ts'
import { connectionOf, listingConnection, ownDatabases } from './connection.ts'
import { dumpMongodb } from './dump.ts'
import { serverFacts, sizeOf } from './facts.ts'
import { listingOf, taken } from './listing.ts'
import { MongodbLog } from './log/log.ts'
import type { MongodbSource } from './mongodb-source.ts'
import { reach } from './reach.ts'
import type { Server } from './server.ts'
import { mustShowUsers } from './users.ts'

const listing = 'list the databases'

export async function openMongodb(
  source: MongodbSource,
  { services }: Pick<Bench, 'services'>,
  signal: AbortSignal,
): Promise<OpenSource> {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await reach(connectionOf(source), services, signal))
  const all = taken(await listingOf(server), source, server)
  return new OpenMongodb(source, server, all, await sizeOf(server), opened.move())
}

class OpenMongodb implements OpenSource {
  readonly where = ownProgram
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly log: LogSource
  readonly #source: MongodbSource
  readonly #server: Server
  readonly #all: readonly CollectionInfo[]
  readonly #opened: AsyncDisposableStack
  #dumped = false

  constructor(
    source: MongodbSource,
    server: Server,
    all: readonly CollectionInfo[],
    sizeBytes: number,
    opened: AsyncDisposableStack,
  ) {
    this.server = serverFacts(server.info)
    this.sizeBytes = sizeBytes
    this.log = new MongodbLog(server, source)
    this.#source = source
    this.#server = server
    this.#all = all
    this.#opened = opened
  }

  /** One document of each: whoever may list a collection may not read it for that. */
  async rehearse(): Promise<void> {
    if (this.#source.users) await mustShowUsers(this.#server, this.#source)
    for (const { name, type } of this.#all)
      if (type === 'collection')
        await this.#server.ask(`read ${name}`, () => this.#server.db.collection(name).findOne({}, { raw: true }))
  }

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    return dumpMongodb(this.#source, this.#server)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync()
  }
}

/** The names of all but the server's own. The server is asked for all: it refuses a user who sees only some. */
export async function listMongodb(
  source: MongodbSource,
  { services }: Pick<Bench, 'services'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  await using server = await reach(listingConnection(source), services, signal)
  // FerretDB lets every user see all, and knows no such wish.
  const all = server.info.product === 'FerretDB' ? {} : { authorizedDatabases: false }
  const { databases } = await server.command(listing, { listDatabases: 1, nameOnly: true, ...all })
  if (!Array.isArray(databases)) throw server.problem(new Error('the answer has no databases'), listing)
  return databases.map(({ name }) => String(name)).filter((name) => !ownDatabases.includes(name))
}
