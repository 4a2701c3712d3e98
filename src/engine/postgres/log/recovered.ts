import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresSource } from '../../../policy/policy.ts'
import { noteAlso, Problem, remedy } from '../../../problem.ts'
import { feed, hostRuntime } from '../../../runtime/runtime.ts'
import { watchedBody } from '../../body.ts'
import type { Bench, Dump, Facts, Recovered, ServerFacts } from '../../contract.ts'
import { mustBeEmptyFolder } from '../../host-path.ts'
import { everything as everythingThere } from '../archive/selection.ts'
import { leaveData, mustNotBeBabelfish } from '../babelfish.ts'
import type { Connection } from '../connection.ts'
import { dumpPostgres } from '../dump.ts'
import { namesByKind, serverFacts } from '../facts.ts'
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

  async objects(): Promise<Facts['objects']> {
    const { room, signal } = this.#parts
    await using session = await openQuietly(this.#connection, room.runtime, signal)
    return await namesByKind(session, everythingThere)
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

  async leaveIn(directory: string): Promise<number> {
    const { room, bench, signal } = this.#parts
    await mustBeEmptyFolder(directory)
    const made = await mkdir(directory, { recursive: true, mode: 0o700 })
    await room.run('pg_ctl', ['-D', room.at('data'), '-m', 'fast', '-w', '-t', '3600', 'stop'])
    await room.shell('mv "$1/auto.conf" "$1/data/postgresql.auto.conf"', room.path)
    const packed = room.runtime.spawn({ program: 'tar', args: ['-c', '-f', '-', '-C', room.at('data'), '.'] }, signal)
    packed.ended.catch(() => undefined)
    let bytes = 0
    const counted = watchedBody(packed, { push: (chunk) => (bytes += chunk.length), end: () => undefined })
    // tar may end before what pads the archive was read, and whoever packs it would not come to its end.
    const unpack = {
      program: 'sh',
      args: ['-ec', 'tar -x -p -f - -C "$1"; cat >/dev/null', 'sh', directory],
      name: 'tar',
    }
    try {
      await feed(hostRuntime({ env: bench.baseEnv }), unpack, counted, signal)
      await packed.ended
    } catch (error) {
      // Half of a data directory must not look like one.
      const paths = made === undefined ? (await readdir(directory)).map((name) => join(directory, name)) : [made]
      for (const path of paths) await rm(path, { recursive: true, force: true }).catch((also) => noteAlso(error, also))
      throw error
    }
    return bytes
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
