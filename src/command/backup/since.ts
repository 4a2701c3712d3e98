import type { Readable } from 'node:stream'
import type { Entry, SourceCatalog } from '../../catalog/catalog.ts'
import type { Since, State } from '../../engine/engine.ts'
import { buildingOn } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { partOpener } from '../../verify/verify.ts'
import { fromCopies } from '../copy/failover.ts'
import type { Project } from '../project/project.ts'
import type { IndexKeys } from './index-keys.ts'

/** What an increment is to be built on; or why the backup is a full one. */
export type Ground = { readonly since: Since } | { readonly full: string }

/** By the stores as they were just read, and by what opens their indexes. Nothing is read yet but small files of this machine. */
export function groundOf(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  statePart: string,
  keys: IndexKeys,
  signal: AbortSignal,
): Ground {
  const on = buildingOn(source, catalog, project.world.now())
  if ('full' in on) return on
  if (keys.lacking !== undefined) return { full: keys.lacking }
  const states = on.chain.map(
    (entry): State => ({
      id: entry.id,
      read: (take) => readState(project, entry, statePart, keys, signal, take),
    }),
  )
  return { since: { id: on.base.id, states } }
}

/** How large the source is about, by what an increment would be built on; undefined: that is to be measured. */
export function bytesBefore(source: Source, catalog: SourceCatalog, now: Date): number | undefined {
  const on = buildingOn(source, catalog, now)
  if ('full' in on) return undefined
  return on.chain.flatMap(({ manifest }) => manifest.parts).reduce((sum, { plainBytes }) => sum + plainBytes, 0)
}

async function readState(
  project: Project,
  entry: Entry,
  part: string,
  keys: IndexKeys,
  signal: AbortSignal,
  take: (body: Readable) => Promise<void>,
): Promise<void> {
  await fromCopies(project, entry, undefined, async (place) => {
    const key = await keys.keyOf(place, entry.manifest, signal)
    if (key) return take(await partOpener(place, entry.manifest, key, signal)(part))
    throw new Problem('key-wrong', `the index of ${entry.id} is sealed to another index key than was given`, {
      hint: 'The next backup is a full one; increments on it need the key that this job has now.',
    })
  })
}
