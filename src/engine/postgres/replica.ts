import type { PostgresSource, Role } from '../../policy/policy.ts'
import type { Problem } from '../../problem.ts'
import { failureOf, type Runtime } from '../../runtime/runtime.ts'
import type { ChosenHost } from '../contract.ts'
import type { Answer } from '../hosts/choose.ts'
import { isClustered, openHost, unreached, wishOf } from '../hosts/hosts.ts'
import { askedRole, atServer, type Connection, ofAnyRole, serversOf } from './connection.ts'
import { openSession, type Session, shownRole } from './session.ts'

interface OpenedServer {
  readonly session: Session
  readonly connection: Connection
  readonly host?: ChosenHost
}

/**
 * Connects to the one server that is dumped. What looks into a database and what reads it must not be connected to two of
 * several.
 */
export async function openOneOf(
  source: PostgresSource,
  named: Connection,
  runtime: Runtime,
  prefer: Role,
  signal: AbortSignal,
): Promise<OpenedServer> {
  const servers = serversOf(named)
  if (!isClustered(source, servers)) return { session: await openSession(named, runtime, signal), connection: named }
  const connection = ofAnyRole(named)
  const cluster = {
    servers,
    open: (server: (typeof servers)[number], signal: AbortSignal) =>
      openSession(atServer(connection, server), runtime, signal),
    ask: (session: Session) => askStanding(session, connection.user),
    explain,
  }
  // What the policy says goes before what the URL does.
  const asked = source.cluster === undefined || source.cluster.prefer === 'auto' ? askedRole(named) : {}
  const wish = { ...wishOf(source, prefer), ...asked }
  const { opened: session, server, host } = await openHost(source, cluster, wish, signal)
  return { session, connection: atServer(connection, server), host }
}

interface Row {
  readonly recovering: boolean
  readonly system: string
  /** Of a primary its timeline; of a standby that of what it receives, where this role may see that. */
  readonly timeline: number | null
  /** Bytes, as text: of a primary the end of its log; of a standby, of what it has replayed. */
  readonly at: string | null
  readonly receives: boolean
  readonly restores: boolean
  /** Bytes, as text: the end of the primary's log when it last told of it. */
  readonly end: string | null
  /** Seconds since it last told anything. */
  readonly heard: number | null
  /** Seconds since the newest transaction that is replayed was committed, by the clocks of both. */
  readonly replayed: number | null
  readonly paused: string
}

/** What a server says of its place in the cluster. A role that may not see who streams to it sees a row without columns. */
export async function askStanding(session: Session, role: string): Promise<Answer> {
  const [row] = await session.rows<Row>(`
    select s.recovering, (select system_identifier::text from pg_catalog.pg_control_system()) as system,
      case when s.recovering then r.received_tli else
        ('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8))::bit(32)::int end
        as timeline,
      pg_catalog.pg_wal_lsn_diff(case when s.recovering then pg_catalog.pg_last_wal_replay_lsn()
        else pg_catalog.pg_current_wal_lsn() end, '0/0')::text as at,
      r.pid is not null as receives,
      coalesce(pg_catalog.current_setting('restore_command', true), '') <> '' as restores,
      pg_catalog.pg_wal_lsn_diff(r.latest_end_lsn, '0/0')::text as end,
      extract(epoch from pg_catalog.clock_timestamp() - r.last_msg_receipt_time)::float8 as heard,
      case when s.recovering then extract(epoch from
        pg_catalog.clock_timestamp() - pg_catalog.pg_last_xact_replay_timestamp())::float8 end as replayed,
      case when s.recovering then pg_catalog.pg_get_wal_replay_pause_state() end as paused
    from (select pg_catalog.pg_is_in_recovery() as recovering) s left join pg_catalog.pg_stat_wal_receiver r on true`)
  if (row === undefined) throw new Error('a query without a condition gives a row')
  return standingOf(row, role)
}

export function standingOf(row: Row, role: string): Answer {
  const { recovering, system, timeline, receives, restores, replayed } = row
  const known = { ids: [`system ${system}`], ...(row.at === null ? {} : { at: BigInt(row.at) }) }
  if (!recovering) return { kind: 'primary', ...known, history: `timeline ${timeline}` }
  const follows = timeline === null ? {} : { follows: `timeline ${timeline}` }
  const standing = { kind: 'replica', ...known, ...follows } as const
  if (!receives && !restores) return { ...standing, broken: 'it receives nothing from a primary' }
  // Each is a limit by itself: it has all that was committed so long ago; or all that its primary had when that last told.
  const sinceHeard = row.end !== null && row.at !== null && BigInt(row.at) >= BigInt(row.end) ? row.heard : null
  const limits = [replayed, sinceHeard].filter((limit) => limit !== null)
  if (limits.length > 0) return { ...standing, behindSeconds: Math.min(...limits) }
  if (!receives || row.heard !== null)
    return { ...standing, unknown: 'it has replayed no transaction since it was started' }
  return {
    ...standing,
    unknown: `${role} may not see what it receives`,
    hint: `Run grant pg_read_all_stats to ${shownRole(role)}; on the primary.`,
  }
}

/** What libpq says, without the program around it. */
export function explain(error: Problem): Extract<Answer, { kind: 'dead' | 'refused' }> {
  const said = failureOf(error)?.stderr ?? error.message
  const refusal = /(?:FATAL|ERROR): +(.+)/.exec(said)?.[1]?.trim()
  if (refusal !== undefined && !/starting up|shutting down|recovery mode|not yet accepting/.test(refusal))
    return { kind: 'refused', because: `it refuses the connection: ${refusal}`, hint: error.hint }
  const reason =
    refusal ?? /failed: (.+)/.exec(said)?.[1]?.trim() ?? /error: (.+)/.exec(said)?.[1]?.trim() ?? error.message
  return { kind: 'dead', because: `it cannot be reached: ${reason}`, hint: unreached }
}
