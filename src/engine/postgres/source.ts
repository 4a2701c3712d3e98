import type { PostgresSource } from '../../policy/policy.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import type { Dump, OpenSource, ServerFacts } from '../contract.ts'
import { mustNotBeBabelfish } from './babelfish.ts'
import { mustMatch } from './client.ts'
import { connectionOf } from './connection.ts'
import { dumpPostgres } from './dump.ts'
import { serverFacts } from './facts.ts'
import type { Opening } from './opening.ts'
import type { FoundPrograms } from './programs.ts'
import { mustBeProvable, mustBeReadable } from './restore/rehearse.ts'
import { onOneServer, openSession } from './session.ts'
import { WaitingDump } from './waiting.ts'

/** The server is asked, and the programs of this runtime, at the same time: in a container each takes a while to start. */
export async function openPostgres(
  source: PostgresSource,
  { runtime, program }: FoundPrograms,
  signal: AbortSignal,
  proofs: ProofImages,
): Promise<OpenSource> {
  const named = connectionOf(source)
  await using opened = new AsyncDisposableStack()
  const waiting = opened.use(program ?? new WaitingDump(named, runtime, signal))
  const asked = waiting.version()
  // Whoever waits for the server first hears of it there.
  asked.catch(() => undefined)
  const session = opened.use(await openSession(named, runtime, signal))
  const { server, sizeBytes } = await serverFacts(session)
  mustNotBeBabelfish(server, named)
  const version = await asked
  mustMatch('pg_dump', version.client, server.major, runtime)
  const connection = await onOneServer(session, named, runtime)
  const opening = { source, runtime, signal, session, connection, server, sizeBytes, waiting, version }
  return new OpenPostgres(opening, proofs, opened.move())
}

/** The programs of the image in which a proof restores. */
export type ProofImages = (image: string) => Runtime

class OpenPostgres implements OpenSource {
  readonly where: string
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly #opening: Opening
  readonly #proofs: ProofImages
  readonly #opened: AsyncDisposableStack
  #dumped = false

  constructor(opening: Opening, proofs: ProofImages, opened: AsyncDisposableStack) {
    this.where = opening.runtime.where
    this.server = opening.server
    this.sizeBytes = opening.sizeBytes
    this.#opening = opening
    this.#proofs = proofs
    this.#opened = opened
  }

  async rehearse(): Promise<void> {
    const { source, session, connection, signal } = this.#opening
    await mustBeReadable(source, session, connection)
    if (source.verify.restore === undefined) return
    await mustBeProvable(this.server, source.verify.image, this.#proofs, signal)
  }

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    return dumpPostgres(this.#opening)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync()
  }
}
