import type { Policy, Source } from '../policy/policy.ts'
import { nextDue } from './cron.ts'

/** What a schedule promises: its next runs, and the longest time between two of them. */
export interface Cadence {
  /** The line as written; undefined = only on demand. */
  readonly schedule: string | undefined
  /** The next five. */
  readonly next: readonly Date[]
  /** The longest gap among the runs of the coming weeks, so the data that a disaster can cost; undefined = unbounded. */
  readonly widestMs: number | undefined
  /** The objective that it is held against. */
  readonly rpoMs: number | undefined
}

export interface SourceChange {
  readonly source: string
  /** Where the schedule, the zone or the objective changed. */
  readonly cadence?: { readonly before: Cadence; readonly after: Cadence }
  readonly storesAdded: readonly string[]
  readonly storesDropped: readonly string[]
}

/** What one policy has that another has not, apart from what retention makes of it. */
export interface PolicyChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** The same database or paths under another name. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  readonly recipientsAdded: readonly string[]
  readonly recipientsRemoved: readonly string[]
  /** Sources in both policies that changed in schedule or stores. */
  readonly sources: readonly SourceChange[]
}

/** Compares two policies at one moment. Pure. */
export function comparePolicies(before: Policy, after: Policy, now: Date): PolicyChange {
  const gone = Object.values(before.sources).filter(({ name }) => !after.sources[name])
  const come = Object.values(after.sources).filter(({ name }) => !before.sources[name])
  const renamed = gone.flatMap((source) => {
    const to = come.find((other) => identityOf(other) === identityOf(source))
    return to ? [{ from: source.name, to: to.name }] : []
  })
  const sources = Object.values(after.sources).flatMap((source): SourceChange[] => {
    const was = before.sources[source.name]
    return was ? compareSource(was, before, source, after, now) : []
  })
  const minus = (one: readonly string[], other: readonly string[]) => one.filter((value) => !other.includes(value))
  return {
    added: minus(names(come), names(renamed.map(({ to }) => ({ name: to })))),
    removed: minus(names(gone), names(renamed.map(({ from }) => ({ name: from })))),
    renamed,
    recipientsAdded: minus(after.encryption.recipients, before.encryption.recipients),
    recipientsRemoved: minus(before.encryption.recipients, after.encryption.recipients),
    sources,
  }
}

const names = (sources: readonly { readonly name: string }[]) => sources.map(({ name }) => name)

function compareSource(was: Source, before: Policy, is: Source, after: Policy, now: Date): SourceChange[] {
  const [then, from] = [cadenceOf(was, before.timezone, now), cadenceOf(is, after.timezone, now)]
  const same = JSON.stringify(then) === JSON.stringify(from)
  const storesAdded = is.stores.filter((store) => !was.stores.includes(store))
  const storesDropped = was.stores.filter((store) => !is.stores.includes(store))
  if (same && storesAdded.length + storesDropped.length === 0) return []
  const change = { source: is.name, storesAdded, storesDropped }
  return [same ? change : { ...change, cadence: { before: then, after: from } }]
}

/** What the source's schedule gives from now on. */
export function cadenceOf(source: Source, timezone: string, now: Date): Cadence {
  const schedule = source.paused ? undefined : source.schedule
  const { rpoMs } = source.objectives
  if (schedule === undefined) return { schedule, next: [], widestMs: undefined, rpoMs }
  const runs: Date[] = []
  // A week's pattern shows within some weeks; a yearly line has at least its next few runs.
  const horizon = new Date(now.getTime() + 35 * 24 * 3600_000)
  for (let run = nextDue(schedule, timezone, now); run; run = nextDue(schedule, timezone, run)) {
    runs.push(run)
    if (runs.length >= 6 && (run > horizon || runs.length >= 200)) break
  }
  const gaps = runs.slice(1).map((run, i) => run.getTime() - (runs[i]?.getTime() ?? 0))
  return { schedule, next: runs.slice(0, 5), widestMs: gaps.length > 0 ? Math.max(...gaps) : undefined, rpoMs }
}

/** What is backed up, as the policy writes it: the same under another name is the same source. */
function identityOf(source: Source): string {
  switch (source.engine) {
    case 'postgres':
      return JSON.stringify([source.engine, source.url.template, source.schemas, source.tables])
    case 'sqlite':
      return JSON.stringify([source.engine, source.path])
    case 'files':
      return JSON.stringify([source.engine, source.paths, source.include, source.exclude])
  }
}
