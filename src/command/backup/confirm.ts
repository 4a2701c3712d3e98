import {
  type Commitment,
  commitPrepared,
  type Leases,
  type Place,
  type Prepared,
  prepareCommit,
} from '../../catalog/catalog.ts'
import type { Project } from '../project/project.ts'
import { namesOf } from '../project/session.ts'
import type { Upload } from './upload.ts'

/** Nothing counts before the manifest, which comes once the lease was renewed and all else is there. */
export async function confirmAndCommit(
  project: Project,
  leases: Leases,
  upload: Upload,
  commitment: Required<Commitment>,
  signal: AbortSignal,
): Promise<void> {
  const prepared = new Map<Place, Prepared>()
  const preparing = upload.prepare(async (place) => {
    prepared.set(place, await prepareCommit(place.store, commitment, signal))
  })
  const [expired] = await Promise.all([leases.expiredIn(namesOf(upload.alive)), preparing])
  upload.leaveOut(expired)
  const committing = upload.commit(async (place) => {
    const { store } = place
    const stored = await commitPrepared(store, commitment, prepared.get(place) ?? { isNew: false }, signal)
    if (stored) await project.remember(store, stored, commitment.bytes)
  })
  // It is given back right after.
  await Promise.all([committing, leases.look()])
}
