import { Problem } from '../../../problem.ts'
import type { Session } from '../session.ts'
import { type Lsn, parseLsn } from './lsn.ts'

/** How far a server's log goes, and which it is. */
export interface Standing {
  readonly system: string
  readonly timeline: number
  readonly segmentBytes: number
  readonly end: Lsn
}

/** Its end is asked for last: all that was committed before this is called is in the log up to there. */
export async function standingOf(session: Session): Promise<Standing> {
  const [row] = await session.rows<{ system: string; bytes: number; end: string; file: string }>(`
    select (select system_identifier::text from pg_catalog.pg_control_system()) as system,
      (select setting::int8 from pg_catalog.pg_settings where name = 'wal_segment_size') as bytes,
      l.lsn::text as end, pg_catalog.pg_walfile_name(l.lsn) as file
    from (select pg_catalog.pg_current_wal_flush_lsn() as lsn offset 0) l`)
  const end = parseLsn(row?.end ?? '')
  if (row === undefined || end === undefined) throw new Error('the server tells no end of its log')
  return { system: row.system, timeline: Number.parseInt(row.file.slice(0, 8), 16), segmentBytes: row.bytes, end }
}

/** By the server's clock, which the log's own times are of. */
export async function serverClock(session: Session): Promise<Date> {
  const [text = ''] = await session.lines(
    `select pg_catalog.to_char(pg_catalog.clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');`,
  )
  // Rounded down to milliseconds.
  const time = new Date(text)
  if (!Number.isNaN(time.getTime())) return time
  throw new Problem('source-failed', `the server's clock says ${JSON.stringify(text)}`, {
    hint: "Set the clock of the server's machine.",
  })
}

/** A time before, a message in the log, and the end of the log behind the message's commit. */
export interface Mark extends Standing {
  /** All that was committed until then lies before the message. */
  readonly until: Date
  readonly marker: Lsn
}

/**
 * Writes a message into the log, in a transaction of its own: its commit is later than the clock says before, and has been
 * flushed once it is confirmed. So a recovery to that time finds where to stop, whatever else is written.
 */
export async function mark(session: Session): Promise<Mark> {
  const until = await serverClock(session)
  const [text = ''] = await session.lines(
    [
      'begin read write;',
      // Not for the confirmation of standbys: what counts here is this server's own log.
      "set local synchronous_commit = 'local';",
      "select pg_catalog.pg_logical_emit_message(true, 'backproof', 'tick');",
      'commit;',
    ].join('\n'),
  )
  const marker = parseLsn(text)
  if (marker === undefined) throw new Error(`the server tells no place of its message: ${text}`)
  return { until, marker, ...(await standingOf(session)) }
}
