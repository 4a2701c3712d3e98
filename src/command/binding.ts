import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Entry, SourceCatalog } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import { describeRetention } from '../report/report.ts'
import { decide, decideCopies, storeRules } from '../retain/retain.ts'
import type { Project } from './project.ts'

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
    }),
  ),
})

type SavedSource = SavedPlan['sources'][number]

/** Decides for every source of the project, and writes down what that rests on. */
export function savePlan(project: Project, catalogs: readonly SourceCatalog[], now: Date): SavedPlan {
  const sources = project.sources.flatMap((source) => {
    const catalog = catalogs.find((one) => one.source === source.name)
    return catalog ? [saveSource(project, source, catalog, now)] : []
  })
  return { version: 1, policy: project.policy.digest, at: now.toISOString(), sources }
}

function saveSource({ policy }: Project, source: Source, { entries, unread }: SourceCatalog, now: Date): SavedSource {
  const { timezone } = policy
  const decided = decide(entries, source.retention, { now, timezone, unread })
  const copies = decideCopies(decided, storeRules(policy, source), { now, timezone }).filter(({ keep }) => !keep)
  return {
    source: source.name,
    rules: describeRetention(source.retention).join(', '),
    entries: Object.fromEntries(entries.map((entry) => [entry.id, stateOf(entry)])),
    deletes: decided.decisions.filter(({ keep }) => !keep).map(({ entry }) => entry.id),
    copies: copies.map(({ entry, store }) => `${entry.id} ${store}`),
  }
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
    deleted: trashed ? trashed.at.toISOString() : list([...marked, ...released]),
    proofs: list(proofs.map(proof)),
    counts: foreign ?? 'yes',
  }
}

export async function readPlan(path: string): Promise<SavedPlan> {
  const hint = 'Write one with `restorable plan --save FILE`.'
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new Problem('usage', `the plan ${path} cannot be read: ${(cause as Error).message}`, { hint, cause })
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Problem('usage', `${path} is not a plan`, { hint, cause })
  }
}

/** Throws `retention-refused` with the difference unless the plan still says, to the letter, what would be done. */
export function confirmPlan(saved: SavedPlan, project: Project, source: Source, catalog: SourceCatalog): void {
  const refuse = (why: string) =>
    new Problem('retention-refused', `the plan of ${saved.at} is not carried out: ${why}`, {
      hint: 'Make a new plan with `restorable plan --save FILE`, look at it, and carry that out.',
    })
  const at = new Date(saved.at)
  if (at > project.world.now()) throw refuse('it is of a time to come')
  const then = saved.sources.find((one) => one.source === source.name)
  if (!then) throw refuse(`it does not speak of ${source.name}`)
  const rules = describeRetention(source.retention).join(', ')
  if (saved.policy !== project.policy.digest) {
    const change = rules === then.rules ? '' : `: it kept of ${source.name} ${then.rules}, this one keeps ${rules}`
    throw refuse(`it was made with another policy${change}`)
  }
  const now = saveSource(project, source, catalog, at)
  const difference = differences(then.entries, now.entries)
  if (difference.length > 0) throw refuse(`${source.name} is not what it was: ${shorten(difference)}`)
  const same = JSON.stringify([now.deletes, now.copies]) === JSON.stringify([then.deletes, then.copies])
  if (!same) throw refuse(`it does not delete of ${source.name} what the policy deletes`)
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
