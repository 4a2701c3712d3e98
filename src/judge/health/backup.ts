import { type Entry, levels, type Proof, standing, tagsOf } from '../../catalog/catalog.ts'
import type { RecoveryWindow } from '../window.ts'
import { type BackupHealth, type HistoryPoint, most, type ProofPoint, type SourceHealth } from './contract.ts'
import { requesterOf } from './trigger.ts'

const plainBytesOf = ({ manifest }: Entry) => manifest.parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0)
const standingOf = (entry: Entry, now: Date) => (standing(entry, now) === 'good' ? 'good' : 'damaged')

/** One backup that counts. Pure. */
export function describeBackup(entry: Entry, now: Date): BackupHealth {
  const { id, startedAt, bytes, copies, missing, manifest } = entry
  const by = requesterOf(manifest.origin)
  const counts = Object.entries(manifest.counts ?? {}).map(([noun, count]) => ({ noun, count }))
  return {
    id,
    at: startedAt.toISOString(),
    endedAt: new Date(manifest.finishedAt).toISOString(),
    ageMs: Math.max(0, now.getTime() - startedAt.getTime()),
    bytes,
    plainBytes: plainBytesOf(entry),
    // Pieces of log are no backups of their own.
    kind: manifest.kind === 'increment' ? 'increment' : 'full',
    trigger: manifest.trigger,
    ...(by ? { by } : {}),
    tags: tagsOf(entry),
    stores: copies,
    missing,
    standing: standingOf(entry, now),
    consistency: manifest.consistency,
    parts: manifest.parts.map(({ name }) => name),
    ...(Object.keys(manifest.versions).length > 0 ? { versions: manifest.versions } : {}),
    ...(counts.length > 0 ? { counts } : {}),
  }
}

/** Entries that count, newest first. Pure. */
export function historyOf(
  entries: readonly Entry[],
  times: ReadonlyMap<Proof, ProofTimesKnown>,
  now: Date,
): SourceHealth['history'] {
  const all = entries
    .flatMap((entry) => entry.proofs)
    .filter(({ startedAt }) => startedAt <= now)
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  // Of each level: every backup is checked in every store, and a year of restores must not drown in that.
  const shown = new Set(levels.flatMap((one) => all.filter(({ level }) => level === one).slice(0, most.proofs)))
  return {
    backups: entries
      .slice(0, most.history)
      .map((entry) => pointOf(entry, now))
      .reverse(),
    ...leftOut('backupsLeft', entries.length - most.history),
    proofs: all
      .filter((proof) => shown.has(proof))
      .map((proof) => proofPoint(proof, times.get(proof)))
      .reverse(),
    ...leftOut('proofsLeft', all.length - shown.size),
  }
}

const leftOut = <Name extends string>(name: Name, count: number) =>
  (count > 0 ? { [name]: count } : {}) as { readonly [Key in Name]?: number }

function pointOf(entry: Entry, now: Date): HistoryPoint {
  const { id, startedAt, bytes, manifest } = entry
  const durationMs = Date.parse(manifest.finishedAt) - startedAt.getTime()
  return {
    id,
    at: startedAt.toISOString(),
    bytes,
    plainBytes: plainBytesOf(entry),
    // A clock that was set back in between measures nothing.
    ...(durationMs >= 0 ? { durationMs } : {}),
    ...(manifest.counts ? { counts: Object.entries(manifest.counts).map(([noun, count]) => ({ noun, count })) } : {}),
    standing: standingOf(entry, now),
  }
}

/** What was read of a proof beyond its name. */
export interface ProofTimesKnown {
  readonly durations: Readonly<Record<string, number>>
  readonly finishedAt?: Date
}

/** One proof; how long it took only where its object was read. Pure. */
export function proofPoint(proof: Proof, times?: ProofTimesKnown): ProofPoint {
  const { id, startedAt, level, outcome, store, findings } = proof
  const failure = findings.find((finding) => finding.level === 'failure')
  const tookMs = times?.finishedAt && times.finishedAt.getTime() - startedAt.getTime()
  return {
    id,
    at: startedAt.toISOString(),
    level,
    outcome,
    store,
    ...(tookMs !== undefined && tookMs >= 0 ? { durationMs: tookMs } : {}),
    ...(times && Object.keys(times.durations).length > 0 ? { durations: times.durations } : {}),
    ...(failure ? { because: failure.message } : {}),
  }
}

/** To which moments the source can be restored: those of its good backups, and of its log, newest first. Pure. */
export function restorableOf(
  entries: readonly Entry[],
  windows: readonly RecoveryWindow[],
  now: Date,
): SourceHealth['recovery'] {
  const good = entries.filter((entry) => standing(entry, now) === 'good')
  return {
    count: good.length,
    moments: good.slice(0, most.moments).map(({ startedAt }) => startedAt.toISOString()),
    ...leftOut('left', good.length - most.moments),
    windows: windows.map(({ from, until }) => ({ from: from.toISOString(), to: until.toISOString() })),
  }
}
