import { mkdir, readdir } from 'node:fs/promises'
import type { PostgresSource } from '../../../policy/policy.ts'
import { Problem, remedy } from '../../../problem.ts'
import { feed, hostRuntime } from '../../../runtime/runtime.ts'
import type { Bench, Dump, Recovered, ServerFacts } from '../../contract.ts'
import { leaveData, mustNotBeBabelfish } from '../babelfish.ts'
import type { Connection } from '../connection.ts'
import { dumpPostgres } from '../dump.ts'
import { serverFacts } from '../facts.ts'
import type { DumpedSource } from '../opening.ts'
import { openQuietly, openSession } from '../session.ts'
import { PostgresTarget } from '../target.ts'
import { WaitingDump } from '../waiting.ts'
import type { Room } from './room.ts'

interface Parts {
  readonly room: Room
  readonly server: ServerFacts
  readonly source: PostgresSource | undefined
  readonly bench: Bench
  readonly signal: AbortSignal
  readonly reached: Date | undefined
  /** Removes the container. */
  readonly end: AsyncDisposableStack
}

/** A throw-away server that was played forward, reached by its socket alone. */
export class RecoveredPostgres implements Recovered<PostgresSource> {
  readonly target: PostgresTarget
  readonly reached: Date | undefined
  readonly #parts: Parts
  readonly #connection: Connection

  constructor(parts: Parts) {
    const { settings } = parts.server
    this.#parts = parts
    this.reached = parts.reached
    this.#connection = {
      host: parts.room.path,
      port: 5432,
      database: settings['database'] ?? 'postgres',
      user: settings['superuser'] ?? 'postgres',
      password: undefined,
      parameters: {},
    }
    this.target = new PostgresTarget({
      connection: this.#connection,
      find: async () => parts.room.runtime,
      signal: parts.signal,
      remove: async () => undefined,
    })
  }

  /** A server that only looks recovered would take nothing. */
  async mustBePromoted(): Promise<void> {
    const { room, signal } = this.#parts
    await using session = await openQuietly(this.#connection, room.runtime, signal)
    const [recovering] = await session.lines('select pg_catalog.pg_is_in_recovery();')
    if (recovering === 'f') return
    throw new Problem('restore-failed', 'the server has not ended its recovery', {
      hint: 'Take another moment or base.',
    })
  }

  dump(): Dump {
    const { room, source, signal } = this.#parts
    const connection = this.#connection
    let dump: Dump | undefined
    async function* parts() {
      await using waiting = new WaitingDump(connection, room.runtime, signal)
      const [session, version] = await Promise.all([openSession(connection, room.runtime, signal), waiting.version()])
      await using opened = session
      const { server, sizeBytes } = await serverFacts(opened)
      mustNotBeBabelfish(server, connection, leaveData)
      const dumped = source ?? everything
      dump = dumpPostgres({
        ...{ source: dumped, runtime: room.runtime, signal, session, connection, server, sizeBytes, waiting, version },
      })
      yield* dump.parts
    }
    return {
      parts: { [Symbol.asyncIterator]: parts },
      result: () => {
        if (dump !== undefined) return dump.result()
        throw new Problem('dump-incomplete', 'the dump is not complete: it has not begun', { hint: remedy.dump })
      },
    }
  }

  async leaveIn(directory: string): Promise<void> {
    const { room, bench, signal } = this.#parts
    await mustBeEmpty(directory)
    await room.run('pg_ctl', ['-D', room.at('data'), '-m', 'fast', '-w', '-t', '3600', 'stop'])
    await room.shell('mv "$1/auto.conf" "$1/data/postgresql.auto.conf"', room.path)
    const packed = room.runtime.spawn({ program: 'tar', args: ['-c', '-f', '-', '-C', room.at('data'), '.'] }, signal)
    packed.ended.catch(() => undefined)
    const unpack = { program: 'tar', args: ['-x', '-p', '-f', '-', '-C', directory] }
    await feed(hostRuntime({ env: bench.baseEnv }), unpack, packed.stdout, signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.end.disposeAsync()
  }
}

const everything: DumpedSource = {
  name: 'recovered',
  jobs: 1,
  globals: 'without-passwords',
  tables: { include: [], exclude: [] },
  schemas: { include: [], exclude: [] },
  allowEmpty: true,
}

async function mustBeEmpty(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  if ((await readdir(directory)).length === 0) return
  throw new Problem('target-refused', `${directory} is not empty`, {
    hint: 'Name a folder that is empty or not there.',
  })
}
