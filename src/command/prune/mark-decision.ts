import { objectName, type Place, putRecordEverywhere, trashMark } from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { type Decisions, dependentsFirst, Needed } from '../../retain/retain.ts'
import type { Project } from '../project/project.ts'
import { changedInAny } from './last-look.ts'

/**
 * Trash markers for what is deleted, in every store that has it; stray markers of what is kept are taken away, but for
 * what is `waiting`. Before a backup is marked, every store that has it is asked once more. Gives the decisions as they
 * were carried out: what has changed meanwhile stays, and a finding says why.
 */
export async function markDecisions(
  project: Project,
  source: SourceCommon,
  decided: Decisions,
  waiting: readonly string[],
  places: readonly Place[],
  signal: AbortSignal,
): Promise<Decisions> {
  const findings: string[] = [...decided.findings]
  const decisions: Decisions['decisions'][number][] = []
  const now = project.world.now()
  const needed = new Needed()
  // An increment that stays after all keeps what it depends on.
  for (const decision of dependentsFirst(decided.decisions, ({ entry }) => entry)) {
    const { entry, keep, because } = decision
    const { copies, marked, released = [], damaged = [] } = entry
    const key = objectName.trash(source.name, entry.id)
    const base = keep ? undefined : needed.because(entry)
    if (keep || base !== undefined) needed.stays(entry)
    if (base !== undefined) {
      decisions.push({ entry, keep: true, because: [base] })
      continue
    }
    if (keep) {
      const stray = waiting.includes(entry.id) ? [] : places.filter(({ name }) => marked.includes(name))
      for (const { store } of stray) await store.remove([key], signal)
      decisions.push(decision)
      continue
    }
    const whole = (name: string) => copies.includes(name) || released.includes(name)
    const has = (name: string) => whole(name) || damaged.some(({ store }) => store === name)
    const holding = places.filter(({ name }) => has(name) && !marked.includes(name))
    const changed = await changedInAny(
      holding.filter(({ name }) => whole(name)),
      entry,
      now,
      signal,
    )
    if (changed !== undefined) {
      needed.stays(entry)
      findings.push(`backup ${entry.id} is not deleted now: ${changed}`)
      decisions.push({ entry, keep: true, because: [changed] })
      continue
    }
    await putRecordEverywhere(holding, key, trashMark(now, source.retention.grace, because), signal)
    decisions.push(decision)
  }
  const carriedOut = new Map(decisions.map((decision) => [decision.entry.id, decision]))
  return { ...decided, decisions: decided.decisions.map((one) => carriedOut.get(one.entry.id) ?? one), findings }
}
