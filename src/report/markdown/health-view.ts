import type { Health, HealthFinding, SourceHealth, StoreHealth } from '../../judge/judge.ts'
import { formatBytes, formatCount, formatTime, plural, sealedSize, sparkline } from '../../words/words.ts'
import { code, markdown } from './escape.ts'
import { cellsOf, healthLine, kindOf, levelMarks, marks, otherFindings, sizesOf, worstFirst } from './health-cell.ts'
import { bounded, mostBytes } from './summary.ts'

/** Rows and lines at most of one part. */
const mostRows = 300
/** What stands above everything else is short. */
const mostFirst = 10

/** By this first line a later run finds its comment again. */
export function healthMarker(project: string): string {
  return `<!-- backproof report of ${project.replaceAll(/[^a-z0-9._-]/g, '')} -->`
}

/** The health as GitHub-flavoured Markdown of at most so many bytes: failures and what to do first, then everything. */
export function renderHealth(health: Health, limit = mostBytes): string {
  return bounded(blocks(health), limit)
}

function* blocks(health: Health): Generator<string> {
  yield `## ${marks[health.state]} ${markdown(healthLine(health))}\n\n${formatTime(health.at, health.timezone)}\n`
  yield first(health)
  yield sources(health)
  yield stores(health)
  yield rest(health)
}

interface Said extends HealthFinding {
  /** Absent: of no source. */
  readonly source?: string
}

const all = (health: Health): readonly Said[] => [
  ...otherFindings(health),
  ...worstFirst(health.sources).flatMap(({ source, findings }) => findings.map((one) => ({ ...one, source }))),
]

function line({ level, source, message, hint }: Said): string {
  const whose = source === undefined ? '' : `**${markdown(source, 200)}**: `
  return `- ${levelMarks[level]} ${whose}${markdown(message, 700)}${hint ? `<br>👉 ${markdown(hint, 500)}` : ''}`
}

/** The same thing of many sources is one line. */
function grouped(found: readonly Said[]): readonly Said[] {
  const same = Map.groupBy(found, ({ level, code, message, hint }) => JSON.stringify([level, code, message, hint]))
  return [...same.values()].flatMap(([one, ...others]) => {
    if (!one) return []
    if (others.length === 0 || one.source === undefined) return [one]
    return [{ ...one, source: `${one.source} and ${formatCount(others.length)} more` }]
  })
}

function first(health: Health): string {
  const failures = grouped(all(health).filter(({ level }) => level === 'failure'))
  if (failures.length === 0) return ''
  const more = failures.length - mostFirst
  const lines = failures.slice(0, mostFirst).map(line)
  return `### What to do first\n\n${lines.join('\n')}\n${more > 0 ? `\n… and ${formatCount(more)} more below\n` : ''}`
}

function rest(health: Health): string {
  const found = grouped(all(health))
  const shown = found.filter(({ level }) => level !== 'failure')
  const failures = found.filter(({ level }) => level === 'failure').slice(mostFirst)
  const lines = [...failures, ...shown].slice(0, mostRows).map(line)
  const more = failures.length + shown.length - mostRows
  return lines.length === 0 ? '' : `${lines.join('\n')}\n${more > 0 ? `\n… and ${formatCount(more)} more\n` : ''}`
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const headOf = (names: readonly string[]) => `${row(names)}\n|${'---|'.repeat(names.length)}`

function sources(health: Health): string {
  if (health.sources.length === 0) return ''
  const rows = worstFirst(health.sources)
    .slice(0, mostRows)
    .map((source) => row(sourceCells(source, health)))
  const more = health.sources.length - mostRows
  const head = ['source', 'newest, of RPO', 'in', 'last proofs', 'restore, of RTO', '30 days', 'kept', 'next']
  return `${[headOf(head), ...rows].join('\n')}\n${more > 0 ? `\n… and ${formatCount(more)} more\n` : ''}`
}

function sourceCells(source: SourceHealth, health: Health): readonly string[] {
  const { age, log, stores, proofs, trial, restore, kept, next } = cellsOf(source, health)
  const sizes = sizesOf(source)
  const bars = sizes.length > 1 ? `<br>${code(sparkline(sizes))}<br>${markdown(trend(source))}` : ''
  return [
    `${marks[source.state]} **${markdown(source.source, 200)}**<br>${markdown(kindOf(source), 300)}`,
    `${markdown(age)}${log === undefined ? '' : `<br>log: ${markdown(log, 500)}`}`,
    markdown(stores, 500),
    `${markdown(proofs, 500)}${trial === undefined ? '' : `<br>trial on ${markdown(trial, 300)}`}`,
    markdown(restore),
    successOf(source),
    `${markdown(kept)}${bars}`,
    markdown(next),
  ]
}

/** "29 of 30": attempts of the last 30 days that succeeded. */
function successOf({ triggers }: SourceHealth): string {
  const { succeeded, failed } = triggers.success.days30
  return succeeded + failed === 0 ? '–' : `${formatCount(succeeded)} of ${formatCount(succeeded + failed)}`
}

/** "+1.2 % a week": what the bars cannot show. */
function trend({ size }: SourceHealth): string {
  if (!size) return ''
  const percent = Math.round(size.perWeek * 1000) / 10
  return percent === 0 ? 'steady' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)} % a week`
}

function stores({ stores }: Health): string {
  if (stores.length === 0) return ''
  const rows = stores.slice(0, mostRows).map((store) => row(storeCells(store)))
  return `${[headOf(['store', 'answers', 'has', 'free', 'a month']), ...rows].join('\n')}\n`
}

const probeWords = {
  reached: 'yes',
  refused: 'refuses',
  unreachable: 'no',
  'not-configured': 'lacks a value',
} as const satisfies Record<StoreHealth['probe']['state'], string>

function storeCells({ store, state, where, probe, backups, room, cost }: StoreHealth): readonly string[] {
  const has = backups ? `${plural(backups.count, 'backup')}, ${sealedSize(backups.bytes)}` : 'not read'
  return [
    `${marks[state]} **${markdown(store)}**<br>${markdown(where, 300)}`,
    `${probeWords[probe.state]}${probe.cached ? ' (a moment ago)' : ''}`,
    `${has}${backups?.partial ? ', and more that was not read' : ''}`,
    room ? formatBytes(room.freeBytes) : '–',
    cost ? `${cost.perMonth.toFixed(2)} ${markdown(cost.currency)}` : '–',
  ]
}
