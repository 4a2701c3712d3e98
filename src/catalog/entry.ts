import type { Finding, Problem, ProblemCode } from '../problem.ts'
import type { Store } from '../store/store.ts'
import type { Manifest } from './manifest.ts'
import type { Measures } from './mark/measure.ts'
import { type Level, levels, type TagEvent } from './object-name.ts'

/** A store by its name in the policy. */
export interface Place {
  readonly name: string
  readonly store: Store
}

/** What a store says of one attempt to prove a backup. */
export interface Proof {
  readonly id: string
  readonly level: Level
  readonly outcome: 'passed' | 'failed'
  readonly startedAt: Date
  readonly finishedAt: Date
  /** Name of the store that was read. */
  readonly store: string
  readonly findings: readonly Finding[]
  /** Milliseconds by step. */
  readonly durations: Readonly<Record<string, number>>
}

/** A copy that is there and not whole: it counts nowhere, and the next run heals it from an intact one. */
export interface DamagedCopy {
  readonly store: string
  /** "files.tar in b does not match its SHA-256" */
  readonly because: string
  /** The failed proof of it; absent = its manifest or its key object shows it. */
  readonly proof?: Proof
  /** All of its objects that a check found wrong. Absent = unknown. */
  readonly objects?: readonly string[]
}

/** A copy that was there, and is not any more. */
export interface LostCopy {
  readonly store: string
  /** "a check of it passed there" */
  readonly because: string
}

/** Why an increment cannot be restored, or may not be, although its own copies are whole. */
export interface BrokenChain {
  readonly standing: 'orphaned' | 'damaged'
  /** "it builds on orders-2026-02-14T02-00-00.000000Z, which is deleted" */
  readonly because: string
  readonly hint: string
}

/** One backup, with everything that the stores know about it. */
export interface Entry {
  readonly id: string
  readonly manifest: Manifest
  readonly startedAt: Date
  /** Sealed bytes of all parts. */
  readonly bytes: number
  /** Names of the stores that have it whole, and do not give their copy up while there is another. */
  readonly copies: readonly string[]
  /** Names of the stores that should have it, were read, and do not have it. */
  readonly missing: readonly string[]
  /** Those of them that once had it, with the evidence: nobody deleted it there. Absent = none. */
  readonly lost?: readonly LostCopy[]
  /** Stores that could not be read: nobody knows whether they have it. Absent = none. */
  readonly unread?: readonly string[]
  /** Copies that are damaged, whatever else is known of them. Where no copy is whole, `copies` has these. Absent = none. */
  readonly damaged?: readonly DamagedCopy[]
  /** Its tags where they were changed since it was made, and when last. Absent = as in its manifest. */
  readonly retagged?: { readonly tags: readonly string[]; readonly at: Date; readonly events: readonly TagEvent[] }
  readonly held: boolean
  /** Set once every copy is marked as deleted. */
  readonly trashed: { readonly at: Date; readonly purgeAfter: Date } | undefined
  /** Stores that have a trash marker, though others may not yet. */
  readonly marked: readonly string[]
  /** Stores that give their copy up by their own retention: marked there, and there alone. Absent = none. */
  readonly released?: readonly string[]
  /** Newest first. */
  readonly proofs: readonly Proof[]
  /** Why it does not count; undefined = it counts. */
  readonly foreign: string | undefined
  /** What is wrong with the backups that it builds on. Absent = nothing, or it is a full one. */
  readonly broken?: BrokenChain
  /** A store's object lock forbids its removal until then; filled in before a deletion only. */
  readonly lockedUntil?: Date
}

/** The tags that count: those that it was made with, but for what was given and taken since. */
export function tagsOf({ manifest, retagged }: Pick<Entry, 'manifest' | 'retagged'>): readonly string[] {
  return retagged?.tags ?? manifest.tags
}

/** One attempt to do something with a source. */
export interface RunRecord {
  readonly id: string
  readonly source: string
  readonly command: string
  readonly trigger: string
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly outcome: 'succeeded' | 'failed'
  readonly because: readonly string[]
  readonly problem?: { readonly code: string; readonly message: string }
  /** Who asked, and where it ran, as in a manifest. Absent: only its name was read, which tells neither when it ended nor why it was. */
  readonly origin?: Readonly<Record<string, string>>
}

/** A person's word that what is unusual about a backup is meant (docs/format.md). */
export interface Ack {
  readonly id: string
  /** When the backup started, which may be gone by now. */
  readonly startedAt: Date
  /** When it was acknowledged. */
  readonly at: Date
  readonly by?: string | undefined
  readonly because?: string | undefined
  /** What counts as usual from then on. */
  readonly measures: Measures
}

/** All that the stores say of one source. */
/** A restore of a backup on another image than its server's: it proves nothing of the backup. */
export interface SeenTrial {
  /** Of the backup. */
  readonly id: string
  readonly at: Date
  readonly store: string
  readonly outcome: 'passed' | 'failed'
}

export interface SourceCatalog {
  readonly source: string
  /** Newest first, by the manifest's start time. */
  readonly entries: readonly Entry[]
  /** Newest first. */
  readonly runs: readonly RunRecord[]
  /** Stores that could not be listed: nothing may be concluded from what is missing. */
  readonly unread: readonly {
    readonly store: string
    readonly message: string
    readonly hint?: string
    /** Of the problem. */
    readonly code?: ProblemCode
  }[]
  /** Manifests that cannot be parsed: such a copy does not exist for any decision. */
  readonly damaged: readonly { readonly store: string; readonly id: string; readonly message: string }[]
  /** What a person has acknowledged as usual, also of backups that are gone. Absent = nothing. */
  readonly acks?: readonly Ack[]
  /** Newest first. Absent = none. */
  readonly trials?: readonly SeenTrial[]
}

/** A store that could not be read, and why. */
export function unreadOf(store: string, { code, message, hint }: Problem): SourceCatalog['unread'][number] {
  return { store, message, code, ...(hint ? { hint } : {}) }
}

/** Manifests that cannot be parsed, of backups of which no store has another: they are in no list and in no decision. */
export function illegibleIn({
  entries,
  damaged,
}: Pick<SourceCatalog, 'entries' | 'damaged'>): SourceCatalog['damaged'] {
  const known = new Set(entries.map(({ id }) => id))
  return damaged.filter(({ id }) => !known.has(id))
}

/**
 * Whether a backup counts, in one word; of several, the first of this order.
 * - `foreign`: not one of ours, or it cannot be opened
 * - `deleted`: every store that has it has it marked as deleted
 * - `future`: it starts at a time to come, so a clock is wrong
 * - `leaving`: no intact copy is left but those that are marked as deleted
 * - `orphaned`: an increment whose base, or what that builds on, is gone or is none
 * - `damaged`: a proof shows it or what it builds on as damaged, and none as strong has passed since, or no copy is whole
 * - `good`: it counts
 */
export type Standing = 'good' | 'foreign' | 'deleted' | 'future' | 'leaving' | 'orphaned' | 'damaged'

/** The one answer to "which backups count". Pure. */
export function standing(entry: Entry, now: Date): Standing {
  if (entry.foreign !== undefined) return 'foreign'
  if (entry.trashed) return 'deleted'
  if (entry.startedAt > now) return 'future'
  if (entry.copies.every((store) => entry.marked.includes(store))) return 'leaving'
  return entry.broken?.standing ?? (damage(entry) ? 'damaged' : 'good')
}

/** What is wrong with what it builds on, where that is why it does not count. */
export function brokenChain(entry: Entry, now: Date): BrokenChain | undefined {
  return entry.broken && standing(entry, now) === entry.broken.standing ? entry.broken : undefined
}

/** Can be restored, or at least be tried and proven: good, or damaged as far as is known. */
export function isUsable(entry: Entry, now: Date): boolean {
  const is = standing(entry, now)
  return is === 'good' || is === 'damaged'
}

/**
 * A failed proof that speaks against the backup itself, whichever copy is read: not against this copy alone, the environment
 * or the source.
 */
export function condemns({ outcome, findings }: Proof): boolean {
  if (outcome === 'passed') return false
  const failures = findings.filter((finding) => finding.level === 'failure')
  return failures.length === 0 || failures.some((finding) => finding.blame === 'data')
}

/** A failed proof that speaks against the bytes of the copy that it read. */
export function condemnsCopy({ outcome, findings }: Proof): boolean {
  return outcome === 'failed' && findings.some(({ level, blame }) => level === 'failure' && blame === 'copy')
}

/**
 * The copy in one store as its own proofs show it; undefined = not as damaged. The newest answer decides, whatever its level:
 * each compares every byte with the manifest, also one that then finds the backup itself wanting.
 */
export function damageOfCopy(store: string, proofs: readonly Proof[]): DamagedCopy | undefined {
  const answered = proofs.filter(
    (proof) => proof.store === store && (proof.outcome === 'passed' || condemns(proof) || condemnsCopy(proof)),
  )
  const last = newestProof(answered)
  const broken = answered.find(
    (proof) => condemnsCopy(proof) && proof.startedAt.getTime() === last?.startedAt.getTime(),
  )
  const why = broken?.findings.find(({ level, blame }) => level === 'failure' && blame === 'copy')
  if (!broken) return undefined
  const objects = objectsOf(broken)
  const because = why?.message ?? `its ${broken.level} failed`
  return { store, because, proof: broken, ...(objects ? { objects } : {}) }
}

/** A check goes on to the end of a copy; whatever else fails stops at the first object. */
function objectsOf({ level, findings }: Proof): readonly string[] | undefined {
  const against = findings.filter((finding) => finding.level === 'failure' && finding.blame === 'copy')
  const named = against.flatMap(({ object }) => (object === undefined ? [] : [object]))
  return level === 'check' && named.length === against.length ? named : undefined
}

/** No copy is whole, according to every store: the remains do not make a backup unless they are put together. */
export function isLost({ copies, damaged = [], unread = [] }: Pick<Entry, 'copies' | 'damaged' | 'unread'>): boolean {
  return unread.length === 0 && copies.length > 0 && copies.every((name) => damaged.some(({ store }) => store === name))
}

/** No copy is whole, but no part is known to be wrong in all of them: put together they may make whole ones. */
export function mayBeMended({
  manifest,
  copies,
  damaged = [],
}: Pick<Entry, 'manifest' | 'copies' | 'damaged'>): boolean {
  const small = new Set(['keys.json', 'manifest.json'])
  const broken = copies.map((name) => damaged.find(({ store }) => store === name))
  // A part is only taken from a copy with the very key object and manifest.
  const donors = broken.flatMap((copy) => (copy && !copy.objects?.some((name) => small.has(name)) ? [copy] : []))
  if (broken.includes(undefined) || donors.length < 2) return false
  return manifest.parts.every(({ name }) => donors.some(({ objects }) => !objects?.includes(name)))
}

/** The newest proof that shows the backup as damaged: it passed none as strong since, or no copy is whole. */
export function damage({
  proofs,
  copies,
  damaged = [],
}: Pick<Entry, 'proofs' | 'copies' | 'damaged'>): Proof | undefined {
  if (damaged.length === 0 && !proofs.some(condemns)) return undefined
  const open = proofs.filter((proof) => condemns(proof) && !proofs.some((other) => answers(other, proof)))
  const lost = copies.map((store) => {
    const copy = damaged.find((one) => one.store === store)
    return copy?.proof && (strongest(store, proofs) ?? copy.proof)
  })
  const none = lost.length > 0 && lost.every((proof) => proof !== undefined)
  return newestProof([...open, ...(none ? lost : [])])
}

/** Of the failures of a copy since it last passed the one that asks the most of what is to answer it. */
function strongest(store: string, proofs: readonly Proof[]): Proof | undefined {
  const own = proofs.filter((proof) => proof.store === store)
  const passed = newestProof(own.filter(({ outcome }) => outcome === 'passed'))
  const open = own.filter((proof) => condemnsCopy(proof) && !(passed && proof.startedAt < passed.startedAt))
  const level = levels.findLast((one) => open.some((proof) => proof.level === one))
  return newestProof(open.filter((proof) => proof.level === level))
}

/** True where the first passed later than the second failed, and says at least as much: each level says all that those before it say. */
export function answers(passed: Proof, failed: Proof): boolean {
  const reaches = levels.indexOf(passed.level) >= levels.indexOf(failed.level)
  return passed.outcome === 'passed' && passed.startedAt > failed.startedAt && reaches
}

/** By its start; undefined = there is none. */
export function newestProof(proofs: readonly Proof[]): Proof | undefined {
  return proofs.reduce<Proof | undefined>(
    (best, proof) => (best && best.startedAt >= proof.startedAt ? best : proof),
    undefined,
  )
}
