import type { Entry, Place } from '../../catalog/catalog.ts'
import type { Finding } from '../../problem.ts'
import { isFailure, isProblem, Problem, type ProblemCode } from '../../problem.ts'
import { requireCopy } from '../project/entry.ts'
import type { Project } from '../project/project.ts'
import { nearestCopies } from './nearest.ts'

/** What is wrong with one store, or with the copy in it, and says nothing of the others: the next copy is tried. */
const ofOneStore: readonly ProblemCode[] = [
  'store-missing',
  'store-denied',
  'store-unavailable',
  'store-failed',
  'object-missing',
  'object-archived',
  'object-damaged',
  'manifest-damaged',
  'key-wrong',
]

/** True for a failure that the next copy may not have. */
export function isOfOneStore(error: unknown): error is Problem {
  return isFailure(error) && ofOneStore.includes(error.code)
}

/** What was made of a copy, and which had to be passed over for it. */
export interface FromCopy<T> {
  readonly value: T
  readonly place: Place
  readonly passedOver: readonly Finding[]
}

/**
 * Uses the copy in the named store, or the nearest one. If that copy is damaged or cannot be read, reports it and uses
 * the next. Throws the first copy's error if none can be used, or if a target that the first has begun to fill refuses
 * the next. `near`: the store to begin with where it has a copy; absent: the nearest. `isOfCopy`: whether the next copy may not
 * have a failure.
 */
export async function fromCopies<T>(
  project: Project,
  entry: Entry,
  store: string | undefined,
  body: (place: Place) => Promise<T>,
  near?: string,
  isOfCopy: (error: unknown) => boolean = isOfOneStore,
): Promise<FromCopy<T>> {
  const asked = requireCopy(entry, store)
  const inOrder = store === undefined ? nearestCopies(project.policy, entry) : [asked]
  const stores = near !== undefined && inOrder.includes(near) ? [...new Set([near, ...inOrder])] : inOrder
  const passedOver: Finding[] = []
  let first: Problem | undefined
  for (const [index, name] of stores.entries()) {
    try {
      const place = await project.place(name)
      return { value: await body(place), place, passedOver }
    } catch (error) {
      if (first && isProblem(error, 'target-refused')) throw begun(first, entry, name)
      if (!isOfOneStore(error) || !isOfCopy(error)) throw error
      first ??= error
      const next = stores[index + 1]
      if (next === undefined) break
      const message = `the copy in ${name} cannot be used: ${error.message}`
      passedOver.push({ level: 'warning', blame: 'copy', message })
      // A key that was given wrong is no matter of this copy, as a rule; one sealed to other keys is tried in silence.
      if (error.code !== 'key-wrong') project.world.log.warning(`${entry.id}: ${message}; trying the copy in ${next}`)
    }
  }
  throw first ?? new Problem('object-missing', `no store has ${entry.id}`, { hint: 'Run `backproof list`.' })
}

function begun(first: Problem, { id }: Entry, next: string): Problem {
  return new Problem(
    first.code,
    `${first.message}; the target holds part of it, and the next copy needs an empty target`,
    {
      hint: `Empty the target, then restore again with --id ${id} --store ${next}.`,
      cause: first,
    },
  )
}
