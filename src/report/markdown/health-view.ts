import type { CopyHealth, Health, HealthFinding, HealthState, SourceHealth } from '../../judge/judge.ts'
import { formatDuration, formatTime, oneLine, plural, sealedSize, sparkline, table } from '../../words/words.ts'
import { advice } from '../phrase.ts'
import { code, markdown } from './escape.ts'

export const marks: Readonly<Record<HealthState, string>> = { good: '✅', warning: '⚠️', bad: '❌', unknown: '❔' }
const signs: Readonly<Record<HealthState, string>> = { good: '✓', warning: '!', bad: '✗', unknown: '?' }
const levelMarks: Readonly<Record<HealthFinding['level'], string>> = { failure: '❌', warning: '⚠️', note: 'ℹ️' }

/** "shop: 3 sources, 1 needs attention" */
export function healthLine({ project, totals, stores, findings }: Health): string {
  const { sources, good, warning, bad, unknown, withoutBackup } = totals
  const silent = stores.filter(({ state }) => state === 'bad').length
  const warned = stores.filter(({ state }) => state === 'warning').length
  const others = findings.filter(({ level }) => level !== 'note').length
  const empty = Math.min(good, withoutBackup)
  const parts = [
    ...(bad > 0 ? [`${bad} ${bad === 1 ? 'needs' : 'need'} attention`] : []),
    ...(unknown > 0 ? [`${unknown} could not be read`] : []),
    ...(warning > 0 ? [`${warning} with warnings`] : []),
    ...(empty > 0 ? [`${empty} without a backup yet`] : []),
    ...(silent > 0 ? [`${plural(silent, 'store')} in trouble`] : []),
    ...(warned > 0 ? [`${plural(warned, 'store')} with warnings`] : []),
    ...(others > 0 ? [`${plural(others, 'warning')} of no source`] : []),
  ]
  return `${project}: ${plural(sources, 'source')}, ${parts.join(', ') || 'all well'}`
}

/** Cells of one source, as plain text, by their heads. */
export function cellsOf(source: SourceHealth, { at, timezone }: Pick<Health, 'at' | 'timezone'>) {
  const { backups, copies, objectives, proofs, schedule } = source
  const { newest } = backups
  const { rpo, rto } = objectives
  const of = (ms: number | undefined, mostMs: number | undefined) => {
    if (ms === undefined) return '–'
    return mostMs === undefined ? formatDuration(ms) : `${formatDuration(ms)} of ${formatDuration(mostMs)}`
  }
  const missing = newest && newest.missing.length > 0 ? `, not ${newest.missing.join(', ')}` : ''
  return {
    age: newest ? of(newest.ageMs, rpo.targetMs) : 'no backup',
    stores: newest ? `${newest.stores.join(', ')}${missing}` : '–',
    ...(newest && copies.length > 1 ? { copies: copies.map((copy) => ofCopy(copy, at)).join('; ') } : {}),
    proofs:
      proofs.map(({ level, outcome, at: then }) => `${level} ${outcome} ${since(then, at)} ago`).join(', ') || 'none',
    restore: of(rto.measuredMs, rto.targetMs),
    kept: `${plural(backups.count, 'backup')}, ${sealedSize(backups.bytes)}`,
    next:
      schedule.state === 'paused'
        ? 'paused'
        : schedule.nextAt === undefined
          ? 'on demand'
          : formatTime(schedule.nextAt, timezone),
  }
}

const since = (then: string, now: string) => formatDuration(Math.max(0, Date.parse(now) - Date.parse(then)))

const copyWords: Readonly<Record<CopyHealth['state'], string>> = {
  whole: 'whole',
  damaged: 'damaged',
  missing: 'missing',
  'given-up': 'given up',
  none: 'no backup',
  unread: 'not read',
}

/** "primary whole, read passed 2 h ago" */
function ofCopy({ store, state, proofs }: CopyHealth, now: string): string {
  const last = Object.values(proofs)
    .filter((proof) => proof !== undefined)
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (!last) return `${store} ${copyWords[state]}, never proven`
  return `${store} ${copyWords[state]}, ${last.level} ${last.outcome} ${since(last.at, now)} ago`
}

/** Sizes of the backups, oldest first. */
export const sizesOf = ({ history }: SourceHealth): readonly number[] => history.backups.map(({ bytes }) => bytes)

const order: readonly HealthState[] = ['bad', 'unknown', 'warning', 'good']
/** What needs attention first. */
const worstFirst = (sources: readonly SourceHealth[]) =>
  sources.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))

/** Findings of no source: of stores, and of none of both. */
export const otherFindings = ({ stores, findings }: Health): readonly HealthFinding[] => [
  ...stores.flatMap((store) => store.findings),
  ...findings,
]

/** The health for a terminal; ends without a newline. */
export function healthText(health: Health, detail: 'quiet' | 'usual' | 'verbose' = 'usual'): string {
  const blocks = worstFirst(health.sources).map((source) => {
    if (detail !== 'verbose' && source.state === 'good' && source.findings.length === 0) return wellLine(source, health)
    const sizes = sizesOf(source)
    const bars = sizes.length > 1 ? [['sizes', sparkline(sizes)]] : []
    const { newest } = source.backups
    const rows = [...(newest ? [['newest', newest.id]] : []), ...Object.entries(cellsOf(source, health)), ...bars]
    return [
      `${signs[source.state]} ${source.source} (${source.engine})`,
      table(rows.map(([name = '', text = '']) => [`  ${name}`, oneLine(text)])),
      ...source.findings.map((finding) => `  ${finding.level}: ${oneLine(advice(finding))}`),
    ].join('\n')
  })
  const head = [
    oneLine(healthLine(health)),
    ...otherFindings(health).map((one) => `${one.level}: ${oneLine(advice(one), 700)}`),
  ]
  return [head.join('\n'), ...spaced(blocks)].join('\n')
}

/** A line between blocks; none between sources of one line. */
function spaced(blocks: readonly string[]): readonly string[] {
  return blocks.map((block, i) =>
    i > 0 && !block.includes('\n') && !blocks[i - 1]?.includes('\n') ? block : `\n${block}`,
  )
}

/** "✓ orders (postgres) age 2 h of 1 d; restore passed 3 h ago; 12 backups, 40.0 MiB sealed" */
function wellLine(source: SourceHealth, health: Health): string {
  const { age, proofs, kept } = cellsOf(source, health)
  const proven = source.proofs.length > 0 ? proofs : 'not proven yet'
  return oneLine(`${signs.good} ${source.source} (${source.engine}) age ${age}; ${proven}; ${kept}`)
}

/** Rows and lines at most, so that a job summary takes it. */
const mostRows = 300

/** The health as GitHub-flavoured Markdown. */
export function renderHealth(health: Health): string {
  const sources = worstFirst(health.sources)
  const rows = sources.slice(0, mostRows).map((source) => {
    const { age, stores = '', proofs = '', restore, kept, next } = cellsOf(source, health)
    const sizes = sizesOf(source)
    const bars = sizes.length > 1 ? `<br>${code(sparkline(sizes))}` : ''
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
  const found = sources.flatMap(({ source, findings }) =>
    findings.map((one) => `- ${levelMarks[one.level]} **${markdown(source)}**: ${markdown(advice(one), 700)}`),
  )
  const others = otherFindings(health).map((one) => `- ${levelMarks[one.level]} ${markdown(advice(one), 700)}`)
  const head =
    '| source | newest, of RPO | in | last proofs | restore, of RTO | kept | next |\n|---|---|---|---|---|---|---|'
  return [
    `## ${marks[health.state]} ${markdown(healthLine(health))}`,
    formatTime(health.at, health.timezone),
    ...(others.length > 0 ? [others.slice(0, mostRows).join('\n')] : []),
    [head, ...rows].join('\n'),
    ...(health.sources.length > mostRows ? [`… and ${health.sources.length - mostRows} more`] : []),
    ...(found.length > 0 ? [found.slice(0, mostRows).join('\n')] : []),
    '',
  ].join('\n\n')
}
