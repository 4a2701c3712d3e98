import type { QdrantSource } from '../../policy/policy.ts'
import type { Bench, Dump, OpenSource, ServerFacts } from '../contract.ts'
import { ownProgram } from '../dial.ts'
import { connectionOf } from './connection.ts'
import { dumpQdrant } from './dump.ts'
import { serverFacts } from './facts.ts'
import { collectionsOf, mustBeWhole } from './listing.ts'
import type { Opening } from './opening.ts'
import { type Collection, Qdrant } from './server.ts'
import { mustBeKnown } from './version.ts'

export async function openQdrant(
  source: QdrantSource,
  { services }: Pick<Bench, 'services'>,
  signal: AbortSignal,
): Promise<OpenSource> {
  const connection = connectionOf(source)
  await using opened = new AsyncDisposableStack()
  const server = opened.use(new Qdrant(connection, services, signal))
  const version = await server.version()
  mustBeKnown(version, connection.where)
  const names = await collectionsOf(source, server)
  let sizeBytes = 0
  for (const name of names) sizeBytes += estimate(await server.collection(name))
  return new OpenQdrant({ source, connection, services, signal, server, version }, names, sizeBytes, opened.move())
}

class OpenQdrant implements OpenSource {
  readonly where = ownProgram
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly #opening: Opening
  readonly #names: readonly string[]
  readonly #opened: AsyncDisposableStack
  #dumped = false

  constructor(opening: Opening, names: readonly string[], sizeBytes: number, opened: AsyncDisposableStack) {
    this.server = serverFacts(opening.version)
    this.sizeBytes = sizeBytes
    this.#opening = opening
    this.#names = names
    this.#opened = opened
  }

  /** To remove a snapshot that is not there is refused by the rights of the key, before the server looks for it. */
  async rehearse(): Promise<void> {
    const { server } = this.#opening
    for (const name of this.#names) {
      await mustBeWhole(server, name)
      await server.deleteSnapshot(name, 'backproof-rehearsal')
    }
    await server.aliases()
  }

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    return dumpQdrant(this.#opening)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync()
  }
}

/** Of the vectors: Qdrant does not tell how much room anything takes. */
function estimate({ points_count, config }: Collection): number {
  const params = (config['params'] ?? {}) as { readonly vectors?: Readonly<Record<string, unknown>> }
  const vectors = params.vectors ?? {}
  const sizes = [vectors, ...Object.values(vectors)].map((one) => Number((one as { size?: unknown } | null)?.size) || 0)
  return (points_count ?? 0) * (sizes.reduce((sum, size) => sum + size, 0) * 4 + 100)
}
