import { objectName, type Place, readObject, type SourceCatalog } from '../catalog/catalog.ts'
import { cadenceOf, comparePolicies, type PolicyChange } from '../plan/plan.ts'
import type { Policy, Source } from '../policy/policy.ts'
import { isProblem } from '../problem.ts'
import type { BackupChange, Comparison, SourceComparison } from '../report/report.ts'
import { compareDecisions, type Decisions, decide, isProven } from '../retain/retain.ts'
import { fingerprint, parseKeyObject } from '../seal/seal.ts'
import { outlookOf } from './outlook.ts'
import type { Project } from './project.ts'

/** Two policies to compare; no `before`: the policy is new. */
export interface Pair {
  readonly before: Project | undefined
  readonly after: Project
  /** `offline`: no store may be read, as in a pull request from a fork. */
  readonly basis: Comparison['basis']
}

/** What the later policy does to the backups of the earlier one, at one fixed moment. */
export async function compareProjects(pair: Pair, now: Date): Promise<Omit<Comparison, 'failing'>> {
  const { before, after } = pair
  const notes: string[] = []
  const change = before ? comparePolicies(before.policy, after.policy, now) : firstChange(after.policy)
  const names = [...new Set([...Object.keys(after.policy.sources), ...change.removed])]
  const sources: SourceComparison[] = []
  const unopenable: string[] = []
  for (const name of names) {
    const catalog = pair.basis === 'live' ? await readBoth(pair, change, name, notes) : undefined
    sources.push(await compareSource(pair, change, name, catalog, now))
    if (catalog && change.recipientsRemoved.length > 0) unopenable.push(...(await lockedOut(pair, name, catalog)))
  }
  const recipients = {
    added: change.recipientsAdded.map((recipient) => fingerprint(recipient)),
    removed: change.recipientsRemoved.map((recipient) => fingerprint(recipient)),
    unopenable,
  }
  const { project, path } = after.policy
  return { version: 1, project, policy: path, at: now.toISOString(), basis: pair.basis, notes, sources, recipients }
}

const firstChange = (policy: Policy): PolicyChange => ({
  added: Object.keys(policy.sources),
  removed: [],
  renamed: [],
  recipientsAdded: policy.encryption.recipients,
  recipientsRemoved: [],
  sources: [],
})

/** The backups as they are: where the earlier policy puts them, under the name that it uses. */
async function readBoth(
  { before, after }: Pair,
  change: PolicyChange,
  name: string,
  notes: string[],
): Promise<SourceCatalog | undefined> {
  const was = change.renamed.find(({ to }) => to === name)?.from ?? name
  const source = before?.policy.sources[was]
  const catalog =
    source && before
      ? await before.catalog(source)
      : await after.catalog(after.policy.sources[name] ?? { name, stores: [] })
  for (const { store, message } of catalog.unread)
    notes.push(`${was}: ${store} could not be read, so nothing is known of what is in it: ${message}`)
  return catalog
}

async function compareSource(
  pair: Pair,
  change: PolicyChange,
  name: string,
  catalog: SourceCatalog | undefined,
  now: Date,
): Promise<SourceComparison> {
  const { before, after } = pair
  const renamedFrom = change.renamed.find(({ to }) => to === name)?.from
  const is = after.policy.sources[name]
  const was = before?.policy.sources[renamedFrom ?? name]
  const own = change.sources.find(({ source }) => source === name)
  const entries = catalog?.entries.filter(({ trashed, foreign }) => !trashed && foreign === undefined) ?? []
  const base = {
    source: name,
    backups: entries.length,
    storesAdded: own?.storesAdded ?? [],
    storesDropped: own?.storesDropped ?? [],
  }
  const shared = { ...base, ...(own?.cadence ? { cadence: own.cadence } : {}) }
  if (!is) return { ...shared, status: 'removed', changes: [], advice: orphaned(name, entries.length) }
  const readable = catalog !== undefined && catalog.unread.length === 0
  const [changes, advice] = readable ? decideBoth(was, before?.policy, is, after.policy, catalog, now) : [[], []]
  const outlook = outlookOf({ was, before: before?.policy, is, after: after.policy, catalog, now })
  if (renamedFrom !== undefined) {
    // A new name is a new prefix: the backups of the old one stay where they are, without a policy.
    const about = `${renamedFrom} keeps its ${entries.length} backups below its own name; ${name} starts with none. Restore them by id as long as the stores are in the policy, or keep ${renamedFrom} in the policy with schedule: never until its rules have let them go.`
    return { ...shared, status: 'renamed', renamedFrom, changes: [], advice: [about], ...outlook }
  }
  const status = was ? 'kept' : 'added'
  const cadence = was
    ? {}
    : {
        cadence: {
          before: { schedule: undefined, next: [], widestMs: undefined, rpoMs: undefined },
          after: cadenceOf(is, after.policy.timezone, now),
        },
      }
  return { ...shared, ...cadence, status, changes, advice, ...outlook }
}

function orphaned(name: string, backups: number): readonly string[] {
  if (backups === 0) return [`${name} has no backups: nothing is left behind.`]
  return [
    `The ${backups} backups of ${name} stay where they are: nothing deletes them, nothing proves them, and list no longer shows them.`,
    `To let them go by their rules, keep ${name} in the policy with schedule: never. To keep them for good, hold them by id before this is merged.`,
  ]
}

function decideBoth(
  was: Source | undefined,
  before: Policy | undefined,
  is: Source,
  after: Policy,
  catalog: SourceCatalog,
  now: Date,
): [readonly BackupChange[], readonly string[]] {
  const attempt = (source: Source, { timezone }: Policy): Decisions | string => {
    try {
      return decide(catalog.entries, source.retention, { now, timezone, unread: catalog.unread })
    } catch (error) {
      if (!isProblem(error, 'retention-refused')) throw error
      return error.message
    }
  }
  const later = attempt(is, after)
  if (typeof later === 'string') return [[], [`Retention refuses to decide: ${later}`]]
  const earlier = was && before ? attempt(was, before) : undefined
  const changes = compareDecisions(typeof earlier === 'string' ? undefined : earlier, later)
  return [
    changes.map(({ entry, change, because, lastProven }) => ({
      id: entry.id,
      change,
      ageMs: now.getTime() - entry.startedAt.getTime(),
      bytes: entry.bytes,
      stores: entry.copies,
      because,
      lastProven,
    })),
    [
      ...later.findings,
      ...(catalog.entries.some(isProven)
        ? []
        : catalog.entries.length > 0
          ? ['No backup of it has been proven by a restore.']
          : []),
    ],
  ]
}

/** Ids of the backups whose key object has no box for any recipient of the later policy. */
async function lockedOut({ before, after }: Pair, name: string, catalog: SourceCatalog): Promise<readonly string[]> {
  const ours = new Set(after.policy.encryption.recipients.map((recipient) => fingerprint(recipient)))
  const project = before ?? after
  const { signal } = project.world
  const found: string[] = []
  const opened = new Map<string, Place>()
  for (const { id, copies, foreign, trashed } of catalog.entries) {
    const [store] = copies
    if (!store || foreign !== undefined || trashed) continue
    const place = opened.get(store) ?? (await project.place(store))
    opened.set(store, place)
    const key = objectName.key(catalog.source, id)
    const { boxes } = parseKeyObject(await readObject(place.store, key, signal), `${key} in ${place.store.where}`)
    if (!boxes.some(({ to }) => ours.has(to))) found.push(id)
  }
  return found
}
