import type { PostgresSource, Role } from '../../policy/policy.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import type { ChosenHost, Dump, LogSource, OpenSource, ServerFacts } from '../contract.ts'
import { mustNotBeBabelfish } from './babelfish.ts'
import { mustMatch } from './client.ts'
import { connectionOf, ofAnyRole } from './connection.ts'
import { dumpPostgres } from './dump.ts'
import { serverFacts } from './facts.ts'
import { logOptions, postgresLog } from './log/log.ts'
import type { Opening } from './opening.ts'
import type { FoundPrograms } from './programs.ts'
import { openOneOf } from './replica.ts'
import { mustBeProvable, mustBeReadable } from './restore/rehearse.ts'
import { WaitingDump } from './waiting.ts'

/** The server is asked, and the programs of this runtime, at the same time: in a container each takes a while to start. */
export async function openPostgres(
  source: PostgresSource,
  { runtime, program }: FoundPrograms,
  signal: AbortSignal,
  proofs: ProofImages,
  prefer: Role,
): Promise<OpenSource> {
  const named = connectionOf(source)
  const anyRole = ofAnyRole(named)
  await using opened = new AsyncDisposableStack()
  const waiting = opened.use(program ?? new WaitingDump(anyRole, runtime, signal))
  const asked = waiting.version()
  // Whoever waits for the server first hears of it there.
  asked.catch(() => undefined)
  const { session, connection, host } = await openOneOf(source, named, runtime, prefer, signal)
  opened.use(session)
  const { server, sizeBytes } = await serverFacts(session)
  const version = await asked
  mustMatch('pg_dump', version.client, server.major, runtime)
  const chosen = host === undefined ? {} : { host }
  const opening = { source, runtime, signal, session, connection, server, sizeBytes, waiting, version, ...chosen }
  return new OpenPostgres(source, opening, proofs, opened.move())
}

/** The programs of the image in which a proof restores. */
export type ProofImages = (image: string) => Runtime

class OpenPostgres implements OpenSource {
  readonly where: string
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly host?: ChosenHost
  readonly log: LogSource
  readonly #source: PostgresSource
  readonly #opening: Opening
  readonly #proofs: ProofImages
  readonly #opened: AsyncDisposableStack
  #dumped = false

  constructor(source: PostgresSource, opening: Opening, proofs: ProofImages, opened: AsyncDisposableStack) {
    this.where = opening.runtime.where
    this.server = opening.server
    this.sizeBytes = opening.sizeBytes
    if (opening.host !== undefined) this.host = opening.host
    this.log = postgresLog(opening, logOptions(source.pointInTime))
    this.#source = source
    this.#opening = opening
    this.#proofs = proofs
    this.#opened = opened
  }

  async rehearse(): Promise<void> {
    const { session, connection, signal } = this.#opening
    const source = this.#source
    // A log alone is a copy of the whole server, whatever is in it.
    if (source.pointInTime === undefined || source.schedule !== undefined) this.#mustBeDumpable()
    await mustBeReadable(source, session, connection)
    if (source.pointInTime !== undefined) await this.log.rehearse()
    if (source.verify.restore === undefined) return
    await mustBeProvable(this.server, source.verify.image, this.#proofs, signal)
  }

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    this.#mustBeDumpable()
    return dumpPostgres(this.#opening)
  }

  #mustBeDumpable(): void {
    mustNotBeBabelfish(this.server, this.#opening.connection)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync()
  }
}
