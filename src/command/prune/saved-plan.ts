import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Entry, SourceCatalog } from '../../catalog/catalog.ts'
import type { Policy, SourceCommon } from '../../policy/policy.ts'
import { describeRetention } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import type { Project } from '../project/project.ts'
import { type Locks, type Settled, settle, settleWith } from './settle.ts'

/** A plan that was looked at, and that `prune --plan` carries out exactly or not at all. */
export type SavedPlan = z.infer<typeof schema>

const schema = z.object({
  version: z.literal(1),
  /** SHA-256 of the policy file's bytes. */
  policy: z.string(),
  /** The moment that was decided for; the same is used again. */
  at: z.iso.datetime(),
  sources: z.array(
    z.object({
      source: z.string(),
      /** What the policy keeps, in words: for the difference to one that has changed since. */
      rules: z.string(),
      /** Every backup as it was: each fact that a decision rests on. */
      entries: z.record(z.string(), z.record(z.string(), z.string())),
      deletes: z.array(z.string()),
      /** Copies that go by the rules of their store, of backups that are kept: "id store". */
      copies: z.array(z.string()),
      /** Deleted backups whose grace period is over: they are removed for good. */
      purges: z.array(z.string()).default([]),
      /** By id and store, until when an object lock holds what would go else. */
      locks: z.record(z.string(), z.record(z.string(), z.iso.datetime())).default({}),
    }),
  ),
})

type SavedSource = SavedPlan['sources'][number]

/** Decides for every source of the project, and writes down what that rests on. */
export async function savePlan(project: Project, catalogs: readonly SourceCatalog[], now: Date): Promise<SavedPlan> {
  const { policy, world } = project
  const sources: SavedSource[] = []
  for (const source of project.sources) {
    const catalog = catalogs.find((one) => one.source === source.name)
    if (!catalog) continue
    const { places } = await project.places(source)
    const settled = await settle(policy, source, catalog, { now, thawed: false, places, signal: world.signal })
    sources.push(describe(policy, source, catalog, settled))
  }
  return { version: 1, policy: policy.digest, at: now.toISOString(), sources }
}

function describe(policy: Policy, source: SourceCommon, { entries }: SourceCatalog, settled: Settled): SavedSource {
  return {
    source: source.name,
    rules: describeRetention(source.retention, policy.timezone).join(', '),
    entries: Object.fromEntries(entries.map((entry) => [entry.id, stateOf(entry)])),
    ...goingOf(settled),
    locks: Object.fromEntries(
      [...settled.locks].flatMap(([id, stores]) => {
        const until = [...stores].map(([store, at]) => [store, dateOf(at).toISOString()] as const)
        return until.length > 0 ? [[id, Object.fromEntries(until)] as const] : []
      }),
    ),
  }
}

/** A legal hold has no end; a text of JSON has one. */
const lastDate = new Date('9999-12-31T00:00:00Z')
const dateOf = (at: Date) => (at > lastDate ? lastDate : at)

function goingOf({ decided, copies, purges }: Settled): Pick<SavedSource, 'deletes' | 'copies' | 'purges'> {
  return {
    deletes: decided.decisions.filter(({ keep }) => !keep).map(({ entry }) => entry.id),
    copies: copies.filter(({ keep }) => !keep).map(({ entry, store }) => `${entry.id} ${store}`),
    purges: [...purges],
  }
}

function locksOf({ locks }: SavedSource): Locks {
  const dates = (stores: Readonly<Record<string, string>>) =>
    new Map(Object.entries(stores).map(([store, until]) => [store, new Date(until)]))
  return new Map(Object.entries(locks).map(([id, stores]) => [id, dates(stores)]))
}

/** Another copy, hold, proof or mark makes another state. */
function stateOf(entry: Entry): Readonly<Record<string, string>> {
  const { manifest, copies, held, trashed, marked, released = [], foreign, proofs } = entry
  const list = (stores: readonly string[]) => [...stores].sort().join(' ') || 'none'
  const proof = ({ level, outcome, startedAt }: Entry['proofs'][number]) =>
    `${level} ${outcome} ${startedAt.toISOString()}`
  return {
    manifest: createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 16),
    copies: list(copies),
    held: held ? 'yes' : 'no',
    deleted: trashed
      ? `${trashed.at.toISOString()}, to be purged ${trashed.purgeAfter.toISOString()}`
      : list([...marked, ...released]),
    proofs: list(proofs.map(proof)),
    counts: foreign ?? 'yes',
  }
}

/** A plan as `plan --save` wrote it. Throws `usage` for a file that is none. */
export async function readPlan(path: string): Promise<SavedPlan> {
  const hint = 'Write one with `backproof plan --save FILE`.'
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new Problem('usage', `the plan ${path} cannot be read: ${reasonOf(cause)}`, { hint, cause })
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Problem('usage', `${path} is not a plan`, { hint, cause })
  }
}

/** Why a plan is not carried out; `usage`: not because something has happened since, but because it is not of this policy. */
export function refusePlan(
  { at }: SavedPlan,
  why: string,
  code: 'usage' | 'retention-refused' = 'retention-refused',
): Problem {
  return new Problem(code, `the plan of ${at} is not carried out: ${why}`, {
    hint: 'Make a new plan with `backproof plan --save FILE`, check it, and carry out that one.',
  })
}

/** Throws `usage` for a plan of another policy, `retention-refused` with the difference unless the plan still says, to the letter, what would be done. */
export function confirmPlan(saved: SavedPlan, project: Project, source: SourceCommon, catalog: SourceCatalog): void {
  const at = new Date(saved.at)
  if (at > project.world.now()) throw refusePlan(saved, 'it is dated in the future')
  const then = saved.sources.find((one) => one.source === source.name)
  const rules = describeRetention(source.retention, project.policy.timezone).join(', ')
  if (saved.policy !== project.policy.digest) {
    const same = then === undefined || rules === then.rules
    const change = same ? '' : `: that one kept ${then.rules} of ${source.name}, this one keeps ${rules}`
    throw refusePlan(saved, `it was made with another policy${change}`, 'usage')
  }
  if (!then) throw refusePlan(saved, `it does not mention ${source.name}`, 'usage')
  const moment = { now: at, thawed: false }
  const now = describe(
    project.policy,
    source,
    catalog,
    settleWith(project.policy, source, catalog, locksOf(then), moment),
  )
  const difference = differences(then.entries, now.entries)
  if (difference.length > 0) throw refusePlan(saved, `${source.name} has changed: ${shorten(difference)}`)
  if (!isSame(then, now)) throw refusePlan(saved, `it does not delete what the policy deletes of ${source.name}`)
}

/** A plan is carried out exactly, or not at all: an object lock may have come, or gone, since. */
export function confirmSettled(saved: SavedPlan, source: SourceCommon, settled: Settled): void {
  const then = saved.sources.find((one) => one.source === source.name)
  const { decided, copies } = settled
  const spared =
    decided.decisions.find(({ entry, keep }) => keep && then?.deletes.includes(entry.id)) ??
    copies.find(({ entry, store, keep }) => keep && then?.copies.includes(`${entry.id} ${store}`))
  if (spared) throw refusePlan(saved, `${spared.entry.id} must stay: ${spared.because.join('; ')}`)
  if (!then || !isSame(then, goingOf(settled)))
    throw refusePlan(saved, `more of ${source.name} would be deleted than it says: an object lock has expired`)
}

function isSame(one: Pick<SavedSource, 'deletes' | 'copies' | 'purges'>, other: typeof one): boolean {
  const text = ({ deletes, copies, purges }: typeof one) => JSON.stringify([deletes, copies, purges])
  return text(one) === text(other)
}

function differences(then: SavedSource['entries'], now: SavedSource['entries']): readonly string[] {
  const ids = [...new Set([...Object.keys(then), ...Object.keys(now)])]
  return ids.flatMap((id) => {
    const [was, is] = [then[id], now[id]]
    if (!was) return [`${id} is new`]
    if (!is) return [`${id} is gone`]
    const facts = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((fact) => was[fact] !== is[fact])
    return facts.map((fact) => `${fact} of ${id}: ${was[fact]}, now ${is[fact]}`)
  })
}

const shorten = (words: readonly string[]) =>
  words.length > 5 ? `${words.slice(0, 5).join('; ')}; and ${words.length - 5} more` : words.join('; ')
