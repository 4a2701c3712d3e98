import { isProblem, Problem } from '../../../problem.ts'
import { failureOf, type Runtime, text } from '../../../runtime/runtime.ts'
import { plural } from '../../../words/words.ts'
import { type Connection, clientCommand, placeOf } from '../connection.ts'
import type { Opening } from '../opening.ts'
import { shownRole } from '../session.ts'
import type { LogOptions } from './option.ts'
import { Slot } from './slot.ts'

/** What a server says of itself. */
export interface Setting {
  readonly recovering: boolean
  readonly role: string
  readonly may: boolean
  readonly level: string
  readonly senders: number
  readonly slots: number
  /** MB; -1: no limit. */
  readonly keep: number
  readonly tablespaces: number
  readonly provider: string | null
}

/** Roles and settings that only a provider's server has. */
const settingsQuery = `
  select pg_catalog.pg_is_in_recovery() as recovering, current_user as role,
    (select rolreplication or rolsuper from pg_catalog.pg_roles where rolname = current_user) as may,
    pg_catalog.current_setting('wal_level') as level,
    pg_catalog.current_setting('max_wal_senders')::int as senders,
    pg_catalog.current_setting('max_replication_slots')::int as slots,
    (select setting::int8 from pg_catalog.pg_settings where name = 'max_slot_wal_keep_size') as keep,
    (select count(*) from pg_catalog.pg_tablespace)::int as tablespaces,
    (select p.name from pg_catalog.pg_roles r join (values ('rdsadmin', 'Amazon RDS'), ('cloudsqladmin', 'Cloud SQL'),
      ('alloydbadmin', 'AlloyDB'), ('azuresu', 'Azure'), ('neon_superuser', 'Neon'), ('cloud_admin', 'Neon'))
      p(role, name) on p.role = r.rolname limit 1) as provider`

/** Throws `source-failed`, and what to type, where a log or a base would fail for what the server is or how it is set up. */
export async function mustBeFit(opening: Opening, options: LogOptions): Promise<void> {
  const { session, connection, source } = opening
  const [found] = await session.rows<Setting>(settingsQuery)
  if (found === undefined) throw new Error('a query without a condition gives a row')
  const because = obstacleOf(found, options, connection, (await new Slot(source.name, session).state()) !== undefined)
  if (because !== undefined)
    throw new Problem('source-failed', `${placeOf(connection)} cannot be restored to a point in time: ${because[0]}`, {
      hint: because[1],
    })
  await mustReplicate(opening)
}

/** Why its log cannot be collected, and what to type; undefined: nothing is in the way. */
export function obstacleOf(
  found: Setting,
  options: LogOptions,
  connection: Connection,
  hasSlot: boolean,
): readonly [because: string, hint: string] | undefined {
  const { role, keep } = found
  const provider = found.provider ?? (/\.supabase\.(?:co|com)$/.test(connection.host) ? 'Supabase' : undefined)
  const withSlot = options.slot !== 'none'
  if (provider !== undefined)
    return [
      `that needs the physical replication protocol, which ${provider} does not offer`,
      `Take point-in-time out of this source, and let its schedule dump it more often: each dump is a recovery point. For any second between them, use the point-in-time recovery of ${provider}.`,
    ]
  if (found.recovering)
    return [
      'it is a standby, and the end of the log is only known by its primary',
      'Name the primary in its url, or set prefer: primary.',
    ]
  if (found.level === 'minimal')
    return [
      'wal_level is minimal, so its log does not have everything',
      "Run alter system set wal_level = 'replica'; and restart the server.",
    ]
  if (!found.may)
    return [`the role ${role} may not replicate`, `Run alter role ${shownRole(role)} replication; as a superuser.`]
  if (found.senders < 1)
    return ['max_wal_senders is 0', 'Run alter system set max_wal_senders = 10; and restart the server.']
  // pg_default and pg_global are there always.
  if (found.tablespaces > 2)
    return [
      `it has ${plural(found.tablespaces - 2, 'tablespace')} of its own, and a base is streamed of one directory only`,
      'Take point-in-time out of this source, or move what is in them to pg_default and drop them: select spcname from pg_tablespace;',
    ]
  if (withSlot && found.slots < 1)
    return [
      'max_replication_slots is 0',
      'Run alter system set max_replication_slots = 10; and restart the server, or set slot: none.',
    ]
  if (options.slot === 'auto' && keep < 0 && !hasSlot)
    return [
      'max_slot_wal_keep_size is -1, so with a replication slot a schedule that stops would fill its disk',
      "Run alter system set max_slot_wal_keep_size = '10GB'; select pg_reload_conf(); or accept that with slot: unlimited, or have none with slot: none and a large wal_keep_size.",
    ]
  return undefined
}

/** Opens the connection that pg_basebackup and pg_receivewal open, of which pg_hba.conf says something of its own. */
async function mustReplicate({ runtime, connection, signal }: Opening): Promise<void> {
  const programs = { program: 'sh', args: ['-c', 'pg_receivewal --version && pg_basebackup --version'] }
  await text(runtime, { ...programs, name: 'pg_receivewal' }, signal)
  // A connection string of one parameter: the others come from the environment.
  const args = ['-X', '-w', '-A', '-t', '-d', 'replication=true', '-c', 'IDENTIFY_SYSTEM']
  try {
    await text(runtime, clientCommand('psql', args, connection, runtime), signal)
  } catch (error) {
    throw replicationAdvice(error, connection, runtime)
  }
}

/** The same error with what to type, where a server refuses a replication connection. */
export function replicationAdvice(error: unknown, { user }: Connection, { where }: Pick<Runtime, 'where'>): unknown {
  if (!isProblem(error, 'tool-failed')) return error
  const said = failureOf(error)?.stderr ?? ''
  const refused = (because: string, hint: string) => new Problem('source-failed', because, { hint, cause: error.cause })
  const role = shownRole(user)
  if (/no pg_hba\.conf entry for replication connection|pg_hba\.conf rejects replication/.test(said)) {
    const host = /from host "([^"]{1,60})"/.exec(said)?.[1]
    const isLocal = host === undefined || host === '[local]'
    const line = isLocal
      ? `local replication ${role} scram-sha-256`
      : `host replication ${role} ${cidr(host)} scram-sha-256`
    return refused(
      `the role ${user} may not open a replication connection${isLocal ? '' : ` from ${host}`}: in pg_hba.conf "all" does not include replication`,
      `Add to pg_hba.conf: ${line}, and run select pg_reload_conf(); no restart is needed.`,
    )
  }
  if (/must be superuser or replication role to start walsender|permission denied to start WAL sender/.test(said))
    return refused(`the role ${user} may not replicate`, `Run alter role ${role} replication; as a superuser.`)
  if (/exceeds max_wal_senders/.test(said))
    return refused(
      'all of max_wal_senders are in use',
      'Raise max_wal_senders, which needs a restart of the server, or run it when no other base is taken.',
    )
  if (/not found/.test(said) && /pg_receivewal|pg_basebackup/.test(said))
    return new Problem('tool-missing', `pg_receivewal or pg_basebackup does not exist in ${where}`, {
      hint: 'Set tools: { image: postgres:17 } with the major version of the server.',
      cause: error.cause,
    })
  return error
}

const cidr = (host: string): string => `${host}/${host.includes(':') ? 128 : 32}`
