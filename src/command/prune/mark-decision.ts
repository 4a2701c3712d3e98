import {
  batchLength,
  type Entry,
  lookBeside,
  mapAtOnce,
  objectName,
  type Place,
  putAll,
  trashMark,
} from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { type Decisions, dependencyLayers, Needed } from '../../retain/retain.ts'
import type { Project } from '../project/project.ts'
import { changedInAny } from './last-look.ts'

/**
 * Writes trash markers for deleted backups in every store that has them, and removes stray markers of kept ones, except
 * those that are `waiting`. Before a backup is marked, every store that has it is checked again. Returns the decisions
 * as carried out: a backup that has changed meanwhile stays, and a finding says why.
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
  const done: Marked[] = []
  const key = ({ id }: Entry) => objectName.trash(source.name, id)
  const stay = async ({ entry, because }: Decision): Promise<Marked> => {
    const base = needed.because(entry)
    needed.stays(entry)
    if (base !== undefined) return { decision: { entry, keep: true, because: [base] } }
    const stray = waiting.includes(entry.id) ? [] : places.filter(({ name }) => entry.marked.includes(name))
    for (const { store } of stray) await store.remove([key(entry)], signal)
    return { decision: { entry, keep: true, because } }
  }
  /** Checks all of them first, then marks those that still match the decision. */
  const mark = async (batch: readonly Decision[]): Promise<readonly Marked[]> => {
    const sides = batch.map(({ entry }) => ({ entry, holding: holdingOf(entry, places) }))
    const ids = (place: Place) => sides.flatMap(({ entry, holding }) => (holding.includes(place) ? [entry.id] : []))
    const beside = new Map(
      await mapAtOnce(places, async (place) => {
        return [place, await lookBeside(place, source.name, ids(place), signal)] as const
      }),
    )
    const looked = await mapAtOnce(sides, async ({ entry, holding }) => {
      const asked = holding.filter(({ name }) => isWhole(entry, name))
      return { entry, holding, changed: await changedInAny(asked, entry, now, signal, beside) }
    })
    const { grace } = source.retention
    const because = new Map(batch.map((decision) => [decision.entry, decision.because]))
    const going = looked.filter(({ changed }) => changed === undefined)
    const outcomes = await Promise.allSettled(
      places.map(({ store }, at) => {
        const here = going.filter(({ holding }) => holding.includes(places[at] as Place))
        const marks = here.map(({ entry }) => ({
          key: key(entry),
          value: trashMark(now, grace, because.get(entry) ?? []),
        }))
        return putAll(store, marks, signal)
      }),
    )
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    return looked.map(({ entry, changed }) => {
      if (changed === undefined) return { decision: { entry, keep: false, because: because.get(entry) ?? [] } }
      needed.stays(entry)
      const finding = `backup ${entry.id} is not deleted now: ${changed}`
      return { decision: { entry, keep: true, because: [changed] }, finding }
    })
  }
  // An increment that stays after all keeps what it depends on.
  for (const layer of dependencyLayers(decided.decisions, ({ entry }) => entry)) {
    const [staying = [], going = []] = partition(
      layer,
      ({ entry, keep }) => keep || needed.because(entry) !== undefined,
    )
    done.push(...(await mapAtOnce(staying, stay)))
    for (let at = 0; at < going.length; at += batchLength) done.push(...(await mark(going.slice(at, at + batchLength))))
  }
  const carriedOut = new Map(done.map(({ decision }) => [decision.entry.id, decision]))
  const findings = [...decided.findings, ...done.flatMap(({ finding }) => finding ?? [])]
  return { ...decided, decisions: decided.decisions.map((one) => carriedOut.get(one.entry.id) ?? one), findings }
}

const isWhole = ({ copies, released = [] }: Entry, name: string) => copies.includes(name) || released.includes(name)

/** The stores that have it, whole or not, and not marked yet. */
function holdingOf(entry: Entry, places: readonly Place[]): readonly Place[] {
  const { marked, damaged = [] } = entry
  const has = (name: string) => isWhole(entry, name) || damaged.some(({ store }) => store === name)
  return places.filter(({ name }) => has(name) && !marked.includes(name))
}

function partition<T>(values: readonly T[], is: (value: T) => boolean): readonly [readonly T[], readonly T[]] {
  const { yes = [], no = [] } = Object.groupBy(values, (value) => (is(value) ? 'yes' : 'no'))
  return [yes, no]
}

type Decision = Decisions['decisions'][number]

interface Marked {
  readonly decision: Decision
  /** Why it was not marked after all. */
  readonly finding?: string
}
