import { mapAtOnce, type Place, type Proof, readProofTimes, type SourceCatalog } from '../../catalog/catalog.ts'
import { type ProofTimesKnown, restoresOf } from '../../judge/judge.ts'
import type { Project } from '../project/project.ts'

/** How long restores took: of so many, of the newest. */
const mostRead = 12

/** The times of the newest restores that passed, which the catalog reads by their names alone. Throws what the stores throw. */
export async function restoreTimes(
  project: Project,
  source: string,
  catalog: SourceCatalog,
): Promise<ReadonlyMap<Proof, ProofTimesKnown>> {
  const { world } = project
  const proofs = restoresOf(catalog, world.now()).slice(0, mostRead)
  const times = await mapAtOnce(proofs, async (proof) => {
    const place = await placeOf(project, catalog, proof)
    return place && ([proof, await readProofTimes(place, source, proof, world.signal)] as const)
  })
  return new Map(times.filter((one) => one !== undefined))
}

/** A proof stands beside every copy of its backup: the store that it is of may have left the policy, or be away. */
async function placeOf(project: Project, { entries, unread }: SourceCatalog, proof: Proof): Promise<Place | undefined> {
  const copies = entries.find(({ id }) => id === proof.id)?.copies ?? []
  const name = [proof.store, ...copies].find(
    (store) => copies.includes(store) && !unread.some((one) => one.store === store),
  )
  return name === undefined ? undefined : project.place(name)
}
