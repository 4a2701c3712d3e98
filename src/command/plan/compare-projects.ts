import { type SourceCatalog, standing } from '../../catalog/catalog.ts'
import {
  type BackupChange,
  type Comparison,
  freezesBy,
  judgeAnomalies,
  type SourceComparison,
} from '../../judge/judge.ts'
import {
  cadenceOf,
  comparePolicies,
  newlyBroken,
  type PolicyChange,
  reachOf,
  type SourceChange,
} from '../../plan/plan.ts'
import { describeRetention, describeRules, type Policy, readMember, type Source } from '../../policy/policy.ts'
import {
  compareOutcomes,
  type Decisions,
  decide,
  decideCopies,
  isProven,
  type Outcome,
  type Refusal,
  storeRules,
} from '../../retain/retain.ts'
import { fingerprint } from '../../seal/seal.ts'
import { plural } from '../../words/words.ts'
import type { Project } from '../project/project.ts'
import { lockedOut } from './locked-out.ts'
import { outlookOf, type Side } from './outlook.ts'
import { together } from './together.ts'

/** Two policies to compare; no `before`: the policy is new; no `after`: its file is gone. */
export interface Pair {
  readonly before: Project | undefined
  readonly after: Project | undefined
  /** `offline`: no store may be read, as in a pull request from a fork. */
  readonly basis: Comparison['basis']
  /** Names of sources, of either policy; none = all. */
  readonly only: readonly string[]
  /** The two with sources as they are written, where some stand for the databases of a server. Default: the same. */
  readonly written?: { readonly before: Policy | undefined; readonly after: Policy | undefined }
}

/** One source under one policy, with what its stores say where they were read. */
interface Shelf {
  readonly project: Project
  readonly source: Source
  readonly catalog: SourceCatalog | undefined
}

/** Simulating a year takes about a second. */
const mostLooks = 40

/** What the later policy does to the backups of the earlier one, at one fixed moment. */
export async function compareProjects(pair: Pair, now: Date): Promise<Omit<Comparison, 'failing'>> {
  const { before, after, basis, only, written = { before: before?.policy, after: after?.policy } } = pair
  const change = comparePolicies(before?.policy, after?.policy, now)
  const names = [...Object.keys(after?.policy.sources ?? {}), ...change.removed]
  const notes = [...renamedProject(before, after)]
  const sources: SourceComparison[] = []
  const [unopenable, unknown]: [string[], string[]] = [[], []]
  let looks = 0
  const isAsked = (name: string) => only.includes(name) || only.includes(readMember(name)?.group ?? name)
  for (const name of names.filter((one) => only.length === 0 || isAsked(one))) {
    const own = change.sources.find(({ source }) => source === name)
    const shelves = await readShelves(pair, change, own, name, notes)
    const compared = compareSource(name, shelves, own, change, now)
    // What is ahead of hundreds of databases is too long to look at.
    const isSingle = shelves.is?.source.member === undefined
    const isChanged = isSingle && shelves.is !== undefined && (own !== undefined || compared.status === 'added')
    const ahead = isChanged && looks < mostLooks ? look(shelves, now) : {}
    if (isChanged) looks += 1
    sources.push({ ...compared, ...ahead })
    const { is } = shelves
    if (after && is?.catalog && (change.recipientsRemoved.length > 0 || !before)) {
      const found = await lockedOut(is.project, is.catalog, after.policy, notes, now)
      unopenable.push(...found.unopenable)
      unknown.push(...found.unknown)
    }
  }
  if (looks > mostLooks) notes.push(`A year ahead is shown for the first ${mostLooks} sources only.`)
  const recipients = {
    added: change.recipientsAdded.map((recipient) => fingerprint(recipient)),
    removed: change.recipientsRemoved.map((recipient) => fingerprint(recipient)),
    unopenable: unopenable.toSorted(newestFirst),
    ...(unknown.length > 0 ? { unknown: unknown.toSorted(newestFirst) } : {}),
  }
  const policy = after?.policy ?? before?.policy
  const head = {
    project: policy?.project ?? '',
    policy: policy?.path ?? '',
    at: now.toISOString(),
    timezone: policy?.timezone ?? 'UTC',
  }
  const { renamed } = comparePolicies(written.before, written.after, now)
  const reach = reachOf(written.before, written.after, renamed, nameOfKey).filter(
    ({ source }) => source === undefined || only.length === 0 || only.includes(source),
  )
  const expansions = [before, after].flatMap((project) => project?.expansions ?? [])
  const groups = new Set(expansions.map(({ group }) => group.name))
  return { version: 1, ...head, basis, notes, sources: together(sources, groups), recipients, reach }
}

/** Of a recipient as everywhere else; a signer has no other name than itself. */
const nameOfKey = (key: string) => (key.startsWith('rpub') ? `the key ${fingerprint(key)}` : key)

/** By the time that an id ends with: those of several sources. */
const newestFirst = (a: string, b: string) => (a.slice(-27) < b.slice(-27) ? 1 : -1)

/** What is there says of which project it is. */
function renamedProject(before: Project | undefined, after: Project | undefined): readonly string[] {
  const [was, is] = [before?.policy.project, after?.policy.project]
  if (was === undefined || is === undefined || was === is) return []
  return [
    `The project ${was} is called ${is} from now on: until a source has a backup under that name, nothing of it is deleted, and no gate counts the existing ones. Run \`backproof backup\` once this is merged.`,
  ]
}

interface Shelves {
  readonly was: Shelf | undefined
  readonly is: Shelf | undefined
  /** Stores that could not be read, though backups may be in them. */
  readonly unread: readonly string[]
}

/** The backups as each policy sees them: only where both look into the same places are they the same. */
async function readShelves(
  { before, after, basis }: Pair,
  change: PolicyChange,
  own: SourceChange | undefined,
  name: string,
  notes: string[],
): Promise<Shelves> {
  const from = change.renamed.find(({ to }) => to === name)?.from
  const [then, now] = [sourceOf(before, from ?? name), sourceOf(after, name)]
  const read = async (project: Project, source: Source) =>
    basis === 'live' ? await project.catalog(source) : undefined
  const was = before && then ? { project: before, source: then, catalog: await read(before, then) } : undefined
  const moved = [own?.storesAdded, own?.storesDropped, own?.storesMoved].some((stores) => stores && stores.length > 0)
  const same = was && from === undefined && !moved && !change.signersChanged
  const seen = after && now ? (same ? was.catalog : await read(after, now)) : undefined

  const unread = new Map((was?.catalog?.unread ?? []).map((one) => [one.store, one]))
  // A place that the earlier policy does not know has no backup that the change could cost.
  const fresh = was ? [...(own?.storesAdded ?? []), ...(own?.storesMoved ?? [])] : (now?.stores ?? [])
  for (const one of seen?.unread ?? []) {
    if (!fresh.includes(one.store)) unread.set(one.store, one)
    else notes.push(`${name}: ${one.store} could not be read, and is treated as empty: ${one.message}`)
  }
  for (const { store, message } of unread.values())
    notes.push(`${from ?? name}: ${store} could not be read, so nothing is known about its backups: ${message}`)
  const is = after && now ? { project: after, source: now, catalog: seen && { ...seen, unread: [] } } : undefined
  return { was, is, unread: [...unread.keys()] }
}

/** A source may have the name of what every object has. */
function sourceOf(project: Project | undefined, name: string): Source | undefined {
  return Object.values(project?.policy.sources ?? {}).find((source) => source.name === name)
}

function compareSource(
  name: string,
  { was, is, unread }: Shelves,
  own: SourceChange | undefined,
  change: PolicyChange,
  now: Date,
): SourceComparison {
  const renamedFrom = change.renamed.find(({ to }) => to === name)?.from
  const backups = countingOf(was?.catalog, now).length
  const shared = {
    source: name,
    ...(renamedFrom === undefined ? {} : { renamedFrom }),
    backups,
    unread,
    storesAdded: own?.storesAdded ?? [],
    storesDropped: own?.storesDropped ?? [],
    storesMoved: own?.storesMoved ?? [],
    ...(own?.contentMoved ? { contentMoved: true as const } : {}),
    changes: unread.length > 0 ? [] : changesOf(was, is, now),
  }
  if (!is) return { ...shared, broken: [], status: 'removed', advice: was?.catalog ? orphaned(name, backups) : [] }
  const isNew = was === undefined
  const { cadence = isNew ? { after: cadenceOf(is.source, is.project.policy.timezone, now) } : undefined } = own ?? {}
  return {
    ...shared,
    broken: newlyBroken(was && placed(was), placed(is), now),
    status: renamedFrom === undefined ? (isNew ? 'added' : 'kept') : 'renamed',
    ...(cadence ? { cadence } : {}),
    ...(isNew || own?.rules
      ? { rules: { ...(was ? { before: rulesOf(was, is) } : {}), after: rulesOf(is, was) } }
      : {}),
    advice: [
      ...(renamedFrom === undefined ? [] : renamed(renamedFrom, name, backups)),
      ...(own?.contentMoved ? mixed(name) : []),
      ...(unread.length > 0 ? [] : adviceOf(is, now)),
    ],
  }
}

const placed = ({ project, source }: Shelf) => ({ source, policy: project.policy })

/** With what else the other has otherwise: a list that reads the same would hide it. */
function rulesOf({ project, source }: Shelf, other: Shelf | undefined): readonly string[] {
  const { minKeep, grace } = source.retention
  const theirs = other?.source.retention
  const stores = source.stores.flatMap((name) => {
    const own = project.policy.stores[name]?.retention
    return own ? [`in ${name} only ${describeRules(own).join(' and ')}`] : []
  })
  return [
    ...describeRetention(source.retention, project.policy.timezone),
    ...stores,
    ...(theirs && theirs.minKeep !== minKeep ? [`never below ${plural(minKeep, 'backup')}`] : []),
    ...(theirs && theirs.grace.text !== grace.text ? [`undelete within ${grace.text}`] : []),
  ]
}

function look({ was, is }: Shelves, now: Date): Pick<SourceComparison, 'outlook'> {
  const then = was && outlookOf(sideOf(was), now)
  const ahead = is && outlookOf(sideOf(is), now)
  return ahead ? { outlook: { ...(then ? { before: then } : {}), after: ahead } } : {}
}

const sideOf = ({ project, source, catalog }: Shelf): Side => ({
  policy: project.policy,
  source,
  entries: catalog?.entries ?? [],
  ...(catalog?.acks ? { acks: catalog.acks } : {}),
})

const countingOf = (catalog: SourceCatalog | undefined, now: Date) =>
  catalog?.entries.filter((entry) => !['foreign', 'deleted'].includes(standing(entry, now))) ?? []

/** What the policy makes of the backups that it sees; what it refuses to decide on, it leaves alone. */
function outcomeOf(shelf: Shelf | undefined, now: Date): Outcome {
  if (!shelf?.catalog) return { entries: [] }
  const { entries, unread } = shelf.catalog
  // A freeze ends some day: what the rules delete then must be seen now.
  const decided = attempt(shelf, now, true)
  if ('refused' in decided || unread.length > 0) return { entries }
  const { policy } = shelf.project
  const stores = storeRules(policy, shelf.source)
  return { entries, decided, copies: decideCopies(decided, stores, { now, timezone: policy.timezone }) }
}

function attempt({ project, source, catalog }: Shelf, now: Date, thawed = false): Decisions | Refusal {
  const unusual = catalog ? freezesBy(judgeAnomalies(source, catalog, now)) : []
  return decide(catalog?.entries ?? [], source.retention, { now, timezone: project.policy.timezone, unusual, thawed })
}

function changesOf(was: Shelf | undefined, is: Shelf | undefined, now: Date): readonly BackupChange[] {
  const changes = compareOutcomes(outcomeOf(was, now), outcomeOf(is, now), now)
  const renamed =
    was && is && was.source.name !== is.source.name
      ? `under the name ${was.source.name}, which the changed policy does not have`
      : undefined
  return changes.map(({ entry, change, copyIn, because, lastProven }) => ({
    id: entry.id,
    change,
    ...(copyIn === undefined ? {} : { copyIn }),
    ageMs: now.getTime() - entry.startedAt.getTime(),
    bytes: entry.bytes,
    stores: entry.copies,
    because: change === 'left-behind' && renamed !== undefined ? [renamed] : because,
    lastProven,
  }))
}

function adviceOf(is: Shelf, now: Date): readonly string[] {
  if (!is.catalog) return []
  const decided = attempt(is, now)
  if ('refused' in decided) return [`Retention refuses to decide, so nothing is deleted: ${decided.refused.message}`]
  const counting = countingOf(is.catalog, now)
  const unproven = counting.length > 0 && !counting.some((entry) => isProven(entry, now))
  return [...decided.findings, ...(unproven ? ['No backup of it has been proven by a restore.'] : [])]
}

function orphaned(name: string, backups: number): readonly string[] {
  if (backups === 0) return [`${name} has no backups, so nothing is left behind.`]
  return [
    `The backups of ${name} stay where they are: nothing deletes or proves them, and list no longer shows them.`,
    `To let their rules delete them, keep ${name} in the policy with schedule: never. To keep them for good, hold them by id before this is merged.`,
  ]
}

/** The new backups push out the old ones, of which there will be no others. */
const mixed = (name: string) => [
  `${name} is now read from another place. If that is different data, give it its own name: under the same name its backups push out the earlier ones.`,
]

/** A new name is a new prefix: the backups of the old one stay where they are, without a policy. */
function renamed(from: string, to: string, backups: number): readonly string[] {
  if (backups === 0) return []
  return [
    `Backups belong to a name: those of ${from} stay under it, and ${to} starts with none. They can be restored by id as long as their stores are in the policy.`,
    `To let their rules delete them, keep ${from} in the policy as well, with schedule: never.`,
  ]
}
