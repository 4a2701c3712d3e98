import type { DrillRecord, DrillsSeen, SeenDrill } from '../../catalog/catalog.ts'
import type { DrillTask, Moment } from '../../plan/plan.ts'
import type { Policy } from '../../policy/policy.ts'
import { formatTime } from '../../words/words.ts'
import type { DrillHealth, Health, HealthFinding } from './contract.ts'
import { requesterOf } from './trigger.ts'

/** One drill, as its record tells, or its name alone. Pure. */
export function drillHealth(
  { id, kind, outcome, at }: Pick<SeenDrill, 'id' | 'kind' | 'outcome' | 'at'>,
  record: DrillRecord | { readonly unread: string },
): DrillHealth {
  const base = { id, kind, outcome, startedAt: at.toISOString() }
  if ('unread' in record) return { ...base, unread: record.unread }
  const { endedAt, origin, signedOff, sources } = record
  const by = requesterOf(origin)
  return {
    ...base,
    endedAt,
    durationMs: Math.max(0, Date.parse(endedAt) - at.getTime()),
    ...(by ? { by } : {}),
    ...(signedOff ? { signedOff } : {}),
    sources,
  }
}

/** What is known of the drills of a project. */
export interface DrillsLook {
  readonly tasks: readonly DrillTask[]
  /** Newest first; of the newest the record was read. */
  readonly ledger: readonly DrillHealth[]
  readonly seen: DrillsSeen
}

/** undefined: none is asked for, and none was made. Pure. */
export function judgeDrills({ drills }: Policy, { tasks, ledger, seen }: DrillsLook): Health['drills'] {
  if (tasks.length === 0 && ledger.length === 0 && (seen.unread.length === 0 || !drills)) return undefined
  const left = seen.drills.length - ledger.length
  return {
    schedules: tasks.flatMap(({ drill: kind, next, last, overdueSince }) => {
      const cron = drills?.[kind]
      if (cron === undefined) return []
      return [
        {
          kind,
          cron,
          ...(next ? { nextAt: next.toISOString() } : {}),
          ...(last ? { lastAt: last.at.toISOString(), lastOutcome: last.outcome } : {}),
          ...(overdueSince ? { overdueSince: overdueSince.toISOString() } : {}),
        },
      ]
    }),
    ledger,
    ...(left > 0 ? { left } : {}),
    ...(seen.unread.length > 0 ? { unread: seen.unread.map(({ store, message }) => ({ store, message })) } : {}),
  }
}

const wayOut = {
  partial: 'Run `backproof verify --drill partial` in a job with BACKPROOF_SECRET_KEY: does it still run?',
  full: 'Run `backproof verify --drill full` in a job with BACKPROOF_SECRET_KEY: does it still run?',
  manual:
    'Go through the plan of recovery, then run `backproof verify --drill manual --signed-off-by NAME --because TEXT`.',
} as const

/** Drills that do not come, and the last of each kind where it failed. Pure. */
export function drillFindings(
  tasks: readonly DrillTask[],
  look: Pick<DrillsLook, 'ledger'>,
  { timezone }: Moment,
): readonly HealthFinding[] {
  const overdue = tasks.flatMap(({ drill, overdueSince }): readonly HealthFinding[] => {
    if (!overdueSince) return []
    const message = `the ${drill} drill is overdue: its schedule has asked for one since ${formatTime(overdueSince, timezone)}`
    return [{ level: 'warning', code: 'drill-overdue', message, hint: wayOut[drill] }]
  })
  const failed = (['partial', 'full', 'manual'] as const).flatMap((kind): readonly HealthFinding[] => {
    const last = look.ledger.find((one) => one.kind === kind)
    if (last?.outcome !== 'failed') return []
    const names = (last.sources ?? []).flatMap(({ source, outcome }) => (outcome === 'passed' ? [] : [source]))
    const first = last.sources?.find(({ problem }) => problem !== undefined)
    const said = last.signedOff?.because
    const whose =
      names.length > 0
        ? ` (${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''})`
        : ''
    const why = first ? `: ${first.problem}` : said === undefined ? '' : `: ${said}`
    const message = `the last ${kind} drill, of ${formatTime(last.startedAt, timezone)}, failed${whose}${why}`
    const hint = kind === 'manual' ? wayOut.manual : `Mend it, then run \`backproof verify --drill ${kind}\` again.`
    return [{ level: 'warning', code: 'drill-failed', message, hint }]
  })
  return [...overdue, ...failed]
}
