import { mapAtOnce, objectName, type Place, putRecordEverywhere, trashMark } from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { type Decisions, dependencyLayers, Needed } from '../../retain/retain.ts'
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
  const now = project.world.now()
  const needed = new Needed()
  const carryOut = async (decision: Decision): Promise<Marked> => {
    const { entry, keep, because } = decision
    const { copies, marked, released = [], damaged = [] } = entry
    const key = objectName.trash(source.name, entry.id)
    const base = keep ? undefined : needed.because(entry)
    if (keep || base !== undefined) needed.stays(entry)
    if (base !== undefined) {
      return { decision: { entry, keep: true, because: [base] } }
    }
    if (keep) {
      const stray = waiting.includes(entry.id) ? [] : places.filter(({ name }) => marked.includes(name))
      for (const { store } of stray) await store.remove([key], signal)
      return { decision }
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
      const finding = `backup ${entry.id} is not deleted now: ${changed}`
      return { decision: { entry, keep: true, because: [changed] }, finding }
    }
    await putRecordEverywhere(holding, key, trashMark(now, source.retention.grace, because), signal)
    return { decision }
  }
  const done: Marked[] = []
  // An increment that stays after all keeps what it depends on.
  for (const layer of dependencyLayers(decided.decisions, ({ entry }) => entry))
    done.push(...(await mapAtOnce(layer, carryOut)))
  const carriedOut = new Map(done.map(({ decision }) => [decision.entry.id, decision]))
  const findings = [...decided.findings, ...done.flatMap(({ finding }) => finding ?? [])]
  return { ...decided, decisions: decided.decisions.map((one) => carriedOut.get(one.entry.id) ?? one), findings }
}

type Decision = Decisions['decisions'][number]

interface Marked {
  readonly decision: Decision
  /** Why it was not marked after all. */
  readonly finding?: string
}
