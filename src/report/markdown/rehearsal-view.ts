import type { RehearsalReport } from '../../judge/judge.ts'
import { formatDuration, oneLine, plural } from '../../words/words.ts'
import { code, markdown } from './escape.ts'
import {
  halfDone,
  isHalfDone,
  lockMeans,
  locksByObject,
  namedChanges,
  rowChanges,
  schemaLines,
  verdictOf,
} from './rehearsal-lines.ts'

/** Rows, locks and statements that are shown; JSON has them all. */
const mostShown = 20
const mostLines = 100

/**
 * For the comment of a pull request and the job's summary. What a server said of a refused statement may hold a row of the
 * data: only its code is shown here. Pure.
 */
export function renderRehearsal(report: RehearsalReport): string {
  const { source, id, outcome, migration, durations, failed, changes, schema, findings, assertions } = report
  const locks = report.locks && locksByObject(report.locks)
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
          ? `${code(longest.object)}: ${lockMeans(longest)} (${code(longest.mode)})`
          : 'none seen',
    ],
    ['schema', schema === null ? 'not available for this engine, but for names' : differences(schema)],
    [
      'assertions',
      outcome === 'migration-failed' ? 'not judged' : assertions === 0 ? 'none in the policy' : `${assertions}`,
    ],
  ]
  const lists = [
    isHalfDone(report) ? ['', `⚠ ${halfDone}.`] : [],
    ...(schema === null ? [] : [fence(schemaLines(schema))]),
    section('Other names', namedChanges(report).map(namedText)),
    section(
      'Rows',
      rowChanges(changes).map(({ name, text }) => `${code(name)}: ${text}`),
    ),
    section(
      'Locks',
      (locks ?? []).slice(1).map((lock) => `${code(lock.object)}: ${lockMeans(lock)} (${code(lock.mode)})`),
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
    `### Migration rehearsal of ${markdown(source)}: ${outcome === 'passed' ? '✅' : '❌'} ${verdictOf(report)}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    ...lists.flat(),
    '',
  ].join('\n')
}

const differences = ({ changes, more }: NonNullable<RehearsalReport['schema']>) =>
  changes.length === 0 ? 'unchanged' : plural(changes.length + more, 'difference')

/** No line of it can end it: each begins with - or +. */
function fence(lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return []
  const rest = lines.length - mostLines
  const more = rest > 0 ? ['', `and ${rest} more lines, which the JSON has`] : []
  return ['', '**Schema**', '', '```diff', ...lines.slice(0, mostLines), '```', ...more]
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

const namedText = ({ kind, name, change }: RehearsalReport['changes'][number]) =>
  `${change}: ${markdown(kind)} ${code(name)}`

/** The same for a terminal. Pure. */
export function rehearsalText(report: RehearsalReport): string {
  const { source, id, migration, durations, failed, changes, schema, findings } = report
  const locks = report.locks && locksByObject(report.locks)
  const { exitCode, killedBy } = migration
  const how = killedBy !== undefined ? `ended by ${killedBy}` : exitCode === 0 ? 'done' : `exit code ${exitCode}`
  const lines = (name: string, texts: readonly string[], most = mostShown): readonly string[] => [
    ...texts.slice(0, most).map((text, index) => `  ${(index === 0 ? name : '').padEnd(14)}${oneLine(text)}`),
    ...(texts.length > most ? [`${' '.repeat(16)}and ${texts.length - most} more: --json has them all`] : []),
  ]
  const lock =
    locks === null
      ? ['not available for this engine']
      : locks.length === 0
        ? ['none seen']
        : locks.slice(0, 5).map((one) => `${one.object}: ${lockMeans(one)} (${one.mode})`)
  return [
    `${oneLine(source)}: ${verdictOf(report)}`,
    ...lines('backup', [`${id}${report.proven ? '' : ', which no proof has passed'}`]),
    ...lines('restore', [formatDuration(durations['restore'] ?? 0)]),
    ...lines('migration', [`${how}, in ${formatDuration(migration.durationMs)}`]),
    ...lines('longest lock', lock),
    ...lines('schema', [schema === null ? 'not available for this engine, but for names' : differences(schema)]),
    ...(schema === null ? [] : lines('', schemaLines(schema), mostLines)),
    ...lines(
      'other names',
      namedChanges(report).map(({ kind, name, change }) => `${change}: ${kind} ${name}`),
    ),
    ...lines(
      'rows',
      rowChanges(changes).map(({ name, text }) => `${name}: ${text}`),
    ),
    ...lines(
      'refused',
      (failed ?? []).map((one) => `${one.code} ${one.message}: ${one.statement}`),
    ),
    ...(isHalfDone(report) ? [`  warning: ${halfDone}`] : []),
    ...findings.map(({ level, message }) => `  ${level}: ${oneLine(message)}`),
  ].join('\n')
}
