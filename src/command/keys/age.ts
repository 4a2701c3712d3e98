import { type KeyAges, putKeyAge, readKeyAges } from '../../catalog/catalog.ts'
import { type HealthFinding, type KeyHeld, keyFindings, type Observation, observeKeys } from '../../judge/judge.ts'
import type { Policy } from '../../policy/policy.ts'
import { isFailure, isProblem } from '../../problem.ts'
import { fingerprint } from '../../seal/seal.ts'
import type { Project } from '../project/project.ts'

/** Recipients of a policy, and whose they are. */
export function keysHeld({ encryption, mentions }: Policy): readonly KeyHeld[] {
  return encryption.recipients.map((recipient) => {
    const holder = mentions?.holders[recipient]
    return { fingerprint: fingerprint(recipient), ...(holder === undefined ? {} : { holder }) }
  })
}

/** Since when each recipient of the policy is one, as all of its stores say. */
export async function readAges(project: Project): Promise<KeyAges> {
  const { policy, world } = project
  const { places, failed } = await project.places({ name: 'keys', stores: Object.keys(policy.stores) })
  const names = keysHeld(policy).map((key) => key.fingerprint)
  const ages = await readKeyAges(places, names, policy.encryption.signers, world.now(), world.signal)
  const unopened = failed.map(({ store, problem }) => ({ store, message: problem.message }))
  return { ...ages, unread: [...ages.unread, ...unopened] }
}

const watchesKeys = ({ encryption: { rotateEveryMs, drillEveryMs } }: Policy) =>
  rotateEveryMs !== undefined || drillEveryMs !== undefined

/**
 * Where the policy rotates its keys: each store is told of a recipient that it does not know, so that the age of a key is in every
 * store. Gives what a person should know.
 */
export async function noteKeys(project: Project): Promise<readonly string[]> {
  const { policy, world } = project
  if (!watchesKeys(policy)) return []
  const ages = await readAges(project)
  const unwritten: string[] = []
  const now = world.now()
  for (const { place, fingerprint } of ages.missing) {
    try {
      await putKeyAge(place, fingerprint, ages.since.get(fingerprint) ?? now, world.signal)
    } catch (error) {
      if (isProblem(error, 'store-exists')) continue
      if (!isFailure(error)) throw error
      unwritten.push(`since when ${fingerprint} is in use is not kept in ${place.name}: ${error.message}`)
    }
  }
  return [...keyFindings(policy, keysHeld(policy), ages, world.now()).map(({ message }) => message), ...unwritten]
}

/** For the health of a project: keys that are due. */
export async function lookAtKeys(project: Project): Promise<readonly HealthFinding[]> {
  const { policy, world } = project
  if (!watchesKeys(policy)) return []
  return keyFindings(policy, keysHeld(policy), await readAges(project), world.now())
}

/** For alerts. */
export const observeKeyAges = async (project: Project): Promise<Observation> =>
  observeKeys(project.policy, keysHeld(project.policy), await readAges(project), project.world.now())
