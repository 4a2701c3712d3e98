import { type Entry, isLost, isUsable, mayBeMended, type RunRecord, type SourceCatalog } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { wallText, zonedText } from '../time/time.ts'
import { putOffMs, ticksOf } from './cron/jitter.ts'
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
  const next = ticks.next(now)
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

  const tick = ticks.last(now)
  const last = `last backup ${clock(newest.startedAt, moment)}`
  if (!tick || newest.startedAt >= tick) {
    const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires'
    return { ...base, ...when, due: false, because: [`${until}: ${last}`] }
  }
  const offMs = putOffMs(source)
  const off = offMs >= 60_000 ? `, delayed by ${hours(offMs)}` : ''
  const older = `${last} is older than the tick of ${clock(tick, moment, newest.startedAt)}${off}`
  const missed = ticks.count(newest.startedAt, tick, countLimit + 2) - 1
  const heals =
    missed > countLimit ? `missed more than ${countLimit} ticks` : `missed ${missed} tick${missed === 1 ? '' : 's'}`
  const because = [
    older,
    ...(missed > 0 ? [`${heals}; one backup heals ${missed === 1 ? 'it' : 'them'}`] : []),
    ...attempt,
  ]
  const age = now.getTime() - newest.startedAt.getTime()
  const { rpoMs } = source.objectives
  if (rpoMs !== undefined && age > rpoMs) because.push(`the newest backup is older than the RPO of ${hours(rpoMs)}`)
  return { ...base, ...when, due: true, because }
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
