import type { AlertRecord, AlertState } from '../../catalog/catalog.ts'
import { type AlertTimes, type RuleName, ruleNames } from '../../policy/policy.ts'
import { oneLine } from '../../words/words.ts'
import type { News, NewsKind, Observation } from './contract.ts'
import { isQuiet } from './quiet.ts'

export interface Asked {
  readonly source: string
  readonly observations: readonly Observation[]
  /** As the stores have it; undefined: nothing is known of what was told. */
  readonly state: AlertState | undefined
  /** Names of the channels of the policy. */
  readonly channels: readonly string[]
  readonly times: AlertTimes
  readonly now: Date
  /** This run. */
  readonly by: string
}

export interface Decision {
  readonly news: readonly News[]
  /** To be written before anything is sent: the claim in it keeps another run from sending the same. */
  readonly state: AlertState
  readonly changed: boolean
}

const dayMs = 86_400_000
/** So often within a day, and it flaps. */
const flapCount = 3
const settleMs = 6 * 3_600_000
/** Longer than any channel may take. */
const claimMs = 120_000
const emptyState: AlertState = { revision: 0, alerts: {} }

/** What is to be said of a source to whom, and what is then to be remembered. Pure. */
export function decideAlerts(asked: Asked): Decision {
  const before = asked.state ?? emptyState
  const news: News[] = []
  const alerts: Record<string, AlertRecord> = {}
  for (const rule of ruleNames) {
    const next = advance(before.alerts[rule], seen(asked, rule), asked)
    if (next === undefined) continue
    const fresh = isClaimed(next, asked) ? [] : newsOf(rule, next, asked)
    news.push(...fresh)
    const claim = { by: asked.by, until: new Date(asked.now.getTime() + claimMs).toISOString() }
    if (fresh.length > 0) alerts[rule] = { ...next, claim }
    else if (!isSpent(next, asked)) alerts[rule] = next
  }
  const changed = JSON.stringify(alerts) !== JSON.stringify(before.alerts)
  return { news, changed, state: { ...before, revision: before.revision + (changed ? 1 : 0), alerts } }
}

/** The state once these were told; what was not stays news for the next run. Pure. */
export function settle(
  state: AlertState,
  told: readonly Pick<News, 'rule' | 'kind' | 'channels'>[],
  { by, now }: Pick<Asked, 'by' | 'now'>,
): AlertState {
  const alerts = Object.entries(state.alerts).map(([rule, record]): [string, AlertRecord] => {
    const heard = told.filter((one) => one.rule === rule)
    const more = heard.flatMap(({ kind, channels }) =>
      channels.map((name) => [name, { open: isOpening(kind), at: now.toISOString() }] as const),
    )
    const { claim, ...rest } = record
    return [
      rule,
      {
        ...rest,
        ...(claim && claim.by !== by ? { claim } : {}),
        told: { ...record.told, ...Object.fromEntries(more) },
      },
    ]
  })
  return { ...state, revision: state.revision + 1, alerts: Object.fromEntries(alerts) }
}

const isOpening = (kind: NewsKind) => kind === 'opened' || kind === 'reminded'

/** A rule that was taken out of the policy is over. */
function seen({ observations }: Asked, rule: RuleName): Observation {
  return observations.find((one) => one.rule === rule) ?? { rule, kind: 'clear' }
}

/** The alert as this look leaves it; undefined: there is none. */
function advance(known: AlertRecord | undefined, seen: Observation, asked: Asked): AlertRecord | undefined {
  const at = asked.now.toISOString()
  const record = known && withoutGone(known, asked)
  switch (seen.kind) {
    case 'unknown':
      return record
    case 'holds': {
      const said = { message: short(seen.message), ...(seen.hint ? { hint: short(seen.hint) } : {}) }
      const asOf = (seen.asOf ?? asked.now).toISOString()
      const seenAt = record && record.seenAt > asOf ? record.seenAt : asOf
      if (!record) return { open: true, since: at, seenAt, ...said, openings: [at], told: unheard(asked, {}, at) }
      const { clearSince, hint, until, ...rest } = record
      if (record.open) return { ...rest, ...said, seenAt }
      const openings = [...rest.openings, at].slice(-50)
      return { ...rest, ...said, open: true, since: at, seenAt, openings, told: unheard(asked, rest.told, at) }
    }
    case 'clear': {
      if (!record?.open || (seen.asOf && seen.asOf < new Date(record.seenAt))) return record
      const clearSince = record.clearSince ?? at
      if (flaps(record) && asked.now.getTime() - Date.parse(clearSince) < settleMs) return { ...record, clearSince }
      const { clearSince: _, ...rest } = record
      return { ...rest, open: false, until: at }
    }
  }
}

/** Without channels that have left the policy, and without openings of more than a day ago. */
function withoutGone(record: AlertRecord, { channels, now }: Asked): AlertRecord {
  return {
    ...record,
    openings: record.openings.filter((at) => now.getTime() - Date.parse(at) < dayMs),
    told: Object.fromEntries(Object.entries(record.told).filter(([name]) => channels.includes(name))),
  }
}

/** Every channel is to hear of it, also where it is over before it can. */
function unheard({ channels }: Asked, told: AlertRecord['told'], at: string): AlertRecord['told'] {
  return Object.fromEntries(channels.map((name) => [name, told[name] ?? { open: false, at }]))
}

const flaps = ({ openings }: AlertRecord) => openings.length >= flapCount

/** Another run is sending what is new of it. One that died meanwhile is not waited for. */
function isClaimed({ claim }: AlertRecord, { by, now }: Asked): boolean {
  if (claim === undefined || claim.by === by) return false
  const leftMs = Date.parse(claim.until) - now.getTime()
  // Of a time far ahead a clock is wrong, or it was planted: it must not silence.
  return leftMs > 0 && leftMs <= claimMs
}

function newsOf(rule: RuleName, record: AlertRecord, asked: Asked): readonly News[] {
  const { quiet } = asked.times
  if (quiet && !quiet.except.includes(rule) && isQuiet(quiet, asked.now)) return []
  const byKind = Map.groupBy(asked.channels, (name) => kindFor(record, name, asked))
  const { message, hint, since, until } = record
  return [...byKind].flatMap(([kind, channels]) =>
    kind === undefined
      ? []
      : [
          {
            ...{ kind, source: asked.source, rule, message, ...(hint ? { hint } : {}), since: new Date(since) },
            ...(until !== undefined && !record.open ? { until: new Date(until) } : {}),
            ...{ flaps: flaps(record), channels },
          },
        ],
  )
}

/** What a channel is to hear, from what it heard last; undefined = nothing. */
function kindFor(record: AlertRecord, name: string, { times, now }: Asked): NewsKind | undefined {
  const told = record.told[name]
  if (!record.open) {
    if (told?.open) return 'closed'
    return told && Date.parse(record.since) >= Date.parse(told.at) ? 'passed' : undefined
  }
  if (!told?.open) return 'opened'
  if (times.remindMs === undefined) return undefined
  const agoMs = now.getTime() - Date.parse(told.at)
  // A schedule is never on time: a daily look a minute early must not make of 24 hours 48. A time to come is a wrong clock.
  const slackMs = Math.min(3_600_000, times.remindMs / 10)
  return agoMs < 0 || agoMs >= times.remindMs - slackMs ? 'reminded' : undefined
}

/** Nothing of it will be said again, and it has not opened for a day. */
function isSpent(record: AlertRecord, asked: Asked): boolean {
  return (
    !record.open &&
    record.openings.length === 0 &&
    asked.channels.every((name) => kindFor(record, name, asked) === undefined)
  )
}

/** What a server or a file's name said may be of any length; and it stands in an object of bounded size. */
const short = (text: string) => oneLine(text, 500)
