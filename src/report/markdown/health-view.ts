import type { CopyHealth, HealthFinding, SourceHealth } from '../../judge/judge.ts'
import { formatDuration, formatTime, oneLine, plural, sealedSize, sparkline, table } from '../../words/words.ts'
import { advice } from '../phrase.ts'
import { code, markdown } from './escape.ts'

/** The health of a project's sources at one moment. */
export interface HealthReport {
  readonly project: string
  readonly at: Date
  /** Of the times that people read. */
  readonly timezone: string
  readonly sources: readonly SourceHealth[]
  /** Backups that belong to no source of the policy. */
  readonly warnings?: readonly string[]
}

export const marks = { good: '✅', warning: '⚠️', bad: '❌' } as const
const signs = { good: '✓', warning: '!', bad: '✗' } as const
const levelMarks: Readonly<Record<HealthFinding['level'], string>> = { failure: '❌', warning: '⚠️', note: 'ℹ️' }

/** The worst state of any source. */
export function overall({ sources, warnings = [] }: HealthReport): SourceHealth['state'] {
  const states = sources.map(({ state }) => state)
  return states.includes('bad') ? 'bad' : states.includes('warning') || warnings.length > 0 ? 'warning' : 'good'
}

/** "shop: 3 sources, 1 needs attention" */
export function healthLine(health: HealthReport): string {
  const { project, sources, warnings = [] } = health
  const bad = sources.filter(({ state }) => state === 'bad').length
  const warned = sources.filter(({ state }) => state === 'warning').length
  const empty = sources.filter(({ state, backups }) => state === 'good' && backups.count === 0).length
  const parts = [
    ...(bad > 0 ? [`${bad} ${bad === 1 ? 'needs' : 'need'} attention`] : []),
    ...(warned > 0 ? [`${warned} with warnings`] : []),
    ...(empty > 0 ? [`${empty} without a backup yet`] : []),
    ...(warnings.length > 0 ? [`${plural(warnings.length, 'warning')} of no source`] : []),
  ]
  return `${project}: ${plural(sources.length, 'source')}, ${parts.join(', ') || 'all well'}`
}

/** Cells of one source, as plain text, by their heads. */
export function cellsOf(
  health: SourceHealth,
  { at: now, timezone }: Pick<HealthReport, 'at' | 'timezone'>,
): Readonly<Record<string, string>> {
  const { newest, copies = [], rpoMs, proofs, restoreMs, rtoMs, backups, schedule, next } = health
  const of = (ms: number | undefined, mostMs: number | undefined) => {
    if (ms === undefined) return '–'
    return mostMs === undefined ? formatDuration(ms) : `${formatDuration(ms)} of ${formatDuration(mostMs)}`
  }
  const missing = newest && newest.missing.length > 0 ? `, not ${newest.missing.join(', ')}` : ''
  return {
    age: newest ? of(newest.ageMs, rpoMs) : 'no backup',
    stores: newest ? `${newest.stores.join(', ')}${missing}` : '–',
    ...(copies.length > 1 ? { copies: copies.map((copy) => ofCopy(copy, now)).join('; ') } : {}),
    proofs:
      proofs
        .map(({ level, outcome, at }) => `${level} ${outcome} ${formatDuration(now.getTime() - at.getTime())} ago`)
        .join(', ') || 'none',
    restore: of(restoreMs, rtoMs),
    kept: `${plural(backups.count, 'backup')}, ${sealedSize(backups.bytes)}`,
    next: schedule === 'paused' ? 'paused' : next ? formatTime(next, timezone) : 'on demand',
  }
}

/** "primary whole, read passed 2 h ago" */
function ofCopy({ store, state, proof }: CopyHealth, now: Date): string {
  if (!proof) return `${store} ${state}, never proven`
  return `${store} ${state}, ${proof.level} ${proof.outcome} ${formatDuration(now.getTime() - proof.at.getTime())} ago`
}

/** The health for a terminal; ends without a newline. */
export function healthText(health: HealthReport, detail: 'quiet' | 'usual' | 'verbose' = 'usual'): string {
  const order = ['bad', 'warning', 'good']
  const sorted = health.sources.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const blocks = sorted.map((source) => {
    if (detail !== 'verbose' && source.state === 'good' && source.findings.length === 0) return wellLine(source, health)
    const { history } = source
    const bars = history.length > 1 ? [['sizes', sparkline(history)]] : []
    const rows = [
      ...(source.newest ? [['newest', source.newest.id]] : []),
      ...Object.entries(cellsOf(source, health)),
      ...bars,
    ]
    return [
      `${signs[source.state]} ${source.source} (${source.engine})`,
      table(rows.map(([name = '', text = '']) => [`  ${name}`, oneLine(text)])),
      ...source.findings.map((finding) => `  ${finding.level}: ${oneLine(advice(finding))}`),
    ].join('\n')
  })
  const head = [oneLine(healthLine(health)), ...(health.warnings ?? []).map((one) => `warning: ${oneLine(one, 700)}`)]
  return [head.join('\n'), ...spaced(blocks)].join('\n')
}

/** A line between blocks; none between sources of one line. */
function spaced(blocks: readonly string[]): readonly string[] {
  return blocks.map((block, i) =>
    i > 0 && !block.includes('\n') && !blocks[i - 1]?.includes('\n') ? block : `\n${block}`,
  )
}

/** "✓ orders (postgres) age 2 h of 1 d; restore passed 3 h ago; 12 backups, 40.0 MiB sealed" */
function wellLine(source: SourceHealth, health: HealthReport): string {
  const { age, proofs, kept } = cellsOf(source, health)
  const proven = source.proofs.length > 0 ? proofs : 'not proven yet'
  return oneLine(`${signs.good} ${source.source} (${source.engine}) age ${age}; ${proven}; ${kept}`)
}

/** Rows and lines at most, so that a job summary takes it. */
const mostRows = 300

/** The health as GitHub-flavoured Markdown. */
export function renderHealth(health: HealthReport): string {
  const rows = health.sources.slice(0, mostRows).map((source) => {
    const { age, stores = '', proofs = '', restore, kept, next } = cellsOf(source, health)
    const bars = source.history.length > 1 ? `<br>${code(sparkline(source.history))}` : ''
    const cells = [
      `${marks[source.state]} **${markdown(source.source)}**<br>${markdown(source.engine)}`,
      `${age}`,
      markdown(stores),
      markdown(proofs),
      `${restore}`,
      `${kept}${bars}`,
      `${next}`,
    ]
    return `| ${cells.join(' | ')} |`
  })
  const found = health.sources.flatMap(({ source, findings }) =>
    findings.map((one) => `- ${levelMarks[one.level]} **${markdown(source)}**: ${markdown(advice(one), 700)}`),
  )
  const head =
    '| source | newest, of RPO | in | last proofs | restore, of RTO | kept | next |\n|---|---|---|---|---|---|---|'
  return [
    `## ${marks[overall(health)]} ${markdown(healthLine(health))}`,
    formatTime(health.at, health.timezone),
    ...(health.warnings?.length ? [health.warnings.map((one) => `- ⚠️ ${markdown(one, 700)}`).join('\n')] : []),
    [head, ...rows].join('\n'),
    ...(health.sources.length > mostRows ? [`… and ${health.sources.length - mostRows} more`] : []),
    ...(found.length > 0 ? [found.slice(0, mostRows).join('\n')] : []),
    '',
  ].join('\n\n')
}

/** The health as JSON; times are ISO 8601, UTC. */
export function healthJson(health: HealthReport) {
  const { project, at, sources, warnings = [] } = health
  const more = warnings.length > 0 ? { warnings } : {}
  return { version: 1, command: 'report', project, at: at.toISOString(), state: overall(health), sources, ...more }
}
