import { randomBytes } from 'node:crypto'
import {
  type DrillName,
  type DrillRecord,
  type DrillsSeen,
  drillIdOf,
  listDrills,
  mapAtOnce,
  objectName,
  putRecordOnce,
  readDrill,
  type SeenDrill,
} from '../../catalog/catalog.ts'
import { redactAll } from '../../world.ts'
import type { Project } from '../project/project.ts'

/** A name for a drill that begins now. */
export const newDrill = (at: Date): Pick<DrillName, 'at' | 'token'> => ({ at, token: randomBytes(4).toString('hex') })

export type DrillFound = Omit<DrillRecord, 'version' | 'id' | 'project' | 'startedAt' | 'endedAt' | 'origin'>

/** Writes what became of a drill into every store of the policy; gives the record, and what did not take it. */
export async function keepDrill(
  project: Project,
  { at, token }: Pick<DrillName, 'at' | 'token'>,
  found: DrillFound,
): Promise<{ readonly record: DrillRecord; readonly failures: readonly unknown[] }> {
  const { world, policy } = project
  const record = redactAll<DrillRecord>(
    {
      version: 1,
      id: drillIdOf({ at, token }),
      project: policy.project,
      ...found,
      startedAt: at.toISOString(),
      endedAt: world.now().toISOString(),
      origin: { ...world.origin },
    },
    world.redact,
  )
  const { places, failed } = await allStores(project)
  const key = objectName.drill(policy.project, { at, token, kind: found.kind, outcome: found.outcome })
  const refused = await putRecordOnce(places, key, record, world.signal)
  return { record, failures: [...failed, ...refused].map(({ problem }) => problem) }
}

export async function seenDrills(project: Project): Promise<DrillsSeen> {
  const { world, policy } = project
  const { places, failed } = await allStores(project)
  const { drills, unread } = await listDrills(policy.project, places, world.now(), world.signal)
  const unopened = failed.map(({ store, problem: { message, hint } }) => ({
    store,
    message,
    ...(hint ? { hint } : {}),
  }))
  return { drills, unread: [...unopened, ...unread] }
}

const allStores = (project: Project) => project.places({ name: 'drills', stores: Object.keys(project.policy.stores) })

/** One drill of the ledger: its record, or why there is none. */
export interface DrillTold {
  readonly seen: SeenDrill
  readonly record: DrillRecord | { readonly unread: string }
}

export async function readDrills(project: Project, seen: readonly SeenDrill[]): Promise<readonly DrillTold[]> {
  const { policy, world } = project
  return mapAtOnce(seen, async (one) => ({ seen: one, record: await readDrill(policy.project, one, world.signal) }))
}
