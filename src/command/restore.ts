import { engineOf, type Finding, type Served, type Target } from '../engine/engine.ts'
import type { Source } from '../policy/policy.ts'
import { isProblem, Problem } from '../problem.ts'
import { during } from '../progress.ts'
import { formatBytes, formatDuration } from '../report/report.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { compare, describe, openBackup, takeKey } from '../verify/verify.ts'
import type { Result, Run } from './all.ts'
import { type Found, findEntry, newestEntry, parseAt, requireCopy, requireSource } from './entry.ts'
import { mixtureOf, withoutOthers } from './mixture.ts'
import type { Options } from './option.ts'
import { openProject, type Project } from './project.ts'
import { rawTarget, restoreRaw } from './raw.ts'
import { maskTargets, parseTarget, refuseSource, refuseStore, where } from './target.ts'

/** Restores one backup into a new target, and compares what is there afterwards with the dump's own facts. */
export const restore: Run = async (world, options) => {
  maskTargets(world, [options.into, options.overwrite, options.raw])
  const project = await openProject(world, options)
  const raw = options.raw === undefined ? undefined : rawTarget(project, options, options.raw)
  const { entry, shelved } = await choose(project, options)
  const { manifest } = entry
  if (raw !== undefined) {
    const place = await project.place(requireCopy(entry, options.store))
    const key = await takeKey(place, manifest, await project.secretKeys(), world.signal)
    return restoreRaw(project, await openBackup(place, manifest, key, world.signal), entry.id, place.name, raw)
  }
  const engine = await engineOf(manifest.engine)
  const target = parseTarget(world, manifest.engine, options.into)
  const source = project.policy.sources[shelved.name]
  if (target.kind !== 'database') refuseStore(project, target.path)
  const overwrite = refuseSource(engine, source, target, options.overwrite, world)
  const place = await project.place(requireCopy(entry, options.store))
  const key = await takeKey(place, manifest, await project.secretKeys(), world.signal)
  const began = world.monotonicMs()
  const backup = await openBackup(place, manifest, key, world.signal)
  const runtime = await findPrograms(project, servedBy(source, manifest.source, target))
  const only = options.only ?? []
  const findings = await world.log.group(`restore ${entry.id} from ${place.name}`, () =>
    during(world.log, { what: `${entry.id}: restoring`, done: backup.readBytes, of: backup.sealedBytes }, () =>
      engine.restore(backup, target, runtime, { signal: world.signal, overwrite, only }),
    ),
  )
  const restoredMs = Math.round(world.monotonicMs() - began)
  const looking = () => engine.facts(target, backup.facts, runtime, world.signal)
  const after =
    only.length > 0 ? undefined : await during(world.log, { what: `${entry.id}: comparing the target` }, looking)
  const compared = after && compare(backup.facts, after, overwrite ? 'kept' : 'refused')
  const differences = compared?.filter(({ level }) => level === 'failure') ?? []
  const equal = differences.length === 0 ? describe(backup.facts) : `${differences.length} differences`
  return resultOf({
    id: entry.id,
    store: place.name,
    into: where(target),
    restoredMs,
    durationMs: Math.round(world.monotonicMs() - began),
    plainBytes: manifest.parts.reduce((sum, part) => sum + part.plainBytes, 0),
    compared: compared ? equal : 'a part of it, not compared',
    notes: [...findings, ...(compared?.filter(({ level }) => level !== 'failure') ?? [])],
    differences,
  })
}

interface Restored {
  readonly id: string
  readonly store: string
  readonly into: string
  readonly restoredMs: number
  /** With what the comparison took. */
  readonly durationMs: number
  readonly plainBytes: number
  /** What was compared, in words. */
  readonly compared: string
  readonly notes: readonly Finding[]
  /** In what the target is not as the dump. */
  readonly differences: readonly Finding[]
}

function resultOf({ restoredMs, notes, differences, ...restored }: Restored): Result {
  const { id, store, into, durationMs, plainBytes, compared } = restored
  const durations = { restore: restoredMs, compare: durationMs - restoredMs }
  const differs = `${id} is restored, but differs from its dump`
  return {
    json: { version: 1, ...restored, durations, findings: [...notes, ...differences] },
    text: () =>
      [
        `restored ${id} from ${store} into ${into}`,
        `${formatBytes(plainBytes)} in ${formatDuration(durationMs)}; ${compared}`,
        ...notes.map(({ level, message }) => `${level}: ${message}`),
      ].join('\n'),
    problems: differences.slice(0, 20).map(({ message }) => new Problem('restore-failed', `${differs}: ${message}`)),
    ids: [id],
  }
}

async function choose(project: Project, options: Options): Promise<Found> {
  const [id, ...more] = options.id ?? []
  if (id !== undefined && more.length === 0) {
    if (options.at !== undefined)
      throw new Problem('usage', 'restore takes --id or --at, not both', { hint: 'An id names one backup already.' })
    const found = await findEntry(project, id)
    requireSource(found, options.source)
    return found
  }
  const [source, ...others] = project.sources
  if (id !== undefined || !source || others.length > 0) {
    throw new Problem('usage', 'restore takes one backup', {
      hint: 'Name it with --id ID, or with --source NAME (and --at TIME).',
    })
  }
  const at = options.at === undefined ? undefined : parseAt(options.at, project.policy)
  const catalog = await project.catalog(source)
  // What does not show may be newer than what is chosen.
  for (const { message } of [...catalog.unread, ...catalog.damaged]) project.world.log.warning(message)
  const now = project.world.now()
  for (const { id } of catalog.entries.filter(({ startedAt }) => at === undefined && startedAt > now))
    project.world.log.warning(`${id} is dated in the future, and left out: restore it with --id ${id}`)
  const mixture = mixtureOf(project, catalog)
  if (mixture) project.world.log.warning(mixture.message)
  const own = withoutOthers(project, catalog)
  // Where none says that it is ours, the policy may be a new one, written after a disaster.
  const from = mixture && own.entries.length > 0 ? own : catalog
  return { catalog, entry: newestEntry(from, now, at), shelved: source }
}

/** Those of the source's service container, where that is there: what is restored may be all that is left of it. */
async function findPrograms({ runtime, world }: Project, served: Served): Promise<Runtime> {
  try {
    return await runtime(served, world.signal)
  } catch (error) {
    if (served.tools.kind !== 'service' || !isProblem(error, 'tool-missing')) throw error
    return await runtime({ ...served, tools: { kind: 'auto' } }, world.signal)
  }
}

/** The target in place of the source, so that the programs are found that fit its server. */
function servedBy(source: Source | undefined, name: string, target: Target): Served {
  const common = { name, tools: source?.tools ?? ({ kind: 'auto' } as const) }
  if (target.kind !== 'database') return { ...common, engine: target.kind === 'file' ? 'sqlite' : 'files' }
  const url = { template: '--into', reveal: () => target.url, toJSON: () => '--into' }
  return { ...common, engine: 'postgres', url }
}
