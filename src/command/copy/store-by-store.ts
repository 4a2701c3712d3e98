import type { Entry, Place } from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { isFailure, isProblem } from '../../problem.ts'
import type { Project } from '../project/project.ts'
import { takeLeases } from '../project/session.ts'

export interface LeaseGuard {
  /** Throws unless the lease in the store that is written to is still this run's. */
  readonly confirm: () => Promise<void>
  readonly signal: AbortSignal
}

export interface StoreWork extends LeaseGuard {
  readonly entry: Entry
  readonly to: Place
  /** Takes what is wrong with copies that were tried, but for what is thrown. */
  readonly failures: unknown[]
}

/** What is wrong with one backup, and says nothing of the store that others are copied to. */
export const ofOne = [
  'object-damaged',
  'object-missing',
  'object-archived',
  'manifest-damaged',
  'store-exists',
  'role-refused',
] as const

/**
 * Writes the missing copies of these backups, one after the other, under a lease in each store. A store that fails is
 * not used again for the others. Returns the failures; throws `lease-held` while another run writes to one of them.
 */
export async function storeByStore(
  project: Project,
  source: SourceCommon,
  lacking: ReadonlyMap<string, readonly Entry[]>,
  write: (work: StoreWork) => Promise<void>,
): Promise<readonly unknown[]> {
  const { places, failed } = await project.places({ name: source.name, stores: [...lacking.keys()] })
  await using leases = await takeLeases(project, source.name, places)
  const signal = AbortSignal.any([project.world.signal, leases.signal])
  const failures: unknown[] = [...failed, ...leases.failed].map(({ problem }) => problem)
  for (const to of leases.places) {
    const confirm = () => leases.confirm([to.name])
    for (const entry of lacking.get(to.name) ?? []) {
      try {
        await confirm()
        await write({ entry, to, failures, confirm, signal })
      } catch (error) {
        if (!isFailure(error)) throw error
        failures.push(error)
        if (isProblem(error, ...ofOne)) continue
        leases.forget(to.name)
        break
      }
    }
  }
  return failures
}

/** The backups by the stores that are to be written to, in the order of the backups. */
export function byStore(
  entries: readonly Entry[],
  storesOf: (entry: Entry) => readonly string[],
): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>()
  for (const entry of entries)
    for (const store of new Set(storesOf(entry))) found.set(store, [...(found.get(store) ?? []), entry])
  return found
}
