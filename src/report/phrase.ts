import type { Finding } from '../problem.ts'
import { formatCount, formatCounts, formatDuration, formatTime, plainSize, plural, sealedSize } from '../words/words.ts'
import type {
  BackupReport,
  CopyReport,
  HealedReport,
  ProofReport,
  Report,
  RetentionReport,
  SourceReport,
} from './data.ts'
import { problemsOnce } from './repeat.ts'

/** What both the summary and the terminal say, as plain text. */

export const failedProof = ({ outcome }: ProofReport) => outcome !== 'passed'

/** True if the source needs attention. */
export function isFailed({ problems, proofs }: SourceReport): boolean {
  return problems.length > 0 || proofs.some(failedProof)
}

/** "nothing due until 2026-02-15 02:00 CET; 12 kept": of a source for which nothing was to be done; else undefined. */
export function idleLine(source: SourceReport, timezone: string): string | undefined {
  const { tasks, backup, proofs, retention, warnings = [], problems } = source
  const pruned = retention && (retention.deleted.length > 0 || retention.purged.length > 0)
  const told = retention && (retention.findings.length > 0 || (retention.copies ?? []).some(({ keep }) => !keep))
  const busy = tasks.some(({ kind, due }) => due && kind !== 'prune')
  if (tasks.length === 0 || backup || proofs.length > 0 || pruned || told || busy) return undefined
  if (warnings.length > 0 || problems.length > 0 || source.healed?.length) return undefined
  const times = tasks.flatMap(({ kind, next }) => (next === undefined || kind === 'prune' ? [] : [next])).toSorted()
  const until = times[0] === undefined ? '' : ` until ${formatTime(times[0], timezone)}`
  const scheduled = tasks.some(({ kind, next }) => kind === 'backup' && next !== undefined)
  const paused = tasks.some((task) => task.kind === 'backup' && task.paused)
  if (!scheduled && source.history.length === 0 && !retention?.kept)
    return `${paused ? 'paused' : 'no schedule'}, no backup yet${until}`
  return `nothing due${until}${retention ? `; ${formatCount(retention.kept)} kept` : ''}`
}

/** "shop: run failed, 2 problems" */
export function headline(report: Report): string {
  const count = problemsOnce(report).length
  return `${report.project}: ${report.command} ${report.status}${count > 0 ? `, ${plural(count, 'problem')}` : ''}`
}

/** "12.3 MiB sealed, of 40.0 MiB plain (+3 %)": what each store holds, of how much, and the change since the backup before. */
export function size({ history }: SourceReport, backup: BackupReport): string {
  const before = history.findLast(({ at }) => at < backup.startedAt)
  const change = before && before.bytes > 0 ? Math.round((backup.sealedBytes / before.bytes - 1) * 100) : 0
  const said = change === 0 ? '' : ` (${change > 0 ? '+' : '−'}${formatCount(Math.abs(change))} %)`
  return `${sealedSize(backup.sealedBytes)}, of ${plainSize(backup.plainBytes)}${said}`
}

/** "12 tables, 123,456 rows, from replica db-2:5432": what was not taken at one moment says so, too. Empty: nothing to say. */
export function counted({ counts, consistency, host }: BackupReport): string {
  return [
    ...(counts.length === 0 ? [] : [formatCounts(counts)]),
    ...(consistency === 'snapshot' ? [] : [unlikeSnapshot[consistency]]),
    ...(host === undefined ? [] : [`from ${hostText(host)}`]),
  ].join(', ')
}

/** "the replica db-2:5432 (at most 1.5 s behind)" */
export function hostText({ name, role, lagSeconds }: NonNullable<BackupReport['host']>): string {
  return `the ${role} ${name}${lagSeconds === undefined ? '' : ` (at most ${formatDuration(lagSeconds * 1000)} behind)`}`
}

/** What a backup is that others wrote to meanwhile, where it is not of one moment. */
export const unlikeSnapshot = {
  'per-object': 'each object as it was when it was read',
  none: 'not consistent if it was written to meanwhile',
} as const

/** "the copy of ID in b, from a: files.tar was replaced, because ..." */
export function healing({ id, store, from, because, objects, asideUntil }: HealedReport, timezone: string): string {
  if (from === undefined)
    return `the copy of ${id} in ${store} is whole after all, although it was reported that ${because}`
  const kept =
    asideUntil === undefined ? '' : `; what was there is kept in aside/ until ${formatTime(asideUntil, timezone)}`
  return `the copy of ${id} in ${store}, from ${from} (${objects.join(', ')}): ${because}${kept}`
}

/** "2 m 30 s, from primary, restored in 2 m 3 s, within the RTO of 15 m": the RTO is measured by restores alone, and by none that failed. */
export function took({ level, outcome, durationMs, durations, rtoMs, store }: ProofReport): string {
  const time = `${formatDuration(durationMs)}, from ${store}`
  if (rtoMs === undefined || level !== 'restore' || outcome === 'failed') return time
  const restoredMs = (durations['start'] ?? 0) + (durations['restore'] ?? 0)
  const met = restoredMs <= rtoMs ? 'within' : 'beyond'
  return `${time}, restored in ${formatDuration(restoredMs)}, ${met} the RTO of ${formatDuration(rtoMs)}`
}

/** "12 kept, 3 deleted (40.0 MiB sealed), 1 purged" */
export function retained({ applied, kept, deleted, purged, copies = [] }: RetentionReport): string {
  const going = copies.filter(({ keep }) => !keep)
  const stores = [...new Set(going.map(({ store }) => store))].join(' and ')
  const freed = deleted.reduce((sum, { bytes }) => sum + bytes, 0)
  const verb = applied ? 'deleted' : 'would be deleted'
  return [
    `${formatCount(kept)} kept`,
    `${formatCount(deleted.length)} ${verb}${deleted.length > 0 ? ` (${sealedSize(freed)})` : ''}`,
    ...(going.length > 0 ? [`copies out of ${stores}: ${formatCount(going.length)}`] : []),
    ...(purged.length > 0 ? [`${formatCount(purged.length)} purged`] : []),
  ].join(', ')
}

/** "dump 1.2 s, seal 400 ms" */
export function steps(durations: Readonly<Record<string, number>>): string {
  return Object.entries(durations)
    .map(([step, ms]) => `${step} ${formatDuration(ms)}`)
    .join(', ')
}

const blamed = {
  data: 'the backup',
  copy: 'this copy',
  env: 'the environment',
  source: 'the source',
  policy: 'the policy',
} as const

/** "failure of the environment"; of lesser things the level alone. */
export function level({ level, blame }: Pick<Finding, 'level' | 'blame'>): string {
  return level === 'failure' ? `failure of ${blamed[blame]}` : level
}

/** Message and hint as sentences. */
export function advice({ message, hint }: { readonly message: string; readonly hint?: string | undefined }): string {
  return hint ? `${message}. ${hint}` : message
}

/** Copies that failed and that no problem speaks of. */
export function silentFailures({ backup, problems }: SourceReport): readonly CopyReport[] {
  const copies = backup?.copies ?? []
  return copies.filter(
    ({ store, outcome }) => outcome === 'failed' && !problems.some(({ message }) => message.includes(store)),
  )
}
