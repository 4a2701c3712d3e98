import { type Ack, type Entry, isUsable } from '../../catalog/catalog.ts'
import { freezesBy, judgeAnomalies, type Outlook, type OutlookDay, type OutlookMonth } from '../../judge/judge.ts'
import { plan, putOffMs, ticksBetween } from '../../plan/plan.ts'
import { everything, type Policy, type Source } from '../../policy/policy.ts'
import { type SimulatedDay, type SimulateOptions, simulate, storeRules } from '../../retain/retain.ts'
import { instantsOf, wallMs, wallText } from '../../time/time.ts'
import { plural } from '../../words/words.ts'
import { growthOf } from './growth.ts'

/** A source under one policy, with the backups that the policy sees. */
export interface Side {
  readonly policy: Policy
  readonly source: Source
  /** Newest first; none where no store was read. */
  readonly entries: readonly Entry[]
  /** What was acknowledged of unusual ones. */
  readonly acks?: readonly Ack[]
}

const dayMs = 86_400_000
/** A year of a line that is due every five minutes, which is as often as GitHub starts anything. */
const mostTicks = 106_000

/** What the policy will hold a year ahead; undefined for a source that nothing backs up by schedule. */
export function outlookOf({ policy, source, entries, acks = [] }: Side, now: Date): Outlook | undefined {
  const { schedule } = source
  const { timezone } = policy
  if (schedule === undefined || source.paused) return undefined
  const off = putOffMs(source)
  const until = yearEnd(now, timezone)
  const ticks = ticksBetween(schedule, timezone, new Date(now.getTime() - off), new Date(until.getTime() - off)).map(
    (tick) => new Date(tick.getTime() + off),
  )
  if (ticks.length === 0) return undefined
  const counting = entries.filter((entry) => isUsable(entry, now))
  const { sizeAt, assumption } = growthOf(counting, now)
  if (ticks.length > mostTicks) {
    return { months: [], days: [], assumptions: [`${plural(ticks.length, 'backup')} a year are too many to simulate`] }
  }
  const stores = storeRules(policy, source)
  const proofs = proofsFrom({ policy, source, entries }, now, until)
  const options = { ticks, sizeAt, timezone, entries, ...proofs, stores, daily: true }
  const endless = keepsAll(source, policy)
  const simulated = endless ? undefined : simulate(source.retention, options)
  const days = fill(simulated ? simulated.days : pile(now, options), wallMs(until, timezone))
  const last = days.at(-1)
  const described = days.map((day) => describe(day, timezone))
  const assumptions = [
    assumption,
    'every backup on schedule, in all of its stores, with passing proofs',
    `storage covers ${plural(source.stores.length, 'store')}, including what waits out its grace period of ${source.retention.grace.text}`,
    ...(endless ? ['no rule ever deletes anything'] : []),
    ...(freezesBy(judgeAnomalies(source, { entries, acks }, now)).length > 0
      ? ['the unusual backups are acknowledged today: until they are, nothing is deleted']
      : []),
    ...(simulated?.refused === undefined ? [] : [`retention refuses to decide: ${simulated.refused}`]),
  ]
  return {
    months: monthsOf(described),
    days: described,
    assumptions,
    ...price(last, policy, assumptions),
  }
}

/** When proofs are due: now, where one is, and by their schedules. */
function proofsFrom({ policy, source, entries }: Side, now: Date, until: Date) {
  const catalog = { source: source.name, entries, runs: [], unread: [], damaged: [] }
  const tasks = plan(policy, new Map([[source.name, catalog]]), now, [source.name])
  const times = (kind: 'read' | 'restore') => {
    const line = source.verify[kind]
    if (line === undefined) return []
    const first = tasks.some((task) => task.kind === kind && task.due) ? [now] : []
    return [...first, ...ticksBetween(line, policy.timezone, now, until)]
  }
  return { reads: times('read'), restores: times('restore') }
}

/** The last moment of whole days, a year from now: half a day more would look unlike the others. */
function yearEnd(now: Date, timezone: string): Date {
  const then = new Date(now)
  then.setUTCFullYear(then.getUTCFullYear() + 1)
  const [midnight] = instantsOf(Math.floor(wallMs(then, timezone) / dayMs) * dayMs, timezone)
  return new Date(midnight - 1)
}

/** The simulation is quick because nothing is ever deleted, above all under a policy without retention rules. */
function keepsAll({ retention, stores }: Source, policy: Policy): boolean {
  const { keep, max, tiers, before, types = {} } = retention
  const capped = max.count !== undefined || max.bytes !== undefined || before !== undefined || tiers.length > 0
  const limited = Object.values(types).some((limit) => limit.max !== undefined)
  const ruled = stores.some((name) => policy.stores[name]?.retention !== undefined)
  return keep.last === everything && !capped && !limited && !ruled
}

function pile(
  now: Date,
  { ticks, sizeAt, timezone, entries = [], stores = {} }: SimulateOptions,
): readonly SimulatedDay[] {
  const live = entries.filter((entry) => isUsable(entry, now))
  const names = Object.keys(stores)
  const oldest = live.at(-1)?.startedAt
  const held = Object.fromEntries(
    names.map((name) => {
      const there = live.filter(({ copies }) => copies.includes(name))
      return [name, { held: there.length, bytes: there.reduce((sum, { bytes }) => sum + bytes, 0) }]
    }),
  )
  const days: SimulatedDay[] = []
  const times = [...ticks]
  const dayOf = daysOf(timezone)
  for (const [index, at] of times.entries()) {
    for (const store of Object.values(held)) {
      store.held += 1
      store.bytes += sizeAt(at)
    }
    const day = dayOf(at)
    if (day === undefined || day === dayOf(times[index + 1])) continue
    const stores = Object.entries(held).map(([name, store]) => [name, { ...store }] as const)
    const bytes = stores.reduce((sum, [, store]) => sum + store.bytes, 0)
    const count = live.length + index + 1
    days.push({ day, held: count, oldestAt: oldest ?? times[0], bytes, stores: Object.fromEntries(stores) })
  }
  return days
}

/** The day of each tick, oldest first: to ask the zone's clock once a day makes a year a matter of milliseconds. */
function daysOf(timezone: string): (at: Date | undefined) => string | undefined {
  let [day, begin, end] = ['', 0, 0]
  return (at) => {
    if (at === undefined || (+at >= begin && +at < end)) return at && day
    day = wallText(at, timezone).slice(0, 10)
    ;[begin, end] = [+at, instantsOf(Date.parse(day) + dayMs, timezone)[0]]
    return day
  }
}

/** Days without a tick are as the one before. `until`: what the zone's clock shows at the end. */
function fill(days: readonly SimulatedDay[], until: number): readonly SimulatedDay[] {
  const byDay = new Map(days.map((day) => [day.day, day]))
  const filled: SimulatedDay[] = []
  let known = days[0]
  for (let ms = Date.parse(days[0]?.day ?? ''); ms <= until; ms += dayMs) {
    const day = new Date(ms).toISOString().slice(0, 10)
    known = byDay.get(day) ?? known
    if (known) filled.push({ ...known, day })
  }
  return filled
}

function describe({ day, held, bytes, oldestAt }: SimulatedDay, timezone: string): OutlookDay {
  const [end] = instantsOf(Date.parse(day) + dayMs, timezone)
  return { day, held, bytes, oldestMs: oldestAt ? Math.max(0, end - oldestAt.getTime()) : 0 }
}

function monthsOf(days: readonly OutlookDay[]): readonly OutlookMonth[] {
  const last = new Map(days.map(({ day, ...state }) => [day.slice(0, 7), state]))
  return [...last].map(([month, state]) => ({ month, ...state })).slice(-12)
}

/** What a month costs at the end of the year, as far as the policy has prices. */
function price(day: SimulatedDay | undefined, { prices }: Policy, assumptions: string[]): Pick<Outlook, 'price'> {
  if (!prices || !day) return {}
  const stores = Object.entries(day.stores)
  const priceOf = new Map(Object.entries(prices.perGibMonth))
  const unpriced = stores.map(([name]) => name).filter((name) => !priceOf.has(name))
  if (unpriced.length === stores.length) return {}
  if (unpriced.length > 0) assumptions.push(`no price is known for ${unpriced.join(', ')}`)
  const perMonth = stores.reduce((sum, [name, { bytes }]) => sum + (bytes / 2 ** 30) * (priceOf.get(name) ?? 0), 0)
  return { price: { currency: prices.currency, perMonth: Math.round(perMonth * 100) / 100 } }
}
