import type { Entry, SourceCatalog } from '../../catalog/catalog.ts'
import { type Engine, engineOf, type Facts, type Finding } from '../../engine/engine.ts'
import type { Source } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { during } from '../../progress.ts'
import { durationMs, parseDuration } from '../../time/time.ts'
import { blamedOn, compare, describe, startCount } from '../../verify/verify.ts'
import { formatDuration, plural, restoredSize } from '../../words/words.ts'
import type { World } from '../../world.ts'
import { fromCopies } from '../copy/failover.ts'
import type { Options } from '../option.ts'
import { sourceNamed } from '../project/databases/open.ts'
import {
  type FoundBackup,
  findEntry,
  newestEntry,
  parseAt,
  requireRestorable,
  requireSource,
} from '../project/entry.ts'
import { openProject, type Project } from '../project/project.ts'
import { mixtureOf, withoutOthers } from '../project/shared-place.ts'
import { limitMs, sayLimit, startLimit, type TimeLimit } from '../project/time-limit.ts'
import type { Result, Run } from '../result.ts'
import { openCopy, sharedGlobals, withGlobals } from './globals.ts'
import { rawResult, rawTarget, restoreRaw } from './raw.ts'
import { maskTargets, openTarget, refuseSource, refuseStore } from './target.ts'

/** Restores one backup into a new target, and compares what is there afterwards with the dump's own facts. */
export const restore: Run = async (world, options) => {
  maskTargets(world, [options.into, options.overwrite, options.raw])
  const project = await openProject(world, options, { gone: 'too' })
  const raw = options.raw === undefined ? undefined : rawTarget(project, options, options.raw)
  const { entry, shelved } = await choose(project, options)
  const { manifest } = entry
  if (raw !== undefined) {
    using limit = startRestoreLimit(world, options, sourceNamed(project, shelved.name), entry.id)
    const { signal } = limit
    const made = await fromCopies(project, entry, options.store, async (place) => {
      const opened = await openCopy(project, entry, place, signal)
      using _ = sayLimit(limit, world.log.info)
      return await restoreRaw(project, opened, entry.id, place.name, raw, signal)
    })
    return rawResult(made.value, made.passedOver)
  }
  requireRestorable(entry)
  const engine = await engineOf(manifest.engine)
  const asked = askedOf(options, engine)
  const shared = asked.globals === undefined ? undefined : await sharedGlobals(project, engine, entry)
  if (asked.globals === 'print') return await printRoles(project, engine, shared ?? entry, options)
  const source = sourceNamed(project, shelved.name)
  using limit = startRestoreLimit(world, options, source, entry.id)
  const { signal } = limit
  // Of another engine, it cannot be what this backup was made of.
  const own = source?.engine === engine.name ? source : undefined
  const by = { tools: source?.tools ?? ({ kind: 'auto' } as const), ...(own === undefined ? {} : { source: own }) }
  await using target = await openTarget(project, engine, options.into, by, signal)
  if (target.path !== undefined) refuseStore(project, target.path)
  const only = options.only ?? []
  // Where a database is not there any more, its own place is where it belongs: the target is still looked at.
  const isThere = Object.hasOwn(project.policy.sources, shelved.name)
  const overwrite = refuseSource(isThere ? own : undefined, target, options.overwrite, world, only)
  const began = world.monotonicMs()
  const { value, place, passedOver } = await fromCopies(project, entry, options.store, async (place) => {
    const opened = await openCopy(project, entry, place, signal)
    const backup = shared ? await withGlobals(project, opened, engine, shared, signal) : opened
    using _ = sayLimit(limit, world.log.info)
    return await world.log.group(`restore ${entry.id} from ${place.name}`, () =>
      during(
        world.log,
        { what: `${entry.id}: restoring`, done: opened.readBytes, of: opened.sealedBytes, unit: 'sealed' },
        () =>
          target.restore(backup, {
            ...{ overwrite, only, create: asked.create },
            ...{ roles: asked.globals === 'apply', keepGoing: asked.keepGoing },
          }),
      ),
    )
  })
  const { findings, expected } = value
  const restoredMs = Math.round(world.monotonicMs() - began)
  const looking = async (expected: Facts) => {
    const { far, counted } = startCount(expected)
    try {
      return await during(world.log, { what: `${entry.id}: comparing the target`, ...far }, () =>
        target.facts(expected, counted),
      )
    } catch (error) {
      throw uncompared(error, target.where)
    }
  }
  const after = expected && (await looking(expected))
  // Of some tables nothing is said of what else is there.
  const more = overwrite || only.length > 0 ? 'kept' : 'refused'
  const compared = after && blamedOn(findings, compare(expected, after, more))
  const differences = compared?.filter(({ level }) => level === 'failure') ?? []
  const equal = expected && differences.length === 0 ? describe(expected) : plural(differences.length, 'difference')
  const surplus = compared?.filter(({ level }) => level !== 'failure' && only.length === 0) ?? []
  return resultOf({
    id: entry.id,
    store: place.name,
    into: target.where,
    restoredMs,
    durationMs: Math.round(world.monotonicMs() - began),
    restoredBytes: value.restoredBytes ?? manifest.parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0),
    compared: compared ? equal : 'only a part, not compared',
    notes: [...passedOver, ...findings.filter(({ level }) => level !== 'failure'), ...surplus],
    refused: findings.filter(({ level }) => level === 'failure').map(({ about: _, ...finding }) => finding),
    differences,
  })
}

/** The restore itself is done: whoever reads of the failure must know that. */
function uncompared(error: unknown, into: string): unknown {
  if (!isProblem(error)) return error
  const message = `${error.message}; everything was restored into ${into}, but not compared with what was backed up`
  return new Problem(error.code, message, { hint: error.hint, cause: error.cause ?? error })
}

/** What it has is not known: a newer backup, or another copy. */
function nameUnread({ world }: Project, { source, unread }: SourceCatalog): void {
  for (const { store, message } of unread) world.log.warning(`${source}: ${store} could not be read: ${message}`)
}

/** A restore that hangs must end: whoever waits for it has other ways to try. */
function startRestoreLimit(world: World, { timeout }: Options, source: Source | undefined, id: string): TimeLimit {
  const given = timeout === undefined ? undefined : parseDuration(timeout)
  if (given !== undefined && 'wrong' in given)
    throw new Problem('usage', `--timeout ${JSON.stringify(timeout)} is not a duration`, {
      hint: 'Write --timeout 12h.',
    })
  const ms = given === undefined ? limitMs(source) : durationMs(given)
  const hint = 'Add --timeout 24h if it may take that long.'
  return startLimit(world.signal, ms, `the restore of ${id}`, 'restore-failed', hint)
}

interface RestoreOptions {
  readonly create: boolean
  readonly globals: 'apply' | 'print' | undefined
  readonly keepGoing: boolean
}

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

/** The roles of a backup, for a person to read or to run. */
async function printRoles(project: Project, engine: Engine, entry: Entry, options: Options): Promise<Result> {
  const { value: sql, place } = await fromCopies(
    project,
    entry,
    options.store,
    async (place) => (await engine.globals?.(await openCopy(project, entry, place))) ?? '',
  )
  return {
    json: { version: 1, id: entry.id, store: place.name, sql },
    text: () => sql.trimEnd(),
    problems: [],
    ids: [entry.id],
  }
}

interface RestoreSummary {
  readonly id: string
  readonly store: string
  readonly into: string
  readonly restoredMs: number
  /** With what the comparison took. */
  readonly durationMs: number
  /** What was written into the target. */
  readonly restoredBytes: number
  /** What was compared, in words. */
  readonly compared: string
  readonly notes: readonly Finding[]
  /** What could not be restored. */
  readonly refused: readonly Finding[]
  /** In what the target is not as the dump. */
  readonly differences: readonly Finding[]
}

function resultOf({ restoredMs, notes, refused, differences, ...restored }: RestoreSummary): Result {
  const { id, store, into, durationMs, restoredBytes, compared } = restored
  const durations = { restore: restoredMs, compare: durationMs - restoredMs }
  const differs = `${id} is restored, but differs from its dump`
  const failed = refused.map(({ message, hint }) => new Problem('restore-failed', `${id}: ${message}`, { hint }))
  return {
    json: { version: 1, ...restored, durations, findings: [...notes, ...refused, ...differences] },
    text: () =>
      [
        `restored ${id} from ${store} into ${into}`,
        `${restoredSize(restoredBytes)} in ${formatDuration(durationMs)}; ${compared}`,
        ...notes.map(({ level, message, hint }) => `${level}: ${message}${hint === undefined ? '' : `. ${hint}`}`),
      ].join('\n'),
    problems: [
      ...failed,
      ...differences
        .slice(0, 20)
        .map(
          ({ message }) =>
            new Problem('restore-failed', `${differs}: ${message}`, { hint: differenceHint(message, refused) }),
        ),
    ],
    ids: [id],
  }
}

/** What to do about one: a part that is known to be beyond restoring makes the rest no worse. */
function differenceHint(message: string, refused: readonly Finding[]): string {
  if (/^role .* is missing$/.test(message))
    return 'Owners and privileges of that role are not restored: when restoring into a new database, --globals apply creates the roles that the target lacks.'
  if (refused.length > 0 && / is missing$| has 0 rows, /.test(message))
    return 'It is missing because of what could not be restored, as named above; the rest is there. Create it in this target yourself, or fix the cause and restore into a new database.'
  return 'Do not rely on this target: restore into a new one, or restore an earlier backup with --id ID.'
}

async function choose(project: Project, options: Options): Promise<FoundBackup> {
  const [id, ...more] = options.id ?? []
  if (id !== undefined && more.length === 0) {
    if (options.at !== undefined)
      throw new Problem('usage', 'restore takes --id or --at, not both', { hint: 'An id already names one backup.' })
    const found = await findEntry(project, id)
    requireSource(found, options.source)
    nameUnread(project, found.catalog)
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
  nameUnread(project, catalog)
  for (const { message } of catalog.damaged) project.world.log.warning(message)
  const now = project.world.now()
  for (const { id } of catalog.entries.filter(({ startedAt }) => at === undefined && startedAt > now))
    project.world.log.warning(`${id} is dated in the future, so it is left out: restore it with --id ${id}`)
  const mixture = mixtureOf(project, catalog)
  if (mixture) project.world.log.warning(mixture.message)
  const own = withoutOthers(project, catalog)
  // If none is known to be ours, the policy may be a new one, written after a disaster.
  const from = mixture && own.entries.length > 0 ? own : catalog
  return { catalog, entry: newestEntry(from, { now, timezone: project.policy.timezone }, at), shelved: source }
}
