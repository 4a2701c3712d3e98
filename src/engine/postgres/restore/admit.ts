import { Problem } from '../../../problem.ts'
import { feed, type Runtime } from '../../../runtime/runtime.ts'
import type { PlainBackup } from '../../contract.ts'
import { type Connection, placeOf } from '../connection.ts'
import { openSession, type Session } from '../session.ts'
import { hasDatabase, maintenance } from './create.ts'
import { mustHaveLocks } from './lock.ts'
import type { RestoreOptions } from './option.ts'
import { dumpPart, mustHaveGlobals } from './part.ts'
import { unfitProgram } from './restore-error.ts'
import { type ArchiveExtract, taken } from './take.ts'
import { mustBeEmpty, openTarget } from './target.ts'

/** Refuses what `restorePostgres` would refuse, and changes nothing. */
export async function admitPostgres(
  dump: PlainBackup,
  connection: Connection,
  runtime: Runtime,
  options: RestoreOptions,
): Promise<void> {
  mustFit(dump, options)
  // Of a data directory nothing is restored but a dump that is still to be made.
  const isDump = dump.parts.some((part) => part === 'dump.pgc' || part === 'dump.tar')
  if (isDump) await mustRead(dump, runtime, options.signal)
  if (options.create === true && (await admitNew(isDump ? dump : undefined, connection, runtime, options))) return
  await using session = await openTarget(connection, runtime, options.signal)
  if (isDump) await mustTake(session, dump, connection, options)
  else await mustBeFree(session, connection, options)
}

/** What is wrong with the request itself. */
export function mustFit(dump: PlainBackup, { keepGoing, overwrite, roles }: RestoreOptions): void {
  // What could not be dropped would be there still, and the rows would be added to it.
  if (keepGoing === true && overwrite)
    throw new Problem('usage', '--keep-going cannot be combined with --overwrite', {
      hint: 'Restore into a new database.',
    })
  if (roles === true) mustHaveGlobals(dump)
}

/** Throws `target-refused` for a target that holds something, or takes nothing. */
export async function mustTake(
  session: Session,
  dump: PlainBackup,
  connection: Connection,
  options: RestoreOptions,
): Promise<ArchiveExtract> {
  await mustBeFree(session, connection, options)
  const what = await taken(dump, dumpPart(dump), session, options)
  await mustHaveLocks(session, what.locks, connection, options)
  return what
}

async function mustBeFree(session: Session, connection: Connection, options: RestoreOptions): Promise<void> {
  await mustBeEmpty(session, connection, options)
  await mustBeWritable(session, connection)
}

/** The same of a database that is not there yet. */
export async function mustMake(
  session: Session,
  locks: number,
  connection: Connection,
  options: RestoreOptions,
): Promise<void> {
  await mustHaveLocks(session, locks, connection, options)
  const [may] = await session.lines(
    'select rolsuper or rolcreatedb from pg_catalog.pg_roles where rolname = current_user',
  )
  if (may === 't') return
  throw new Problem('target-refused', `${connection.user} may not create the database ${placeOf(connection)}`, {
    hint: `Create it first, or run ALTER ROLE "${connection.user}" CREATEDB;`,
  })
}

/** False: the database is there already. */
async function admitNew(
  dump: PlainBackup | undefined,
  connection: Connection,
  runtime: Runtime,
  options: RestoreOptions,
): Promise<boolean> {
  await using session = await openSession({ ...connection, database: maintenance }, runtime, options.signal)
  if (await hasDatabase(session, connection)) return false
  const { locks } = dump ? await taken(dump, dumpPart(dump), undefined, options) : { locks: 0 }
  await mustMake(session, locks, connection, options)
  return true
}

/** A pg_restore that is older than the backup's pg_dump says so of the first bytes. */
async function mustRead(dump: PlainBackup, runtime: Runtime, signal: AbortSignal): Promise<void> {
  if (dumpPart(dump) !== 'dump.pgc') return
  try {
    await feed(runtime, { program: 'pg_restore', args: ['--list'] }, await dump.open('dump.pgc'), signal)
  } catch (error) {
    throw unfitProgram(error) ?? error
  }
}

interface Writable {
  readonly standby: boolean
  readonly closed: boolean
  readonly may: boolean
}

/** One that only reads would be found out after the restore has begun. */
async function mustBeWritable(session: Session, connection: Connection): Promise<void> {
  const [found] = await session.rows<Writable>(`
    select pg_catalog.pg_is_in_recovery() as standby, pg_catalog.current_setting('transaction_read_only') = 'on' as closed,
      pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') or exists (
        select from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
          and pg_catalog.has_schema_privilege(oid, 'CREATE')) as may`)
  const place = placeOf(connection)
  if (found?.standby)
    throw new Problem('target-refused', `the server of ${place} is a standby, which only reads`, {
      hint: 'Name its primary, or promote it first.',
    })
  if (found?.closed)
    throw new Problem('target-refused', `${place} takes no writes: its transactions are read-only`, {
      hint: `Run ALTER DATABASE "${connection.database}" RESET default_transaction_read_only; or that of the role or the server.`,
    })
  if (found?.may !== false) return
  throw new Problem('target-refused', `${connection.user} may create nothing in ${place}`, {
    hint: `Restore as the owner of the database, or run GRANT CREATE ON DATABASE "${connection.database}" TO "${connection.user}"; and GRANT CREATE ON SCHEMA public TO "${connection.user}";`,
  })
}
