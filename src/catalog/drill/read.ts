import { isFailure, Problem } from '../../problem.ts'
import type { Place, SourceCatalog } from '../entry.ts'
import { type DrillName, drillIdOf, objectName, parseDrillName } from '../object-name.ts'
import { readObject } from '../record.ts'
import { type DrillRecord, drillMaxBytes, parseDrill } from './record.ts'

/** What the names of the objects say of one drill. */
export interface SeenDrill extends DrillName {
  readonly id: string
  /** Where its record is. */
  readonly places: readonly Place[]
}

export interface DrillsSeen {
  /** Newest first. */
  readonly drills: readonly SeenDrill[]
  readonly unread: SourceCatalog['unread']
}

/** A drill a day for half a century; more than that nobody made. */
const mostNames = 20_000

/** Which drills of a project there were, by names alone. A place that cannot be listed is named in `unread`. */
export async function listDrills(
  project: string,
  places: readonly Place[],
  now: Date,
  signal: AbortSignal,
): Promise<DrillsSeen> {
  const unread: { store: string; message: string; hint?: string }[] = []
  const seen = new Map<string, DrillName & { readonly id: string; readonly places: Place[] }>()
  const look = async (place: Place) => {
    let names = 0
    for await (const { key } of place.store.list(objectName.drills(project), signal)) {
      if (++names > mostNames)
        throw new Problem('store-failed', `${objectName.drills(project)} has more than ${mostNames} objects`, {
          hint: 'Backproof never writes so many: find out who did, then remove them.',
        })
      const name = parseDrillName(project, key)
      // One that is dated in the future would hide every tick until then.
      if (!name || name.at > now) continue
      const id = drillIdOf(name)
      // A failure is loud: where one store says that it passed, and another that it failed, it failed.
      const known = seen.get(id)
      if (known && (known.outcome === name.outcome || known.outcome === 'failed')) {
        if (known.outcome === name.outcome && known.kind === name.kind) known.places.push(place)
      } else seen.set(id, { ...name, id, places: [place] })
    }
  }
  await Promise.all(
    places.map(async (place) => {
      try {
        await look(place)
      } catch (error) {
        if (!isFailure(error)) throw error
        const { message, hint } = error
        unread.push({ store: place.name, message, ...(hint ? { hint } : {}) })
      }
    }),
  )
  const newestFirst = (a: SeenDrill, b: SeenDrill) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)
  return { drills: [...seen.values()].sort(newestFirst), unread }
}

/** The record of a drill, from the first store whose object is of this form and of this drill; else why there is none. */
export async function readDrill(
  project: string,
  seen: SeenDrill,
  signal: AbortSignal,
): Promise<DrillRecord | { readonly unread: string }> {
  let why = 'no store has it'
  for (const { store } of seen.places) {
    const key = objectName.drill(project, seen)
    try {
      const read = parseDrill(await readObject(store, key, signal, drillMaxBytes))
      const { id, kind, outcome, at } = seen
      const same = read?.id === id && read.kind === kind && read.outcome === outcome && read.project === project
      if (same && new Date(read.startedAt).getTime() === at.getTime()) return read
      why = `${key} in ${store.where} is not the record of this drill`
    } catch (error) {
      // Another store may have it whole.
      if (!isFailure(error)) throw error
      why = error.message
    }
  }
  return { unread: why }
}
