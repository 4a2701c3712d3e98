import { type DrillKind, type DrillName, drillKinds } from '../catalog/catalog.ts'
import type { Policy } from '../policy/policy.ts'
import { clock, type Moment } from './backup.ts'
import { lastDue, nextDue } from './cron/cron.ts'

/** A drill that has ended, as its name tells. */
export type DrillMade = Pick<DrillName, 'kind' | 'at' | 'outcome'>

export interface DrillTask {
  readonly drill: DrillKind
  readonly due: boolean
  /** Sentences; never empty. */
  readonly because: readonly string[]
  readonly next?: Date
  readonly last?: DrillMade
  /** The tick that nobody has answered for a quarter of the time until the next one. */
  readonly overdueSince?: Date
  /** A store that could not be listed may have the one that is missing. */
  readonly unknown?: true
}

/** What is known of the drills of a project. */
export interface DrillLook {
  readonly made: readonly DrillMade[]
  /** A store that could not be listed may have more. */
  readonly unread: boolean
  /** Start of the oldest backup: before it, there was nothing to practise with. undefined: there is none. */
  readonly since: Date | undefined
}

/** The drills that the policy has a schedule for: which are due, and why. Pure. */
export function planDrills({ drills }: Pick<Policy, 'drills'>, look: DrillLook, moment: Moment): readonly DrillTask[] {
  return drillKinds.flatMap((kind) => {
    const line = drills?.[kind]
    return line === undefined ? [] : [planDrill(kind, line, look, moment)]
  })
}

function planDrill(drill: DrillKind, line: string, { made, unread, since }: DrillLook, moment: Moment): DrillTask {
  const { now, timezone } = moment
  const next = nextDue(line, timezone, now)
  const tick = lastDue(line, timezone, now)
  const last = made
    .filter(({ kind, at }) => covers[drill].includes(kind) && at <= now)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]
  const base = { drill, ...(next ? { next } : {}), ...(last ? { last } : {}) }
  const done =
    last && `last ${last.kind} drill${last.outcome === 'failed' ? ' (failed)' : ''} ${clock(last.at, moment)}`
  if (last && (!tick || last.at >= tick)) {
    const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires'
    return { ...base, due: false, because: [`${until}: ${done}`] }
  }
  if (unread) return { ...base, due: false, unknown: true, because: ['a store that could not be listed may have one'] }
  if (!since) return { ...base, due: false, because: ['no backup to practise with yet'] }
  const because =
    done && tick
      ? `${done} is older than the tick of ${clock(tick, moment, last?.at)}`
      : `first ${drill} drill: there was none yet`
  const overdue = tick && since < tick && now.getTime() >= tick.getTime() + graceMs(tick, next)
  return { ...base, due: true, because: [because], ...(overdue ? { overdueSince: tick } : {}) }
}

/** A full drill practises what a partial one does. */
const covers: Readonly<Record<DrillKind, readonly DrillKind[]>> = {
  partial: ['partial', 'full'],
  full: ['full'],
  manual: ['manual'],
}

/** A quarter of a period: 42 hours of a week, a week of a month, three weeks of a quarter. */
const graceMs = (tick: Date, next: Date | undefined) => (next ? (next.getTime() - tick.getTime()) / 4 : 0)

/**
 * Whose turn it is: the sources that were in a partial or full drill longest ago, those first that never were. Of the same
 * time, in the order of the policy. Pure.
 */
export function drillTurn(
  sources: readonly string[],
  drilled: readonly { readonly at: Date; readonly sources: readonly string[] }[],
  count: number,
): readonly string[] {
  const lastOf = (source: string) =>
    drilled.reduce((last, one) => (one.sources.includes(source) ? Math.max(last, one.at.getTime()) : last), 0)
  const times = new Map(sources.map((source) => [source, lastOf(source)]))
  return sources.toSorted((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0)).slice(0, count)
}
