import { type Level, levels, type SourceCatalog } from '../../catalog/catalog.ts'
import { plan, usable } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { Problem, remedy } from '../../problem.ts'
import { suggest } from '../../words/words.ts'
import { allCopies } from '../copy/nearest.ts'
import { drill, refuseSignature } from '../drill/drill.ts'
import { drillsDue } from '../drill/due.ts'
import { drillStatus } from '../drill/status.ts'
import { isLogged } from '../log/logged.ts'
import { proveLog, proveLogDue } from '../log/prove.ts'
import { lookAtLog } from '../log/route.ts'
import type { Options } from '../option.ts'
import { sourceNamed } from '../project/databases/open.ts'
import { saidDoubts } from '../project/databases/said.ts'
import { findEntry, gapsOf, newestEntry, requireCopy, requireSource } from '../project/entry.ts'
import { openProject, type Project } from '../project/project.ts'
import { attempt, type Findings, newSession, past, type Session } from '../project/session.ts'
import type { Run } from '../result.ts'
import { proveEach } from './cancelled.ts'
import type { ProofRequest } from './prove.ts'
import { proveSeated, requestDue } from './turn.ts'

/** Proves the newest backup of every source that is named, or the ones whose ids are given. */
export const verify: Run = async (world, options) => {
  if (options.status) return drillStatus(world, options)
  if (options.drill !== undefined) return drill(world, options)
  refuseSignature(options)
  if (options.due) return verifyDue(world, options)
  if (options.level === momentLevel) return verifyLogs(world, options)
  const level = parseLevel(options.level ?? 'read')
  const project = await openProject(world, options, { gone: 'too' })
  if (options.image !== undefined && level !== 'restore')
    throw new Problem('usage', `--image is for a restore, not for a ${level}`, {
      hint: 'Add --level restore: a read starts no server.',
    })
  const work = options.image === undefined ? level : 'trial'
  const attempted = { work, trigger: 'manual', because: ['asked for'] } as const
  const wanted: { source: Source; id?: string }[] = options.id
    ? await Promise.all(
        options.id.map(async (id) => {
          const found = await findEntry(project, id)
          requireSource(found, options.source)
          return { source: sourceIn(project, found.shelved.name), id }
        }),
      )
    : project.sources.map((source) => ({ source }))
  const sources = [...new Set(wanted.map(({ source }) => source))]
  warnOfDoubts(project, options)
  const session = newSession(project, 'verify', sources)
  return proveEach(session, sources, async (session, source) => {
    for (const { id } of wanted.filter((one) => one.source === source)) {
      await attempt(session, source, attempted, () =>
        verifyOne(session, source, { level, id, store: options.store, image: options.image }),
      )
    }
  })
}

/** A database that no store's list has is proven by nobody. */
function warnOfDoubts(project: Project, { source }: Options): void {
  for (const says of saidDoubts(project, source)) project.world.log.warning(says)
}

interface Wanted {
  readonly level: Level
  /** Absent: the newest. */
  readonly id: string | undefined
  /** Absent: the policy's, and the result is a proof. */
  readonly image: string | undefined
  /** Absent: the policy decides which copies. */
  readonly store: string | undefined
}

async function verifyOne(session: Session, source: Source, { level, id, store, image }: Wanted): Promise<Findings> {
  const { project } = session
  const { policy, world } = project
  const catalog = await project.catalog(source)
  const entry = id
    ? (await findEntry(project, id)).entry
    : newestEntry(catalog, { now: world.now(), timezone: policy.timezone })
  requireCopy(entry, store)
  const all = level === 'check' || source.verify.copies === 'all'
  const request: ProofRequest =
    store !== undefined
      ? { level, image, stores: [store], copies: 'all' }
      : all
        ? { level, image, stores: allCopies(policy, entry), copies: 'all' }
        : { level, image, copies: 'first' }
  const found = await proveSeated(project, source, catalog, entry, request)
  // The output of a step that failed: what it names is proven.
  if (found.proofs?.some(({ outcome }) => outcome === 'passed')) session.ids.push(entry.id)
  // The newest one may be damaged so that it does not even show.
  const damaged = id
    ? []
    : catalog.damaged.map(({ message }) => new Problem('manifest-damaged', message, { hint: remedy.damaged }))
  const unseen = unseenIn(project, catalog, { newest: id === undefined, all: all && store === undefined })
  return {
    ...found,
    failures: [...damaged, ...unseen, ...(found.failures ?? [])],
    ...past(catalog, world.now()),
  }
}

/** The proofs that are due by the policy's schedules, and nothing else: what a workflow with the secret key calls at any tick. */
const verifyDue: Run = async (world, options) => {
  const said = (['level', 'id', 'store', 'image'] as const).find((name) => options[name] !== undefined)
  if (said)
    throw new Problem('usage', `--due cannot be combined with --${said}`, {
      hint: 'Leave one out: --due proves the newest backups at the levels that have a schedule in the policy.',
    })
  const project = await openProject(world, options)
  warnOfDoubts(project, options)
  const session = newSession(project, 'verify')
  const drills = () => drillsDue(session, options)
  const proofs = async (session: Session, source: Source) => {
    const { project } = session
    // A restore reads every byte: after it, no read is due.
    for (const level of ['restore', 'read'] as const) {
      const catalog = await project.catalog(source)
      const tasks = plan(project.policy, new Map([[source.name, catalog]]), world.now(), [source.name])
      const task = tasks.find((one) => one.kind === level)
      if (!task?.due) continue
      await attempt(session, source, { work: level, trigger: 'schedule', because: task.because }, async () => {
        const entry = usable(catalog, world.now())[0]
        if (!entry) return { skipped: 'no backup to prove yet' }
        const request = requestDue(project, source, catalog, entry, level)
        const found = await proveSeated(project, source, catalog, entry, request)
        if (found.proofs?.some(({ outcome }) => outcome === 'passed')) session.ids.push(entry.id)
        return {
          ...found,
          failures: [...gapsOf(catalog), ...(found.failures ?? [])],
          ...past(catalog, world.now()),
        }
      })
    }
    if (isLogged(source)) await proveLogDue(session, source)
  }
  return proveEach(session, project.sources, proofs, drills)
}

const momentLevel = 'point-in-time'

/** Plays back the log of each source that is named, or of all that have one. */
const verifyLogs: Run = async (world, options) => {
  const said = (['id', 'store', 'image'] as const).find((name) => options[name] !== undefined)
  if (said)
    throw new Problem('usage', `--level ${momentLevel} cannot be combined with --${said}`, {
      hint: `Leave --${said} out.`,
    })
  const project = await openProject(world, options)
  const logged = project.sources.filter(isLogged)
  const strange = options.source?.length ? project.sources.find((source) => !isLogged(source)) : undefined
  if (strange || logged.length === 0)
    throw new Problem('usage', `${strange?.name ?? project.policy.path} has no point-in-time`, {
      hint: 'Name a source whose log is collected; docs/point-in-time.md says how to begin.',
    })
  const session = newSession(project, 'verify', logged)
  return proveEach(session, logged, async (session, source) => {
    if (!isLogged(source)) return
    const attempted = { work: momentLevel, trigger: 'manual', because: ['asked for'] } as const
    await attempt(session, source, attempted, async () =>
      proveLog(session.project, source, await lookAtLog(session.project, source)),
    )
  })
}

/**
 * A store that could not be read may have a newer backup, and a copy of this one: the proof counts, but the request was
 * not met in full. If neither matters, this is only reported.
 */
function unseenIn(
  { world }: Project,
  { source, unread }: SourceCatalog,
  { newest, all }: { readonly newest: boolean; readonly all: boolean },
): readonly Problem[] {
  const what = [
    ...(newest ? ['whether this is the newest backup'] : []),
    ...(all ? ['whether its copy there is whole'] : []),
  ].join(', and ')
  return unread.flatMap(({ store, message, hint }) => {
    const text = `${store} could not be read${what ? `, so it is not known ${what}` : ''}: ${message}`
    if (what) {
      const advice = hint ?? `Make ${store} reachable, then run \`backproof verify --source ${source}\` again.`
      return [new Problem('store-failed', text, { hint: advice })]
    }
    world.log.warning(`${source}: ${text}`)
    return []
  })
}

function parseLevel(text: string): Level {
  const level = levels.find((one) => one === text)
  if (level) return level
  throw new Problem('usage', `${JSON.stringify(text)} is not a level`, {
    hint: suggest(text, [...levels, momentLevel]),
  })
}

function sourceIn(project: Project, name: string): Source {
  const source = sourceNamed(project, name)
  if (source) return source
  throw new Problem('usage', `${name} is no longer a source of ${project.policy.path}`, {
    hint: 'Its backups can be restored; to prove one, put the source back into the policy with `schedule` left out.',
  })
}
