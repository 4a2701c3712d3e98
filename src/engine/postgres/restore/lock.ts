import { Problem } from '../../../problem.ts'
import type { Facts } from '../../contract.ts'
import type { ArchiveEntry } from '../archive/archive.ts'
import { relations } from '../archive/only.ts'
import { type Connection, placeOf } from '../connection.ts'
import type { Session } from '../session.ts'
import type { RestoreOptions } from './option.ts'

/** How many tables have a TOAST table, which comes with an index of its own: a setting of a dump's facts. */
export const toasted = 'toasted'

const kinds = ['table', 'partitioned table', 'foreign table', 'view', 'materialized view', 'sequence', 'index']

/** What one transaction that makes all of a dump holds at least: a lock of everything that it makes. Pure. */
export function locksOf({ objects, server }: Facts): number {
  const made = kinds.reduce((sum, kind) => sum + (objects[kind]?.length ?? 0), 0)
  return made + 2 * Number(server?.settings[toasted] ?? 0)
}

const lockedKinds = [...relations, 'INDEX', 'CONSTRAINT']

/** The same of some entries of its archive, which do not tell which of their tables have a TOAST table. Pure. */
export function locksOfSome(entries: readonly ArchiveEntry[], { objects, server }: Facts): number {
  const made = entries.filter(({ kind }) => lockedKinds.includes(kind))
  const tables = made.filter(({ kind }) => kind === 'TABLE').length
  const all = ['table', 'partitioned table'].reduce((sum, kind) => sum + (objects[kind]?.length ?? 0), 0)
  const withToast = tables - (all - Number(server?.settings[toasted] ?? 0))
  return made.length + 2 * Math.max(0, withToast)
}

/**
 * A restore in one transaction that runs out of locks takes them from everybody else on that server meanwhile, and fails after
 * most of its work. Throws `target-refused` before.
 */
export async function mustHaveLocks(
  session: Session,
  needed: number,
  connection: Connection,
  { sandboxed = false, keepGoing = false, only, overwrite }: RestoreOptions,
): Promise<void> {
  // Without one transaction a lock ends with its statement.
  if (sandboxed || keepGoing) return
  // As the server reckons it (InitializeMaxBackends in its postinit.c).
  const [row] = await session.rows<{ locks: number; per: number }>(`
    select current_setting('max_locks_per_transaction')::int as per, current_setting('max_locks_per_transaction')::int * (
      select sum(setting::int) from pg_catalog.pg_settings where name in ('max_connections', 'max_prepared_transactions',
        'autovacuum_max_workers', 'max_worker_processes', 'max_wal_senders')) as locks`)
  if (row === undefined || needed <= row.locks) return
  const enough = 64 * Math.ceil((row.per * needed * 1.5) / row.locks / 64)
  const message = `the server of ${placeOf(connection)} has room for ${row.locks} locks, but a restore in one transaction needs at least ${needed}; nothing was restored`
  const fewer = only.length > 0 ? 'name fewer tables at a time, ' : ''
  const raise = `Raise max_locks_per_transaction of that server to ${enough} (alter system set max_locks_per_transaction = ${enough}, then restart it)`
  throw new Problem('target-refused', message, {
    hint: overwrite
      ? `${raise}, ${fewer}or restore into a new database with --keep-going, which does not use one transaction.`
      : `${raise}, ${fewer}or add --keep-going, which does not use one transaction.`,
  })
}
