import {
  condemns,
  condemnsCopy,
  type Entry,
  newestProof,
  type Proof,
  type SourceCatalog,
  standing,
} from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { clock, type Moment, usable } from './backup.ts'
import { lastDue, nextDue } from './cron/cron.ts'
import type { ProofTask } from './task.ts'

/** Proofs that count for the level: a restore has read every byte too. */
const counting = { read: ['read', 'restore'], restore: ['restore'] } as const

/** `backsUp`: this run makes a backup, which it can prove. */
export function planProof(
  kind: 'read' | 'restore',
  source: Source,
  catalog: SourceCatalog,
  moment: Moment,
  backsUp: boolean,
): ProofTask {
  const { now, timezone } = moment
  const line = source.verify[kind]
  if (line === undefined) return { source: source.name, kind, due: false, because: ['no schedule: only on demand'] }
  const next = nextDue(line, timezone, now)
  const entries = usable(catalog, now)
  const [newest] = entries
  // A backup that this run makes is the one to prove.
  const id = newest && !backsUp ? { id: newest.id } : {}
  const base = { source: source.name, kind, ...(next ? { next } : {}), ...id }
  if (!newest && !backsUp) return { ...base, due: false, because: ['no backup to prove yet'] }

  const proofs = proofsOf(entries, kind, now)
  const [last] = proofs
  const done = proofs.find(isResult)
  const tick = lastDue(line, timezone, now)
  if (done && (!tick || done.startedAt >= tick)) {
    const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires'
    return { ...base, due: false, because: [`${until}: last ${say(done, moment)}`] }
  }
  const because = [
    done && tick
      ? `last ${say(done, moment)} is older than the tick of ${clock(tick, moment, done.startedAt)}`
      : `first ${kind}: no backup has one yet`,
  ]
  if (last && last !== done)
    because.push(`the last attempt failed at ${clock(last.startedAt, moment, now)}: ${failure(last)}`)
  return { ...base, due: true, because }
}

/**
 * Since when a proof by schedule is overdue: a whole period has passed without an attempt, though there were backups.
 * undefined: it is not, has no schedule, or a store that could not be listed may have it.
 */
export function proofOverdue(
  kind: 'read' | 'restore',
  source: Source,
  { entries, runs, unread }: SourceCatalog,
  { now, timezone }: Moment,
): Date | undefined {
  const line = source.verify[kind]
  const tick = line === undefined ? undefined : lastDue(line, timezone, now)
  const before = line && tick && lastDue(line, timezone, new Date(tick.getTime() - 1))
  if (!before || unread.length > 0) return undefined
  const ours = entries.filter((entry) => standing(entry, now) !== 'foreign')
  // The backups of then may be long gone: work that succeeded shows as well that there was something to prove.
  const then =
    ours.some(({ startedAt }) => startedAt < before) ||
    runs.some(({ command, outcome, startedAt }) => outcome === 'succeeded' && command !== 'gate' && startedAt < before)
  if (ours.length === 0 || !then) return undefined
  const proven = ours.some(({ proofs }) => proofs.some((one) => one.startedAt >= before && counts(one, kind, now)))
  return proven ? undefined : before
}

/** So long waits what only the environment has stopped: with a tick every few minutes, it would be tried at each. */
const patienceMs = 3_600_000

/** Whether a log is to be proven for a tick of its schedule, by the proofs that it has, those to come left out. Pure. */
export function logProofDue(proofs: readonly Proof[], tick: Date, now: Date): boolean {
  const last = newestProof(proofs)
  if (!last || last.startedAt < tick) return true
  return !isResult(last) && now.getTime() - last.startedAt.getTime() >= patienceMs
}

/** Newest first; without those that failed at a time to come, which would hide every tick until then. */
function proofsOf(entries: readonly Entry[], kind: 'read' | 'restore', now: Date): readonly Proof[] {
  const proofs = entries.flatMap((entry) => entry.proofs.filter((proof) => counts(proof, kind, now)))
  return proofs.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
}

function counts({ level, startedAt }: Proof, kind: 'read' | 'restore', now: Date): boolean {
  const levels: readonly Proof['level'][] = counting[kind]
  return levels.includes(level) && startedAt <= now
}

/** False where only the environment stood in the way: that says nothing of the backup, and is tried again. */
const isResult = (proof: Proof) =>
  proof.outcome === 'passed' ||
  condemns(proof) ||
  condemnsCopy(proof) ||
  proof.findings.some(({ level, blame }) => level === 'failure' && blame !== 'env')

const say = (proof: Proof, moment: Moment) =>
  `${proof.level}${proof.outcome === 'failed' ? ' (failed)' : ''} ${clock(proof.startedAt, moment)}`

const failure = ({ findings }: Proof) =>
  findings.find((finding) => finding.level === 'failure')?.message ?? 'it gives no reason'
