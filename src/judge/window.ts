import {
  basesOf,
  type Entry,
  isUsable,
  type LogPosition,
  lastOf,
  type Slice,
  type Stretch,
  standing,
} from '../catalog/catalog.ts'
import { kindOf, type Source } from '../policy/policy.ts'
import { formatSecond } from '../words/words.ts'

/** What to type to get a moment back that its log brings: a time, or latest. */
export const restoreAt = ({ name, engine }: Pick<Source, 'name' | 'engine'>, at: Date | 'latest'): string =>
  `backproof restore --source ${name} --at ${at === 'latest' ? at : formatSecond(at)} --into ${kindOf(engine).into}`

/** Negative: `one` lies before `other`. undefined: they lie in different histories. */
export type ComparePositions = (one: LogPosition, other: LogPosition) => number | undefined

/** Any moment of it can be restored. */
export interface RecoveryWindow {
  /** By the server's clock. */
  readonly from: Date
  readonly until: Date
  readonly stretch: Stretch
  /** What its log can be played onto, the newest first; at least one. */
  readonly bases: readonly Entry[]
  /** All that is kept as a base: what those build on is among them. */
  readonly entries: readonly Entry[]
  /** Of the newest: why it ends before what was collected. Absent: it has all of it. */
  readonly ended?: string
}

/** How a moment is reached: a base, and the log that is played onto it. */
export interface Route {
  readonly base: Entry
  /** What the base builds on, the full one first; none of a full base. */
  readonly chain: readonly Entry[]
  readonly position: LogPosition
  readonly log: readonly Slice[]
  /** A time of the server's clock, or the end of the last piece. */
  readonly until: Date | 'end'
  /** The moment that it reaches. */
  readonly reaches: Date
  /** Sealed bytes to download. */
  readonly bytes: number
}

export interface NoRoute {
  readonly message: string
  readonly hint: string
}

/** By the server's clock: nothing earlier is reached from it. */
export const momentOf = ({ manifest }: Entry): Date => new Date(manifest.moment ?? manifest.finishedAt)

/**
 * The windows of a source, the one first that was collected last: where the server's clock went back, that is not the one with the
 * latest times. Those that no base lies in are none. `flaw`: what is wrong with the newest piece, where no stretch ends with it. Pure.
 */
export function windowsOf(
  stretches: readonly Stretch[],
  entries: readonly Entry[],
  compare: ComparePositions,
  now: Date,
  flaw?: string,
): readonly RecoveryWindow[] {
  const usable = entries
    .filter((entry) => isUsable(entry, now) && entry.manifest.position !== undefined)
    .toSorted((a, b) => momentOf(b).getTime() - momentOf(a).getTime())
  const [newest, ...older] = stretches
    .flatMap((stretch): RecoveryWindow[] => {
      const { until } = lastOf(stretch).covers
      const bases = usable.filter((entry) => liesIn(entry, stretch, compare) && momentOf(entry) <= until)
      const oldest = bases.at(-1)
      return oldest ? [{ from: momentOf(oldest), until, stretch, bases, entries }] : []
    })
    .toSorted((a, b) => lastOf(b.stretch).number - lastOf(a.stretch).number || b.until.getTime() - a.until.getTime())
  if (!newest) return []
  const ends = lastOf(newest.stretch).number
  const [next] = stretches.filter(([first]) => first.number > ends).toSorted(([a], [b]) => a.number - b.number)
  const ended = next ? (next[0].opened ?? `${next[0].entry.id} cannot be played onto any backup`) : flaw
  return [ended === undefined ? newest : { ...newest, ended }, ...older]
}

/** Whether a stretch of log can be played onto a backup: the backup names a place in it. Pure. */
export function liesIn({ manifest: { position } }: Entry, stretch: Stretch, compare: ComparePositions): boolean {
  if (position === undefined) return false
  const [after, before] = [compare(stretch[0].from, position), compare(position, lastOf(stretch).to)]
  return after !== undefined && before !== undefined && after <= 0 && before <= 0
}

export interface RouteOptions {
  readonly compare: ComparePositions
  readonly now: Date
  /** Ids of bases that do not lead there. */
  readonly without?: readonly string[]
}

/**
 * The way to a moment: the newest base before it that is good (or else the newest that may be tried), and every piece of log
 * from there to the one that reaches it. Pure.
 */
export function routeTo(
  source: string,
  windows: readonly RecoveryWindow[],
  at: Date | 'latest',
  { compare, now, without = [] }: RouteOptions,
): Route | NoRoute {
  const [newest] = windows
  if (!newest)
    return {
      message: `no moment of ${source} can be restored from its log: there is no backup that its log could be played onto`,
      hint: `Run \`backproof run --source ${source}\`: it takes what is missing. \`backproof list --source ${source}\` shows the backups, which --id restores.`,
    }
  if (at === 'latest' && newest.ended !== undefined)
    return {
      message: `the end of the log of ${source} cannot be restored: ${newest.ended}`,
      hint: brokenHint(source, newest),
    }
  const until = at === 'latest' ? newest.until : at
  const window = windows.find((one) => one.from <= until && until <= one.until)
  if (!window) return outside(source, windows, until, now)
  const before = window.bases.filter((entry) => momentOf(entry) <= until && !without.includes(entry.id))
  const base = before.find((entry) => standing(entry, now) === 'good') ?? before[0]
  const position = base?.manifest.position
  // The window begins at the moment of its oldest base.
  if (!base || !position) return outside(source, windows, until, now)
  // Of an idle server, all that follows may end where it began: the pieces show nevertheless until when nothing happened.
  const begins = window.stretch.findIndex(({ to }) => (compare(position, to) ?? 0) <= 0)
  const rest = begins < 0 ? [] : window.stretch.slice(begins)
  const ends = at === 'latest' ? rest.length - 1 : rest.findIndex(({ covers }) => covers.until >= until)
  const log = rest.slice(0, ends + 1)
  const chain = basesOf(base, window.entries)
  const bytes = [...chain, base, ...log.map(({ entry }) => entry)].reduce((sum, entry) => sum + entry.bytes, 0)
  return { base, chain, position, log, until: at === 'latest' ? 'end' : at, reaches: until, bytes }
}

const brokenHint = (source: string, { until }: RecoveryWindow) =>
  `The latest moment is --at ${formatSecond(until)}. Run \`backproof run --source ${source}\`: it takes a new base, from which on any second can be restored again.`

function outside(source: string, windows: readonly RecoveryWindow[], at: Date, now: Date): NoRoute {
  const time = (when: Date) => formatSecond(when)
  const first = (when: Date) => `--at ${formatSecond(when, 'up')}`
  const last = (when: Date) => `--at ${formatSecond(when)}`
  const [newest] = windows
  const byTime = windows.toSorted((a, b) => b.until.getTime() - a.until.getTime())
  const oldest = windows.toSorted((a, b) => a.from.getTime() - b.from.getTime())[0]
  if (newest && byTime.every(({ until }) => at > until)) {
    if (newest.ended !== undefined && at <= now)
      return {
        message: `${source} cannot be restored to ${time(at)}: ${newest.ended}`,
        hint: brokenHint(source, newest),
      }
    const message = `${source} cannot be restored to ${time(at)}: its log is collected until ${time(newest.until)}`
    if (at > now)
      return {
        message: `${message}, and that moment is still to come`,
        hint: `The latest moment is ${last(newest.until)}, or --at latest.`,
      }
    return {
      message,
      hint: `Run \`backproof run --source ${source}\` first: it collects what the server has logged since. Without that, the latest moment is ${last(newest.until)}.`,
    }
  }
  if (oldest && at < oldest.from)
    return {
      message: `${source} cannot be restored to ${time(at)} exactly: its log can be played back from ${time(oldest.from)} on`,
      hint: `The earliest moment is ${first(oldest.from)}; \`backproof list --source ${source}\` shows older backups, which --id restores.`,
    }
  const after = byTime.findLast((one) => one.from > at)
  const before = byTime.find((one) => one.until < at)
  const why = after?.stretch[0].opened
  return {
    message: `${source} cannot be restored to ${time(at)}: its log is not there between ${before ? time(before.until) : 'the beginning'} and ${after ? time(after.from) : 'now'}${why === undefined ? '' : ` (${why})`}`,
    hint: `The nearest moments are ${[before && last(before.until), after && first(after.from)].filter(Boolean).join(' and ')}.`,
  }
}

export const isRoute = (route: Route | NoRoute): route is Route => 'base' in route
