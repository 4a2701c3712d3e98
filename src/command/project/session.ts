import {
  acquireLeases,
  type Entry,
  encodeRun,
  isUsable,
  type LeaseOptions,
  type Leases,
  makeId,
  objectName,
  type Place,
  type Proof,
  putProof,
  putRecord,
  putTrial,
  type SourceCatalog,
  type Trigger,
} from '../../catalog/catalog.ts'
import type { DrillHealth } from '../../judge/judge.ts'
import type { LogTask, Task } from '../../plan/plan.ts'
import type { EngineName, SourceCommon } from '../../policy/policy.ts'
import { isFailure, isProblem, messageOf } from '../../problem.ts'
import { type ProblemReport, type Report, renderText, type SourceReport, type TaskReport } from '../../report/report.ts'
import { withoutSource } from '../../words/words.ts'
import { redactAll, type World } from '../../world.ts'
import { problemJson, type Result } from '../result.ts'
import { databasesReport, sayDatabases, unlisted } from './databases/said.ts'
import type { Project } from './project.ts'

/** A command at work on several sources: what it will report, and what went wrong so far. */
export interface Session {
  readonly project: Project
  readonly command: string
  readonly startedAt: Date
  readonly reports: Map<string, SourceReport>
  readonly problems: { readonly source: string; readonly error: unknown }[]
  /** Stores that are known to fail: each is named once. */
  readonly failing: Set<string>
  readonly ids: string[]
  readonly deleted: string[]
  /** Drills that have ended. */
  readonly drills: DrillHealth[]
}

/** What an attempt found out, for the report. */
export interface Findings extends Partial<Omit<SourceReport, 'source' | 'engine' | 'problems'>> {
  /** Failures that did not stop the attempt. */
  readonly failures?: readonly unknown[]
  /** Why nothing was done: no run record, no failure, said in the log. */
  readonly skipped?: string
}

/** `sources`: those that the command was asked to see to; of the others nothing is reported. */
export function newSession(project: Project, command: string, sources = project.sources): Session {
  return {
    project,
    command,
    startedAt: project.world.now(),
    reports: new Map(sources.map((source) => [source.name, emptyReport(source)])),
    problems: [],
    failing: new Set(),
    ids: [],
    deleted: [],
    drills: [],
  }
}

/** What the servers' answers have changed is said, and those that did not answer are problems: gives what to say at the end. */
export function beginWithDatabases({ project, problems }: Session): readonly string[] {
  const { log, redact } = project.world
  for (const { source, error } of unlisted(project)) {
    problems.push({ source, error })
    log.error(`${source}: ${redact(messageOf(error))}`)
  }
  const changed = sayDatabases(project)
  for (const line of changed) log.warning(line)
  return changed
}

/** Of a source that has left the policy, what its backups are of is theirs alone to say. */
function emptyReport(source: SourceCommon & { readonly engine?: EngineName }): SourceReport {
  return { source: source.name, engine: source.engine ?? 'retired', tasks: [], proofs: [], history: [], problems: [] }
}

export interface Attempt {
  /** The work: backup, copy, read, restore, prune. */
  readonly work: string
  readonly trigger: Trigger
  readonly because: readonly string[]
  /** False for work that only looks: it leaves no run record. `failures`: where its success leaves something else. Default true. */
  readonly recorded?: boolean | 'failures'
}

/**
 * Does one piece of work on one source. Its failure is kept for the report and the exit code and stops nothing else;
 * its run record goes to the source's stores either way. Only a cancelled run throws. Gives whether it was done, and whole.
 */
export async function attempt(
  session: Session,
  source: SourceCommon,
  { work, trigger, because, recorded = true }: Attempt,
  body: () => Promise<Findings>,
): Promise<boolean> {
  const { world } = session.project
  const startedAt = world.now()
  const failures: unknown[] = []
  let done = false
  // What only decides is not worth a heading: of 25 sources with nothing to do, 25 would be all that is seen.
  const within: typeof world.log.group = recorded ? world.log.group : (_, body) => body()
  await within(`${source.name}: ${work}`, async () => {
    try {
      const { failures: partial, skipped, ...found } = await body()
      failures.push(...(partial ?? []))
      merge(session, source, found)
      done = skipped === undefined && failures.length === 0
      if (skipped !== undefined) return skip(session, source, work, world.redact(skipped))
    } catch (error) {
      if (isProblem(error, 'cancelled')) throw error
      failures.push(error)
    }
    const [first] = failures.map(problemJson)
    const record = {
      id: makeId(source.name, startedAt, 0),
      source: source.name,
      command: work,
      trigger,
      startedAt,
      finishedAt: world.now(),
      outcome: failures.length === 0 ? 'succeeded' : 'failed',
      because,
      ...(first === undefined ? {} : { problem: { code: first.code, message: world.redact(first.message) } }),
    } as const
    const isRecorded = recorded === 'failures' ? failures.length > 0 : recorded
    const { places } = isRecorded ? await session.project.places(source) : { places: [] }
    const key = objectName.run(source.name, startedAt, record.id, record.outcome, work)
    const unwritten = await putRecord(places, key, encodeRun(record, world.origin), world.signal)
    for (const { place, problem } of unwritten) {
      // That it takes no record either only follows from a failure that is told.
      if (!session.failing.has(place.name) && !failures.some((known) => isOfStore(known, place.store.where)))
        failures.push(problem)
      session.failing.add(place.name)
    }
    for (const error of failures) {
      if (isTold(session, source, error) || isToldOfStore(session, source, error)) continue
      const told = session.problems.some((known) => messageOf(known.error) === messageOf(error))
      session.problems.push({ source: source.name, error })
      if (!told) world.log.error(`${source.name}: ${world.redact(withoutSource(messageOf(error), source.name))}`)
    }
  })
  return done
}

/** Whether a failure tells of the store of this place already. */
export function isOfStore(error: unknown, where: string): boolean {
  return isFailure(error) && /^(?:store-|retention-refused)/.test(error.code) && error.message.includes(where)
}

/** A key that fits neither of two proofs is one problem of the source. */
function isTold({ problems }: Session, { name }: SourceCommon, error: unknown): boolean {
  return problems.some(
    ({ source, error: known }) =>
      source === name && isFailure(known) && isProblem(error, known.code) && known.message === error.message,
  )
}

/** What a store refuses its catalog, it refuses the backup for the same reason: that is one problem of the source. */
function isToldOfStore({ problems }: Session, { name }: SourceCommon, error: unknown): boolean {
  if (!isFailure(error) || !error.code.startsWith('store-')) return false
  // "orders-... is not in b: nothing at all is in ..." after "b could not be listed: nothing at all is in ..."
  const why = error.message.split(': ').slice(1).join(': ')
  return problems.some(
    ({ source, error: known }) =>
      source === name &&
      isFailure(known) &&
      known.code.startsWith('store-') &&
      known.hint === error.hint &&
      why !== '' &&
      known.message.endsWith(`could not be listed: ${why}`),
  )
}

/** Said in the log and at the task; no run record, because nothing was tried. */
function skip(session: Session, source: SourceCommon, work: string, because: string): void {
  session.project.world.log.warning(`${source.name}: ${because}`)
  const known = session.reports.get(source.name) ?? emptyReport(source)
  const tasks = known.tasks.map((task) =>
    task.kind === work ? { ...task, because: [...task.because, `left alone: ${because}`] } : task,
  )
  session.reports.set(source.name, { ...known, tasks })
}

function merge(session: Session, source: SourceCommon, found: Findings): void {
  const known = session.reports.get(source.name) ?? emptyReport(source)
  session.reports.set(source.name, {
    ...known,
    ...found,
    tasks: [...known.tasks, ...(found.tasks ?? [])],
    proofs: [...known.proofs, ...(found.proofs ?? [])],
    history: found.history ?? known.history,
  })
}

/** A task as it stands in the report. */
export function describeTask(task: Task | LogTask): TaskReport {
  const { kind, due, because, next } = task
  const paused = task.kind === 'backup' && task.paused ? { paused: true as const } : {}
  return { kind, due, because, ...paused, ...(next ? { next: next.toISOString() } : {}) }
}

/** Stores a proof beside its backup; gives the failure where not every place took it. */
export async function keepProof(
  { versions, signal }: World,
  places: readonly Place[],
  source: string,
  proof: Proof,
): Promise<readonly unknown[]> {
  try {
    await putProof(places, source, proof, versions, signal)
    return []
  } catch (error) {
    if (!isFailure(error)) throw error
    return [error]
  }
}

/** The same of a trial. */
export async function keepTrial(
  { signal }: World,
  places: readonly Place[],
  source: string,
  trial: Parameters<typeof putTrial>[2],
): Promise<readonly unknown[]> {
  try {
    await putTrial(places, source, trial, signal)
    return []
  } catch (error) {
    if (!isFailure(error)) throw error
    return [error]
  }
}

/** What the catalog knows from before: sizes for the sparkline, and the newest proof. */
export function past(
  catalog: SourceCatalog,
  now: Date,
  newest?: Pick<Entry, 'startedAt' | 'bytes'>,
): Pick<SourceReport, 'history' | 'lastProof'> {
  const proofs = catalog.entries.filter((entry) => isUsable(entry, now)).flatMap((entry) => entry.proofs)
  const [last] = proofs.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  return {
    history: history(catalog, now, newest),
    ...(last
      ? { lastProof: { id: last.id, level: last.level, outcome: last.outcome, at: last.startedAt.toISOString() } }
      : {}),
  }
}

/** The sizes of the backups so far, oldest first. */
function history(
  catalog: SourceCatalog,
  now: Date,
  newest?: Pick<Entry, 'startedAt' | 'bytes'>,
): SourceReport['history'] {
  const entries = catalog.entries.filter((entry) => isUsable(entry, now)).slice(0, 29)
  const all = [...(newest ? [newest] : []), ...entries].reverse()
  return all.map(({ startedAt, bytes }) => ({ at: startedAt.toISOString(), bytes }))
}

/** The result of a session: its report as text, summary and JSON, and what decides the exit code. */
export function finish(session: Session, warnings: readonly string[] = []): Result {
  const { project, command, problems } = session
  const { world, policy } = project
  // Before anything is made of it: wrapped into lines, or as Markdown, a secret no longer looks like itself.
  const report = redactAll<Report>(
    {
      version: 1,
      command,
      project: policy.project,
      policy: policy.path,
      timezone: policy.timezone,
      startedAt: session.startedAt.toISOString(),
      finishedAt: world.now().toISOString(),
      status: problems.length === 0 ? 'succeeded' : 'failed',
      sources: [...session.reports.values()].map((report) => ({
        ...report,
        problems: problems.filter(({ source }) => source === report.source).map((p) => problemReport(project, p)),
      })),
      problems: problems.filter(({ source }) => !session.reports.has(source)).map((p) => problemReport(project, p)),
      ...databasesReport(project),
      ...(session.drills.length > 0 ? { drills: session.drills } : {}),
      ...(warnings.length > 0 ? { warnings } : {}),
    },
    world.redact,
  )
  return {
    json: report,
    text: (style) => renderText(report, style),
    report,
    problems: problems.map(({ error }) => error),
    told: problems.map(({ error }) => error),
    ids: session.ids,
    deleted: session.deleted,
  }
}

function problemReport({ policy }: Project, { source, error }: Session['problems'][number]): ProblemReport {
  const line = policy.sources[source]?.line
  return { ...problemJson(error), source, ...(line ? { line } : {}) }
}

/** Who holds a lease, for people: the run on GitHub, or the host. */
export function holderOf({ world }: Project): string {
  const { repository, run, host } = world.origin
  return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`
}

/** The source's leases in all these stores; reports earlier holders that never released theirs. Throws `lease-held`. */
export async function takeLeases(
  project: Project,
  source: string,
  places: readonly Place[],
  { fromReserve = false, goesOn = false, ttlMs }: Pick<LeaseOptions, 'fromReserve' | 'goesOn' | 'ttlMs'> = {},
): Promise<Leases> {
  const { now, signal, log } = project.world
  const leases = await acquireLeases(places, source, {
    ...{ holder: holderOf(project), timezone: project.policy.timezone },
    ...{ now, signal, fromReserve, goesOn, ...(ttlMs === undefined ? {} : { ttlMs }) },
  })
  for (const was of leases.expired) {
    log.warning(`${source}: a run ended without releasing its lease, which has expired: ${was}`)
  }
  return leases
}

export function namesOf(places: readonly Place[]): readonly string[] {
  return places.map(({ name }) => name)
}
