import {
  clockFault,
  forgetExpired,
  type Leases,
  type Place,
  type SourceCatalog,
  witnessExpired,
} from '../../catalog/catalog.ts'
import { type Gap, unexplainedGap } from '../../plan/plan.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { isFailure, Problem } from '../../problem.ts'
import type { RetentionReport } from '../../report/report.ts'
import { copyGrace } from '../../retain/retain.ts'
import { formatTime } from '../../words/words.ts'
import { type World, whoIs } from '../../world.ts'
import type { Options } from '../option.ts'
import type { Project } from '../project/project.ts'
import { type Findings, takeLeases } from '../project/session.ts'
import { mixtureOf } from '../project/shared-place.ts'
import { cleanPlace } from './clean.ts'
import { markDecisions } from './mark-decision.ts'
import { type Released, releaseCopies } from './release.ts'
import { confirmPlan, confirmSettled, type SavedPlan } from './saved-plan.ts'
import { agreed, type Settled, settle } from './settle.ts'

export interface RetainOptions {
  /** False: only decided, and shown. */
  readonly apply: boolean
  /** Asks the stores for object locks even where nothing is applied. */
  readonly looksAtLocks?: boolean
  /** Deletion goes on in spite of a failed proof. */
  readonly thawed: boolean
  readonly saved?: SavedPlan | undefined
  /**
   * The effect of an unexplained gap in the life of the source: deletion waits, is refused, or continues on a person's
   * order.
   */
  readonly gap: 'waits' | 'is refused' | 'is known'
}

/** Throws `usage` for a deletion despite an objection if no reason is given. */
export function requireReason({ apply, plan, thaw, because, 'despite-gap': despiteGap }: Options): void {
  if ((!apply && plan === undefined) || because?.trim()) return
  if (thaw)
    throw new Problem('usage', '--thaw deletes in spite of a failed proof, so it needs a reason', {
      hint: 'Give a reason: --because "the disk was replaced". It is kept with the run.',
    })
  if (despiteGap)
    throw new Problem('usage', '--despite-gap deletes although a clock may be wrong, so it needs a reason', {
      hint: 'Give a reason: --because "the runner was off". It is kept with the run.',
    })
}

/** For the run record: who overrode an objection to deletion, and why. */
export function overrideReasons({ origin }: World, options: Options): readonly string[] {
  const { thaw, because, 'despite-gap': despiteGap } = options
  const said = `, as ${whoIs(origin)} says${because ? `: ${because}` : ''}`
  return [
    ...(thaw ? [`failed proofs do not freeze deletion, because of --thaw${said}`] : []),
    ...(despiteGap ? [`a gap before this run does not stop deletion, because of --despite-gap${said}`] : []),
  ]
}

/** Decides for one source; with `apply` marks the deletions, purges what is past its grace period and sweeps leftovers. */
export async function retainSource(
  project: Project,
  source: SourceCommon,
  catalog: SourceCatalog,
  { apply, looksAtLocks = false, thawed, saved, gap }: RetainOptions,
): Promise<Findings> {
  const { world, policy } = project
  const { places, failed } = await project.places(source)
  // A plan was decided for its own moment: another one would decide otherwise.
  const moment = () => (saved ? new Date(saved.at) : world.now())
  const settling = { thawed, places: apply || looksAtLocks ? places : [] }
  const first = await settle(policy, source, catalog, { ...settling, now: moment(), signal: world.signal })
  if (!apply) return { retention: describe(first, false) }

  await using leases = await takeLeases(project, source.name, places, { fromReserve: true })
  const signal = AbortSignal.any([world.signal, leases.signal])
  const missing = [...failed, ...leases.failed]
  if (missing.length > 0) {
    const list = missing.map(({ store, problem }) => `${store}: ${problem.message}`).join('; ')
    const hint = missing.find(({ problem }) => problem.hint)?.problem.hint
    throw new Problem('retention-refused', `nothing of ${source.name} is deleted while a store fails: ${list}`, {
      hint,
    })
  }
  // Once more under the lease: a backup or a hold may have come in between. Where anything would go, from the stores alone.
  const now = await project.catalog(source, deletes(first) ? 'all' : undefined)
  const mixture = mixtureOf(project, now)
  if (mixture) throw mixture
  refuseWrongClock(project, source, now, leases)
  const silent = gap === 'is known' ? undefined : unexplainedGap(source, now, policy, project.openedAt)
  if (silent && gap === 'is refused') throw refuseGap(source, silent, project.policy.timezone)
  if (silent) return { retention: waits(first, silent, project.policy.timezone) }
  if (saved) confirmPlan(saved, project, source, now)
  const second = await settle(policy, source, now, { ...settling, now: moment(), signal })
  if (saved) confirmSettled(saved, source, second)
  const { settled: both, waiting } = agreed(first, second)
  const expired = witness(project, source, signal)
  // Before anything more is marked: on a full disk this is what makes the room for marks.
  const purged: string[] = []
  const findings: string[] = []
  const failures: unknown[] = []
  for (const place of leases.places) {
    try {
      await leases.confirm()
      const confirm = () => leases.confirm([place.name])
      const cleaning = { project, source, place, signal, now: moment(), confirm, expired }
      const cleaned = await cleanPlace(cleaning, now, both.purges)
      failures.push(...cleaned.failures)
      purged.push(...cleaned.purged)
      findings.push(...cleaned.findings)
    } catch (error) {
      if (!isFailure(error)) throw error
      failures.push(error)
    }
  }
  const done = { purged: [...new Set(purged)], findings }
  let decided: Settled['decided']
  try {
    await leases.confirm()
    decided = await markDecisions(project, source, both.decided, waiting, leases.places, signal)
  } catch (error) {
    if (!isFailure(error)) throw error
    // What was purged is told all the same; what of the rest is marked, the next run finds out.
    return { retention: describe(both, false, done), failures: [...failures, error] }
  }
  const settled = { ...both, decided }
  const released = await releaseCopies(project, source, settled, now, leases, { now: moment(), signal, expired })
  for (const place of leases.places) {
    try {
      if ((await expired(place)).size > 0) await forgetExpired(place.store, source.name, signal)
    } catch (error) {
      if (!isFailure(error)) throw error
      if (!failures.includes(error)) failures.push(error)
    }
  }
  return {
    retention: describe({ ...settled, ...released }, true, { ...done, findings: [...released.findings, ...findings] }),
    failures: [...released.failures, ...failures],
  }
}

/** Asks each store once in a run, so that a run does not count as two. */
function witness({ world, policy }: Project, source: SourceCommon, signal: AbortSignal) {
  const asked = new Map<Place, Promise<ReadonlySet<string>>>()
  return (place: Place) => {
    const graceOf = (scope: 'backup' | 'copy') =>
      scope === 'copy' ? copyGrace(policy, source, place.name) : source.retention.grace
    const options = { graceOf, now: world.now(), runId: world.runId, signal }
    const asking = asked.get(place) ?? witnessExpired(place.store, source.name, options)
    asked.set(place, asking)
    return asking
  }
}

const deletes = ({ decided, copies, purges }: Settled) =>
  purges.length > 0 || [...decided.decisions, ...copies].some(({ keep }) => !keep)

/** Neither marks nor removes nor sweeps by a clock that the stores contradict. */
function refuseWrongClock(
  { world, policy }: Project,
  source: SourceCommon,
  { entries }: SourceCatalog,
  { clocks }: Leases,
): void {
  const wrong = clockFault(clocks, entries, { now: world.now(), timezone: policy.timezone })
  if (wrong === undefined) return
  throw new Problem('retention-refused', `nothing of ${source.name} is deleted, because a clock is wrong: ${wrong}`, {
    hint: 'Set the clock of this machine. If another clock was wrong, run `backproof delete --id ID` for the backups it dated.',
  })
}

/** "from 2026-02-14 09:15 CET to 2026-02-16 10:00 CET" */
const span = ({ from, until }: Gap, timezone: string) =>
  `from ${formatTime(from, timezone)} to ${formatTime(until, timezone)}`

function refuseGap({ name, schedule }: SourceCommon, gap: Gap, timezone: string): Problem {
  const message = `nothing is deleted: ${name} was silent ${span(gap, timezone)}, although its schedule is "${schedule}", so the clock may be wrong`
  return new Problem('retention-refused', message, {
    hint: 'If the clock is right, run `backproof prune --apply --despite-gap --because "the runner was off"`, or wait for a day of backups.',
  })
}

/** Nothing is carried out. */
function waits(first: Settled, gap: Gap, timezone: string): RetentionReport {
  const report = describe(first, false)
  const finding = `deletion waits for a day of backups, or for --despite-gap: the source was silent ${span(gap, timezone)}, so the clock may be wrong`
  return { ...report, findings: [...report.findings, finding] }
}

function describe(
  { decided, copies, purged: gone = [] }: Settled & Partial<Released>,
  applied: boolean,
  done: { readonly purged: readonly string[]; readonly findings: readonly string[] } = { purged: [], findings: [] },
): RetentionReport {
  const all = decided.decisions.map(({ entry: { id, bytes }, keep, because }) => ({ id, keep, because, bytes }))
  const deleted = all.filter(({ keep }) => !keep).map(({ id, bytes, because }) => ({ id, bytes, because }))
  const ofCopies = copies.map(({ entry: { id, bytes }, store, keep, because, needs }) => ({
    id,
    store,
    keep,
    because,
    needs,
    bytes,
    purged: gone.some((one) => one.id === id && one.store === store),
  }))
  return {
    applied,
    kept: all.length - deleted.length,
    deleted,
    decisions: all,
    ...(ofCopies.length > 0 ? { copies: ofCopies } : {}),
    purged: done.purged,
    findings: [...decided.findings, ...done.findings],
  }
}
