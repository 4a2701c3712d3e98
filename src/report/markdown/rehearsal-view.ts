import type { RehearsalChange, RehearsalReport } from '../../judge/judge.ts'
import { formatCount, formatDuration, plural } from '../../words/words.ts'
import { code, markdown } from './escape.ts'

/** Changes, locks and statements that are shown; JSON has them all. */
const mostShown = 20

const outcomes: Readonly<Record<RehearsalReport['outcome'], string>> = {
  passed: '✅ the migration ran, and every assertion holds',
  'migration-failed': '❌ the migration failed',
  'assertion-failed': '❌ the migration ran, and an assertion does not hold after it',
}

/**
 * For the comment of a pull request and the job's summary. What a server said of a refused statement may hold a row of the
 * data: only its code is shown here. Pure.
 */
export function renderRehearsal(report: RehearsalReport): string {
  const { source, id, outcome, migration, durations, locks, failed, changes, findings, assertions } = report
  const [longest] = locks ?? []
  const rows: (readonly [string, string])[] = [
    ['backup', `${code(id)}${report.proven ? '' : ', which no proof has passed'}`],
    ...(report.image === undefined ? [] : [['image', code(report.image)] as const]),
    ['migration', `${formatDuration(migration.durationMs)}${ended(migration)}`],
    ['restore before it', formatDuration(durations['restore'] ?? 0)],
    [
      'longest lock',
      locks === null
        ? 'not available for this engine'
        : longest
          ? `${code(longest.mode)} on ${code(longest.object)}, ${formatDuration(longest.heldMs)}`
          : 'none seen',
    ],
    ['assertions', assertions === 0 ? 'none in the policy' : `${assertions}`],
  ]
  const lists = [
    section('Schema and rows', changes.map(changeText)),
    section(
      'Locks',
      (locks ?? [])
        .slice(1)
        .map((lock) => `${code(lock.mode)} on ${code(lock.object)}: ${formatDuration(lock.heldMs)}`),
    ),
    section(
      'Statements that failed',
      (failed ?? []).map((one) => `${code(one.code)} ${code(one.statement, 500)}`),
    ),
    section(
      'Findings',
      findings.map((one) => `${one.level}: ${markdown(one.message)}${one.hint ? ` ${markdown(one.hint)}` : ''}`),
    ),
  ]
  return [
    `### Migration rehearsal of ${markdown(source)}: ${outcomes[outcome]}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    ...lists.flat(),
    '',
  ].join('\n')
}

const ended = ({ exitCode, killedBy }: RehearsalReport['migration']) =>
  killedBy !== undefined ? `, ended by ${markdown(killedBy)}` : exitCode === 0 ? '' : `, exit code ${exitCode}`

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return []
  const rest = lines.length - mostShown
  return [
    '',
    `**${title}**`,
    '',
    ...lines.slice(0, mostShown).map((line) => `- ${line}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ]
}

const sign = { added: '+', removed: '−', rows: '±' } as const

function changeText({ kind, name, change, before, after }: RehearsalChange): string {
  if (change !== 'rows') return `${sign[change]} ${markdown(kind)} ${code(name)}`
  const count = (value: number | undefined) => (value === undefined ? 'none' : formatCount(value))
  return `${sign.rows} ${code(name)}: ${count(before)} → ${count(after)} rows`
}

/** The same for a terminal. Pure. */
export function rehearsalText(report: RehearsalReport): string {
  const { source, id, outcome, migration, locks, failed, changes, findings } = report
  const [longest] = locks ?? []
  const { exitCode, killedBy } = migration
  const how = killedBy !== undefined ? `ended by ${killedBy}` : exitCode === 0 ? 'done' : `exit code ${exitCode}`
  const lock =
    locks === null
      ? 'not available for this engine'
      : longest
        ? `${longest.mode} on ${longest.object}, ${formatDuration(longest.heldMs)}`
        : 'none seen'
  return [
    `${source}: rehearsed on ${id}: ${outcome.replace('-', ' ')}`,
    `  migration     ${how}, in ${formatDuration(migration.durationMs)}`,
    `  longest lock  ${lock}`,
    `  changes       ${plural(changes.length, 'difference')}`,
    ...changes
      .slice(0, mostShown)
      .map(({ kind, name, change, before, after }) =>
        change === 'rows'
          ? `    ± ${name}: ${before ?? 'none'} → ${after ?? 'none'} rows`
          : `    ${sign[change]} ${kind} ${name}`,
      ),
    ...(failed ?? []).slice(0, mostShown).map((one) => `  refused       ${one.code} ${one.message}: ${one.statement}`),
    ...findings.map(({ level, message }) => `  ${level}: ${message}`),
  ].join('\n')
}
