import { type Entry, isUsable, mapAtOnce, type Place } from '../../catalog/catalog.ts'
import type { Engine, PlainBackup } from '../../engine/engine.ts'
import { readMember } from '../../policy/policy.ts'
import { type OpenedBackup, openBackup, takeKey } from '../../verify/verify.ts'
import { fromCopies } from '../copy/failover.ts'
import type { Options } from '../option.ts'
import type { Project } from '../project/project.ts'
import type { Result } from '../result.ts'

export async function openCopy(
  project: Project,
  { manifest }: Entry,
  place: Place,
  signal = project.world.signal,
): Promise<OpenedBackup> {
  return openBackup(place, manifest, await takeKey(place, manifest, await project.secretKeys(), signal), signal)
}

/** What of a copy is wrong is said when it is used. */
export const quiet = (project: Project): Project => ({
  ...project,
  world: { ...project.world, log: { ...project.world.log, warning: () => {} } },
})

/** Throws where no copy can be opened with the secret keys that were given. */
export async function requireKey(
  project: Project,
  entry: Entry,
  store: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  await fromCopies(quiet(project), entry, store, async (place) =>
    takeKey(place, entry.manifest, await project.secretKeys(), signal),
  )
}

/**
 * What a server has once, such as its roles, is in the backup of one of its databases: the backup that has it and was made nearest
 * in time. undefined: this one has it itself, or there is none.
 */
export async function sharedGlobals(project: Project, engine: Engine, entry: Entry): Promise<Entry | undefined> {
  const { globalsPart: part } = engine
  const group = readMember(entry.manifest.source)?.group
  const has = ({ manifest }: Entry) => manifest.parts.some(({ name }) => name === part)
  if (part === undefined || group === undefined || has(entry)) return undefined
  const { policy, expansions, world } = project
  const known = [...Object.values(policy.sources), ...expansions.flatMap(({ gone }) => gone)]
  const others = known.filter(({ member, name }) => member?.group === group && name !== entry.manifest.source)
  const catalogs = await mapAtOnce(others, (source) => project.catalog(source))
  const distance = ({ startedAt }: Entry) => Math.abs(startedAt.getTime() - entry.startedAt.getTime())
  const found = catalogs
    .flatMap(({ entries }) => entries)
    .filter((other) => other.manifest.engine === engine.name && isUsable(other, world.now()) && has(other))
    .sort((a, b) => distance(a) - distance(b))[0]
  if (found) world.log.info(`${entry.id}: the roles of the server are those of ${found.id}`)
  return found
}

/** The same backup, with what the server had once. */
export async function withGlobals(
  project: Project,
  backup: OpenedBackup,
  { globalsPart: part }: Engine,
  shared: Entry,
  signal: AbortSignal,
): Promise<PlainBackup> {
  const { value: other } = await fromCopies(project, shared, undefined, (place) =>
    openCopy(project, shared, place, signal),
  )
  return {
    facts: backup.facts,
    parts: part === undefined ? backup.parts : [...backup.parts, part],
    open: (name) => (name === part ? other.open(name) : backup.open(name)),
  }
}

/** The roles of a backup, for a person to read or to run. */
export async function printRoles(project: Project, engine: Engine, entry: Entry, options: Options): Promise<Result> {
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
