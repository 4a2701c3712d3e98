import {
  type Entry,
  flawOf,
  isUsable,
  lastOf,
  newestProof,
  type Proof,
  type Slice,
  type SourceCatalog,
  type Stretch,
} from '../../catalog/catalog.ts'
import { lastDue, type Moment } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import type { RecoveryWindow } from '../window.ts'
import { type ProofTimesKnown, proofPoint } from './backup.ts'
import type { SourceHealth } from './contract.ts'

/** What was read of a source's log. */
export interface LogLook {
  /** The newest first. */
  readonly windows: readonly RecoveryWindow[]
  readonly log: {
    /** All pieces, whatever they are worth. */
    readonly entries: readonly Entry[]
    /** The newest last. */
    readonly stretches: readonly Stretch[]
    readonly tip: Slice | undefined
    readonly unread: SourceCatalog['unread']
  }
  /** How long its last proof took, where that was read. */
  readonly times?: ReadonlyMap<Proof, ProofTimesKnown>
}

export type LogHealth = NonNullable<SourceHealth['log']>
type Logged = Source & { readonly pointInTime: NonNullable<Source['pointInTime']> }

export const isLogged = (source: Source): source is Logged => source.pointInTime !== undefined

/** A run comes late now and then, and a piece takes its time. */
const slackMs = 5 * 60_000
const [hourMs, dayMs] = [3_600_000, 86_400_000]
const stepMs = 2 * hourMs

/** The age of the newest piece, after which it is overdue. */
export const overdueAfterMs = ({ pointInTime: { everyMs } }: Logged): number => 2 * everyMs + slackMs

/** How the log of a source is. Pure. */
export function logHealth(source: Logged, look: LogLook, { now, timezone }: Moment): LogHealth {
  const { windows, log } = look
  const { tip, entries, unread } = log
  const { everyMs, windowMs, base } = source.pointInTime
  const usable = entries.filter((entry) => isUsable(entry, now))
  const bases = new Set(windows.flatMap((window) => window.bases))
  const kept = [...usable, ...(base === undefined ? [] : bases)]
  const proof = proofOfLog(entries, now)
  const overdueSince = proof === undefined ? undefined : proofDue(source, proof, { now, timezone })
  const end = windows[0]?.until
  const tipAge = tip && ageAt(tip.covers.until, now)
  return {
    everyMs,
    windowMs,
    windows: windows.map((window) => described(window, look, now)),
    ...(tip && tipAge !== undefined
      ? { newest: { id: tip.entry.id, at: tip.covers.until.toISOString(), ageMs: tipAge } }
      : {}),
    overdue: !source.paused && tipAge !== undefined && tipAge > overdueAfterMs(source),
    ...(end ? { endAgeMs: ageAt(end, now) } : {}),
    ages: agesOf(look, now),
    ...(proof
      ? {
          proof: {
            ...proofPoint(proof, look.times?.get(proof)),
            ...(overdueSince ? { overdueSince: overdueSince.toISOString() } : {}),
          },
        }
      : {}),
    pieces: usable.length,
    bases: bases.size,
    bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(unread[0] ? { unread: `${unread[0].store} could not be read: ${unread[0].message}` } : {}),
  }
}

const ageAt = (at: Date, now: Date) => Math.max(0, now.getTime() - at.getTime())

/** The last proof that its log was played back for, passed or failed. */
export const proofOfLog = (entries: readonly Entry[], now: Date): Proof | undefined =>
  newestProof(proofsOfLog(entries, now))

/** All of them, without those that are dated in the future. */
export function proofsOfLog(entries: readonly Entry[], now: Date): readonly Proof[] {
  const proofs = entries.flatMap((entry) => entry.proofs)
  return proofs.filter(({ level, startedAt }) => level === 'restore' && startedAt <= now)
}

/** Since when a proof is overdue: a whole period of its schedule has passed without one. */
function proofDue({ verify }: Logged, { startedAt }: Proof, { now, timezone }: Moment): Date | undefined {
  const line = verify.pointInTime
  const tick = line === undefined ? undefined : lastDue(line, timezone, now)
  const before = line === undefined || !tick ? undefined : lastDue(line, timezone, new Date(tick.getTime() - 1))
  return before && startedAt < before ? before : undefined
}

function described({ from, until, stretch }: RecoveryWindow, { log: { stretches, tip } }: LogLook, now: Date) {
  const span = { from: from.toISOString(), until: until.toISOString() }
  if (tip && lastOf(stretch).entry.id === tip.entry.id) return span
  const next = stretches[stretches.indexOf(stretch) + 1]
  const why = next
    ? (next[0].opened ?? 'a piece of its log is missing or damaged')
    : ((tip && flawOf(tip.entry, now)) ?? 'what follows of its log is missing or damaged')
  return { ...span, ended: why }
}

/** Since when the last moment that could be restored was which. */
interface Reached {
  readonly since: number
  readonly until: number
}

/** Each piece of a window counts from when it was stored. */
function reachedOf(windows: readonly RecoveryWindow[]): readonly Reached[] {
  return windows
    .flatMap(({ from, stretch }) =>
      stretch
        .filter(({ covers }) => covers.until >= from)
        .map(({ entry, covers }) => ({
          since: Math.max(Date.parse(entry.manifest.finishedAt), covers.until.getTime()),
          until: covers.until.getTime(),
        })),
    )
    .sort((a, b) => a.since - b.since)
}

function agesOf(look: LogLook, now: Date): LogHealth['ages'] {
  const reached = reachedOf(look.windows)
  const first = look.log.entries.reduce<number | undefined>(
    (least, { startedAt }) => Math.min(least ?? Number.POSITIVE_INFINITY, startedAt.getTime()),
    undefined,
  )
  const end = now.getTime()
  if (first === undefined || first > end) return { stepMs, points: [] }
  const begin = Math.max(first, end - 7 * dayMs)
  const points: LogHealth['ages']['points'][number][] = []
  for (let to = end; to > begin; to -= stepMs) {
    const ageMs = greatestAge(reached, Math.max(begin, to - stepMs), to)
    points.push({ at: new Date(to).toISOString(), ...(ageMs === undefined ? {} : { ageMs }) })
  }
  const known = points.flatMap(({ ageMs }) => ageMs ?? [])
  return { stepMs, points: points.reverse(), ...(known.length > 0 ? { longestMs: Math.max(...known) } : {}) }
}

/** The greatest age at any moment of the span; undefined: at none of them anything could be restored. */
function greatestAge(reached: readonly Reached[], from: number, to: number): number | undefined {
  const before = reached.findLast(({ since }) => since <= from)
  const within = reached.filter(({ since }) => since > from && since <= to)
  let until = before?.until
  let greatest: number | undefined
  for (const moment of [...within, { since: to, until: to }]) {
    if (until !== undefined) greatest = Math.max(greatest ?? 0, moment.since - until)
    until = Math.max(until ?? 0, moment.until)
  }
  return greatest
}

/** The moments at which the log of a window was collected to, for the achieved RPO; and from when on they are known. */
export function collectedTimes({ windows, log }: LogLook): { readonly times: readonly Date[]; readonly since?: Date } {
  const times = windows.flatMap(({ from, stretch }) =>
    stretch.map(({ covers }) => covers.until).filter((until) => until >= from),
  )
  const numbers = log.stretches.flat()
  const first = numbers.reduce<Slice | undefined>(
    (best, one) => (best && best.number < one.number ? best : one),
    undefined,
  )
  // Pieces before it were collected, and let go when the window needed them no more.
  return first && first.number > 1 ? { times, since: first.covers.from } : { times }
}
