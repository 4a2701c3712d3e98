import { type Entry, encodeTime, isUsable, type Proof, timeTags } from '../catalog/catalog.ts'
import { engineNames, type Retention } from '../policy/policy.ts'
import { type Duration, durationMs } from '../time/time.ts'
import { decideCopies, type StoreRules } from './copy.ts'
import { type Decisions, decide } from './decide.ts'
import { type Moment, momentOf } from './moment.ts'

export interface SimulateOptions {
  /** When backups start, oldest first: one is made at each, and then retention is decided and applied. */
  readonly ticks: Iterable<Date>
  /** Sealed bytes of the backup that starts then. */
  readonly sizeAt: (at: Date) => number
  /** IANA zone of the rules and of the days of the answer. */
  readonly timezone: string
  /** What is there before the first tick. */
  readonly entries?: readonly Entry[]
  /** When a test restore is due: the newest backup of then is assumed to pass it; the first, where there is none yet. */
  readonly restores?: Iterable<Date>
  /** The same of reads. */
  readonly reads?: Iterable<Date>
  /** The source's stores, each with its own rules; each backup is assumed to reach them all. Default: one store without. */
  readonly stores?: StoreRules
  /** True: decided at the last tick of a day only (of each seventh day, above thousands), which is a hundred times faster. */
  readonly daily?: boolean
}

/** What there is at the end of a day. */
export interface SimulatedDay {
  /** "2026-02-14", in the zone. */
  readonly day: string
  /** Backups that can be restored, in whichever store. */
  readonly held: number
  /** The start of the oldest of them. */
  readonly oldestAt: Date | undefined
  /** What all stores keep together, with what is deleted and still within its grace period. */
  readonly bytes: number
  readonly stores: Readonly<Record<string, { readonly held: number; readonly bytes: number }>>
}

export interface Simulation {
  /** Every day from the first tick's to the last one's. */
  readonly days: readonly SimulatedDay[]
  readonly made: number
  readonly deleted: number
  /** How often retention was decided: at every tick, but above 200 backups held only once in an hour, a day or a week. */
  readonly decided: number
  /** Why retention refused to decide, where it did: nothing was deleted then. */
  readonly refused?: string
}

/** Above so many backups retention is decided at the first tick of each such period only: the rest would change little. */
const rarely = [
  { above: 4000, period: 'weekly' },
  { above: 1000, period: 'daily' },
  { above: 200, period: 'hourly' },
] as const

/**
 * What the rules will hold over time: at each tick a backup is made, and the rules decide as `run --apply` would. Failed
 * proofs of the backups that are there count; the new ones are assumed to pass their checks. Pure.
 */
export function simulate(rules: Retention, options: SimulateOptions): Simulation {
  const { ticks, sizeAt, timezone, stores = { store: undefined } } = options
  const held = new Holding(options.entries ?? [], Object.keys(stores), durationMs(rules.grace))
  const days: SimulatedDay[] = []
  const due = proofsDue(options)
  let proven = 0
  const prove = (until: number) => {
    for (let next = due[proven]; next && +next.at <= until && held.prove(next, until); next = due[proven]) proven += 1
  }
  let [made, deleted, decided] = [0, 0, 0]
  let refused: string | undefined
  let day = ''
  const times = [...ticks]
  let before: Moment | undefined
  const dayOf = (at: Date | undefined) => at && momentOf(at, timezone).name('daily')
  for (const [index, at] of times.entries()) {
    const moment = momentOf(at, timezone)
    const today = moment.name('daily')
    if (today !== day && day !== '') days.push(...held.daysUntil(day, today))
    day = today
    held.purge(at)
    prove(+at - 1)
    held.add(newEntry(held.newest, at, sizeAt(at), Object.keys(stores)))
    prove(+at)
    made += 1
    const period = rarely.find(({ above }) => held.entries.length > above)?.period
    const isDue = period === undefined || before?.name(period) !== moment.name(period)
    const isLast = times[index + 1] === undefined || dayOf(times[index + 1]) !== today
    if (options.daily ? !isLast || (period === 'weekly' && days.length % 7 > 0) : !isDue) continue
    before = moment
    decided += 1
    const result = decide(held.entries, rules, { now: at, timezone })
    if ('refused' in result) {
      refused ??= result.refused.message
      continue
    }
    deleted += held.remove(result, at)
    for (const { entry, store, keep } of decideCopies(result, stores, { now: at, timezone }))
      if (!keep) held.release(entry, store, at, stores[store]?.grace)
  }
  if (day !== '') days.push(held.describe(day))
  return { days, made, deleted, decided, ...(refused === undefined ? {} : { refused }) }
}

interface DueProof {
  readonly at: Date
  readonly level: 'read' | 'restore'
}

/** Oldest first. */
function proofsDue({ reads = [], restores = [] }: SimulateOptions): readonly DueProof[] {
  const all = [
    ...Array.from(reads, (at): DueProof => ({ at, level: 'read' })),
    ...Array.from(restores, (at): DueProof => ({ at, level: 'restore' })),
  ]
  return all.sort((a, b) => +a.at - +b.at)
}

const passed = (id: string, level: Proof['level'], at: Date, store: string): Proof => ({
  id,
  level,
  outcome: 'passed',
  startedAt: at,
  finishedAt: at,
  store,
  findings: [],
  durations: {},
})

function newEntry(newest: Entry | undefined, at: Date, bytes: number, copies: readonly string[]): Entry {
  const startedAt = at.toISOString()
  const id = `simulated-${encodeTime(at)}`
  return {
    id,
    manifest: {
      format: 'backproof/v1',
      id,
      source: 'simulated',
      // Retention asks no engine.
      engine: engineNames[0],
      kind: 'full',
      consistency: 'snapshot',
      trigger: 'schedule',
      tags: timeTags(newest ? [newest] : [], at),
      retain: false,
      startedAt,
      finishedAt: startedAt,
      parts: [],
      versions: {},
      origin: {},
    },
    startedAt: at,
    bytes,
    copies,
    missing: [],
    held: false,
    trashed: undefined,
    marked: [],
    proofs: [passed(id, 'check', at, copies[0] ?? '')],
    foreign: undefined,
  }
}

/** A copy on its way out is still there: the first decision lets it go again, or keeps it. */
function takenBack({ released = [], ...entry }: Entry): Entry {
  return released.length === 0 ? entry : { ...entry, copies: [...new Set([...entry.copies, ...released])] }
}

interface Trash {
  readonly purgeAfter: number
  readonly stores: readonly string[]
  readonly bytes: number
}

/** What is held, what is in the trash, and how many bytes each store has. */
class Holding {
  /** Oldest first. */
  entries: Entry[]
  /** The newest backup by schedule: it alone decides on the time tags of the next. */
  newest: Entry | undefined
  readonly #graceMs: number
  readonly #bytes: Map<string, number>
  /** In the order in which it is purged, from `#purged` on. */
  readonly #trash: Trash[] = []
  #purged = 0

  constructor(entries: readonly Entry[], stores: readonly string[], graceMs: number) {
    this.#graceMs = graceMs
    this.#bytes = new Map(stores.map((store) => [store, 0]))
    this.entries = entries
      .filter(({ trashed }) => !trashed)
      .map(takenBack)
      .toSorted((a, b) => +a.startedAt - +b.startedAt)
    this.newest = this.entries.findLast(
      ({ manifest, foreign }) => manifest.trigger === 'schedule' && foreign === undefined,
    )
    for (const { copies, bytes } of this.entries) this.#weigh(copies, bytes)
    for (const { trashed, copies, bytes } of entries) {
      if (!trashed) continue
      this.#weigh(copies, bytes)
      this.#trash.push({ purgeAfter: +trashed.purgeAfter, stores: copies, bytes })
    }
    this.#trash.sort((a, b) => a.purgeAfter - b.purgeAfter)
  }

  #weigh(stores: readonly string[], bytes: number): void {
    for (const store of stores) this.#bytes.set(store, (this.#bytes.get(store) ?? 0) + bytes)
  }

  add(entry: Entry): void {
    this.entries.push(entry)
    this.newest = entry
    this.#weigh(entry.copies, entry.bytes)
  }

  /** The newest backup until then passes what is due; false where there is none. */
  prove({ at, level }: DueProof, until: number): boolean {
    const index = this.entries.findLastIndex((entry) => isUsable(entry, new Date(until)))
    const entry = this.entries[index]
    if (!entry) return false
    const when = entry.startedAt > at ? entry.startedAt : at
    const proof = passed(entry.id, level, when, entry.copies[0] ?? '')
    const others = entry.proofs.filter((other) => other.outcome === 'failed' || other.level !== level)
    this.entries[index] = { ...entry, proofs: [proof, ...others] }
    return true
  }

  /** Gives how many were deleted. */
  remove({ decisions }: Decisions, at: Date): number {
    const gone = decisions.filter(({ keep }) => !keep).map(({ entry }) => entry)
    for (const { copies, bytes } of gone) this.#discard(copies, bytes, at)
    if (gone.length > 0)
      this.entries = decisions
        .filter(({ keep }) => keep)
        .map(({ entry }) => entry)
        .reverse()
    return gone.length
  }

  /** One copy goes; the backup stays in the other stores. */
  release({ id }: Entry, store: string, at: Date, grace?: Duration): void {
    this.entries = this.entries.map((entry) => {
      if (entry.id !== id) return entry
      this.#discard([store], entry.bytes, at, grace && durationMs(grace))
      return { ...entry, copies: entry.copies.filter((copy) => copy !== store) }
    })
  }

  #discard(stores: readonly string[], bytes: number, at: Date, graceMs = this.#graceMs): void {
    const trash = { purgeAfter: +at + graceMs, stores, bytes }
    // A store may have a shorter grace period than the source: the list stays in the order of purging.
    const later = this.#trash.findLastIndex(({ purgeAfter }) => purgeAfter <= trash.purgeAfter)
    this.#trash.splice(Math.max(later + 1, this.#purged), 0, trash)
  }

  purge(now: Date): void {
    for (;;) {
      const next = this.#trash[this.#purged]
      if (!next || next.purgeAfter > +now) return
      this.#weigh(next.stores, -next.bytes)
      this.#purged += 1
    }
  }

  describe(day: string): SimulatedDay {
    const good = this.entries.filter(({ foreign, copies }) => foreign === undefined && copies.length > 0)
    const bytes = [...this.#bytes.values()].reduce((sum, one) => sum + one, 0)
    const stores = [...this.#bytes].map(([store, bytes]) => {
      const held = good.filter(({ copies }) => copies.includes(store)).length
      return [store, { held, bytes }] as const
    })
    return { day, held: good.length, oldestAt: good[0]?.startedAt, bytes, stores: Object.fromEntries(stores) }
  }

  /** One for the day, and one for each that follows without a tick. */
  daysUntil(day: string, next: string): readonly SimulatedDay[] {
    const made = [this.describe(day)]
    for (let ms = Date.parse(day) + dayMs; ms < Date.parse(next); ms += dayMs)
      made.push(this.describe(new Date(ms).toISOString().slice(0, 10)))
    return made
  }
}

const dayMs = 86_400_000
