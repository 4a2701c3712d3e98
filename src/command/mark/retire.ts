import {
  type Entry,
  objectName,
  type Place,
  putRecordEverywhere,
  readLogName,
  type SourceCatalog,
  sourceOfFolder,
  trashMark,
} from '../../catalog/catalog.ts'
import { engineOf } from '../../engine/engine.ts'
import { defaultGrace, keepsEverything, type SourceCommon } from '../../policy/policy.ts'
import { isFailure, Problem } from '../../problem.ts'
import { basesThatStay } from '../../retain/retain.ts'
import { formatTime, namesSome, nearest, plural } from '../../words/words.ts'
import { type World, whoIs } from '../../world.ts'
import { asSourceName } from '../project/databases/open.ts'
import { gapsOf } from '../project/entry.ts'
import { foldersOf } from '../project/folders.ts'
import { openProject, type Project } from '../project/project.ts'
import { shelvedSources } from '../project/shelved.ts'
import type { Run } from '../result.ts'
import { confirm } from './confirm.ts'

/**
 * Lets a source go that has left the policy: its backups are marked as deleted, and purged by `prune --apply` once the grace
 * period is over. What is held, was made with --retain, or is not ours stays.
 */
export const retire: Run = async (world, { source: names = [], ...options }) => {
  const [given, ...more] = names
  const name = given === undefined ? undefined : asSourceName(given)
  if (name === undefined || more.length > 0)
    throw new Problem('usage', 'retire takes one source', {
      hint: 'Name a source that was removed from the policy; `backproof list --all` shows what is left of it.',
    })
  const project = await openProject(world, options)
  if (project.policy.sources[name])
    throw new Problem('usage', `${name} is a source of ${project.policy.path}`, {
      hint:
        project.policy.sources[name].member === undefined
          ? 'Remove it from the policy first; `backproof delete ID` deletes single backups.'
          : `Leave it out with databases in the policy; if it was dropped, \`backproof run --source ${project.policy.sources[name].member.group}\` asks the server first.`,
    })
  const stores = Object.keys(project.policy.stores)
  const places = await Promise.all(stores.map((store) => project.place(store)))
  const catalogs: SourceCatalog[] = []
  for (const folder of [name, ...(await logFolders(world, places, name))])
    catalogs.push(await project.catalog({ name: folder, stores }))
  const [gap] = catalogs.flatMap(gapsOf)
  if (gap) throw gap
  const entries = catalogs.flatMap((catalog) => catalog.entries)
  if (entries.length === 0)
    throw new Problem('usage', `there is nothing to retire for ${name}: no store has a backup of it`, {
      hint: await whatElse(project, name),
    })
  const sorted = catalogs.map((catalog) => sortOut(catalog))
  const going = sorted.flatMap((one) => one.going)
  const staying = sorted.flatMap((one) => one.staying)
  const said = countText(going)
  const what = `${countText(going, name)} ${going.length === 1 ? 'is' : 'are'} deleted for good after the grace period`
  await confirm(world, options, name, what, `backproof retire ${name}`)
  const because = [`${name} has left the policy`, ...(options.because ? [world.redact(options.because)] : [])]
  const by = whoIs(world.origin)
  const mark = trashMark(world.now(), defaultGrace, because)
  // First what makes prune look at it: marks alone are never acted on.
  for (const { source } of catalogs)
    await putRecordEverywhere(places, objectName.retired(source), { retiredAt: world.now(), by, because }, world.signal)
  for (const { id, manifest: made } of going) {
    const manifest = objectName.manifest(made.source, id)
    const there = await Promise.all(places.map(({ store }) => store.head(manifest, world.signal)))
    const holding = places.filter((_, index) => there[index] !== undefined)
    await putRecordEverywhere(holding, objectName.trash(made.source, id), { ...mark, by }, world.signal)
  }
  const base = going.find(isBase)
  const leftover = base && (await engineOf(base.manifest.engine)).replay?.leftover?.(name)
  const ids = going.map(({ id }) => id)
  const purgeAfter = mark.purgeAfter.toISOString()
  const text = () =>
    [
      `retired ${name}: ${said} deleted, to be purged by \`backproof prune --apply\` after ${formatTime(purgeAfter, project.policy.timezone)}`,
      ...staying.map(({ id, because }) => `  ${id} stays: ${because}`),
      ...(leftover === undefined ? [] : [`If its server lives on, ${leftover}.`]),
      ...(ids[0] ? [`\`backproof undelete ${ids[0]}\` brings one back until then.`] : []),
    ].join('\n')
  return { json: { version: 1, source: name, ids, staying, purgeAfter }, text, problems: [], ids }
}

/** What there is of its log, in any store, by names of folders. */
async function logFolders({ signal }: World, places: readonly Place[], name: string): Promise<readonly string[]> {
  const names = new Set<string>()
  for (const { store } of places)
    for (const folder of await foldersOf(store, signal)) {
      const source = sourceOfFolder(folder)
      if (source !== undefined && readLogName(source)?.source === name) names.add(source)
    }
  return [...names].sort()
}

const isPiece = ({ manifest }: Entry) => readLogName(manifest.source) !== undefined
/** Of a server that has base backups, a slot may keep the log. */
const isBase = ({ manifest }: Entry) => readLogName(manifest.source)?.folder.kind === 'bases'

/** "3 backups of orders and 120 pieces of its log" */
function countText(going: readonly Entry[], name?: string): string {
  const pieces = going.filter(isPiece).length
  const backups = `${plural(going.length - pieces, 'backup')}${name === undefined ? '' : ` of ${name}`}`
  return pieces === 0 ? backups : `${backups} and ${plural(pieces, 'piece')} of its log`
}

/** What a name that no store knows may have meant. */
async function whatElse(project: Project, name: string): Promise<string> {
  const { path, sources } = project.policy
  const { shelves } = await shelvedSources(project)
  const left = shelves.map((shelf) => shelf.name).filter((one) => !sources[one])
  const near = nearest(name, [...left, ...Object.keys(sources)])
  if (near !== undefined && sources[near])
    return `Did you mean ${near}? It is a source of ${path}: remove it from the policy first.`
  if (near !== undefined) return `Did you mean ${near}?`
  if (left.length > 0) return `These have left the policy and can be retired: ${namesSome(left, 10)}.`
  return `Every source that the stores have backups of is in ${path}; \`backproof list --all\` shows them.`
}

function sortOut({ entries }: SourceCatalog) {
  const going: Entry[] = []
  const staying: { readonly id: string; readonly because: string }[] = []
  for (const entry of entries) {
    const { id, held, trashed, foreign, manifest } = entry
    if (trashed) continue
    const because = held
      ? 'held'
      : manifest.retain
        ? 'retained until it is deleted by id'
        : foreign === undefined
          ? undefined
          : `foreign, so no rule deletes it: ${foreign}`
    if (because === undefined) going.push(entry)
    else staying.push({ id, because })
  }
  const needed = basesThatStay(entries, new Set(going.map(({ id }) => id)))
  staying.push(...[...needed].map(([id, because]) => ({ id, because })))
  return { going: going.filter(({ id }) => !needed.has(id)), staying }
}

/** Sources that were retired and are not in the policy, as prune takes them: nothing new is deleted, what is marked is purged. */
export async function retiredSources(project: Project): Promise<{
  readonly sources: readonly SourceCommon[]
  readonly failures: readonly { readonly where: string; readonly error: unknown }[]
}> {
  const { policy, world } = project
  const stores = Object.keys(policy.stores)
  const names = new Set<string>()
  const failures: { where: string; error: unknown }[] = []
  for (const store of stores) {
    let place: Place | undefined
    try {
      place = await project.place(store)
      for await (const { key } of place.store.list(`${objectName.retiredFolder}/`, world.signal)) {
        const name = sourceOfFolder(/^[^/]+\/(.+)\.json$/.exec(key)?.[1] ?? '')
        // The log of a source that is in the policy again is that source's.
        if (name !== undefined && policy.sources[readLogName(name)?.source ?? name] === undefined) names.add(name)
      }
    } catch (error) {
      if (!isFailure(error)) throw error
      // What could not be read is not taken for what is not there.
      failures.push({ where: place?.store.where ?? store, error })
    }
  }
  return { sources: [...names].sort().map((name) => asSource(name, stores)), failures }
}

function asSource(name: string, stores: readonly string[]): SourceCommon {
  return {
    name,
    stores,
    line: 1,
    objectives: {},
    // It is to go: nothing is compared any more.
    anomalies: { effect: 'none', history: 7, ignore: [] },
    tools: { kind: 'auto' },
    verify: { size: {}, assertions: [] },
    retention: keepsEverything(defaultGrace, 0),
  }
}

/** Once nothing of it is left in any store, nothing remembers it. */
export async function forgetRetired(project: Project, { name, stores }: SourceCommon): Promise<void> {
  const { entries, unread, damaged } = await project.catalog({ name, stores })
  if (entries.length + unread.length + damaged.length > 0) return
  for (const store of stores) {
    const place = await project.place(store)
    const { signal } = project.world
    const records: string[] = []
    for await (const { key } of place.store.list(objectName.folder(name, 'restores'), signal)) records.push(key)
    if (records.length > 0) await place.store.remove(records, signal)
    await place.store.remove([objectName.retired(name)], signal)
  }
}
