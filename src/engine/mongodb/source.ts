import type { Bench, Dump, OpenSource, ServerFacts } from '../contract.ts'
import { ownProgram } from '../dial.ts'
import type { CollectionInfo } from './collection.ts'
import { connectionOf, fromHere } from './connection.ts'
import { dumpMongodb } from './dump.ts'
import { serverFacts, sizeOf } from './facts.ts'
import { listingOf, taken } from './listing.ts'
import type { MongodbSource } from './mongodb-source.ts'
import { Server } from './server.ts'

export async function openMongodb(
  source: MongodbSource,
  { services }: Pick<Bench, 'services'>,
  signal: AbortSignal,
): Promise<OpenSource> {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await Server.connect(fromHere(connectionOf(source), services), signal))
  const all = taken(await listingOf(server), source, server)
  return new OpenMongodb(source, server, all, await sizeOf(server), opened.move())
}

class OpenMongodb implements OpenSource {
  readonly where = ownProgram
  readonly server: ServerFacts
  readonly sizeBytes: number
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
    this.#source = source
    this.#server = server
    this.#all = all
    this.#opened = opened
  }

  /** One document of each: whoever may list a collection may not read it for that. */
  async rehearse(): Promise<void> {
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
