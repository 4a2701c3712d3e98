import type { Entry, Slice, Stretch } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { clock, type Moment } from './backup.ts'
import { ticksOf } from './cron/jitter.ts'

/** Where nothing makes bases by schedule: then ever more is kept, and played back. Pure. */
export function baseFault({
  name,
  pointInTime: { base },
  schedule,
}: Logged): { readonly says: string; readonly hint: string } | undefined {
  const line = base ?? schedule
  if (line !== undefined && line !== 'never') return undefined
  const [bases, key] = base === undefined ? ['backups', 'schedule'] : ['base backups', 'base']
  return {
    says: `no schedule makes ${bases} of ${name}, which its log is played onto: it is kept, and played back, from the last one on, however old that is`,
    hint: `Add ${key}: "0 3 * * *".`,
  }
}

/** What is known of a source's log. */
export interface LogState {
  /** The newest piece, which the next one follows. */
  readonly tip: Slice | undefined
  /** The unbroken stretch that ends with it; undefined: what it ends with cannot be restored. */
  readonly stretch: Stretch | undefined
  /** What that stretch can be played onto, the newest first. */
  readonly bases: readonly Entry[]
}

/** Whether something of a source's log is due, and why. */
export interface LogTask {
  readonly source: string
  readonly kind: 'tick' | 'base'
  readonly due: boolean
  readonly because: readonly string[]
  readonly next?: Date
}

type Logged = Source & { readonly pointInTime: NonNullable<Source['pointInTime']> }

/**
 * A piece is due once for each step of `every`, counted from midnight UTC: so a schedule that fires a little early or late
 * neither skips one nor makes two. `asked`: a person names the source, to have what the server has logged up to now. Pure.
 */
export function planTick({ name, pointInTime }: Logged, { tip }: LogState, moment: Moment, asked = false): LogTask {
  const { now } = moment
  const step = (at: Date) => Math.floor(at.getTime() / pointInTime.everyMs)
  const base = { source: name, kind: 'tick', next: new Date((step(now) + 1) * pointInTime.everyMs) } as const
  if (!tip) return { ...base, due: true, because: ['nothing of its log is collected yet'] }
  const { until } = tip.covers
  const last = `the log is collected until ${clock(until, moment)}`
  if (step(now) > step(until) || until > now) return { ...base, due: true, because: [last] }
  if (asked) return { ...base, due: true, because: [`asked for by --source; ${last}`] }
  return { ...base, due: false, because: [`not due until ${clock(base.next, moment, now)}: ${last}`] }
}

/** Whether something is needed that the log can be played onto. For dumps, only where there is none: they have a schedule. Pure. */
export function planBase(source: Logged, { tip, stretch, bases }: LogState, moment: Moment): LogTask {
  const { now, timezone } = moment
  const { pointInTime } = source
  const line = pointInTime.base === 'never' ? undefined : pointInTime.base
  const ticks = line === undefined ? undefined : ticksOf(source, line, timezone)
  const next = ticks?.next(now)
  const base = { source: source.name, kind: 'base', ...(next ? { next } : {}) } as const
  const [newest] = bases
  if (!newest) {
    const because = !tip
      ? 'nothing is there yet that a log can be played onto'
      : stretch
        ? `nothing that the log since ${clock(stretch[0].covers.from, moment)} can be played onto is there`
        : 'the newest piece of its log is not intact: the log is of use again from a new base on'
    return { ...base, due: true, because: [because] }
  }
  const tick = ticks?.last(now)
  const last = `the newest base is of ${clock(newest.startedAt, moment)}`
  if (!tick || newest.startedAt >= tick) return { ...base, due: false, because: [`not due: ${last}`] }
  return { ...base, due: true, because: [`${last}, older than the tick of ${clock(tick, moment, newest.startedAt)}`] }
}
