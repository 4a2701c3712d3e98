import { type RunRecord, type SourceCatalog, standing } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { hours, type Moment } from './backup.ts'
import { backupTicks } from './cron/jitter.ts'

/** GitHub starts a tick late, and drops one now and then: that much is its normal state. */
const lateMs = 3_600_000
const silentTicks = 2
const countLimit = 1000

/** Whether anything still calls `run`: of one source, from what the stores say alone. */
export type ScheduleHealth =
  | { readonly state: 'alive' | 'paused' | 'none' }
  | {
      readonly state: 'silent'
      /** The last sign of life. */
      readonly since: Date
      /** Ticks that should have left something since. */
      readonly missed: number
      /** What is wrong, and what to type. */
      readonly message: string
      readonly hint: string
    }

/**
 * A backup that is due leaves a backup or a failed run record, so silence over several due ticks means that nobody asked.
 * A tick at which nothing is due leaves no trace: a source that a person backs up more often than its schedule
 * says counts as alive.
 */
export function scheduleHealth(source: Source, catalog: SourceCatalog, { now, timezone }: Moment): ScheduleHealth {
  const ticks = backupTicks(source, timezone)
  if (source.schedule === undefined || ticks === undefined) return { state: 'none' }
  if (source.paused) return { state: 'paused' }
  // By its end too: what takes longer than its schedule's period was not silent meanwhile.
  const signs = catalog.entries
    .filter((entry) => standing(entry, now) !== 'foreign')
    .flatMap(({ startedAt, manifest }) => [startedAt, new Date(manifest.finishedAt)])
    .concat(catalog.runs.filter(bySchedule).flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt]))
    .filter((at) => at <= now)
  // Of a source that is new nothing can be missed: its first backup is due, and says so.
  if (signs.length === 0) return { state: 'alive' }
  const since = signs.reduce((newest, at) => (at > newest ? at : newest))
  const due = new Date(now.getTime() - lateMs)
  const missed = ticks.count(since, due, countLimit)
  if (missed < silentTicks) return { state: 'alive' }
  const times = missed >= countLimit ? `more than ${countLimit}` : String(missed)
  return {
    state: 'silent',
    since,
    missed,
    message: `no tick for ${longTime(now.getTime() - since.getTime())}, though the schedule is "${source.increments?.schedule ?? source.schedule}" (${times} missed)`,
    hint: wakeUp(catalog),
  }
}

const bySchedule = ({ trigger }: RunRecord) => trigger === 'schedule'

/** "7 h", "400 days": what is longer than two days is not counted in hours. */
function longTime(ms: number): string {
  return ms < 2 * dayMs ? hours(ms) : `${Math.floor(ms / dayMs)} days`
}

const dayMs = 24 * 3_600_000

/** What to look at: the stores tell whether a workflow made the newest scheduled backup, or a timer of some machine. */
function wakeUp({ entries }: SourceCatalog): string {
  const last = entries.find(({ manifest }) => manifest.trigger === 'schedule') ?? entries[0]
  const { workflow, host } = last?.manifest.origin ?? {}
  const scheduled = last?.manifest.trigger === 'schedule'
  if (workflow === undefined) {
    const where = host === undefined || !scheduled ? '' : ` on ${host}, which made the last one`
    return `See whether the cron line or the timer that calls \`backproof run\`${where} is still there (\`crontab -l\`, \`systemctl list-timers\`) and what it prints; then call it once.`
  }
  const name = pasted(workflow)
  return `GitHub disables schedules of repositories without activity for 60 days: re-enable with \`gh workflow enable ${name}\`, then \`gh workflow run ${name}\`.`
}

/** The workflow's name where it can be pasted; else that of the example. */
function pasted(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/.test(name)) return 'scheduled.yml'
  return name.includes(' ') ? `"${name}"` : name
}
