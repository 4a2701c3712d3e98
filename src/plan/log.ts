import { basesOf, type Entry, type Slice, type Stretch } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { clock, type Moment } from './backup.ts'
import { earlier, ticksOf } from './cron/jitter.ts'
import { buildingOn } from './increment.ts'

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
  /** All that is kept as a base. */
  readonly kept: readonly Entry[]
  /** What is wrong with the newest piece, where that is why there is no stretch. */
  readonly flaw?: string
}

/** Whether something of a source's log is due, and why. */
export interface LogTask {
  readonly source: string
  readonly kind: 'tick' | 'base'
  readonly due: boolean
  readonly because: readonly string[]
  readonly next?: Date
  /** Of a base, what it is to build on; absent: it is a full one. */
  readonly base?: string
}

type Logged = Source & { readonly pointInTime: NonNullable<Source['pointInTime']> }

/**
 * A piece is due once for each step of `every`, counted from midnight UTC: so a schedule that fires a little early or late
 * neither skips one nor makes two. What counts is when it was collected, and not until when: the server's clock may be another.
 * `asked`: a person names the source, to have what the server has logged up to now. Pure.
 */
export function planTick({ name, pointInTime }: Logged, { tip }: LogState, moment: Moment, asked = false): LogTask {
  const { now } = moment
  const step = (at: Date) => Math.floor(at.getTime() / pointInTime.everyMs)
  const base = { source: name, kind: 'tick', next: new Date((step(now) + 1) * pointInTime.everyMs) } as const
  if (!tip) return { ...base, due: true, because: ['nothing of its log is collected yet'] }
  const { startedAt } = tip.entry
  const last = `the log is collected until ${clock(tip.covers.until, moment)}`
  if (step(now) > step(startedAt) || startedAt > now) return { ...base, due: true, because: [last] }
  if (asked) return { ...base, due: true, because: [`asked for by --source; ${last}`] }
  return { ...base, due: false, because: [`not due until ${clock(base.next, moment, now)}: ${last}`] }
}

/** Whether something is needed that the log can be played onto. For dumps, only where there is none: they have a schedule. Pure. */
export function planBase(source: Logged, { tip, stretch, bases, kept, flaw }: LogState, moment: Moment): LogTask {
  const { now, timezone } = moment
  const { pointInTime } = source
  const { increments } = pointInTime
  const line = pointInTime.base === 'never' ? undefined : pointInTime.base
  const ticks = line === undefined ? undefined : ticksOf(source, line, timezone)
  const between = increments && ticksOf(source, increments.schedule, timezone)
  const next = earlier(ticks?.next(now), between?.next(now))
  const base = { source: source.name, kind: 'base', ...(next ? { next } : {}) } as const
  const [newest] = bases
  if (!newest) {
    const because = !tip
      ? 'nothing is there yet that a log can be played onto'
      : stretch
        ? `${stretch[0].previous && stretch[0].opened !== undefined ? `${stretch[0].opened}: ` : ''}nothing that the log since ${clock(stretch[0].covers.from, moment)} can be played onto is there`
        : `${flaw ?? `the newest piece of its log, ${tip.entry.id}, is not intact`}: the log is of use again from a new base on`
    return { ...base, due: true, because: [because] }
  }
  /** Why one is due after this one; undefined: it is not. */
  const dueSince = (tick: Date | undefined, which: string, { startedAt }: Entry): string | undefined =>
    tick && startedAt < tick
      ? `the newest ${which} is of ${clock(startedAt, moment)}, older than the tick of ${clock(tick, moment, startedAt)}`
      : undefined
  const full = basesOf(newest, kept)[0] ?? newest
  const due = dueSince(ticks?.last(now), increments ? 'full base' : 'base', full)
  if (due !== undefined) return { ...base, due: true, because: [due] }
  const dueBetween = dueSince(between?.last(now), 'base', newest)
  if (!increments || dueBetween === undefined)
    return { ...base, due: false, because: [`not due: the newest base is of ${clock(newest.startedAt, moment)}`] }
  const on = buildingOn({ increments }, { entries: kept }, now)
  if ('full' in on) return { ...base, due: true, because: [dueBetween, `a full base, not an increment: ${on.full}`] }
  // Of another history, its changes would be put upon what they are not changes of, and nothing would tell.
  if (bases.every(({ id }) => id !== on.base.id))
    return {
      ...base,
      due: true,
      because: [dueBetween, `a full base, not an increment: the log does not go on from ${on.base.id}`],
    }
  return { ...base, due: true, base: on.base.id, because: [dueBetween, `an increment on ${on.base.id}`] }
}
