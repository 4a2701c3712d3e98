import { eachAtOnce, objectName, parseObjectName, readLogName, sourceOfFolder } from '../../catalog/catalog.ts'
import { readMember } from '../../policy/policy.ts'
import { isFailure, stopIfAborted } from '../../problem.ts'
import type { Store } from '../../store/store.ts'
import { namesSome, plural } from '../../words/words.ts'
import type { Options } from '../option.ts'
import { saidDoubts } from './databases/said.ts'
import { foldersOf } from './folders.ts'
import type { Project } from './project.ts'

/** Backups in a store that no source of the policy claims: of a source that was renamed or removed. */
interface Unclaimed {
  readonly source: string
  readonly stores: readonly string[]
  readonly backups: number
  /** Pieces and bases of its log; absent: it has none. */
  readonly log?: number
}

/** What was found, and what could not be looked at, as sentences for people. */
export interface UnclaimedLook {
  readonly unclaimed: readonly Unclaimed[]
  readonly warnings: readonly string[]
}

/**
 * A cheap look, for every run: the names on top of each store, and only of those that are not in the policy what is below.
 * Whoever asks about some sources does not ask about these. A store that is known to fail is not waited for again.
 */
export async function lookUnclaimed(
  project: Project,
  { source, shard }: Options,
  failing: Iterable<string> = [],
): Promise<UnclaimedLook> {
  const doubts = saidDoubts(project, source)
  if ((source?.length ?? 0) > 0 || shard !== undefined) return { unclaimed: [], warnings: doubts }
  const { world, policy } = project
  const ids = new Map<string, { readonly all: Set<string>; readonly stores: string[] }>()
  const warnings: string[] = []
  const known = new Set(failing)
  const lookIn = async (name: string) => {
    using _ = world.log.progress({ what: `looking for backups that no source claims in ${name}` })
    const { store } = await project.place(name)
    const strange = (await foldersOf(store, world.signal)).flatMap((folder) => {
      const source = sourceOfFolder(folder)
      if (source === undefined) return []
      // The log of a source is claimed with it.
      return Object.hasOwn(policy.sources, readLogName(source)?.source ?? source) ? [] : [source]
    })
    const here = new Map<string, readonly string[]>()
    await eachAtOnce(strange, async (folder) => {
      here.set(folder, await standingIn(store, folder, world.signal))
    })
    return strange.map((folder) => ({ folder, ids: here.get(folder) ?? [] }))
  }
  const names = Object.keys(policy.stores).filter((store) => !known.has(store))
  const looks = names.map((name) => ({ name, looking: lookIn(name) }))
  await Promise.allSettled(looks.map(({ looking }) => looking))
  for (const { name, looking } of looks) {
    try {
      for (const { folder, ids: here } of await looking) {
        if (here.length === 0) continue
        const found = ids.get(folder) ?? { all: new Set(), stores: [] }
        for (const id of here) found.all.add(id)
        found.stores.push(name)
        ids.set(folder, found)
      }
    } catch (error) {
      if (!isFailure(error)) throw error
      warnings.push(`whether ${name} has backups that no source claims is not known: ${error.message}`)
    }
  }
  const unclaimed = bySource(ids).sort((a, b) => (a.source < b.source ? -1 : 1))
  const groupOf = ({ source }: Unclaimed) => {
    const group = readMember(source)?.group
    return project.expansions.some((one) => one.group.name === group) ? group : undefined
  }
  const [ofGroups, others] = [unclaimed.filter(groupOf), unclaimed.filter((one) => !groupOf(one))]
  const leftOut = new Set(project.expansions.flatMap((one) => [...one.leftOut]))
  const gone = [...Map.groupBy(ofGroups, groupOf)].flatMap(([group = '', those]) => {
    const [out, lost] = [
      those.filter((one) => leftOut.has(one.source)),
      those.filter((one) => !leftOut.has(one.source)),
    ]
    return [...(lost.length > 0 ? [saidGone(group, lost)] : []), ...(out.length > 0 ? [saidLeftOut(group, out)] : [])]
  })
  return { unclaimed, warnings: [...others.map(said), ...doubts, ...gone, ...warnings].map(world.redact) }
}

/** Folders of the log of a source are its own. */
function bySource(
  ids: ReadonlyMap<string, { readonly all: ReadonlySet<string>; readonly stores: readonly string[] }>,
): Unclaimed[] {
  const found = [...ids].map(([folder, { all, stores }]) => {
    const source = readLogName(folder)?.source
    return { source: source ?? folder, count: all.size, isLog: source !== undefined, stores }
  })
  return [...Map.groupBy(found, ({ source }) => source)].map(([source, own]) => {
    const sum = (isLog: boolean) =>
      own.filter((one) => one.isLog === isLog).reduce((total, { count }) => total + count, 0)
    const stores = [...new Set(own.flatMap((one) => one.stores))]
    return { source, stores, backups: sum(false), ...(sum(true) > 0 ? { log: sum(true) } : {}) }
  })
}

function said({ source, stores, backups, log }: Unclaimed): string {
  const [are, them] = backups + (log ?? 0) === 1 ? ['is', 'it'] : ['are', 'them']
  const pieces = log === undefined ? [] : [`${plural(log, 'piece')} of the log`]
  const subject = [...(backups > 0 ? [plural(backups, 'backup')] : []), ...pieces].join(' and ')
  return `${subject} of ${source} ${are} in ${stores.join(' and ')}, and no source of the policy claims ${them}: \`backproof list --all\` shows ${them}; \`backproof retire ${source}\` lets ${them} go`
}

/** Of databases that patterns leave out: narrowed on purpose, or mistyped. That none is lost is all that is known. */
function saidLeftOut(group: string, those: readonly Unclaimed[]): string {
  const stores = [...new Set(those.flatMap(({ stores }) => stores))]
  const are = those.length === 1 ? 'is' : 'are'
  return `${plural(those.length, 'database')} of ${group} with backups in ${stores.join(' and ')} ${are} left out by databases in the policy: ${namesSome(those.map(({ source }) => source))}; no more backups are made of ${those.length === 1 ? 'it' : 'them'}, and those that exist stay. If that is not meant, check the patterns`
}

/** Of databases that a server has no more: there may be hundreds. */
function saidGone(group: string, gone: readonly Unclaimed[]): string {
  const stores = [...new Set(gone.flatMap(({ stores }) => stores))]
  const names = namesSome(gone.map(({ source }) => source))
  const [first] = gone
  const subject =
    gone.length === 1
      ? `${names} is not among the databases of ${group} any more, and ${plural(first?.backups ?? 0, 'backup')} of it ${first?.backups === 1 ? 'is' : 'are'}`
      : `${plural(gone.length, 'database')} of ${group} are not there any more, and backups of them are`
  const list = gone.length === 1 ? '' : ` (${names})`
  return `${subject} in ${stores.join(' and ')}${list}: they stay; \`backproof restore --source ${first?.source}\` restores one, \`backproof retire ${first?.source}\` lets them go`
}

/** Ids of the backups below this name that are not marked as deleted: what retire lets go is known. */
async function standingIn(store: Store, name: string, signal: AbortSignal): Promise<readonly string[]> {
  const read = async (folder: 'manifests' | 'trash', kind: 'manifest' | 'trash') => {
    const found = new Set<string>()
    for await (const { key } of store.list(objectName.folder(name, folder), signal)) {
      stopIfAborted(signal)
      const object = parseObjectName(name, key)
      if (object?.kind === kind) found.add(object.id)
    }
    return found
  }
  const all = await read('manifests', 'manifest')
  if (all.size === 0) return []
  const marked = await read('trash', 'trash')
  return [...all].filter((id) => !marked.has(id))
}

/** For the JSON of a command; absent where there is none. */
export const unclaimedJson = ({ unclaimed }: UnclaimedLook) => (unclaimed.length > 0 ? { unclaimed } : {})
