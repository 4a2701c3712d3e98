import type { PostgresSource } from '../../policy/policy.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import type { Dump, OpenSource, ServerFacts } from '../contract.ts'
import { canZstd, clientVersion, type DumpProgram, mustMatch } from './client.ts'
import { connectionOf } from './connection.ts'
import { dumpPostgres } from './dump.ts'
import { serverFacts } from './facts.ts'
import type { Opening } from './opening.ts'
import { mustBeProvable, mustBeReadable } from './restore/rehearse.ts'
import { onOneServer, openSession } from './session.ts'

/** The server is asked, and the programs of this runtime, at the same time: in a container each takes a while to start. */
export async function openPostgres(
  source: PostgresSource,
  runtime: Runtime,
  signal: AbortSignal,
  proofs: ProofImages,
): Promise<OpenSource> {
  const named = connectionOf(source)
  const mine = new AbortController()
  const asked = askPgDump(runtime, AbortSignal.any([signal, mine.signal]))
  // Whoever waits for the server first hears of it there.
  asked.catch(() => undefined)
  const session = await openSession(named, runtime, signal).catch(async (error: unknown) => {
    mine.abort()
    await asked.catch(() => undefined)
    throw error
  })
  try {
    const { server, sizeBytes } = await serverFacts(session)
    const program = await asked
    mustMatch('pg_dump', program.client, server.major, runtime)
    const connection = await onOneServer(session, named, runtime)
    return new OpenPostgres({ source, runtime, signal, session, connection, server, sizeBytes, program, proofs })
  } catch (error) {
    await session[Symbol.asyncDispose]()
    throw error
  }
}

/** The programs of the image in which a proof restores. */
export type ProofImages = (image: string) => Runtime

class OpenPostgres implements OpenSource {
  readonly where: string
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly #opening: Opening
  readonly #proofs: ProofImages
  #dumped = false

  constructor({ sizeBytes, proofs, ...opening }: Opening & { sizeBytes: number; proofs: ProofImages }) {
    this.where = opening.runtime.where
    this.server = opening.server
    this.sizeBytes = sizeBytes
    this.#opening = opening
    this.#proofs = proofs
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
    await this.#opening.session[Symbol.asyncDispose]()
  }
}

async function askPgDump(runtime: Runtime, signal: AbortSignal): Promise<DumpProgram> {
  const client = await clientVersion('pg_dump', runtime, signal)
  return { client, zstd: await canZstd(client, runtime, signal) }
}
