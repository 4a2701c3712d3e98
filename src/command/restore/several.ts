import { engineOf } from '../../engine/engine.ts'
import { waitsFor } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { isFailure, isProblem, messageOf, Problem } from '../../problem.ts'
import { plural } from '../../words/words.ts'
import { Turnstile, widthOf } from '../each-source/seat.ts'
import { SourceLog } from '../each-source/source-log.ts'
import { findRoute } from '../log/route.ts'
import type { Options } from '../option.ts'
import { type FoundBackup, requireRestorable } from '../project/entry.ts'
import type { Project } from '../project/project.ts'
import type { Result } from '../result.ts'
import { newestOf } from './choose.ts'
import { momentAsked, restoreMoment } from './moment.ts'
import { openPlace, restoreOne } from './one.ts'
import { hookKey, sourcesOf } from './order.ts'
import type { Together } from './record/operation.ts'
import { type Outcome, severalResult } from './several-result.ts'
import { namesTarget, ownPlace } from './target.ts'

/** Restores every source of a group into its own place, in the order that the policy says, and at once where nothing waits. */
export async function restoreSeveral(project: Project, options: Options, what: string): Promise<Result> {
  const alone = (['id', 'source', 'into', 'via', 'raw', 'only', 'globals'] as const).find((name) => options[name])
  if (alone !== undefined)
    throw new Problem('usage', `restore takes --what or --${alone}, not both`, {
      hint: `Leave --${alone} out: --what restores whole sources, each into the recovery.into of the policy.`,
    })
  const sources = sourcesOf(Object.values(project.policy.sources), what)
  const plans = await prepare(project, sources, options)
  return severalResult(what, await carryOut(project, plans, options))
}

interface Plan {
  readonly source: Source
  /** The backup, or what the log is played onto. */
  readonly found: FoundBackup
  /** Where its log brings it to; undefined: it is restored as it was backed up. */
  readonly moment: Date | 'latest' | undefined
  readonly into: string
  readonly overwrite: readonly string[]
  /** Whether a database that is not there is made: --create is for those that can. */
  readonly create: boolean
}

/** Everything that can be known before anything begins: a backup of each, its place, and that no two have the same. */
async function prepare(project: Project, sources: readonly Source[], options: Options): Promise<readonly Plan[]> {
  const { world } = project
  const homeless = sources.filter((source) => ownPlace(world, source) === undefined)
  if (homeless.length > 0)
    throw new Problem(
      'usage',
      `the policy does not say where to restore ${homeless.map(({ name }) => name).join(', ')}`,
      {
        hint: 'Set recovery.into of each in the policy: a variable such as ${ORDERS_RESTORE_URL}, a folder or a file.',
      },
    )
  const said = options.overwrite ?? []
  const unmet = new Set(said)
  const plans: Plan[] = []
  const failures: Problem[] = []
  for (const source of sources) {
    try {
      const moment = momentAsked(source, options, project)
      const found =
        moment === undefined ? await newestOf(project, source, options) : await baseOf(project, source, moment)
      if (moment === undefined) requireRestorable(found.entry)
      const own = await placeOf(project, found, { ...options, into: ownPlace(world, source) ?? '' }, said)
      for (const one of own.overwrite) unmet.delete(one)
      const twin = plans.find(({ into }) => into === own.into)
      if (twin)
        throw new Problem(
          'target-refused',
          `${source.name} and ${twin.source.name} would both be restored into ${own.into}`,
          {
            hint: 'Give each a recovery.into of its own.',
          },
        )
      plans.push({ source, found, moment, ...own })
    } catch (error) {
      if (!isFailure(error)) throw error
      failures.push(error)
    }
  }
  const [first, ...more] = failures
  for (const { message, hint } of more) world.log.error(hint ? `${message}. ${hint}` : message)
  if (first)
    throw new Problem(
      first.code,
      `nothing was restored: ${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`,
      {
        hint: first.hint,
        cause: first,
      },
    )
  const [stranger] = unmet
  if (stranger !== undefined)
    throw new Problem('target-refused', `--overwrite names ${stranger}, which none of them is restored into`, {
      hint: `They are restored into ${plans.map(({ into }) => into).join(', ')}.`,
    })
  return plans
}

/** What a moment is restored from. Throws where there is no way to it, before anything begins. */
async function baseOf(project: Project, source: Source, moment: Date | 'latest'): Promise<FoundBackup> {
  const { base: entry } = await findRoute(project, source, moment)
  return { entry, catalog: { source: source.name, entries: [], runs: [], unread: [], damaged: [] }, shelved: source }
}

/** The place, looked at, and which of the names of --overwrite mean it. */
async function placeOf(
  project: Project,
  found: FoundBackup,
  options: Options,
  said: readonly string[],
): Promise<Pick<Plan, 'into' | 'overwrite' | 'create'>> {
  const { world } = project
  const engine = await engineOf(found.entry.manifest.engine)
  let overwrite: readonly string[] = []
  await using opened = await openPlace(project, found, engine, options, world.signal, (target) => {
    overwrite = said.filter((one) => namesTarget(one, target, world.cwd))
    return overwrite
  })
  const create = options.create === true && engine.can.restores.includes('create')
  return { into: opened.target.where, overwrite, create }
}

/** What became of each, in the order of the plans. */
async function carryOut(project: Project, plans: readonly Plan[], options: Options): Promise<readonly Outcome[]> {
  const { world, policy, seats } = project
  const turnstile = new Turnstile(widthOf(policy.concurrency).sources)
  const works = plans.map((plan) => ({
    plan,
    heard: new SourceLog(world.log, plan.source.name),
    /** Whether what it brings is there, whole. */
    restored: Promise.withResolvers<boolean>(),
    ended: Promise.withResolvers<void>(),
  }))
  const chosen = plans.map(({ source }) => source)
  const workOf = new Map(works.map((work) => [work.plan.source, work]))
  const one = async ({ plan, heard, restored, ended }: (typeof works)[number]): Promise<Outcome> => {
    const { source, found, into, overwrite, create } = plan
    const bare = { source: source.name, backup: found.entry.id, into }
    let begun = false
    try {
      for (const other of waitsFor(source, chosen)) {
        if (await workOf.get(other)?.restored.promise) continue
        return { ...bare, state: 'not begun', because: `it waits for ${other.name}, which was not restored` }
      }
      const bytes = found.entry.manifest.parts.reduce((sum, part) => sum + part.plainBytes, 0)
      using turn = await turnstile.take(world.signal)
      using heavy = await seats.heavy(bytes, world.signal)
      const together: Together = {
        restored(whole) {
          restored.resolve(whole)
          // Its hook may have to wait for one that has no seat yet.
          for (const seat of [turn, heavy]) seat[Symbol.dispose]()
        },
        turn: async (hook) => {
          const same = works.filter(
            ({ plan: { source: other } }) =>
              other.recovery?.finally && hookKey(other.recovery.finally) === hookKey(hook),
          )
          await Promise.all(same.map((work) => work.restored.promise))
        },
      }
      const own = { ...project, world: { ...world, log: heard.log } }
      const given = { ...options, into: ownPlace(world, source) ?? '', overwrite, create }
      begun = true
      const result =
        plan.moment === undefined
          ? await restoreOne(own, found, given, together)
          : await restoreMoment(own, source, plan.moment, given, together)
      return { ...bare, state: result.problems.length === 0 ? 'completed' : 'failed', result }
    } catch (error) {
      if (!isProblem(error)) throw error
      heard.log.error(`${source.name}: ${messageOf(error)}`)
      return begun
        ? { ...bare, state: 'failed', error }
        : { ...bare, state: 'not begun', because: messageOf(error), error }
    } finally {
      restored.resolve(false)
      ended.resolve()
    }
  }
  const narrate = async () => {
    for (const { heard, ended } of works) {
      await heard.hear()
      await ended.promise
    }
  }
  world.log.info(`restoring ${plural(plans.length, 'source')}: ${chosen.map(({ name }) => name).join(', ')}`)
  const running = works.map(one)
  // A bug in one ends none of the others.
  const outcomes = await Promise.allSettled([...running, narrate()])
  const bug = outcomes.find((outcome) => outcome.status === 'rejected')
  if (bug) throw bug.reason
  return await Promise.all(running)
}
