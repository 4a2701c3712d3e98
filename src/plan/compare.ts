import { identityOf, type Policy, type Source, type StoreConfig } from '../policy/policy.ts'
import { nextDue } from './cron/cron.ts'
import { putOffMs } from './cron/jitter.ts'
import { ticksBetween } from './cron/tick.ts'

/** What a schedule promises: its next runs, and the longest time between two of them. */
export interface Cadence {
  /** The line as written; undefined = only on demand. */
  readonly schedule: string | undefined
  readonly timezone: string
  readonly paused: boolean
  /** The next five, delayed by the source's part of its jitter. */
  readonly next: readonly Date[]
  /** The longest gap among the runs of the coming weeks, so the data that a disaster can cost; undefined = unbounded. */
  readonly widestMs: number | undefined
  /** The objective that it is held against. */
  readonly rpoMs: number | undefined
}

export interface SourceChange {
  readonly source: string
  /** Where the schedule, the zone, the jitter, a pause or the objective changed. */
  readonly cadence?: { readonly before: Cadence; readonly after: Cadence }
  readonly storesAdded: readonly string[]
  readonly storesDropped: readonly string[]
  /** The same name for another place: what is in the old one is not in the new one. */
  readonly storesMoved: readonly string[]
  /** It backs up something else under the same name. */
  readonly contentMoved: boolean
  /** Retention changed, its own or that of one of its stores. */
  readonly rules: boolean
}

/** What one policy has that another does not have, apart from what retention makes of it. */
export interface PolicyChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** The same database or paths under another name. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  readonly recipientsAdded: readonly string[]
  readonly recipientsRemoved: readonly string[]
  readonly signersChanged: boolean
  /** Sources in both policies, under their later names, that changed in schedule, stores or rules. */
  readonly sources: readonly SourceChange[]
}

/** Compares two policies at one moment; no `before`: everything is new; no `after`: everything is gone. Pure. */
export function comparePolicies(before: Policy | undefined, after: Policy | undefined, now: Date): PolicyChange {
  const [then, is] = [before?.sources ?? {}, after?.sources ?? {}]
  const gone = Object.values(then).filter(({ name }) => !Object.hasOwn(is, name))
  const come = Object.values(is).filter(({ name }) => !Object.hasOwn(then, name))
  const renamed = pairUp(gone, come)
  const byName = new Map(Object.entries(then))
  const sources = Object.values(is).flatMap((source): SourceChange[] => {
    const was = byName.get(renamed.find(({ to }) => to === source.name)?.from ?? source.name)
    return was && before && after ? compareSource(was, before, source, after, now) : []
  })
  const recipients = (policy: Policy | undefined) => policy?.encryption.recipients ?? []
  const signers = (policy: Policy | undefined) => [...(policy?.encryption.signers ?? [])].sort().join(' ')
  return {
    added: come.map(({ name }) => name).filter((name) => !renamed.some(({ to }) => to === name)),
    removed: gone.map(({ name }) => name).filter((name) => !renamed.some(({ from }) => from === name)),
    renamed,
    recipientsAdded: minus(recipients(after), recipients(before)),
    recipientsRemoved: after ? minus(recipients(before), recipients(after)) : [],
    signersChanged: before !== undefined && after !== undefined && signers(before) !== signers(after),
    sources,
  }
}

const minus = (one: readonly string[], other: readonly string[]) => one.filter((value) => !other.includes(value))

/** Each name at most once: of two that back up the same, only one has become the other. */
function pairUp(gone: readonly Source[], come: readonly Source[]): PolicyChange['renamed'] {
  const free = [...come]
  return gone.flatMap((source) => {
    const at = free.findIndex((other) => identityOf(other).whole === identityOf(source).whole)
    const [to] = at < 0 ? [] : free.splice(at, 1)
    return to ? [{ from: source.name, to: to.name }] : []
  })
}

function compareSource(was: Source, before: Policy, is: Source, after: Policy, now: Date): SourceChange[] {
  const cadences = { before: cadenceOf(was, before.timezone, now), after: cadenceOf(is, after.timezone, now) }
  const kept = is.stores.filter((store) => was.stores.includes(store))
  const rulesOf = (source: Source, policy: Policy) =>
    JSON.stringify([source.retention, policy.timezone, kept.map((store) => policy.stores[store]?.retention)])
  const change = {
    source: is.name,
    storesAdded: minus(is.stores, was.stores),
    storesDropped: minus(was.stores, is.stores),
    contentMoved: !sharesContent(was, is),
    storesMoved: kept.filter((store) => addressOf(before.stores[store]) !== addressOf(after.stores[store])),
    rules: rulesOf(was, before) !== rulesOf(is, after),
  }
  const { storesAdded, storesDropped, storesMoved, contentMoved, rules } = change
  const sameTicks = JSON.stringify(cadences.before) === JSON.stringify(cadences.after)
  if (sameTicks && !rules && !contentMoved && storesAdded.length + storesDropped.length + storesMoved.length === 0)
    return []
  return [sameTicks ? change : { ...change, cadence: cadences }]
}

const weeksMs = 35 * 24 * 3_600_000
const shown = 5

/** What the source's schedule gives from now on. */
export function cadenceOf(source: Source, timezone: string, now: Date): Cadence {
  const { schedule, paused = false } = source
  const base = { schedule, timezone, paused, rpoMs: source.objectives.rpoMs }
  if (schedule === undefined || paused) return { ...base, next: [], widestMs: undefined }
  const off = putOffMs(source)
  const runs = runsOf(source, schedule, timezone, new Date(now.getTime() - off))
  return {
    ...base,
    next: runs.slice(0, shown).map((run) => new Date(run.getTime() + off)),
    widestMs: widestOf(runs),
  }
}

/** The longest time between two ticks of a line in the coming weeks; undefined = there are no two. */
export function widestGap(line: string, timezone: string, now: Date): number | undefined {
  return widestOf(runsFrom(line, timezone, now))
}

/** Of full backups, and of the increments between them. */
function runsOf({ increments }: Source, schedule: string, timezone: string, start: Date): readonly Date[] {
  const full = runsFrom(schedule, timezone, start)
  const between = increments && runsFrom(increments.schedule, timezone, start)
  const last = between?.at(-1)
  if (!between || !last) return full
  // Beyond these only one of the two is known.
  const times = [...between, ...full.filter((at) => at <= last)].map((at) => at.getTime())
  return [...new Set(times)].sort((a, b) => a - b).map((ms) => new Date(ms))
}

/** A week's pattern shows within some weeks; a yearly line has at least its next few runs. */
function runsFrom(line: string, timezone: string, start: Date): readonly Date[] {
  const runs = [...ticksBetween(line, timezone, start, new Date(start.getTime() + weeksMs))]
  while (runs.length <= shown) {
    const next = nextDue(line, timezone, runs.at(-1) ?? start)
    if (!next) break
    runs.push(next)
  }
  return runs
}

function widestOf(runs: readonly Date[]): number | undefined {
  const gaps = runs.slice(1).map((run, i) => run.getTime() - (runs[i]?.getTime() ?? 0))
  return gaps.length > 0 ? gaps.reduce((widest, gap) => Math.max(widest, gap)) : undefined
}

/** True unless all that is backed up is another. */
function sharesContent(was: Source, is: Source): boolean {
  const earlier = identityOf(was).content
  return identityOf(is).content.some((one) => earlier.includes(one))
}

/** Where a store's objects are. */
export function addressOf(store: StoreConfig | undefined): string | undefined {
  if (store === undefined) return undefined
  if (store.kind === 'directory') return JSON.stringify([store.kind, store.path])
  return JSON.stringify([store.kind, store.endpoint?.template, store.bucket, store.prefix])
}
