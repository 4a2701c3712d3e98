import type { Bench, Dump, OpenSource, ServerFacts } from '../contract.ts'
import { ownProgram } from '../dial.ts'
import { dumpIndexes } from './dump.ts'
import { serverFacts } from './facts.ts'
import { definitionOf, indexesOf } from './listing.ts'
import { Cluster, type ListedIndex } from './protocol/cluster.ts'
import { connect, sourceConnection } from './protocol/connection.ts'
import { Scroll, type ScrollContext } from './scroll.ts'
import type { SearchSource } from './search-source.ts'

export async function openSearch(
  source: SearchSource,
  { services }: Pick<Bench, 'services'>,
  signal: AbortSignal,
): Promise<OpenSource> {
  await using opened = new AsyncDisposableStack()
  const reached = opened.use(await connect(sourceConnection(source), services, signal))
  const context = { ...reached, product: source.engine }
  const indexes = await indexesOf(source, new Cluster(context))
  return new OpenSearch(source, context, indexes, opened.move())
}

class OpenSearch implements OpenSource {
  readonly where = ownProgram
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly #source: SearchSource
  readonly #context: ScrollContext
  readonly #indexes: readonly ListedIndex[]
  readonly #opened: AsyncDisposableStack
  #dumped = false

  constructor(
    source: SearchSource,
    context: ScrollContext,
    indexes: readonly ListedIndex[],
    opened: AsyncDisposableStack,
  ) {
    this.server = serverFacts(source.engine, context.version)
    this.sizeBytes = indexes.reduce((sum, { bytes }) => sum + bytes, 0)
    this.#source = source
    this.#context = context
    this.#indexes = indexes
    this.#opened = opened
  }

  /** Everything that a dump asks for, and of each index one page. */
  async rehearse(): Promise<void> {
    const cluster = new Cluster(this.#context)
    for (const { name } of this.#indexes) {
      await using scroll = await Scroll.open(this.#context, name, await definitionOf(cluster, name))
      for await (const _ of scroll.documents()) break
    }
    await cluster.common()
  }

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    return dumpIndexes(this.#source, this.#context)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync()
  }
}
