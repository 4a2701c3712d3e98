import { holderIn, lookAtLease, mapAtOnce, objectName, type Place } from '../../catalog/catalog.ts'
import type { Running, Work } from '../../judge/judge.ts'
import { isFailure } from '../../problem.ts'
import type { World } from '../../world.ts'

/** What is at work on a source now, as its leases tell; a store whose lease cannot be read is named. */
export async function workOn(
  { now, signal }: Pick<World, 'now' | 'signal'>,
  source: string,
  places: readonly Place[],
): Promise<Work> {
  const unread: string[] = []
  const found = await mapAtOnce(places, async ({ name, store }): Promise<readonly Running[]> => {
    try {
      const lease = holderIn(await lookAtLease(store, objectName.lease(source), signal), now())
      if (!lease) return []
      const { holder, acquiredAt: since, renewedAt, expiresAt } = lease
      return [{ store: name, holder, since, ...(renewedAt === undefined ? {} : { renewedAt }), expiresAt }]
    } catch (error) {
      if (!isFailure(error)) throw error
      unread.push(name)
      return []
    }
  })
  return { running: found.flat(), unread: unread.sort() }
}
