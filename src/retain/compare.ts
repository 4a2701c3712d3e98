import { type Entry, standing } from '../catalog/catalog.ts'
import type { CopyDecision } from './copy.ts'
import type { Decisions } from './decide.ts'

/** What becomes of one backup, or of one copy of it, when one policy takes the place of another. */
export interface DecisionChange {
  readonly entry: Entry
  /** `left-behind`: not deleted, but the later policy does not see it, or does not count it, any more. */
  readonly change: 'newly-deleted' | 'newly-kept' | 'still-deleted' | 'left-behind'
  /** Only its copy in this store, by the store's own rules: the backup itself is kept. */
  readonly copyIn?: string
  /** The later policy's reasons. */
  readonly because: readonly string[]
  /** No backup that stays has been proven by a restore: with this one goes the last proof. */
  readonly lastProven: boolean
}

/** What one policy makes of the backups that it sees. */
export interface Outcome {
  /** All that it sees. */
  readonly entries: readonly Entry[]
  /** undefined: it deletes nothing, for want of rules or because they refuse to decide. */
  readonly decided?: Decisions | undefined
  readonly copies?: readonly CopyDecision[]
}

/** Compares what two policies make of one source's backups. What both keep does not show. Newest first. Pure. */
export function compareOutcomes(before: Outcome, after: Outcome, now: Date): readonly DecisionChange[] {
  const [was, is] = [deletionsOf(before), deletionsOf(after)]
  const seen = new Map(live(after).map((entry) => [entry.id, entry]))
  const proven = [...seen.values()].some((entry) => !is.has(entry.id) && isProven(entry, now))
  const reasons = new Map(after.decided?.decisions.map(({ entry, because }) => [entry.id, because]))
  const change = (entry: Entry, what: DecisionChange['change'], because: readonly string[]): DecisionChange => {
    const goes = what !== 'newly-kept'
    return { entry, change: what, because, lastProven: goes && !proven && isProven(entry, now) }
  }
  const lost = live(before).flatMap((entry) =>
    entry.foreign !== undefined || (seen.get(entry.id)?.foreign === undefined && seen.has(entry.id))
      ? []
      : [change(entry, 'left-behind', [whyLost(entry, seen.get(entry.id))])],
  )
  const decided = [...seen.values()].flatMap((entry) => {
    const what = changeOf(was.has(entry.id), is.has(entry.id))
    return what ? [change(entry, what, reasons.get(entry.id) ?? ['nothing is decided'])] : []
  })
  const all = [...lost, ...decided, ...compareCopies(before, after)]
  return all.sort((a, b) => b.entry.startedAt.getTime() - a.entry.startedAt.getTime())
}

const live = ({ entries }: Outcome) => entries.filter(({ trashed }) => !trashed)

function deletionsOf({ decided }: Outcome): ReadonlySet<string> {
  return new Set(decided?.decisions.flatMap(({ entry, keep }) => (keep ? [] : [entry.id])))
}

const whyLost = ({ copies }: Entry, now: Entry | undefined) =>
  now?.foreign ?? `only in ${copies.join(' and ')}, where the changed policy does not look`

function changeOf(deleted: boolean, deletes: boolean): DecisionChange['change'] | undefined {
  if (deletes) return deleted ? 'still-deleted' : 'newly-deleted'
  return deleted ? 'newly-kept' : undefined
}

function compareCopies(before: Outcome, after: Outcome): readonly DecisionChange[] {
  const name = ({ entry, store }: CopyDecision) => `${entry.id} ${store}`
  const was = new Set(before.copies?.filter(({ keep }) => !keep).map(name))
  const is = after.copies?.filter(({ keep }) => !keep) ?? []
  const going = new Set(is.map(name))
  const stays = after.copies?.filter((copy) => copy.keep && was.has(name(copy)) && !going.has(name(copy))) ?? []
  return [...is, ...stays].flatMap((copy): DecisionChange[] => {
    const change = changeOf(was.has(name(copy)), !copy.keep)
    const { entry, store: copyIn, because } = copy
    return change ? [{ entry, change, copyIn, because, lastProven: false }] : []
  })
}

/** Has been restored to the end, and nothing has shown damage since. */
export function isProven(entry: Entry, now: Date): boolean {
  const restored = entry.proofs.some(({ level, outcome }) => level === 'restore' && outcome === 'passed')
  return restored && standing(entry, now) === 'good'
}
