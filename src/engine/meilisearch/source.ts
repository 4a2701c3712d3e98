import type { MeilisearchSource } from '../../policy/policy.ts'
import type { Bench, Dump, OpenSource, ServerFacts } from '../contract.ts'
import { ownProgram } from '../dial.ts'
import { connectionOf } from './connection.ts'
import { dumpMeilisearch } from './dump.ts'
import { mustBeFolder } from './dump-file.ts'
import { serverFacts } from './facts.ts'
import { indexesOf } from './listing.ts'
import type { Opening } from './opening.ts'
import { ofIndex } from './pages.ts'
import { type Index, Meilisearch } from './server.ts'
import { mustBeKnown } from './version.ts'

export async function openMeilisearch(
  source: MeilisearchSource,
  { services }: Pick<Bench, 'services'>,
  signal: AbortSignal,
): Promise<OpenSource> {
  const connection = connectionOf(source)
  await using opened = new AsyncDisposableStack()
  const server = opened.use(new Meilisearch(connection, services, signal))
  const version = await server.version()
  mustBeKnown(version, connection.where)
  const indexes = await indexesOf(source, server)
  let sizeBytes = 0
  for (const { uid } of indexes) sizeBytes += (await ofIndex(server, uid, () => server.stats(uid))).rawDocumentDbSize
  const opening = { source, connection, services, signal, server, version }
  return new OpenMeilisearch(opening, indexes, sizeBytes, opened.move())
}

class OpenMeilisearch implements OpenSource {
  readonly where = ownProgram
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly #opening: Opening
  readonly #indexes: readonly Index[]
  readonly #opened: AsyncDisposableStack
  #dumped = false

  constructor(opening: Opening, indexes: readonly Index[], sizeBytes: number, opened: AsyncDisposableStack) {
    this.server = serverFacts(opening.version)
    this.sizeBytes = sizeBytes
    this.#opening = opening
    this.#indexes = indexes
    this.#opened = opened
  }

  /** All that is read is asked for once; only a dump itself tells whether the key may make one. */
  async rehearse(): Promise<void> {
    const { server, source } = this.#opening
    if (source.dumpDir !== undefined) return await mustBeFolder(source, source.dumpDir)
    for (const { uid } of this.#indexes) {
      await ofIndex(server, uid, () => server.settings(uid))
      await ofIndex(server, uid, () => server.documents(uid, 0, 1))
    }
  }

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    return dumpMeilisearch(this.#opening)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync()
  }
}
