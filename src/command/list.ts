import {
  all,
  brokenChain,
  type Entry,
  mapAtOnce,
  type SeenRestore,
  type SourceCatalog,
  standing,
  tagsOf,
} from '../catalog/catalog.ts'
import { algorithm } from '../judge/judge.ts'
import { readMember } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import { formatBytes, formatSecond, formatTime, oneLine, table } from '../words/words.ts'
import { redactAll } from '../world.ts'
import { type Unfinished, unfinishedOf } from './health/attempt.ts'
import { isLogged } from './log/logged.ts'
import { outline } from './log/read-log.ts'
import { lookAtLog } from './log/route.ts'
import type { Options } from './option.ts'
import { asSourceName } from './project/databases/open.ts'
import { gapsOf, parseAt } from './project/entry.ts'
import { openProject, type Project, type SourceStores } from './project/project.ts'
import { shelvedSources } from './project/shelved.ts'
import { requireTags } from './project/tag.ts'
import { lookUnclaimed, unclaimedJson } from './project/unclaimed.ts'
import { seenRestores } from './restore/record/story.ts'
import type { Run } from './result.ts'

/** Every backup of the sources, newest first; with --all also of those that the policy does not have. */
export const list: Run = async (world, options) => {
  const { source: names, ...unnamed } = options
  const project = await openProject(world, options.all ? unnamed : options, { patience: 'short', gone: 'too' })
  const wanted = filterOf(project, options)
  const most = limitOf(options)
  const { shelves, unread: unlisted } = options.all
    ? await shelvesOf(project, names)
    : { shelves: withGone(project, names), unread: [] }
  // Side by side, for a store that is far away.
  const [catalogs, restored] = await all([
    mapAtOnce(shelves, (shelved) => project.catalog(shelved), 64),
    lastRestores(project, shelves),
  ])
  const entries = catalogs
    .flatMap((catalog) => catalog.entries)
    .filter(wanted)
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    .slice(0, most)
  const unread = catalogs.flatMap(({ source, unread }) => unread.map((one) => ({ source, ...one })))
  const damaged = catalogs.flatMap(({ source, damaged }) => damaged.map((one) => ({ source, ...one })))
  const backups = entries.map((entry) => describe(entry, project, restored.get(entry.id)))
  const [look, { running, failed }] = await all([
    // With --all they are in the list themselves.
    lookUnclaimed(
      project,
      options.all ? { shard: '' } : options,
      unread.map(({ store }) => store),
    ),
    unfinished(project, options, shelves, catalogs),
  ])
  for (const warning of look.warnings) world.log.warning(warning)
  const windows = await windowsIn(project, shelves)
  const found = { backups, running, failed, unread, damaged, ...(windows.length > 0 ? { windows } : {}) }
  const json = redactAll(
    { version: 1, project: project.policy.project, ...found, ...unclaimedJson(look) },
    world.redact,
  )
  const problems = [
    ...catalogs.flatMap(gapsOf),
    ...unlisted.map(
      ({ store, message }) =>
        new Problem('store-failed', `${store} could not be listed: ${message}`, {
          hint: 'Backups that exist only in this store are not shown.',
        }),
    ),
  ]
  const lines = running.map((one) => `at work on ${one.source} in ${one.store}: ${oneLine(one.holder, 200)}`)
  const text = () => [tableOf(), ...windows.map(windowText), ...lines].join('\n')
  const tableOf = () => {
    if (entries.length === 0) {
      const stores = [...new Set(project.sources.flatMap((source) => source.stores))]
      if (problems.length > 0) return `No backups to show, but some could not be read in ${stores.join(', ')}.`
      if (options.tag ?? options.since ?? options.until) return `No matching backups in ${stores.join(', ')}.`
      if (look.unclaimed.length > 0)
        return `No backups of ${project.sources.map(({ name }) => name).join(', ')} in ${stores.join(', ')}; other sources have some: \`backproof list --all\`.`
      return `No backups in ${stores.join(', ')}. Run \`backproof backup\` to make one.`
    }
    const head = ['ID', 'SEALED', 'TYPE', 'TAGS', 'KEPT', 'COPIES', 'LAST PROOF']
    const { timezone } = project.policy
    const more = (cell: string) => (backups.some(({ restore }) => restore) ? [cell] : [])
    return table([
      [...head, ...more('LAST RESTORE')],
      ...backups.map((backup) => [...row(backup, timezone), ...more(restoreText(backup.restore, timezone))]),
    ])
  }
  return { json, text, problems, ids: entries.map((entry) => entry.id) }
}

interface SourceWindow {
  readonly source: string
  readonly from: string
  readonly until: string
  /** Why it ends before what was collected. */
  readonly ended?: string
}

/** Of each source whose log is collected, where any moment can be restored, the newest first. */
async function windowsIn(project: Project, shelves: readonly SourceStores[]): Promise<readonly SourceWindow[]> {
  const logged = project.sources.filter(
    (source) => isLogged(source) && shelves.some(({ name }) => name === source.name),
  )
  const found = await mapAtOnce(logged, async (source) => {
    const { windows } = await lookAtLog(project, source, outline)
    return windows.map(({ from, until, ended }) => ({
      source: source.name,
      from: from.toISOString(),
      until: until.toISOString(),
      ...(ended === undefined ? {} : { ended }),
    }))
  })
  return found.flat()
}

const windowText = ({ source, from, until, ended }: SourceWindow) =>
  `${source}: any second from ${formatSecond(new Date(from), 'up')} to ${formatSecond(new Date(until))}${ended === undefined ? '' : `, and nothing after it: ${ended}`}`

/** What is at work, and attempts that failed: of the time and as many as are asked for; no tag is theirs. */
async function unfinished(
  project: Project,
  options: Options,
  shelves: readonly SourceStores[],
  catalogs: readonly SourceCatalog[],
): Promise<Unfinished> {
  const { running, failed } = await unfinishedOf(project, shelves, catalogs)
  const within = withinOf(project, options)
  const tagged = (options.tag?.length ?? 0) > 0
  return { running, failed: tagged ? [] : failed.filter(({ at }) => within(new Date(at))).slice(0, limitOf(options)) }
}

/** The backups of a database that is not there any more are what somebody looks for. */
function withGone({ sources, expansions }: Project, names: readonly string[] = []): readonly SourceStores[] {
  const asked = expansions.filter(({ group }) => names.length === 0 || names.includes(group.name))
  const gone = asked.flatMap((one) => one.gone)
  return [...sources, ...gone.filter((source) => !sources.includes(source))]
}

/** What the policy has, and what else the stores have: renamed, removed, or left in a store that the source has left. */
async function shelvesOf(project: Project, names: readonly string[] = []) {
  const { shelves, unread } = await shelvedSources(project)
  const of = (name: string): readonly string[] => project.policy.sources[name]?.stores ?? []
  const all = new Map<string, SourceStores>(project.sources.map(({ name, stores }) => [name, { name, stores }]))
  for (const { name, stores } of shelves) all.set(name, { name, stores: [...new Set([...of(name), ...stores])] })
  const wanted = names.flatMap((name) => membersOf(project, name, all))
  const strange = wanted.find((name) => !all.has(name))
  if (strange !== undefined)
    throw new Problem('usage', `neither the policy nor any store has a source ${strange}`, {
      hint: `There is ${[...all.keys()].join(', ')}.`,
    })
  return { shelves: [...all.values()].filter(({ name }) => names.length === 0 || wanted.includes(name)), unread }
}

/** A name that stands for the databases of a server means each of them. */
function membersOf({ expansions }: Project, name: string, all: ReadonlyMap<string, unknown>): readonly string[] {
  const isGroup = expansions.some(({ group }) => group.name === name)
  const members = isGroup ? [...all.keys()].filter((one) => readMember(one)?.group === name) : []
  return members.length > 0 ? members : [asSourceName(name)]
}

/** Which backups are asked for, by tags and time; throws `usage` for a time that is none. */
function filterOf(project: Project, options: Options): (entry: Entry) => boolean {
  const tags = requireTags(options.tag ?? [])
  const within = withinOf(project, options)
  return (entry) => tags.every((one) => tagsOf(entry).includes(one)) && within(entry.startedAt)
}

function withinOf({ policy }: Project, { since, until }: Options): (at: Date) => boolean {
  const from = since === undefined ? undefined : parseAt(since, policy)
  const to = until === undefined ? undefined : parseAt(until, policy)
  return (at) => (from === undefined || at >= from) && (to === undefined || at < to)
}

function limitOf({ limit }: Options): number | undefined {
  if (limit === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(limit)) return Number(limit)
  throw new Problem('usage', `${JSON.stringify(limit)} is not a number of backups`, { hint: 'Write --limit 20.' })
}

/** Of one database of a server, its own name. */
function databaseOf(source: string) {
  const database = readMember(source)?.database
  return database === undefined ? {} : { database }
}

/** The newest restore of each backup, by its id. A store that cannot be read is named by its catalog. */
async function lastRestores(
  project: Project,
  shelves: readonly SourceStores[],
): Promise<ReadonlyMap<string, SeenRestore>> {
  const all = await mapAtOnce(shelves, (shelved) => seenRestores(project, shelved), 64)
  // Oldest first: of each backup, the newest stays.
  return new Map(all.flatMap(({ seen }) => seen.toReversed().map((one) => [one.backup, one] as const)))
}

const restoreText = (restore: { readonly state: string; readonly at: string } | undefined, timezone: string) =>
  restore ? `${restore.state.replace('_', ' ')} ${formatTime(restore.at, timezone)}` : '-'

function describe(entry: Entry, { policy, world }: Project, restored: SeenRestore | undefined) {
  const { manifest, proofs } = entry
  const broken = brokenChain(entry, world.now())
  const proof = proofs[0]
  return {
    id: entry.id,
    status: standing(entry, world.now()),
    source: manifest.source,
    ...databaseOf(manifest.source),
    ...(policy.sources[manifest.source] ? {} : { inPolicy: false }),
    engine: manifest.engine,
    kind: manifest.kind,
    ...(manifest.base === undefined ? {} : { base: manifest.base }),
    createdAt: manifest.startedAt,
    type: manifest.trigger === 'schedule' ? 'automatic' : 'manual',
    tags: tagsOf(entry),
    sealedBytes: entry.bytes,
    encryption: algorithm,
    retained: manifest.retain,
    held: entry.held,
    copies: entry.copies,
    missing: entry.missing,
    ...(entry.lost ? { lost: entry.lost.filter(({ store }) => entry.missing.includes(store)) } : {}),
    ...(entry.unread ? { unread: entry.unread } : {}),
    ...(entry.damaged ? { damaged: entry.damaged.map(({ store, because }) => ({ store, because })) } : {}),
    ...(entry.released ? { released: entry.released } : {}),
    ...(entry.trashed
      ? { deletedAt: entry.trashed.at.toISOString(), purgeAfter: entry.trashed.purgeAfter.toISOString() }
      : {}),
    ...(entry.foreign === undefined ? {} : { foreign: entry.foreign }),
    ...(broken ? { broken: { standing: broken.standing, because: broken.because } } : {}),
    ...(proof ? { proof: { level: proof.level, outcome: proof.outcome, at: proof.startedAt.toISOString() } } : {}),
    ...(restored ? { restore: { id: restored.id, state: restored.state, at: restored.at.toISOString() } } : {}),
  }
}

/** "primary disk? (not offsite) (damaged nas)": of a store that could not be read nobody knows whether it has it. */
function whereOf({
  copies,
  missing,
  lost = [],
  unread = [],
  damaged = [],
}: {
  readonly copies: readonly string[]
  readonly missing: readonly string[]
  readonly lost?: readonly { readonly store: string }[]
  readonly unread?: readonly string[]
  readonly damaged?: readonly { readonly store: string }[]
}): string {
  const broken = damaged.map(({ store }) => store)
  const gone = lost.map(({ store }) => store)
  const never = missing.filter((store) => !gone.includes(store))
  const sound = copies.filter((store) => !broken.includes(store))
  return [
    ...sound,
    ...unread.map((store) => `${store}?`),
    ...(never.length > 0 ? [`(not ${never.join(' ')})`] : []),
    ...(gone.length > 0 ? [`(lost ${gone.join(' ')})`] : []),
    ...(broken.length > 0 ? [`(damaged ${broken.join(' ')})`] : []),
  ].join(' ')
}

const brokenWord = { orphaned: 'orphaned', damaged: 'base-damaged' } as const

function row(backup: ReturnType<typeof describe>, timezone: string): readonly string[] {
  const { id, type, kind, tags, sealedBytes, retained, held, deletedAt, foreign, broken, proof } = backup
  const kept = [
    held ? 'held' : '',
    retained ? 'retained' : '',
    deletedAt ? 'deleted' : '',
    foreign ? 'foreign' : '',
    broken ? brokenWord[broken.standing] : '',
    'inPolicy' in backup ? 'unclaimed' : '',
  ]
  const where = whereOf(backup)
  const last = proof ? `${proof.level} ${proof.outcome} ${formatTime(proof.at, timezone)}` : 'none'
  return [
    id,
    formatBytes(sealedBytes),
    kind === 'increment' ? `${type} increment` : type,
    tags.join(' ') || '-',
    kept.filter(Boolean).join(' ') || '-',
    where || '-',
    last,
  ]
}
