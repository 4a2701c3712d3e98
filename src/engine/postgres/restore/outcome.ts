import { randomUUID } from 'node:crypto'
import { isProblem, Problem } from '../../../problem.ts'
import type { Runtime } from '../../../runtime/runtime.ts'
import { type Connection, placeOf } from '../connection.ts'
import { literal, openSession, type Session } from '../session.ts'
import type { RestoreOptions } from './option.ts'

/* What a restore that was ended, or failed, leaves behind: whoever reads that must know what the target is now. */

/** Other words once anything was made or dropped. */
export async function traceOf(session: Session): Promise<string> {
  const [trace = ''] = await session.lines(`select pg_catalog.concat_ws(' ', (select count(*) from pg_catalog.pg_class),
    (select max(oid) from pg_catalog.pg_class), (select max(oid) from pg_catalog.pg_proc), (select max(oid) from pg_catalog.pg_type),
    (select max(oid) from pg_catalog.pg_largeobject_metadata), (select max(oid) from pg_catalog.pg_namespace))`)
  return trace
}

export interface Began {
  /** As the one that restores uses it: by the name that it gives itself there, and nobody else. */
  readonly connection: Connection
  /** Of the target, before anything was restored; undefined where it did not come to that. */
  readonly trace: string | undefined
  /** The database, for this restore. Perhaps: the server was told to, and did not say that it has. */
  readonly made: 'not' | 'perhaps' | 'made'
}

// Whoever has ended a restore waits: a server that does not answer is not asked for long.
const lookMs = 2500

/** A connection under a name of its own, by which it is found on the server once its program is gone. */
export function named(connection: Connection): Connection {
  const { PGAPPNAME: own = 'backproof' } = connection.parameters
  return {
    ...connection,
    parameters: { ...connection.parameters, PGAPPNAME: `${own.slice(0, 40)} ${randomUUID().slice(0, 13)}` },
  }
}

/** The same Problem, with what the target is now, where that was ended by its signal or had its database made. */
export async function withOutcome(
  error: unknown,
  { connection, trace, made }: Began,
  runtime: Runtime,
  { signal, sandboxed = false, keepGoing = false, roles = false }: RestoreOptions,
): Promise<unknown> {
  if (!isProblem(error) || sandboxed || !(signal.aborted || made === 'made')) return error
  const now = trace === undefined ? undefined : await look(connection, runtime)
  const state =
    now === trace
      ? 'nothing was restored'
      : now === undefined
        ? 'it is unknown whether anything was restored, because the server does not answer: check it before you use it'
        : keepGoing
          ? 'it contains what was restored until then'
          : 'it has changed in the meantime: check it before you use it'
  const database = {
    not: '',
    perhaps: `the database ${connection.database} may have been created;  `,
    made: `the database ${connection.database} was created;  `,
  }[made]
  const stay = roles && trace !== undefined ? '; roles that were created stay' : ''
  const message = error.message.replace(/; nothing was restored$/, '')
  const again =
    made === 'not'
      ? []
      : [`Run it again, which uses the database if it is empty, or drop it: dropdb ${connection.database}.`]
  const hint = [...(error.hint === undefined ? [] : [error.hint]), ...again].join(' ')
  return new Problem(error.code, `${message}; ${database}${state}: ${placeOf(connection)}${stay}`, {
    ...(hint === '' ? {} : { hint }),
    cause: error.cause ?? error,
  })
}

/**
 * What is there once nothing restores any more: a server goes on with a statement whose program is gone, an index for hours,
 * and holds its locks meanwhile.
 */
async function look(connection: Connection, runtime: Runtime): Promise<string | undefined> {
  try {
    const { PGAPPNAME: name = '', ...parameters } = connection.parameters
    await using session = await openSession({ ...connection, parameters }, runtime, AbortSignal.timeout(lookMs))
    const ended =
      await session.lines(`select pg_catalog.pg_terminate_backend(pid, 1000) from pg_catalog.pg_stat_activity
      where application_name = ${literal(name)} and pid <> pg_catalog.pg_backend_pid()`)
    return ended.includes('f') ? undefined : await traceOf(session)
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}
