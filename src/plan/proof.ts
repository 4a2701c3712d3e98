import type { Entry, Proof, SourceCatalog } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { clock, type Moment, usable } from './backup.ts'
import { lastDue, nextDue } from './cron.ts'
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
  const base = { source: source.name, kind, ...(next ? { next } : {}), ...(newest ? { id: newest.id } : {}) }
  if (!newest && !backsUp) return { ...base, due: false, because: ['there is no backup to prove yet'] }

  const proofs = proofsOf(entries, kind)
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

function proofsOf(entries: readonly Entry[], kind: 'read' | 'restore'): readonly Proof[] {
  const levels: readonly string[] = counting[kind]
  const proofs = entries.flatMap((entry) => entry.proofs.filter((proof) => levels.includes(proof.level)))
  return proofs.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
}

/** False where only the environment or the source stood in the way: that says nothing of the backup, and is tried again. */
function isResult({ outcome, findings }: Proof): boolean {
  const failures = findings.filter((finding) => finding.level === 'failure')
  return outcome === 'passed' || failures.length === 0 || failures.some((finding) => finding.blame === 'data')
}

const say = (proof: Proof, moment: Moment) =>
  `${proof.level}${proof.outcome === 'failed' ? ' (failed)' : ''} ${clock(proof.startedAt, moment)}`

const failure = ({ findings }: Proof) =>
  findings.find((finding) => finding.level === 'failure')?.message ?? 'it says no reason'
