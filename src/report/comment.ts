import type { BackupChange, Comparison, Outlook, SourceComparison } from './comparison.ts'
import { code, markdown } from './escape.ts'
import { formatBytes, formatCount, formatDuration, formatTime, plural } from './format.ts'

/** By this first line a later run finds its comment again. */
export function commentMarker(project: string): string {
  return `<!-- restorable plan of ${project.replaceAll(/[^a-z0-9._-]/g, '')} -->`
}

/** The comparison as GitHub-flavoured Markdown, readable on a phone; at most `limit` characters, lists shortened to fit. Pure. */
export function renderComment(comparison: Comparison, limit = 65_000): string {
  for (const most of [200, 50, 10, 3, 0]) {
    const text = render(comparison, most)
    if (text.length <= limit) return text
  }
  const rest = '\n\nThe rest does not fit into a comment: see the job summary and the report.\n'
  return `${render(comparison, 0).slice(0, limit - rest.length)}${rest}`
}

function render(comparison: Comparison, most: number): string {
  const { project, policy, at, failing, override, notes, sources, recipients } = comparison
  const bad = failing.length > 0 && !override
  const changed = sources.filter(isChanged)
  return [
    `## ${bad ? '🔴' : failing.length > 0 ? '🟠' : '🟢'} Backup plan of ${markdown(project)}`,
    headline(comparison),
    ...(failing.length > 0 ? [verdict(comparison)] : []),
    ...notes.map((note) => `> ${markdown(note)}`),
    ...keys(recipients),
    ...changed.map((source) => renderSource(source, most)),
    ...unchanged(sources.length - changed.length),
    `<sub>${code(policy)} on ${comparison.basis === 'live' ? 'the backups of' : 'assumed backups of'} ${formatTime(at)}</sub>`,
  ].join('\n\n')
}

function isChanged({ status, changes, cadence, storesAdded, storesDropped, outlook }: SourceComparison): boolean {
  const stores = storesAdded.length + storesDropped.length
  return status !== 'kept' || changes.length > 0 || cadence !== undefined || stores > 0 || outlook !== undefined
}

function unchanged(count: number): readonly string[] {
  return count > 0 ? [`${plural(count, 'source')} unchanged.`] : []
}

function headline({ sources, basis }: Comparison): string {
  if (basis === 'offline') return 'No store was read: what follows is checked against the policy alone.'
  const all = sources.flatMap(({ changes }) => changes)
  const count = (change: BackupChange['change']) => all.filter((one) => one.change === change)
  const newly = count('newly-deleted')
  const freed = newly.reduce((sum, { bytes }) => sum + bytes, 0)
  const first =
    newly.length === 0
      ? 'This change newly deletes **nothing**'
      : `This change newly deletes **${plural(newly.length, 'backup')}** (${formatBytes(freed)})`
  const rest = [
    `newly keeps **${formatCount(count('newly-kept').length)}**`,
    `${formatCount(count('still-deleted').length)} go as before`,
  ]
  return `${first}, ${rest.join(', ')}.`
}

function verdict({ failing, override }: Comparison): string {
  const list = failing.map((reason) => `- ${markdown(reason)}`).join('\n')
  if (override) return `**Approved by the label ${code(override.label)}**, although:\n${list}`
  return `**This check fails**, because:\n${list}`
}

function keys({ added, removed, unopenable }: Comparison['recipients']): readonly string[] {
  if (added.length + removed.length + unopenable.length === 0) return []
  const list = (words: readonly string[]) => words.map((word) => code(word)).join(', ')
  return [
    [
      '### Keys',
      ...(added.length > 0 ? [`- new backups are also sealed to ${list(added)}`] : []),
      ...(removed.length > 0
        ? [`- new backups are no longer sealed to ${list(removed)}; what they could open stays openable by them`]
        : []),
      ...(unopenable.length > 0
        ? [
            `- ${plural(unopenable.length, 'backup')} can be opened by none of the policy's keys: keep the old secret key until they are gone`,
          ]
        : []),
    ].join('\n'),
  ]
}

const statuses = { added: 'new', removed: 'removed', renamed: 'renamed', kept: '' } as const

function renderSource(source: SourceComparison, most: number): string {
  const { cadence, storesAdded, storesDropped, advice, renamedFrom, outlook } = source
  const status = statuses[source.status]
  const list = (names: readonly string[]) => names.map((name) => code(name)).join(', ')
  return [
    `### ${markdown(source.source)}${status ? ` (${status}${renamedFrom ? ` from ${markdown(renamedFrom)}` : ''})` : ''}`,
    ...advice.map((line) => `> ${markdown(line)}`),
    ...(cadence ? [renderCadence(cadence)] : []),
    ...(storesAdded.length > 0 ? [`- also into ${list(storesAdded)}: older backups are copied at the next run`] : []),
    ...(storesDropped.length > 0
      ? [`- no longer into ${list(storesDropped)}: what is there stays, and is not looked after`]
      : []),
    ...(['newly-deleted', 'newly-kept', 'still-deleted'] as const).flatMap((change) =>
      renderChanges(source, change, most),
    ),
    ...(outlook ? [renderOutlook(outlook)] : []),
  ].join('\n\n')
}

function renderCadence({ before, after }: NonNullable<SourceComparison['cadence']>): string {
  const said = (schedule: string | undefined) => (schedule === undefined ? 'only on demand' : code(schedule))
  const next = after.next.map((run) => formatTime(run)).join('<br>')
  const gap = after.widestMs === undefined ? 'unbounded' : formatDuration(after.widestMs)
  const within = after.rpoMs === undefined || (after.widestMs !== undefined && after.widestMs <= after.rpoMs)
  const objective =
    after.rpoMs === undefined ? '' : ` (objective ${formatDuration(after.rpoMs)}: ${within ? 'met' : '**not met**'})`
  return [
    `- schedule: ${said(before.schedule)} → ${said(after.schedule)}`,
    `- longest time between backups: ${gap}${objective}`,
    ...(next ? [`- next runs: <br>${next}`] : []),
  ].join('\n')
}

const titles = {
  'newly-deleted': '🗑️ newly deleted',
  'newly-kept': '📦 newly kept',
  'still-deleted': 'deleted as before',
} as const

function renderChanges({ changes }: SourceComparison, change: BackupChange['change'], most: number): readonly string[] {
  const all = changes.filter((one) => one.change === change)
  if (all.length === 0) return []
  const bytes = all.reduce((sum, one) => sum + one.bytes, 0)
  const shown = all.slice(0, most).map(renderChange)
  const more = all.length > shown.length ? [`- and ${formatCount(all.length - shown.length)} more`] : []
  const open = change === 'newly-deleted' && all.length <= 10 ? ' open' : ''
  return [
    `<details${open}><summary>${titles[change]}: ${plural(all.length, 'backup')}, ${formatBytes(bytes)}</summary>\n\n${[...shown, ...more].join('\n')}\n\n</details>`,
  ]
}

function renderChange({ id, ageMs, bytes, because, lastProven, stores }: BackupChange): string {
  const proof = lastProven ? ' **the last proven backup**' : ''
  const where = stores.length > 0 ? ` in ${markdown(stores.join(', '))}` : ''
  return `- ${code(id)}${proof}<br>${formatDuration(ageMs)} old, ${formatBytes(bytes)}${where}: ${markdown(because.join('; '))}`
}

/** A bar per month: a plot made of text, narrow enough for a phone. */
function renderOutlook({ before, after }: NonNullable<SourceComparison['outlook']>): string {
  const most = Math.max(1, ...after.months.map(({ bytes }) => bytes))
  const rows = after.months.map(({ month, held, bytes, oldestMs }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((bytes / most) * 12))).padEnd(12)
    return `${month} ${bar} ${formatBytes(bytes).padStart(9)} ${String(held).padStart(5)} ${age(oldestMs).padStart(6)}`
  })
  const head = `month   ${'storage'.padEnd(12)} ${''.padStart(9)} ${'held'.padStart(5)} ${'oldest'.padStart(6)}`
  return [
    `<details><summary>a year ahead: ${summarize(after)}${before ? `; before this change ${summarize(before)}` : ''}</summary>`,
    `\`\`\`text\n${[head, ...rows].join('\n')}\n\`\`\``,
    ...after.assumptions.map((line) => `- ${markdown(line)}`),
    '</details>',
  ].join('\n\n')
}

function summarize({ months, price }: Outlook): string {
  const last = months.at(-1)
  if (!last) return 'nothing held'
  const cost = price ? `, ${price.perMonth.toFixed(2)} ${markdown(price.currency)} a month` : ''
  return `${plural(last.held, 'backup')}, ${formatBytes(last.bytes)}, oldest ${age(last.oldestMs)}${cost}`
}

const age = (ms: number) =>
  ms >= 48 * 3600_000 ? `${Math.round(ms / (24 * 3600_000))} d` : `${Math.round(ms / 3600_000)} h`
