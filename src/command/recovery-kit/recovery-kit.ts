import { mapAtOnce, type Place, readStored } from '../../catalog/catalog.ts'
import { isFailure } from '../../problem.ts'
import { version } from '../../world.ts'
import type { Project } from '../project/project.ts'
import { readPages } from './pages.ts'
import { kitOf } from './text.ts'

/** More than this in its place is none of ours. */
const maxBytes = 256 * 1024

/**
 * Keeps beside the backups of each store what a stranger needs to open them: who has the bucket and a secret key must not need
 * this program. `failing`: stores that are not written to any more. Gives what a person should know.
 */
export async function keepRecoveryKit(project: Project, failing: ReadonlySet<string>): Promise<readonly string[]> {
  const { policy, world } = project
  const kit = kitOf(await readPages(), version)
  const said: string[] = []
  for (const name of Object.keys(policy.stores)) {
    if (failing.has(name)) continue
    try {
      const place = await project.place(name)
      const was = await putKit(place, kit, world.signal)
      if (was === 'changed')
        said.push(
          `RECOVERY.md in ${name} was not as Backproof ${version} wrote it, and is again: look at who can write to that store`,
        )
    } catch (error) {
      if (!isFailure(error)) throw error
      const hint = error.code === 'store-denied' ? '; let the role of this job write RECOVERY* there' : ''
      said.push(`what opens a backup without Backproof is not kept in ${name}: ${error.message}${hint}`)
    }
  }
  return said.map(world.redact)
}

/** Every run reads all of it, side by side: a script that somebody has altered would be given the key. The page is written last. */
async function putKit(
  { store }: Place,
  kit: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<'kept' | 'new' | 'changed'> {
  const looked = await mapAtOnce([...kit], async ([key, text]) => {
    const there = await readStored(store, key, signal, maxBytes).catch(oversized)
    const was = there && Buffer.from(there.bytes).toString()
    return {
      key,
      text,
      was: was === text ? 'kept' : was?.includes(`Backproof ${version}`) ? 'changed' : 'new',
    } as const
  })
  for (const { key, text, was } of looked)
    if (was !== 'kept')
      await store.put(key, new TextEncoder().encode(text), { signal, contentType: 'text/plain; charset=utf-8' })
  return looked.find(({ was }) => was === 'changed')?.was ?? looked.find(({ was }) => was === 'new')?.was ?? 'kept'
}

/** What is larger than any of ours is replaced as well. */
function oversized(error: unknown): undefined {
  if (isFailure(error) && error.code === 'object-damaged') return undefined
  throw error
}
