import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Problem, remedy } from '../../problem.ts'
import type { Dump, Facts, Part } from '../contract.ts'
import { kept as keptOf } from './definition.ts'
import { factsOf, type IndexFacts } from './facts.ts'
import { definitionOf, indexesOf } from './listing.ts'
import { type Description, descriptionBody, descriptionPart, type KeptIndex, lineOf } from './part/description.ts'
import { Cluster, type ListedIndex } from './protocol/cluster.ts'
import { Scroll, type ScrollContext } from './scroll.ts'
import type { SearchSource } from './search-source.ts'

const bufferBytes = 256 * 1024
/** Which index it is: one that is made anew has another. */
const uuid = 'index.uuid'

/** A part for each index, and at last what says which they are. */
export function dumpIndexes(source: SearchSource, context: ScrollContext): Dump {
  const { product, version } = context
  const cluster = new Cluster(context)
  let facts: Facts | undefined
  async function* parts(): AsyncGenerator<Part> {
    const listed = await indexesOf(source, cluster)
    const indexes: KeptIndex[] = []
    const found: IndexFacts[] = []
    for (const [at, index] of listed.entries()) {
      const { name } = index
      const part = `index-${at + 1}.ndjson`
      const reading = new IndexReading(context, cluster, index)
      const body = Readable.from(reading.bytes(), { objectMode: false, highWaterMark: bufferBytes })
      try {
        yield { name: part, compression: 'zstd', body }
        await finished(body, { writable: false })
      } finally {
        body.destroy()
        // What a reader leaves is tidied up before anything else is asked for.
        if (reading.begun) await reading.ended
      }
      const { definition, documents, digest } = reading.result()
      indexes.push({ name, part, documents, digest })
      found.push({ name, definition, documents, digest })
    }
    const common = await cluster.common()
    const description: Description = { version: 1, server: { product, version }, indexes, common }
    const body = descriptionBody(description)
    yield { name: descriptionPart, compression: 'zstd', body }
    if (!body.readableEnded) return
    const bytes = listed.reduce((sum, { bytes }) => sum + bytes, 0)
    facts = factsOf({ product, version, bytes, indexes: found, common })
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result() {
      if (facts === undefined)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      return { facts, findings: [], versions: { [product]: version }, consistency: 'per-object' }
    },
  }
}

/** One index on its way. */
class IndexReading {
  /** Resolves once nothing of it is left on the server. */
  readonly ended: Promise<void>
  readonly #context: ScrollContext
  readonly #cluster: Cluster
  readonly #index: ListedIndex
  readonly #end = Promise.withResolvers<void>()
  #result: Omit<IndexFacts, 'name'> | undefined
  begun = false

  constructor(context: ScrollContext, cluster: Cluster, index: ListedIndex) {
    this.#context = context
    this.#cluster = cluster
    this.#index = index
    this.ended = this.#end.promise
  }

  async *bytes(): AsyncGenerator<Buffer> {
    this.begun = true
    try {
      yield* this.#lines()
    } finally {
      this.#end.resolve()
    }
  }

  /** After the last of its bytes only. */
  result(): Omit<IndexFacts, 'name'> {
    if (this.#result !== undefined) return this.#result
    throw new Problem('dump-incomplete', `the dump of index ${this.#index.name} is not complete`, { hint: remedy.dump })
  }

  async *#lines(): AsyncGenerator<Buffer> {
    const { name } = this.#index
    const before = await definitionOf(this.#cluster, name)
    await using scroll = await Scroll.open(this.#context, name, before)
    // After the view was opened: what its documents brought into the mappings is there.
    const after = await definitionOf(this.#cluster, name)
    if (after.settings[uuid] !== before.settings[uuid])
      throw this.#context.client.problem(`index ${name} was replaced by another one meanwhile`, remedy.dump)
    const definition = keptOf(after)
    yield lineOf({ index: name, definition })
    for await (const { bytes } of scroll.documents()) yield bytes
    const { documents, digest } = scroll.tally
    yield lineOf({ end: { documents, digest } })
    this.#result = { definition, documents, digest }
  }
}
