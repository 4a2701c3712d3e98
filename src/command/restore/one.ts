import type { Manifest, Place } from '../../catalog/catalog.ts'
import { type Engine, engineOf, type Facts, type RestoreRequest, type Target } from '../../engine/engine.ts'
import { Problem } from '../../problem.ts'
import { during } from '../../progress.ts'
import { plural } from '../../words/words.ts'
import { fromCopies } from '../copy/failover.ts'
import type { Options } from '../option.ts'
import { sourceNamed } from '../project/databases/open.ts'
import { type FoundBackup, requireRestorable } from '../project/entry.ts'
import type { Project } from '../project/project.ts'
import { sayLimit, type TimeLimit } from '../project/time-limit.ts'
import { openWhole, requireIncrements } from '../project/whole.ts'
import type { Result } from '../result.ts'
import { askTarget } from './admit.ts'
import { bastionOf } from './bastion.ts'
import { compareTarget } from './compare-target.ts'
import { openCopy, printRoles, requireKey, sharedGlobals, withGlobals } from './globals.ts'
import { startRestoreLimit } from './limit.ts'
import { resultOf } from './outcome.ts'
import { rawResult, rawTarget, restoreRaw } from './raw.ts'
import { asOperation, type Restored, type Together } from './record/operation.ts'
import { openTarget, ownPlace, refuseSource, refuseStore } from './target.ts'

/** Restores one backup into a new target, and compares what is there afterwards with the dump's own facts. */
export async function restoreOne(
  project: Project,
  found: FoundBackup,
  options: Options,
  together?: Together,
): Promise<Result> {
  if (options.raw !== undefined) return await raw(project, found, options, options.raw)
  const { entry, shelved } = found
  requireRestorable(entry)
  const engine = await engineOf(entry.manifest.engine)
  requireIncrements(engine, entry)
  const asked = askedOf(options, engine)
  const shared = asked.globals === undefined ? undefined : await sharedGlobals(project, engine, entry)
  if (asked.globals === 'print') return await printRoles(project, engine, shared ?? entry, options)
  using limit = startRestoreLimit(project.world, options, sourceNamed(project, shelved.name), entry.id)
  await using opened = await openPlace(project, found, engine, options, limit.signal)
  const { target } = opened
  const only = options.only ?? []
  const recovery = options['no-hooks'] ? undefined : project.policy.sources[shelved.name]?.recovery
  const scope = only.length > 0 ? 'selection' : 'everything'
  const work = { ...opened, engine, asked, shared, limit }
  const admit = () => admitted(project, found, options, work, recovery !== undefined)
  const subject = { backup: entry.id, shelved, scope, only, into: target.where, recovery, admit } as const
  return await asOperation(project, options, subject, () => carryOut(project, found, options, work), together)
}

/** The target of a restore, looked at: it is not the source itself, unless that is meant. */
export async function openPlace(
  project: Project,
  { entry, shelved }: FoundBackup,
  engine: Engine,
  options: Options,
  signal: AbortSignal,
  meant: (target: Target) => readonly string[] | undefined = () => options.overwrite,
) {
  const { world } = project
  const source = sourceNamed(project, shelved.name)
  // Of another engine, it cannot be what this backup was made of.
  const own = source?.engine === entry.manifest.engine ? source : undefined
  const tools = source?.tools ?? ({ kind: 'auto' } as const)
  const via = options.via === undefined ? undefined : bastionOf(project.policy, options.via, own, tools)
  const by = { tools, ...(own === undefined ? {} : { source: own }), ...(via === undefined ? {} : { via }) }
  await using stack = new AsyncDisposableStack()
  const target = stack.use(
    await openTarget(project, engine, options.into ?? ownPlace(project.world, source), by, signal),
  )
  if (target.path !== undefined) refuseStore(project, target.path)
  // Where a database is not there any more, its own place is where it belongs: the target is still looked at.
  const isThere = Object.hasOwn(project.policy.sources, shelved.name)
  const overwrite = refuseSource(isThere ? own : undefined, target, meant(target), world, options.only ?? [])
  const kept = stack.move()
  return { target, overwrite, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

type OpenedTarget = Awaited<ReturnType<typeof openPlace>>

interface Work extends Pick<OpenedTarget, 'target' | 'overwrite'> {
  readonly engine: Engine
  readonly asked: RestoreOptions
  readonly shared: FoundBackup['entry'] | undefined
  readonly limit: TimeLimit
}

/** Refuses what cannot be restored. The target is asked where a hook would stop an application for it. */
async function admitted(
  project: Project,
  found: FoundBackup,
  options: Options,
  work: Work,
  hasHooks: boolean,
): Promise<void> {
  const { entry } = found
  const { target, overwrite, asked, limit } = work
  await requireKey(project, entry, options.store, limit.signal)
  if (!hasHooks) return
  const open = async (place: Place) => (await openFor(project, found, place, work)).backup
  await askTarget(project, entry, options.store, open, target, requestOf(options, asked, overwrite))
}

/** A copy, with what the server had once where another backup has that. */
async function openFor(
  project: Project,
  { entry, catalog: { entries } }: FoundBackup,
  place: Place,
  { engine, shared, limit }: Work,
) {
  const opened = await openWhole(project, { engine, entry, entries, place, signal: limit.signal })
  return { opened, backup: shared ? await withGlobals(project, opened, engine, shared, limit.signal) : opened }
}

async function carryOut(project: Project, found: FoundBackup, options: Options, work: Work): Promise<Restored> {
  const { entry } = found
  const { world } = project
  const { manifest } = entry
  const { target, overwrite, asked, limit } = work
  const only = options.only ?? []
  const began = world.monotonicMs()
  const { value, place, passedOver } = await fromCopies(project, entry, options.store, async (place) => {
    const { opened, backup } = await openFor(project, found, place, work)
    using _ = sayLimit(limit, world.log.info)
    return await world.log.group(`restore ${entry.id} from ${place.name}`, () =>
      during(
        world.log,
        { what: `${entry.id}: restoring`, done: opened.readBytes, of: opened.sealedBytes, unit: 'sealed' },
        () => target.restore(backup, requestOf(options, asked, overwrite)),
      ),
    )
  })
  const { findings, expected } = value
  const restoredMs = Math.round(world.monotonicMs() - began)
  const { compared, differences, surplus } = await compareTarget(world, target, value, {
    id: entry.id,
    only,
    overwrite,
  })
  const summary = {
    id: entry.id,
    store: place.name,
    into: target.where,
    restoredMs,
    durationMs: Math.round(world.monotonicMs() - began),
    restoredBytes: value.restoredBytes ?? bytesOf(manifest, expected),
    compared,
    notes: [...passedOver, ...findings.filter(({ level }) => level !== 'failure'), ...surplus],
    refused: findings.filter(({ level }) => level === 'failure').map(({ about: _, ...finding }) => finding),
    differences,
  }
  const { store, restoredBytes } = summary
  return { result: resultOf(summary), store, restoredBytes, compared }
}

/** Of an increment, its own parts are the least of what is restored. */
function bytesOf({ kind, parts }: Manifest, expected: Facts | undefined): number {
  const own = parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0)
  return kind === 'increment' ? (expected?.sizeBytes ?? own) : own
}

/** The decrypted parts as they are: recorded, because whoever has them has everything; no hook is for that. */
async function raw(
  project: Project,
  { entry, shelved }: FoundBackup,
  options: Options,
  folder: string,
): Promise<Result> {
  const { world } = project
  const path = rawTarget(project, options, folder)
  using limit = startRestoreLimit(world, options, sourceNamed(project, shelved.name), entry.id)
  const { signal } = limit
  const subject = {
    backup: entry.id,
    shelved,
    scope: 'raw',
    only: [],
    into: path,
    recovery: undefined,
    admit: async () => {},
  } as const
  return await asOperation(project, options, subject, async () => {
    const made = await fromCopies(project, entry, options.store, async (place) => {
      const opened = await openCopy(project, entry, place, signal)
      using _ = sayLimit(limit, world.log.info)
      return await restoreRaw(project, opened, entry.id, place.name, path, signal)
    })
    const restoredBytes = made.value.parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0)
    const result = rawResult(made.value, made.passedOver)
    return { result, store: made.place.name, restoredBytes, compared: plural(made.value.parts.length, 'part') }
  })
}

interface RestoreOptions {
  readonly create: boolean
  readonly globals: 'apply' | 'print' | undefined
  readonly keepGoing: boolean
}

const requestOf = ({ only = [] }: Options, asked: RestoreOptions, overwrite: boolean): RestoreRequest => ({
  ...{ overwrite, only, create: asked.create },
  ...{ roles: asked.globals === 'apply', keepGoing: asked.keepGoing },
})

/** Options that not every engine takes. */
function askedOf(options: Options, engine: Engine): RestoreOptions {
  const given = (['create', 'globals', 'keep-going'] as const).filter((name) => options[name])
  const named = given.find((name) => !engine.can.restores.includes(name))
  if (named !== undefined)
    throw new Problem('usage', `--${named} is for a database server, but this is a backup of ${engine.name}`, {
      hint: `Leave --${named} out.`,
    })
  const globals = (['apply', 'print'] as const).find((one) => one === options.globals)
  if (options.globals !== undefined && globals === undefined)
    throw new Problem('usage', `--globals takes apply or print, not ${options.globals}`, {
      hint: 'Run it with --globals print, which shows the roles of the backup, or with --globals apply, which creates those that the target lacks.',
    })
  return { create: options.create === true, globals, keepGoing: options['keep-going'] === true }
}
