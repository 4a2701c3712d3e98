import { type Entry, isLost, isUsable, mayBeMended, type RunRecord, type SourceCatalog } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { wallText, zonedText } from '../time/time.ts'
import { earlier, putOffMs, type Ticks, ticksOf } from './cron/jitter.ts'
import { buildingOn } from './increment.ts'
import type { BackupTask } from './task.ts'

/** Ticks beyond this are not counted one by one. */
const countLimit = 1000

/** When a source is looked at, and the zone that its schedules and the reasons are in. */
export interface Moment {
  readonly now: Date
  readonly timezone: string
}

/** Backups that can be relied on, newest first: those dated in the future would hide every tick until then. */
export function usable({ entries }: SourceCatalog, now: Date): readonly Entry[] {
  return entries
    .filter((entry) => isUsable(entry, now))
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
}

/** "02:00 CET" on the day of the other time, "2026-02-14 02:00 CET" on another. */
export function clock(at: Date, { timezone }: Moment, near?: Date): string {
  const text = zonedText(at, timezone)
  return near && wallText(near, timezone).slice(0, 10) === text.slice(0, 10) ? text.slice(11) : text
}

/** Whether a backup is due, and why: the newest one is older than the schedule's last tick, or there is none. */
export function planBackup(source: Source, catalog: SourceCatalog, moment: Moment): BackupTask {
  const { now, timezone } = moment
  const base = { source: source.name, kind: 'backup' } as const
  if (source.schedule === undefined) return { ...base, due: false, because: ['no schedule: only on demand'] }
  if (source.paused) {
    return {
      ...base,
      due: false,
      paused: true,
      because: ['paused in the policy: never due by its schedule; `backup` works'],
    }
  }
  const ticks = ticksOf(source, source.schedule, timezone)
  const { increments } = source
  const between = increments && ticksOf(source, increments.schedule, timezone)
  const next = earlier(ticks.next(now), between?.next(now))
  const when = next ? { next } : {}
  const [newest] = usable(catalog, now)
  const failed = failedSince(catalog.runs, newest, now)
  const attempt = failed
    ? [
        `the last attempt failed at ${clock(failed.startedAt, moment, now)}${failed.problem ? `: ${failed.problem.message}` : ''}`,
      ]
    : []
  if (!newest) return { ...base, ...when, due: true, because: [whyFirst(catalog), ...attempt] }

  if (isLost(newest) && !mayBeMended(newest)) {
    const because = [`no intact copy of ${newest.id} is left: not waiting for the schedule`, ...attempt]
    return { ...base, ...when, due: true, because }
  }

  const full = increments ? usable(catalog, now).find(({ manifest }) => manifest.kind === 'full') : newest
  const due = full && dueSince(source, ticks, full, moment)
  const dueBetween = between && dueSince(source, between, newest, moment)
  if (full && !due && !dueBetween) {
    const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires'
    return { ...base, ...when, due: false, because: [`${until}: last backup ${clock(newest.startedAt, moment)}`] }
  }
  const age = now.getTime() - newest.startedAt.getTime()
  const { rpoMs } = source.objectives
  const late = rpoMs !== undefined && age > rpoMs ? [`the newest backup is older than the RPO of ${hours(rpoMs)}`] : []
  if (due || !full || !dueBetween) {
    const kind = increments ? 'full backup: ' : ''
    const [first = 'there is none to build on', ...more] = due ?? []
    return { ...base, ...when, due: true, because: [`${kind}${first}`, ...more, ...attempt, ...late] }
  }
  const [first, ...more] = dueBetween
  const on = buildingOn(source, catalog, now)
  const because = (kind: string, ...why: readonly string[]) => [
    `${kind}: ${first}`,
    ...why,
    ...more,
    ...attempt,
    ...late,
  ]
  if ('full' in on)
    return { ...base, ...when, due: true, because: because('full backup', `not an increment: ${on.full}`) }
  return { ...base, ...when, due: true, base: on.base.id, because: because('increment', `base ${on.base.id}`) }
}

/** Why one is due after this backup; undefined: it is not. */
function dueSince(
  source: Source,
  ticks: Ticks,
  newest: Entry,
  moment: Moment,
): readonly [string, ...string[]] | undefined {
  const tick = ticks.last(moment.now)
  if (!tick || newest.startedAt >= tick) return undefined
  const last = `last ${source.increments && newest.manifest.kind === 'full' ? 'full backup' : 'backup'} ${clock(newest.startedAt, moment)}`
  const offMs = putOffMs(source)
  const off = offMs >= 60_000 ? `, delayed by ${hours(offMs)}` : ''
  const older = `${last} is older than the tick of ${clock(tick, moment, newest.startedAt)}${off}`
  const missed = ticks.count(newest.startedAt, tick, countLimit + 2) - 1
  const heals =
    missed > countLimit ? `missed more than ${countLimit} ticks` : `missed ${missed} tick${missed === 1 ? '' : 's'}`
  return [older, ...(missed > 0 ? [`${heals}; one backup heals ${missed === 1 ? 'it' : 'them'}`] : [])]
}

/** Of a store that could not be listed nobody knows whether it has one. */
function whyFirst({ unread }: SourceCatalog): string {
  if (unread.length === 0) return 'first backup: none exists yet'
  return `no backup is known: ${unread.map(({ store }) => `store ${store} could not be listed`).join(', ')}`
}

/**
 * The newest attempt to back up, if it failed after the newest backup. One that is dated in the future neither hides
 * others nor stands for them.
 */
export function failedSince(runs: readonly RunRecord[], newest: Entry | undefined, now: Date): RunRecord | undefined {
  const attempts = runs.filter((run) => run.command === 'backup' && run.startedAt <= now)
  const last = attempts.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())[0]
  if (last?.outcome !== 'failed') return undefined
  return newest === undefined || last.startedAt > newest.startedAt ? last : undefined
}

/** "45 min", "7 h", "1 h 30 min". */
export function hours(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 60) return `${minutes} min`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
