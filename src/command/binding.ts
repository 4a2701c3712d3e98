import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Entry, SourceCatalog } from '../catalog/catalog.ts'
import type { Policy, Source } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import { decide } from '../retain/retain.ts'
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
      /** Every backup as it was, in words that change when anything does that a decision rests on. */
      entries: z.record(z.string(), z.string()),
      deletes: z.array(z.string()),
    }),
  ),
})

type SavedSource = SavedPlan['sources'][number]

/** Decides for every source of the project, and writes down what that rests on. */
export function savePlan(project: Project, catalogs: readonly SourceCatalog[], now: Date): SavedPlan {
  const { policy } = project
  const sources = project.sources.flatMap((source) => {
    const catalog = catalogs.find((one) => one.source === source.name)
    return catalog ? [saveSource(policy, source, catalog, now)] : []
  })
  return { version: 1, policy: policy.digest, at: now.toISOString(), sources }
}

function saveSource({ timezone }: Policy, source: Source, { entries, unread }: SourceCatalog, now: Date): SavedSource {
  const { decisions } = decide(entries, source.retention, { now, timezone, unread })
  const deletes = decisions.filter(({ keep }) => !keep).map(({ entry }) => entry.id)
  return {
    source: source.name,
    entries: Object.fromEntries(entries.map((entry) => [entry.id, stateOf(entry)])),
    deletes,
  }
}

/** What a decision on an entry rests on, as a digest: another copy, hold, proof or mark makes another. */
function stateOf({ manifest, copies, missing, held, trashed, marked, foreign, proofs }: Entry): string {
  const proven = proofs.map(({ level, outcome, startedAt }) => [level, outcome, startedAt])
  const state = [manifest, [...copies].sort(), [...missing].sort(), held, trashed, [...marked].sort(), foreign, proven]
  return createHash('sha256').update(JSON.stringify(state)).digest('hex').slice(0, 16)
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
export function confirmPlan(saved: SavedPlan, policy: Policy, source: Source, catalog: SourceCatalog): void {
  const refuse = (why: string) =>
    new Problem('retention-refused', `the plan of ${saved.at} is not carried out: ${why}`, {
      hint: 'Make a new plan with `restorable plan --save FILE`, look at it, and carry that out.',
    })
  if (saved.policy !== policy.digest) throw refuse('it was made with another policy')
  const then = saved.sources.find((one) => one.source === source.name)
  if (!then) throw refuse(`it does not speak of ${source.name}`)
  const now = saveSource(policy, source, catalog, new Date(saved.at))
  const difference = [
    ...Object.keys(now.entries)
      .filter((id) => !Object.hasOwn(then.entries, id))
      .map((id) => `${id} is new`),
    ...Object.keys(then.entries)
      .filter((id) => !Object.hasOwn(now.entries, id))
      .map((id) => `${id} is gone`),
    ...Object.entries(then.entries)
      .filter(([id, state]) => Object.hasOwn(now.entries, id) && now.entries[id] !== state)
      .map(([id]) => `${id} has changed`),
  ]
  if (difference.length > 0) throw refuse(`${source.name} is not what it was: ${shorten(difference)}`)
  const same = JSON.stringify(now.deletes) === JSON.stringify(then.deletes)
  if (!same) throw refuse(`it does not delete of ${source.name} what the policy deletes`)
}

function shorten(words: readonly string[]): string {
  return words.length > 5 ? `${words.slice(0, 5).join(', ')} and ${words.length - 5} more` : words.join(', ')
}
