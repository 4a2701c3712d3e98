import { damage, type Entry, isUsable, type Proof, type SourceCatalog, standing, tagsOf } from '../catalog/catalog.ts'
import type { Moment } from '../plan/plan.ts'
import { kindOf, type Source } from '../policy/policy.ts'
import { freeze } from '../retain/retain.ts'
import { formatDuration, formatSecond, formatTime, plural } from '../words/words.ts'
import type { LogLook } from './health/log.ts'
import { restoreAt } from './window.ts'

/** What a gate asks of one source. */
export interface Conditions {
  readonly maxAgeMs: number
  /** How old the newest moment may be that can be restored, by its log or a backup; absent = it is not asked for. */
  readonly atLeastEveryMs?: number | undefined
  /** undefined = a proof is not asked for. */
  readonly verifiedWithinMs: number | undefined
  /** Stores that must have the backup whole. */
  readonly copies: number
  /** The backup has every one of them. */
  readonly tags: readonly string[]
}

/** Why a gate is not met, by name. */
export type Shortfall =
  | 'missing'
  | 'stale'
  | 'degraded'
  | 'untagged'
  | 'unproven'
  | 'foreign'
  | 'future-dated'
  | 'deleted'
  | 'orphaned'
  | 'damaged'
  | 'unlisted'

export interface Unmet {
  readonly kind: Shortfall
  /** One line that names the backup. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
}

/** What a person should know; `unread`: a store could not be read, `illegible`: a manifest cannot be parsed, `unusual`: a backup is unlike those before it. */
export interface Note {
  readonly kind: Shortfall | 'unread' | 'illegible' | 'unusual'
  /** As a person reads it. */
  readonly message: string
  readonly store?: string
}

export interface Verdict {
  readonly source: string
  readonly met: boolean
  readonly conditions: Conditions
  /** The backup that meets the gate; where none does, the newest that counts. */
  readonly backup?: { readonly entry: Entry; readonly ageMs: number; readonly stores: readonly string[] }
  /** The end of the log that can be restored; absent: there is none, or it was not asked for. */
  readonly log?: { readonly until: Date; readonly ageMs: number }
  /** The newest restore that passed, of any backup that counts. */
  readonly proof?: Proof
  readonly unmet: readonly Unmet[]
  /** What does not decide, but a person should know. */
  readonly notes: readonly Note[]
  /** Ready to paste; absent where there is no backup. */
  readonly restore?: string
}

/** Set-aside backups that are named one by one. */
const mostNamed = 5

/**
 * Whether the source has a backup that a deploy may rely on: no older than asked for, in enough stores, with the tags;
 * the newest such backup is taken. The proof is the source's: a restore of any of its backups that passed within the time
 * asked for, with no failed proof of the data since that nothing as strong has answered. Pure.
 */
export function judgeGate(
  source: Pick<Source, 'name' | 'engine'>,
  catalog: SourceCatalog,
  conditions: Conditions,
  { now, timezone }: Moment,
  collected?: LogLook,
): Verdict {
  const entries = catalog.entries.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  const aside = new Map(
    entries.flatMap((entry) => setAside(entry, { now, timezone }).map((why) => [entry, why] as const)),
  )
  const counting = entries.filter((entry) => !aside.has(entry))
  const fits = (entry: Entry) => ageOf(entry, now) <= conditions.maxAgeMs && storesOf(entry).length >= conditions.copies
  const tagged = counting.filter((entry) => conditions.tags.every((tag) => tagsOf(entry).includes(tag)))
  const good = tagged.find(fits)
  const judged = good ?? tagged[0] ?? counting[0]
  const helps = (entry: Entry) =>
    ageOf(entry, now) <= conditions.maxAgeMs &&
    entry.copies.length >= conditions.copies &&
    conditions.tags.every((tag) => tagsOf(entry).includes(tag))
  // A deleted one that would not meet the gate either is nothing to do anything about.
  const idle = [...aside].filter(([entry, { kind }]) => kind === 'deleted' && !helps(entry)).map(([entry]) => entry)
  const named = nameAside(new Map([...aside].filter(([entry]) => !idle.includes(entry))), good ?? tagged[0])
  const ofBackup = good ? [] : [...wanting(judged, tagged, conditions, catalog.unread, now), ...named]
  const { proof, unmet: ofProof } = judgeProof(entries, counting, conditions, { now, timezone })
  const until = collected?.windows[0]?.until
  const log = until && { until, ageMs: Math.max(0, now.getTime() - until.getTime()) }
  const ofPoint = recoveryPoint(source.name, judged, log, collected, conditions, now)
  const unmet = [...ofBackup, ...ofPoint, ...ofProof]
  const notes: readonly Note[] = [
    ...(good ? named.map(({ kind, message }) => ({ kind, message: `${kind}: ${message}` })) : []),
    ...catalog.unread.map(({ store, message }) => ({
      kind: 'unread' as const,
      message: `${store} could not be read, so its copies do not count: ${message}`,
      store,
    })),
    ...catalog.damaged
      .slice(0, mostNamed)
      .map(({ store, message }) => ({ kind: 'illegible' as const, message, store })),
  ]
  return {
    source: source.name,
    met: unmet.length === 0,
    conditions,
    ...(judged ? { backup: { entry: judged, ageMs: ageOf(judged, now), stores: storesOf(judged) } } : {}),
    ...(log ? { log } : {}),
    ...(proof ? { proof } : {}),
    unmet,
    notes,
    ...(judged
      ? { restore: log && judged.startedAt < log.until ? restoreAt(source, 'latest') : restoreCommand(source, judged) }
      : {}),
  }
}

/** Whether the newest moment that can be restored is young enough: the end of the log, or the backup where that is newer. */
function recoveryPoint(
  source: string,
  judged: Entry | undefined,
  log: Verdict['log'],
  collected: LogLook | undefined,
  { atLeastEveryMs }: Conditions,
  now: Date,
): readonly Unmet[] {
  if (atLeastEveryMs === undefined || !(judged || log)) return []
  const ofBackup = judged ? ageOf(judged, now) : Number.POSITIVE_INFINITY
  if (Math.min(ofBackup, log?.ageMs ?? ofBackup) <= atLeastEveryMs) return []
  const asked = `asked for: ${formatDuration(atLeastEveryMs)} at most`
  // It may have more.
  const unseen = (collected?.log.unread ?? []).map(({ store, message }) => `; ${store} could not be read: ${message}`)
  const message =
    log && log.ageMs <= ofBackup
      ? `${source} can be restored until ${formatSecond(log.until)}, ${formatDuration(log.ageMs)} ago`
      : `the newest moment of ${source} that can be restored is that of ${judged?.id}, ${formatDuration(ofBackup)} ago`
  return [
    {
      kind: 'stale',
      message: `${message}; ${asked}${unseen.join('')}`,
      hint: collected
        ? `\`backproof run --source ${source}\` collects its log.`
        : `\`backproof backup --source ${source}\` makes a newer one.`,
    },
  ]
}

const ageOf = ({ startedAt }: Entry, now: Date) => now.getTime() - startedAt.getTime()

/** A copy that is marked as deleted may go at any time. */
const storesOf = ({ copies, marked }: Entry) => copies.filter((store) => !marked.includes(store))

const ago = (at: Date, now: Date) => formatDuration(now.getTime() - at.getTime())

/** Why a backup does not count; empty = it does. */
function setAside(entry: Entry, { now, timezone }: Moment): readonly Unmet[] {
  const { id, foreign } = entry
  switch (standing(entry, now)) {
    case 'good':
      return []
    case 'foreign':
      return [{ kind: 'foreign', message: `${id} does not count: ${foreign}` }]
    case 'deleted':
      return [{ kind: 'deleted', message: `${id} was deleted` }]
    case 'leaving':
      return [{ kind: 'deleted', message: `${id} is marked as deleted in every store` }]
    case 'future': {
      const ahead = formatDuration(-ageOf(entry, now))
      return [{ kind: 'future-dated', message: `${id} is dated ${ahead} ahead of now: a clock is wrong` }]
    }
    case 'orphaned':
      return ofChain(entry)
    case 'damaged': {
      if (entry.broken) return ofChain(entry)
      const failed = damage(entry)
      return [
        { kind: 'damaged', message: `the ${failed?.level} of ${id} failed${failed ? reasonOf(failed, timezone) : ''}` },
      ]
    }
  }
}

function ofChain({ id, broken }: Entry): readonly Unmet[] {
  if (!broken) return []
  return [{ kind: broken.standing, message: `${id} does not count: ${broken.because}`, hint: broken.hint }]
}

function reasonOf({ findings, startedAt }: Proof, timezone: string): string {
  const failure = findings.find(({ level }) => level === 'failure')
  return ` at ${formatTime(startedAt, timezone)}${failure ? `: ${failure.message}` : ''}`
}

/** Of the backups that do not count, those newer than the one that is judged: they may be what a person relies on. */
function nameAside(aside: ReadonlyMap<Entry, Unmet>, judged: Entry | undefined): readonly Unmet[] {
  const newer = [...aside].filter(([entry]) => !judged || entry.startedAt > judged.startedAt).map(([, why]) => why)
  const [next] = newer.slice(mostNamed)
  if (!next) return newer
  const rest = newer.length - mostNamed
  return [
    ...newer.slice(0, mostNamed),
    { kind: next.kind, message: `and ${plural(rest, 'other')} that ${rest === 1 ? 'does' : 'do'} not count` },
  ]
}

function wanting(
  judged: Entry | undefined,
  tagged: readonly Entry[],
  { maxAgeMs, copies, tags }: Conditions,
  unread: SourceCatalog['unread'],
  now: Date,
): readonly Unmet[] {
  // It may have what is asked for.
  const unseen = unread.map(({ store, message }) => `; ${store} could not be read: ${message}`).join('')
  if (!judged) return [{ kind: 'missing', message: `no backup counts${unseen}` }]
  const { id } = judged
  const given = tagsOf(judged)
  const unmet: Unmet[] = []
  if (tagged.length === 0) {
    const has = given.length === 0 ? 'has no tag' : `is tagged ${given.join(' ')}`
    const message = `no backup is tagged ${tags.join(' and ')}: the newest, ${id}, ${has}${unseen}`
    unmet.push({ kind: 'untagged', message })
  }
  const age = ageOf(judged, now)
  if (age > maxAgeMs) {
    const which = tags.length > 0 && tagged.length > 0 ? ` tagged ${tags.join(' and ')}` : ''
    const asked = `asked for: ${formatDuration(maxAgeMs)} at most`
    unmet.push({
      kind: 'stale',
      message: `the newest backup${which}, ${id}, is ${formatDuration(age)} old; ${asked}${unseen}`,
    })
  }
  const stores = storesOf(judged)
  if (stores.length < copies) {
    const { missing, damaged = [] } = judged
    const broken = damaged.map(({ store, because }) => `, damaged in ${store} (${because})`).join('')
    const all = new Set([...judged.copies, ...missing, ...damaged.map(({ store }) => store), ...(judged.unread ?? [])])
      .size
    const lacks = `${missing.length > 0 ? `, not in ${missing.join(' and ')}` : ''}${broken}`
    const message = `${id} is in ${stores.length} of ${plural(all, 'store')} (${stores.join(', ')})${lacks}; asked for: ${copies}${unseen}`
    unmet.push({ kind: 'degraded', message })
  }
  return unmet
}

function judgeProof(
  entries: readonly Entry[],
  counting: readonly Entry[],
  { verifiedWithinMs }: Conditions,
  { now, timezone }: Moment,
): { readonly proof?: Proof; readonly unmet: readonly Unmet[] } {
  const passed = counting
    .flatMap(({ proofs }) => proofs)
    .filter(({ level, outcome }) => level === 'restore' && outcome === 'passed')
  const [proof] = passed.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  const known = proof ? { proof } : {}
  if (verifiedWithinMs === undefined) return { ...known, unmet: [] }
  const asked = `asked for: one within ${formatDuration(verifiedWithinMs)}`
  const no = (message: string) => ({ ...known, unmet: [{ kind: 'unproven' as const, message }] })
  if (!proof) {
    const [newest] = counting
    return no(`no restore of any backup has passed${newest ? `, the newest is ${newest.id}` : ''}; ${asked}`)
  }
  const failed = freeze(entries.filter((entry) => isUsable(entry, now)))
  if (failed) {
    const since = `and no ${failed.proof.level} of it or a newer backup has passed since`
    return no(`the ${failed.proof.level} of ${failed.entry.id} failed${reasonOf(failed.proof, timezone)}, ${since}`)
  }
  const age = now.getTime() - proof.startedAt.getTime()
  if (age <= verifiedWithinMs) return { ...known, unmet: [] }
  return no(`the newest restore that passed, of ${proof.id}, was ${ago(proof.startedAt, now)} ago; ${asked}`)
}

/** What to type to get the backup back. */
function restoreCommand({ engine }: Pick<Source, 'engine'>, { id }: Pick<Entry, 'id'>): string {
  return `backproof restore --id ${id} --into ${kindOf(engine).into}`
}
