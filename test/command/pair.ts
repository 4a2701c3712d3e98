import { type Entry, makeId, objectName, type Place, type SourceCatalog, sourceOf } from '../../src/catalog/catalog.ts'
import { compareProjects, type Pair } from '../../src/command/plan/compare-projects.ts'
import type { Project } from '../../src/command/project/project.ts'
import type { Comparison } from '../../src/judge/judge.ts'
import { scheduleChecks } from '../../src/plan/plan.ts'
import { parsePolicy } from '../../src/policy/policy.ts'
import { boxDataKey, newDataKey } from '../../src/seal/seal.ts'
import { memoryStore, type Store } from '../../src/store/store.ts'
import { entry, proof } from '../retain/entry.ts'

export const now = new Date('2026-03-02T12:00:00.000Z')
export const recipients = [
  'rpub14hwfcj9ds73jzhfef20dermc3g7lec9ndruqxh78t0cefnvf59xq433nj3',
  'rpub158m9ru327fstadan8frksv372zg73k977md70flp0mkftr3z6fmsce5j54',
] as const

const mib = 2 ** 20
const hourMs = 3_600_000

/** Lines of a policy after its version, project and keys. */
export function policyText(lines: string, keys: readonly string[] = [recipients[0]]): string {
  return `version: 1\nproject: shop\nencryption: { recipients: [${keys.join(', ')}] }\n${lines}`
}

export const twoStores = `stores:
  primary: { directory: { path: ./primary } }
  offsite: { directory: { path: ./offsite } }
`

/** The usual source: hourly, in both stores. */
export function orders(retention: string, rest = ''): string {
  return `sources:
  orders:
    engine: sqlite
    path: ./orders.sqlite
    schedule: "0 * * * *"
    stores: [primary, offsite]
    objectives: { rpo: 1h }
    retention: ${retention}
    verify: { restore: "0 4 * * *" }
${rest}`
}

export interface BackupAges {
  readonly source?: string
  /** Hours before now, one for each backup. */
  readonly ages: readonly number[]
  readonly copies?: readonly string[]
  /** Of these (by position) a restore has passed. */
  readonly proven?: readonly number[]
}

/** Backups that grow by 1 MiB a day. */
export function held({
  source = 'orders',
  ages,
  copies = ['primary', 'offsite'],
  proven = [],
}: BackupAges): readonly Entry[] {
  return ages.map((hours, i) => {
    const at = new Date(now.getTime() - hours * hourMs)
    const bytes = Math.round((400 - hours / 24) * mib)
    const proofs = proven.includes(i) ? [proof('restore', at.toISOString().slice(0, 19).replace('T', ' '))] : []
    return entry(at, { id: makeId(source, at, 0), bytes, copies, proofs })
  })
}

/** Hourly for a day, daily for a month, monthly for a year: newest first. */
export const usualAges = [
  ...Array.from({ length: 24 }, (_, i) => i + 0.5),
  ...Array.from({ length: 29 }, (_, i) => (i + 1) * 24 + 10),
  ...Array.from({ length: 11 }, (_, i) => (i + 1) * 30 * 24 + 60),
]

export interface PairOptions {
  readonly basis?: Pair['basis']
  readonly only?: readonly string[]
  readonly unread?: readonly string[]
  /** Stores that the changed policy means another place by. */
  readonly moved?: readonly string[]
}

/** Compares two policies on backups that are only said to exist; undefined: no such policy. */
export function compare(
  before: string | undefined,
  after: string | undefined,
  entries: readonly Entry[],
  { basis = 'live', only = [], unread = [], moved = [] }: PairOptions = {},
): Promise<Omit<Comparison, 'failing'>> {
  const pair = {
    before: before === undefined ? undefined : projectOf(before, entries, unread, []),
    after: after === undefined ? undefined : projectOf(after, entries, unread, moved),
  }
  return compareProjects({ ...pair, basis, only }, now)
}

function projectOf(text: string, all: readonly Entry[], unread: readonly string[], moved: readonly string[]): Project {
  const checks = { recipient: () => undefined, signer: () => undefined, ...scheduleChecks }
  const policy = parsePolicy(text, { path: '.github/backup-policy.yml', env: {}, checks })
  const project: Pick<Project, 'policy' | 'sources' | 'catalog' | 'place' | 'world'> = {
    policy,
    sources: Object.values(policy.sources),
    world: { signal: new AbortController().signal } as Project['world'],
    async catalog({ name, stores }): Promise<SourceCatalog> {
      const seen = stores.filter((store) => !moved.includes(store) && !unread.includes(store))
      const entries = all.flatMap((entry) => {
        const copies = entry.copies.filter((store) => seen.includes(store))
        return entry.id.startsWith(`${name}-20`) && copies.length > 0 ? [{ ...entry, copies }] : []
      })
      const failed = stores.filter((store) => unread.includes(store))
      const problems = failed.map((store) => ({ store, message: 'access denied' }))
      return { source: name, entries, runs: [], unread: problems, damaged: [] }
    },
    async place(name): Promise<Place> {
      return { name, store: await sealedTo(all, recipients[0]) }
    },
  }
  return project as Project
}

/** A store in which every backup's key object has one box, for this recipient. */
async function sealedTo(all: readonly Entry[], recipient: string): Promise<Store> {
  const store = memoryStore('sealed')
  for (const { id } of all) {
    const key = objectName.key(sourceOf(id) ?? '', id)
    store.objects.set(key, Buffer.from(boxDataKey(id, newDataKey(), [recipient])))
  }
  return store
}
