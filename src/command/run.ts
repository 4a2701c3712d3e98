import { all, type SourceCatalog, timeTags } from '../catalog/catalog.ts'
import { lossesOf } from '../judge/judge.ts'
import { type ProofTask, proofOverdue, type Task, usable } from '../plan/plan.ts'
import type { Source } from '../policy/policy.ts'
import { isProblem, messageOf, Problem } from '../problem.ts'
import { formatTime } from '../words/words.ts'
import { beginPing } from './alert/ping.ts'
import { tellOf } from './alert/tell.ts'
import { type BackupRequest, makeBackup } from './backup/backup.ts'
import { noteCopies } from './copy/copy-outcome.ts'
import { lostNewest, lostProblem } from './copy/lost.ts'
import { damageLeft, makeCopies, tasksOf } from './copy/make-copy.ts'
import { drillsDue } from './drill/due.ts'
import { eachSource } from './each-source/each-source.ts'
import { noteKeys } from './keys/age.ts'
import { seeToLog } from './log/log.ts'
import { isLogged } from './log/logged.ts'
import { proveLogDue } from './log/prove.ts'
import { withNeeded } from './log/retain.ts'
import type { Options } from './option.ts'
import { gapsOf } from './project/entry.ts'
import { openProject, type Project } from './project/project.ts'
import { scheduleWarnings } from './project/schedule.ts'
import { hasSecretKey } from './project/secret.ts'
import {
  attempt,
  beginWithDatabases,
  describeTask,
  type Findings,
  finish,
  newSession,
  past,
  type Session,
} from './project/session.ts'
import { mixtureOf } from './project/shared-place.ts'
import { lookUnclaimed } from './project/unclaimed.ts'
import { pruneRetired } from './prune/prune.ts'
import { overrideReasons, requireReason, retainSource } from './prune/retain-source.ts'
import { keepRecoveryKit } from './recovery-kit/recovery-kit.ts'
import type { Run } from './result.ts'
import { checkSeated, proveSeated, requestDue } from './verify/turn.ts'

/** What the policy asks for now. Safe to call at any tick: what is not due is left alone, what was missed heals once. */
export const run: Run = async (world, options) => {
  requireReason(options)
  const project = await openProject(world, options, { databases: 'server' })
  const heartbeat = beginPing(project, options)
  try {
    const session = newSession(project, 'run')
    const changed = beginWithDatabases(session)
    await eachSource(session, project.sources, (session, source) => seeTo(session, source, options))
    await drillsDue(session, options)
    if (options.apply) await pruneRetired(session, options)
    const [{ warnings }, ages, kit] = await all([
      lookUnclaimed(project, options, session.failing),
      noteKeys(project),
      keepRecoveryKit(project, session.failing),
    ])
    for (const warning of [...warnings, ...ages, ...kit]) world.log.warning(warning)
    const told = await tellOf(session)
    return finish(session, [...changed, ...warnings, ...ages, ...kit, ...told, ...(await heartbeat.end(session))])
  } catch (error) {
    await heartbeat.fail(error)
    throw error
  }
}

async function seeTo(session: Session, source: Source, options: Options): Promise<void> {
  const { project } = session
  const { world } = project
  const catalog = await catalogOf(session, source)
  if (!catalog) return
  const tasks = tasksOf(project, source, catalog)
  // Before it is copied there again, after which nothing shows it any more.
  const warnings = [
    ...scheduleWarnings(project, source, catalog, world.now()),
    ...lossesOf(usable(catalog, world.now())),
  ]
  for (const warning of warnings) world.log.warning(`${source.name}: ${warning}`)
  const known = { tasks: tasks.map(describeTask), ...past(catalog, world.now()), warnings }
  session.reports.set(source.name, { ...blank(source), ...known })
  for (const { store } of catalog.unread) session.failing.add(store)
  const mixture = mixtureOf(project, catalog)
  const gaps = [...gapsOf({ ...catalog, damaged: [] }), ...damageLeft(catalog, tasks)]
  const lost = lostNewest(catalog, world.now())
  const told = [...gaps, ...(mixture ? [mixture] : []), ...(lost ? [lostProblem(lost)] : [])]
  for (const error of told) session.problems.push({ source: source.name, error })
  let justRead: SourceCatalog | undefined = catalog
  for (const task of tasks.filter(({ due }) => due)) {
    await perform(session, source, task, options, justRead)
    // What was done may have changed it.
    justRead = undefined
  }
  if (!lost) await replaceLost(session, source, tasks, options)
  if (!isLogged(source) || source.paused) return
  const because = ['its log is collected']
  // What it does is recorded by itself.
  const trying = { work: 'log', trigger: 'schedule', because, recorded: false } as const
  await attempt(session, source, trying, async () => {
    await seeToLog(session, source, justRead, {
      apply: options.apply === true,
      asked: options.source !== undefined && options.source.length > 0,
    })
    await proveLogDue(session, source)
    return {}
  })
}

/** What this run has found of the newest backup may be that no intact copy is left of it: then it does not wait either. */
async function replaceLost(session: Session, source: Source, tasks: readonly Task[], options: Options): Promise<void> {
  const { project, problems } = session
  const { world } = project
  const found = problems.filter((problem) => problem.source === source.name)
  if (!found.some(({ error }) => isProblem(error, 'proof-failed', 'object-damaged', 'object-missing'))) return
  const catalog = await catalogOf(session, source)
  const inVain = found.some(({ error }) => isProblem(error, 'object-damaged', 'object-missing'))
  const tried = tasks.flatMap((task) => (task.kind === 'copy' && inVain ? task.copies.map(({ id }) => id) : []))
  const lost = catalog && lostNewest(catalog, world.now(), tried)
  if (!lost) return
  problems.push({ source: source.name, error: lostProblem(lost) })
  if (source.schedule === undefined || source.paused) return
  const because = [`no intact copy of ${lost.id} is left: not waiting for the schedule`]
  await perform(session, source, { source: source.name, kind: 'backup', due: true, because }, options)
}

/** undefined: it cannot be read at all, which is said, and stops no other source. */
async function catalogOf({ project, problems }: Session, source: Source): Promise<SourceCatalog | undefined> {
  const { log, redact } = project.world
  try {
    return await project.catalog(source)
  } catch (error) {
    if (isProblem(error, 'cancelled')) throw error
    problems.push({ source: source.name, error })
    log.error(`${source.name}: ${redact(messageOf(error))}`)
    return undefined
  }
}

const blank = ({ name, engine }: Source) => ({ source: name, engine, proofs: [], problems: [] })

/** `justRead`: the catalog as it was read a moment ago; absent: it is read. */
async function perform(
  session: Session,
  source: Source,
  task: Task,
  options: Options,
  justRead?: SourceCatalog,
): Promise<void> {
  const { apply = false, thaw: thawed = false } = options
  const { project } = session
  const { world } = project
  const failedBackup = session.problems.some((problem) => problem.source === source.name)
  // Deciding is not worth a run record; deleting is.
  const recorded = task.kind !== 'prune' || apply
  const because = task.kind === 'prune' ? [...task.because, ...overrideReasons(world, options)] : task.because
  const attempted = { work: task.kind, trigger: 'schedule', because, recorded } as const
  noteCopies(session, source, task, await attempt(session, source, attempted, () => unlessHeld(work)))
  async function work(): Promise<Findings> {
    const catalog = justRead ?? (await project.catalog(source))
    switch (task.kind) {
      case 'backup':
        return backUp(session, source, catalog, task.base === undefined ? {} : { increment: true })
      case 'copy': {
        const bytes = Math.max(0, ...catalog.entries.map((entry) => entry.bytes))
        using _ = await project.seats.heavy(bytes, world.signal)
        return makeCopies(project, source, catalog, [...new Set(task.copies.map(({ id }) => id))])
      }
      case 'check':
        return checkSeated(project, source, catalog, task.ids)
      case 'read':
      case 'restore': {
        const waiting = await withoutKey(project, source, catalog, task)
        if (waiting) return waiting
        const entry = catalog.entries.find(({ id }) => id === task.id) ?? usable(catalog, world.now())[0]
        if (!entry) return { skipped: 'no backup to prove yet' }
        return proveSeated(project, source, catalog, entry, requestDue(project, source, catalog, entry, task.kind))
      }
      case 'prune': {
        if (apply && failedBackup) world.log.warning(`${source.name}: nothing is deleted while a part of it fails`)
        const found = await retainSource(project, await withNeeded(project, source, catalog), catalog, {
          apply: apply && !failedBackup,
          thawed,
          gap: options['despite-gap'] ? 'is known' : 'waits',
        })
        if (found.retention?.applied) session.deleted.push(...found.retention.deleted.map(({ id }) => id))
        return found
      }
    }
  }
}

/** Another run is at it: what was due is that run's, or the next tick's. */
async function unlessHeld(work: () => Promise<Findings>): Promise<Findings> {
  try {
    return await work()
  } catch (error) {
    if (!isProblem(error, 'lease-held')) throw error
    return { skipped: error.message }
  }
}

async function backUp(
  session: Session,
  source: Source,
  catalog: SourceCatalog,
  kind: Pick<BackupRequest, 'increment'>,
): Promise<Findings> {
  const { project } = session
  const tags = timeTags(catalog.entries, project.world.now())
  const made = await makeBackup(project, source, catalog, { trigger: 'schedule', tags, retain: false, ...kind })
  session.ids.push(made.id)
  // Another run is at work in that store: the next tick makes the copy.
  const { failures = [] } = made.findings
  const isHeld = (error: unknown) => isProblem(error, 'lease-held')
  for (const error of failures.filter(isHeld)) project.world.log.warning(`${source.name}: ${messageOf(error)}`)
  return { ...made.findings, failures: failures.filter((error) => !isHeld(error)) }
}

/**
 * A job that only backs up has no secret key: its due proofs wait for the job that has one. If none came in a whole
 * period, that is a failure.
 */
async function withoutKey(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  task: ProofTask,
): Promise<Findings | undefined> {
  const { world, policy } = project
  if (hasSecretKey(world)) return undefined
  const moment = { now: world.now(), timezone: policy.timezone }
  const late = proofOverdue(task.kind, source, catalog, moment)
  if (!late) return { skipped: `the ${task.kind} proof is due, and is waiting for a job that has BACKPROOF_SECRET_KEY` }
  throw new Problem(
    'proof-overdue',
    `the ${task.kind} proof of ${source.name} has been overdue since ${formatTime(late, policy.timezone)}, and this job has no secret key`,
    {
      hint: 'Run the workflow that has BACKPROOF_SECRET_KEY now: `gh workflow run prove.yml`, as in workflows-examples/prove.yml.',
    },
  )
}
