import type { PostgresSource } from '../../policy/policy.ts'
import { Problem, remedy } from '../../problem.ts'
import { startSandbox } from '../../runtime/runtime.ts'
import type { Engine } from '../contract.ts'
import { offline } from '../programs.ts'
import { postgresContents } from './archive/contents.ts'
import { connectionOf, ofAnyRole, serversOf } from './connection.ts'
import { listingSource, listPostgres } from './list.ts'
import { postgresReplay } from './log/log.ts'
import { findPrograms, programsLeft, readingRuntime } from './programs.ts'
import { rehearsePostgres } from './rehearsal.ts'
import { openGlobals } from './restore/restore.ts'
import { rolesOf } from './restore/role.ts'
import { targetConnection } from './restore/target.ts'
import { postgresSandbox } from './sandbox.ts'
import { openPostgres } from './source.ts'
import { PostgresTarget } from './target.ts'

/** PostgreSQL 15 to 18 by its own programs: pg_dump, pg_dumpall, pg_restore, psql. */
export const postgres: Engine<PostgresSource> = {
  name: 'postgres',
  can: { selects: 'table', restores: ['create', 'globals', 'keep-going'] },
  open: async (source, bench, signal, prefer = 'primary') =>
    openPostgres(
      source,
      await findPrograms(ofAnyRole(connectionOf(source)), source.tools, bench, signal, `source ${source.name}`),
      signal,
      (image) => offline(image, bench),
      prefer,
    ),
  list: listPostgres,
  servers: (source) => serversOf(connectionOf(source.databases ? listingSource(source) : source)),
  takes: () => false,
  contents: (backup, by, bench, signal, required) =>
    postgresContents(backup, readingRuntime(backup.facts, by, bench), signal, required),
  globals: async (backup) => rolesOf(await openGlobals(backup)),
  globalsPart: 'globals.sql',
  target: async (text, { tools }, bench, signal) =>
    new PostgresTarget({
      connection: targetConnection(text.trim()),
      find: (reached) => programsLeft(reached, tools, bench, signal),
      signal,
    }),
  sandbox: async ({ server }, image, { baseEnv, label }, signal) => {
    if (server === undefined)
      throw new Problem('object-damaged', 'the facts of the dump name no server', { hint: remedy.damaged })
    const { spec, connection } = postgresSandbox(server, image)
    const sandbox = await startSandbox(spec, { baseEnv, label, signal })
    const remove = async () => sandbox[Symbol.asyncDispose]()
    return new PostgresTarget({ connection, find: async () => sandbox.runtime, signal, remove })
  },
  rehearsal: rehearsePostgres,
  replay: postgresReplay,
}
