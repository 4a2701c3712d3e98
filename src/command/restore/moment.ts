import { resolve } from 'node:path'
import { type Place, sourceOf } from '../../catalog/catalog.ts'
import { engineOf, type Finding, mustBeEmptyFolder, type Recovered, type Target } from '../../engine/engine.ts'
import type { Route } from '../../judge/judge.ts'
import { hasScheme, type Source } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { during } from '../../progress.ts'
import { formatDuration, formatMoment, plural, restoredSize } from '../../words/words.ts'
import { replayOf } from '../log/logged.ts'
import { recover } from '../log/recover.ts'
import { findAnother, findRoute } from '../log/route.ts'
import { spool } from '../log/spool.ts'
import type { Options } from '../option.ts'
import { parseAt } from '../project/entry.ts'
import type { Project, SourceStores } from '../project/project.ts'
import { sayLimit } from '../project/time-limit.ts'
import type { Result } from '../result.ts'
import { askTarget } from './admit.ts'
import { type Compared, compareTarget } from './compare-target.ts'
import { openCopy, requireKey } from './globals.ts'
import { startRestoreLimit } from './limit.ts'
import { openPlace } from './one.ts'
import { noteLine, resultOf } from './outcome.ts'
import { mustHave, warnUnknown } from './picked.ts'
import { asOperation, type Restored, type Together } from './record/operation.ts'
import { refuseStore } from './target.ts'

/** What --at means for a source whose log is collected: that very moment. undefined: a backup is asked for. */
export function momentAsked(source: Source, { at, id }: Options, project: Project): Date | 'latest' | undefined {
  if (source.pointInTime === undefined || at === undefined || id !== undefined) return undefined
  if (at === 'latest') return at
  try {
    return parseAt(at, project.policy)
  } catch (error) {
    if (!isProblem(error)) throw error
    throw new Problem(error.code, error.message, {
      hint: 'Write it as 2026-02-14T12:00:00Z, or write latest.',
      cause: error,
    })
  }
}

/**
 * Restores a source to a moment: a base and the log after it are played back in a throw-away server that reaches nothing; what it has
 * then is dumped into the target, which may be any server, or stays as a data directory.
 */
export async function restoreMoment(
  project: Project,
  source: Source,
  at: Date | 'latest',
  options: Options,
  together?: Together,
): Promise<Result> {
  const { world } = project
  const route = await findRoute(project, source, at)
  using limit = startRestoreLimit(world, options, source, route.base.id)
  const { signal } = limit
  const only = options.only ?? []
  const recovery = options['no-hooks'] ? undefined : source.recovery
  // A base that is kept beside the dumps has records of its own.
  const shelved: SourceStores = { name: sourceOf(route.base.id) ?? source.name, stores: source.stores }
  const common = { backup: route.base.id, shelved, only, moment: route.reaches, recovery } as const
  const scope = only.length > 0 ? ('selection' as const) : ('everything' as const)
  const directory = directoryAsked(project, options)
  const work = async (body: (recovered: Recovered) => Promise<Delivered>): Promise<Restored> => {
    using _ = sayLimit(limit, world.log.info)
    const began = world.monotonicMs()
    const another = (without: readonly string[]) => findAnother(project, source, at, without)
    const how = { store: options.store, signal }
    const { value, place, passedOver, route: taken } = await recover(project, source, route, another, how)
    await using recovered = value
    // A dump of all of it, for nothing, may take as long as the playback did.
    if (only.length > 0) {
      const { can } = await engineOf(source.engine)
      mustHave(source, route, only, await replayOf(source), await recovered.objects(), can.selects ?? 'part')
    }
    const delivered = await body(recovered)
    return done(delivered, { route: taken, store: place.name, passedOver, began })
  }
  if (directory !== undefined) {
    if (!(await replayOf(source)).leavesData) throw noDirectory(source.engine)
    if (only.length > 0)
      throw new Problem('usage', '--only picks tables, and a data directory has all of them', {
        hint: 'Give --into a database URL, or leave --only out.',
      })
    const admit = async () => {
      await mustBeEmptyFolder(directory)
      await requireKey(project, route.base, options.store, signal)
    }
    const subject = { ...common, scope, into: directory, admit }
    const body = () => work((recovered) => leave(recovered, directory, source))
    return await asOperation(project, options, subject, body, together)
  }
  const engine = await engineOf(source.engine)
  await using opened = await openPlace(
    project,
    { entry: route.base, catalog: emptyOf(source), shelved: source },
    engine,
    options,
    signal,
  )
  const { target, overwrite } = opened
  const request = { overwrite, only, create: options.create === true }
  const admit = async () => {
    await requireKey(project, route.base, options.store, signal)
    const open = (place: Place) => openCopy(project, route.base, place, signal)
    // Not for what is picked: the base may lack what was made after it.
    await askTarget(project, route.base, options.store, open, target, { ...request, only: [] })
    if (only.length > 0) await warnUnknown(project, source, route, only, signal)
  }
  const subject = { ...common, scope, into: target.where, admit }
  return await asOperation(project, options, subject, () => work((recovered) => copyInto(recovered, target)), together)

  async function copyInto(recovered: Recovered, target: Target): Promise<Delivered> {
    await using spooled = await during(world.log, { what: `${source.name}: dumping the moment` }, () =>
      spool(recovered.dump(), world.temporaryDirectory, signal),
    )
    const restored = await during(world.log, { what: `${source.name}: filling the target` }, () =>
      target.restore(spooled.backup, request),
    )
    const compared = await compareTarget(world, target, restored, { id: source.name, only, overwrite })
    return { where: target.where, restoredBytes: spooled.plainBytes, findings: restored.findings, ...compared }
  }

  function done(
    { where, restoredBytes, compared, findings, differences, surplus }: Delivered,
    { route, store, passedOver, began }: Work,
  ): Restored {
    const durationMs = Math.round(world.monotonicMs() - began)
    const reached = formatMoment(route.reaches)
    const summary = {
      ...{ id: route.base.id, store, into: where, restoredMs: durationMs, durationMs, restoredBytes, compared },
      notes: [...passedOver, ...findings.filter(({ level }) => level !== 'failure'), ...surplus],
      refused: findings.filter(({ level }) => level === 'failure').map(({ about: _, ...finding }) => finding),
      differences,
    }
    const result = resultOf(summary)
    return {
      result: {
        ...result,
        json: { ...(result.json as object), moment: route.reaches.toISOString(), pieces: route.log.length },
        text: () =>
          [
            `restored ${source.name} as it was at ${reached} into ${where}`,
            `from ${route.base.id} in ${store} and ${plural(route.log.length, 'piece')} of log; ${restoredBytes > 0 ? restoredSize(restoredBytes) : 'restored'} in ${formatDuration(durationMs)}; ${compared}`,
            ...summary.notes.map(noteLine),
          ].join('\n'),
      },
      store,
      restoredBytes,
      compared,
    }
  }
}

interface Work {
  readonly route: Route
  readonly store: string
  readonly passedOver: Delivered['findings']
  readonly began: number
}

interface Delivered extends Compared {
  readonly where: string
  readonly restoredBytes: number
  readonly findings: readonly Finding[]
}

/** A path is where a data directory goes, ready to be started; a URL is a server that takes it. */
function directoryAsked(project: Project, { into }: Options): string | undefined {
  if (into === undefined || hasScheme(into) || into.startsWith('${')) return undefined
  const directory = resolve(project.world.cwd, into)
  refuseStore(project, directory)
  return directory
}

async function leave(recovered: Recovered, directory: string, { engine }: Source): Promise<Delivered> {
  if (!recovered.leaveIn) throw noDirectory(engine)
  return {
    where: directory,
    restoredBytes: await recovered.leaveIn(directory),
    compared: 'not compared: it is a data directory',
    findings: [],
    differences: [],
    surplus: [],
  }
}

const noDirectory = (engine: string) =>
  new Problem(
    'usage',
    `--into is a folder, but a log of ${engine} is played back onto a dump of one database, which has no data directory`,
    {
      hint: 'Give --into the URL of a server, which takes what was restored; a new and empty one will do.',
    },
  )

const emptyOf = ({ name }: Source) => ({ source: name, entries: [], runs: [], unread: [], damaged: [] })
