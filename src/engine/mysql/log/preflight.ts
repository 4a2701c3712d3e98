import { type Finding, Problem } from '../../../problem.ts'
import { formatDuration, namesSome } from '../../../words/words.ts'
import { placeOf } from '../connection.ts'
import { missingForLog, toGrant } from '../grant.ts'
import type { Opening } from '../opening.ts'
import { isOlder, isTransactional } from '../product.ts'
import { type Asker, identifier, query } from '../session.ts'

type Settings = ReadonlyMap<string, string>

/**
 * Throws what would leave a gap in the log of a source, or make it unfit to be played back; gives what a person should know of it
 * besides.
 */
export async function checkLog(opening: Opening): Promise<readonly Finding[]> {
  const { connection, server, place, rights, findings } = opening
  const at = placeOf(connection)
  if (!server.hasLog)
    throw new Problem('source-failed', `${at}: the server writes no binary log, which point-in-time needs`, {
      hint: 'Set log_bin=binlog and binlog_format=ROW in the configuration of the server, and restart it.',
    })
  const missing = missingForLog(rights, connection)
  if (missing !== undefined)
    throw new Problem('source-failed', `${connection.user} may not read the binary log of ${at}`, {
      hint: toGrant([missing], connection, rights),
    })
  if (place.kind !== 'own') throw noPlace(opening, findings)
  const judged = judgeSettings(await settingsOf(opening), opening)
  return [...judged, ...judgeTables(await storagesOf(opening), at), ...judgeNames(opening)]
}

/** Of each table, the storage engine. */
async function storagesOf(opening: Opening): Promise<readonly (readonly string[])[]> {
  return await query(
    opening,
    `select table_name, coalesce(engine, '') from information_schema.tables
     where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED') order by table_name`,
  )
}

/** The log says again what a dump saw of them already, past its own moment. Pure. */
export function judgeTables(storages: readonly (readonly string[])[], at: string): readonly Finding[] {
  const names = storages.filter(([, storage = '']) => !isTransactional(storage)).map(([name = '']) => name)
  const [first] = names
  if (first === undefined) return []
  const message = `${at}: ${namesSome(names)} ${names.length === 1 ? 'has' : 'have'} no transactions: what is written there while a dump is taken may be there twice once the log is played back`
  return [{ level: 'warning', blame: 'source', message, hint: `Run ALTER TABLE ${identifier(first)} ENGINE=InnoDB;` }]
}

/** The programs write names into comments, which a line break ends. Pure. */
function judgeNames({ connection, before }: Opening): readonly Finding[] {
  const names = [connection.database, ...before.tables.map(({ name }) => name)].filter((name) => name.includes('\n'))
  if (names.length === 0) return []
  const message = `${placeOf(connection)}: the log cannot be played back beyond a change of what has a line break in its name: ${namesSome(names.map((name) => JSON.stringify(name)))}`
  return [{ level: 'failure', blame: 'source', message, hint: 'Rename it: RENAME TABLE `old` TO `new`;' }]
}

function noPlace({ connection, place }: Opening, findings: readonly Finding[]): Problem {
  const at = placeOf(connection)
  if (place.kind === 'source')
    return new Problem('source-failed', `${at} is a replica: its dumps lie in the log of its source, not in its own`, {
      hint: 'Name the primary in its url.',
    })
  const [known] = findings.filter(({ message }) => message.includes('binary log'))
  return new Problem('source-failed', `${at}: ${known?.message ?? 'its dumps do not say where in the log they lie'}`, {
    hint: known?.hint ?? 'Name the primary in its url.',
  })
}

const names = [
  ...['binlog_format', 'binlog_expire_logs_seconds', 'binlog_encryption', 'max_binlog_total_size'],
  ...['binlog_do_db', 'binlog_ignore_db'],
]

async function settingsOf(opening: Opening): Promise<Settings> {
  const { product, version } = opening.server.told
  const status =
    product.name === 'mariadb'
      ? 'show binlog status'
      : isOlder(version, { text: '8.4', major: 8, minor: 4 })
        ? 'show master status'
        : 'show binary log status'
  const rows = await query(
    opening satisfies Asker,
    `select 'status'; ${status}; select 'settings';
     show global variables where variable_name in (${names.map((name) => `'${name}'`).join(', ')})`,
    { anywhere: true },
  )
  const from = rows.findIndex(([label]) => label === 'settings')
  const [, only = '', never = ''] = rows.slice(1, from)[0]?.slice(1) ?? []
  const settings = new Map(rows.slice(from + 1).map(([name = '', value = '']) => [name.toLowerCase(), value]))
  return new Map([...settings, ['binlog_do_db', only], ['binlog_ignore_db', never]])
}

/** Pure. */
export function judgeSettings(
  settings: Settings,
  { connection, source }: Pick<Opening, 'connection' | 'source'>,
): readonly Finding[] {
  const at = placeOf(connection)
  const refuse = (because: string, hint: string) => new Problem('source-failed', `${at}: ${because}`, { hint })
  const of = (name: string) => settings.get(name) ?? ''
  const list = (name: string) => of(name).split(',').filter(Boolean)
  const [only, never] = [list('binlog_do_db'), list('binlog_ignore_db')]
  if ((only.length > 0 && !only.includes(connection.database)) || never.includes(connection.database))
    throw refuse(
      `the server does not log what is written to ${connection.database}`,
      `Take binlog_do_db and binlog_ignore_db out of the configuration of the server, and restart it.`,
    )
  const format = of('binlog_format').toUpperCase()
  if (format === 'STATEMENT')
    throw refuse(
      'the server logs statements (binlog_format=STATEMENT), which need not do the same a second time',
      'Run SET GLOBAL binlog_format=ROW; and set it in the configuration of the server too.',
    )
  if (of('binlog_encryption') === 'ON')
    throw refuse(
      'the binary log is encrypted on the server (binlog_encryption=ON), and is not collected as such',
      'Run SET GLOBAL binlog_encryption=OFF; or take point-in-time out of the source.',
    )
  const everyMs = source.pointInTime?.everyMs ?? 0
  const keptMs = Number(of('binlog_expire_logs_seconds') || 0) * 1000
  const longer = `Run SET GLOBAL binlog_expire_logs_seconds=${Math.max(86_400, (3 * everyMs) / 1000)}; and set it in the configuration of the server too.`
  if (keptMs > 0 && keptMs <= everyMs)
    throw refuse(
      `the server keeps its log for ${formatDuration(keptMs)}, and it is collected every ${formatDuration(everyMs)}`,
      longer,
    )
  const findings: Finding[] = []
  const warn = (message: string, hint: string) =>
    findings.push({ level: 'warning', blame: 'source', message: `${at}: ${message}`, hint })
  if (keptMs > 0 && keptMs < 3 * everyMs)
    warn(`the server keeps its log for ${formatDuration(keptMs)}: a few late runs leave a gap`, longer)
  if (Number(of('max_binlog_total_size') || 0) > 0)
    warn(
      `the server removes its log by size (max_binlog_total_size=${of('max_binlog_total_size')}), collected or not`,
      'Run SET GLOBAL max_binlog_total_size=0; and let binlog_expire_logs_seconds say how long it is kept.',
    )
  if (format === 'MIXED')
    warn(
      'the server logs some changes as statements (binlog_format=MIXED), which are run again when the log is played back',
      'Run SET GLOBAL binlog_format=ROW; and set it in the configuration of the server too.',
    )
  return findings
}
