import { randomInt } from 'node:crypto'
import { type Entry, type Proof, sourceOf } from '../../catalog/catalog.ts'
import type { Finding } from '../../engine/engine.ts'
import {
  isRoute,
  proofOfLog,
  proofsOfLog,
  type RecoveryWindow,
  type Route,
  restoreAt,
  routeTo,
} from '../../judge/judge.ts'
import { lastDue, logProofDue } from '../../plan/plan.ts'
import { type Source, serverOf } from '../../policy/policy.ts'
import { isFailure, Problem } from '../../problem.ts'
import type { ProofReport } from '../../report/report.ts'
import { blame, checkAssertions } from '../../verify/verify.ts'
import { formatDuration, formatMoment, formatTime, plural } from '../../words/words.ts'
import { recordDamage } from '../copy/record-damage.ts'
import type { Project } from '../project/project.ts'
import { hasSecretKey } from '../project/secret.ts'
import { attempt, type Findings, keepProof, type Session } from '../project/session.ts'
import { limitMs, startLimit } from '../project/time-limit.ts'
import { overRto } from '../verify/prove.ts'
import { folderSource, knowing } from './folder.ts'
import type { Logged } from './logged.ts'
import { PiecesRead } from './piece-copy.ts'
import { readLog, type SourceLog } from './read-log.ts'
import { recover } from './recover.ts'
import { describeRoute, lookAtLog, type RecoveryLook } from './route.ts'

/** Proves the log of a source where its schedule says so. */
export async function proveLogDue(session: Session, source: Logged): Promise<void> {
  const { project } = session
  const { world, policy } = project
  const line = source.verify.pointInTime
  const tick = line === undefined ? undefined : lastDue(line, policy.timezone, world.now())
  if (!tick) return
  const isDue = ({ entries }: SourceLog) => logProofDue(proofsOfLog(entries, world.now()), tick, world.now())
  // At each run; the whole log is read only where something may be due.
  if (!isDue(await readLog(project, source, 'newest'))) return
  const look = await lookAtLog(project, source)
  if (!isDue(look.log)) return
  const last = proofOfLog(look.log.entries, world.now())?.startedAt
  if (!hasSecretKey(world)) return refuseOverdue(source, look, { line, tick, last, timezone: policy.timezone })
  const because = [last ? `last proof ${formatTime(last, policy.timezone)}` : 'first proof of its log']
  const trying = { work: 'point-in-time', trigger: 'schedule', because } as const
  await attempt(session, source, trying, () => proveLog(project, source, look))
}

/** It waits for the job that has a key; a whole period without one is a failure. */
function refuseOverdue(
  source: Logged,
  { log }: RecoveryLook,
  { line, tick, last, timezone }: { line: string | undefined; tick: Date; last: Date | undefined; timezone: string },
): void {
  const before = line === undefined ? undefined : lastDue(line, timezone, new Date(tick.getTime() - 1))
  if (!before || (last && last >= before) || !log.entries.some(({ startedAt }) => startedAt < before)) return
  throw new Problem(
    'proof-overdue',
    `the proof of the log of ${source.name} has been overdue since ${formatTime(before, timezone)}, and this job has no secret key`,
    { hint: 'Run the workflow that has BACKPROOF_SECRET_KEY now, as in workflows-examples/prove.yml.' },
  )
}

/**
 * Restores the end of a source's log, and then a moment between two pieces that nobody chose, each in a throw-away server: what the
 * window promises is read, chained and played back, and the assertions hold. The proof is kept with the newest piece.
 */
export async function proveLog(project: Project, source: Logged, look: RecoveryLook): Promise<Findings> {
  const { world } = project
  const { windows, compare } = look
  const [window] = windows
  if (!window)
    throw new Problem('proof-failed', `no moment of ${source.name} can be restored from its log`, {
      hint: `Run \`backproof run --source ${source.name}\`: it takes what is missing.`,
    })
  const failures: unknown[] = []
  const proofs: ProofReport[] = []
  const options = { compare, now: world.now() }
  for (const at of ['latest', chosen(window)] as const) {
    const route = routeTo(source.name, windows, at, options)
    if (!isRoute(route)) throw new Problem('proof-failed', route.message, { hint: route.hint })
    const another = async (without: readonly string[]) => {
      const older = routeTo(source.name, windows, at, { ...options, without })
      return isRoute(older) ? older : undefined
    }
    const proven = await proveRoute(project, source, route, another, look)
    proofs.push(proven.report)
    failures.push(...proven.failures)
  }
  return { proofs, failures }
}

/** Any moment of the window but its end. */
const chosen = ({ from, until }: RecoveryWindow): Date =>
  new Date(from.getTime() + randomInt(Math.max(1, Math.min(until.getTime() - from.getTime(), 2 ** 47))))

async function proveRoute(
  project: Project,
  source: Logged,
  first: Route,
  another: (without: readonly string[]) => Promise<Route | undefined>,
  look: RecoveryLook,
): Promise<{ readonly report: ProofReport; readonly failures: readonly unknown[] }> {
  const { world, seats } = project
  let route = first
  for (const line of describeRoute(route)) world.log.info(`${source.name}: ${line}, as a proof`)
  const startedAt = world.now()
  const began = world.monotonicMs()
  const durations: Record<string, number> = {}
  const findings: Finding[] = []
  using _server = await seats.server(serverOf(source), world.signal)
  using _heavy = await seats.heavy(Number.POSITIVE_INFINITY, world.signal)
  const hint = 'Set verify.timeout if it may take that long.'
  using limit = startLimit(
    world.signal,
    limitMs(source),
    `the proof of the log of ${source.name}`,
    'proof-failed',
    hint,
  )
  let store = route.base.copies[0] ?? ''
  const read = new PiecesRead()
  try {
    const recoveredBy = await recover(project, source, route, another, {
      signal: limit.signal,
      read,
    })
    route = recoveredBy.route
    store = recoveredBy.place.name
    await using recovered = recoveredBy.value
    durations['restore'] = Math.round(world.monotonicMs() - began)
    findings.push(...(await checkAssertions(recovered.target, source.verify.assertions)))
  } catch (error) {
    if (!isFailure(error) || error.code.startsWith('store-') || error.code.startsWith('key-')) throw error
    const found = blame(error)
    findings.push({ ...found, message: world.redact(found.message) })
  }
  const tookMs = Math.round(world.monotonicMs() - began)
  const late = overRto(source, { restore: tookMs })
  for (const { message } of late) world.log.warning(`${source.name}: ${message}`)
  findings.push(...late)
  const failed = findings.find(({ level }) => level === 'failure')
  const outcome = failed ? 'failed' : 'passed'
  const found = { startedAt, store, outcome, findings, durations } as const
  const [piece] = read.broken
  // What is known to be at fault is told of itself alone: the log counts up to there, and a new base is taken.
  const told =
    failed && piece ? await keepBroken(project, source, piece, found) : await keep(project, source, route, found)
  const kept = [...told, ...(await recordCopies(project, source, look, read))]
  const reached = formatMoment(route.reaches)
  const way = `as it was at ${reached}, from ${route.base.id} and ${plural(route.log.length, 'piece')} of log`
  const { rtoMs } = source.objectives
  const report = {
    ...{ id: route.log.at(-1)?.entry.id ?? route.base.id, store, level: 'point-in-time', outcome, durationMs: tookMs },
    ...{ durations, findings, compared: failed ? '' : way },
    ...(rtoMs === undefined ? {} : { rtoMs }),
  }
  if (!failed) {
    world.log.info(`${source.name}: restored ${way}, in ${formatDuration(tookMs)}`)
    return { report, failures: kept }
  }
  const problem = new Problem(
    'proof-failed',
    `${source.name} as it was at ${reached} cannot be relied on: ${failed.message}`,
    {
      hint: failed.hint ?? `Run \`${restoreAt(source, route.until === 'end' ? 'latest' : route.until)}\` to see more.`,
    },
  )
  return { report, failures: [problem, ...kept] }
}

type Found = Pick<Proof, 'startedAt' | 'store' | 'outcome' | 'findings' | 'durations'>

/** With the piece of which no copy is whole. */
async function keepBroken(
  { world, places }: Project,
  source: Source,
  { id, copies }: Entry,
  found: Found,
): Promise<readonly unknown[]> {
  const { places: open } = await places(source)
  const having = open.filter(({ name }) => copies.includes(name))
  const proof: Proof = { ...found, id, level: 'read', store: copies[0] ?? found.store, finishedAt: world.now() }
  return await keepProof(world, having, sourceOf(id) ?? source.name, proof)
}

/** Copies that were passed over while another served: so that the next run heals them. Those of a piece without a whole one have theirs. */
async function recordCopies(
  project: Project,
  source: Logged,
  { bases, log }: RecoveryLook,
  { broken, passedOver }: PiecesRead,
): Promise<readonly unknown[]> {
  const failures: unknown[] = []
  for (const [entry, stores] of passedOver) {
    if (broken.has(entry)) continue
    const name = sourceOf(entry.id) ?? source.name
    const catalog = log.volumes.find((volume) => volume.name === name)?.catalog ?? bases
    const folder = name === source.name ? source : folderSource(source, name)
    const knows = name === source.name ? project : knowing(project, folder)
    for (const store of stores) failures.push(...(await recordDamage(knows, folder, catalog, entry, store)))
  }
  return failures
}

/**
 * With the newest piece that was played back, and with a base that is none but for this. A dump is proven by itself: here its own
 * facts are not compared.
 */
async function keep(
  { world, places }: Project,
  source: Logged,
  { base, log }: Route,
  found: Found,
): Promise<readonly unknown[]> {
  const { places: open } = await places(source)
  const newest = log.at(-1)?.entry
  const own = source.pointInTime.base === undefined ? [] : [base]
  const subjects: readonly Entry[] = [...(newest ? [newest] : []), ...own]
  const failures: unknown[] = []
  for (const entry of subjects) {
    const proof: Proof = { ...found, id: entry.id, level: 'restore', finishedAt: world.now() }
    const having = open.filter(({ name }) => entry.copies.includes(name))
    failures.push(...(await keepProof(world, having, sourceOf(entry.id) ?? source.name, proof)))
  }
  return failures.slice(0, 1)
}
