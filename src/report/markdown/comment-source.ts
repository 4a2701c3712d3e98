import type { BackupChange, SourceComparison } from '../../judge/judge.ts'
import type { Cadence } from '../../plan/plan.ts'
import { formatCount, formatDuration, formatTime, plural, sealedSize, storedSize } from '../../words/words.ts'
import { code, markdown } from './escape.ts'
import { renderOutlook } from './outlook-view.ts'

/**
 * One source of a comparison as Markdown; of each list at most so many are shown, and of one that is alone more unfolded.
 * `compared`: false where the earlier policy could not be read, so that nobody knows whether the source is new.
 */
export function renderSource(
  source: SourceComparison,
  most: number,
  { alone = false, compared = true }: { readonly alone?: boolean; readonly compared?: boolean } = {},
): string {
  const { status, renamedFrom, advice, unread, outlook } = source
  const words = {
    added: compared ? ' (new)' : '',
    removed: ' (removed)',
    renamed: ` (was ${markdown(renamedFrom ?? '')})`,
    kept: '',
  }
  const facts = [...rules(source), ...cadence(source), ...stores(source)]
  return [
    `### ${markdown(source.source)}${words[status]}${source.databases === undefined ? '' : `: ${plural(source.databases, 'database')}`}`,
    ...(unread.length > 0 ? [`> Nothing is known about its backups: ${names(unread)} could not be read.`] : []),
    ...advice.map((line) => `> ${markdown(line)}`),
    ...(facts.length > 0 ? [facts.join('\n')] : []),
    ...groups.flatMap((group) => renderChanges(source, group, most)),
    ...(outlook ? [renderOutlook(outlook, alone)] : []),
  ].join('\n\n')
}

const names = (list: readonly string[]) => list.map((name) => code(name)).join(', ')

function rules({ rules: changed, cadence: ticks }: SourceComparison): readonly string[] {
  if (!changed) return []
  const [before, after] = [changed.before?.join(', '), changed.after.join(', ')]
  if (before === undefined) return [`- keeps: ${markdown(after)}`]
  const moved = ticks?.before !== undefined && ticks.before.timezone !== ticks.after.timezone
  return before === after
    ? [`- keeps by ${moved ? 'the same rules, which count in another time zone' : 'rules that read the same'}`]
    : [`- kept until now: ${markdown(before)}`, `- keeps from now on: ${markdown(after)}`]
}

function cadence({ cadence: changed }: SourceComparison): readonly string[] {
  if (!changed) return []
  const { before, after } = changed
  const said = ({ schedule, timezone, paused }: Cadence) =>
    schedule === undefined ? 'only on demand' : `${code(schedule)} (${markdown(timezone)})${paused ? ', paused' : ''}`
  const next = after.next.map((run) => formatTime(run, after.timezone)).join('<br>')
  const gap = after.widestMs === undefined ? 'unbounded' : formatDuration(after.widestMs)
  const met = after.rpoMs !== undefined && after.widestMs !== undefined && after.widestMs <= after.rpoMs
  const rpo =
    after.rpoMs === undefined ? '' : `, the RPO of ${formatDuration(after.rpoMs)} is ${met ? 'met' : '**not met**'}`
  return [
    `- schedule: ${before && said(before) !== said(after) ? `${said(before)}<br>→ ` : ''}${said(after)}`,
    `- longest time between backups: ${gap}${rpo}`,
    ...(next ? [`- next runs:<br>${next}`] : []),
  ]
}

function stores({ storesAdded, storesDropped, storesMoved }: SourceComparison): readonly string[] {
  return [
    ...(storesAdded.length > 0 ? [`- also into ${names(storesAdded)}: what is kept is copied there`] : []),
    ...(storesDropped.length > 0
      ? [`- no longer into ${names(storesDropped)}: what is there stays, and nothing looks after it`]
      : []),
    ...(storesMoved.length > 0
      ? [`- ${names(storesMoved)} is another place now: what is in the old one stays there, and nothing looks after it`]
      : []),
  ]
}

interface Group {
  readonly change: BackupChange['change']
  readonly copies: boolean
  readonly title: string
}

const groups: readonly Group[] = [
  { change: 'newly-deleted', copies: false, title: '🗑️ newly deleted' },
  { change: 'left-behind', copies: false, title: '🧭 left behind' },
  { change: 'newly-deleted', copies: true, title: '🗑️ copies newly deleted' },
  { change: 'newly-kept', copies: false, title: '📦 newly kept' },
  { change: 'newly-kept', copies: true, title: '📦 copies newly kept' },
  { change: 'still-deleted', copies: false, title: 'deleted as before' },
  { change: 'still-deleted', copies: true, title: 'copies deleted as before' },
]

function renderChanges({ changes }: SourceComparison, { change, copies, title }: Group, most: number) {
  const all = changes.filter((one) => one.change === change && (one.copyIn !== undefined) === copies)
  if (all.length === 0) return []
  // What costs a proof is never among those that are only counted.
  const first = [...all.filter(({ lastProven }) => lastProven), ...all.filter(({ lastProven }) => !lastProven)]
  const shown = all.length <= most ? all : first.slice(0, most)
  const common = commonReason(shown)
  const every = shown.every((one) => reasonOf(one) === common) ? '' : 'Unless noted otherwise: '
  const head = common === undefined ? [] : [`${every}${markdown(common)}\n`]
  const more = all.length > shown.length ? [`- and ${formatCount(all.length - shown.length)} more`] : []
  const open = change === 'newly-deleted' && all.length <= 10 ? ' open' : ''
  const summary = `${title}: ${plural(all.length, 'backup')}, ${(copies ? sealedSize : storedSize)(storedBytes(all))}`
  return [
    `<details${open}><summary>${summary}</summary>\n\n${[...head, ...shown.map((one) => renderChange(one, common)), ...more].join('\n')}\n\n</details>`,
  ]
}

/** What the copies that are spoken of have together. */
export function storedBytes(changes: readonly BackupChange[]): number {
  return changes.reduce((sum, one) => sum + one.bytes * (one.copyIn === undefined ? one.stores.length : 1), 0)
}

const reasonOf = ({ because }: BackupChange) => because.join('; ')

/** The reason that most have, where that is several: said once, it leaves a list that can be read. */
function commonReason(changes: readonly BackupChange[]): string | undefined {
  const counts = Map.groupBy(changes, reasonOf)
  const most = [...counts].reduce<readonly [string, number]>(
    (best, [reason, those]) => (those.length > best[1] ? [reason, those.length] : best),
    ['', 2],
  )
  return most[1] > 2 ? most[0] : undefined
}

function renderChange(change: BackupChange, common: string | undefined): string {
  const { id, copyIn, ageMs, bytes, lastProven, stores } = change
  const reason = reasonOf(change)
  const proof = lastProven ? '<br>**the last proven backup**' : ''
  const where = copyIn ?? stores.join(', ')
  const age = ageMs < 0 ? `dated ${days(-ageMs)} ahead of now` : `${days(ageMs)} old`
  const facts = `${age}, ${sealedSize(bytes)}${where ? `, in ${markdown(where)}` : ''}`
  return `- ${code(id)}${proof}<br>${facts}${reason === common ? '' : `<br>${markdown(reason)}`}`
}

const dayMs = 24 * 3_600_000
function days(ms: number): string {
  if (ms >= 2 * dayMs) return `${Math.floor(ms / dayMs)} d`
  const unit = ms < 60_000 ? 1000 : 60_000
  return formatDuration(Math.round(ms / unit) * unit)
}
