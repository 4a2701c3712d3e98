import { join, resolve } from 'node:path'
import { engineOf } from '../../../engine/engine.ts'
import { requireSet, type Source } from '../../../policy/policy.ts'
import { Problem } from '../../../problem.ts'
import type { Project } from '../project.ts'

/**
 * A backup of what a store lies in holds all backups before it, and is twice as large as the last.
 * @throws Problem `policy-invalid` where one of the source's own stores would be in its backup.
 */
export async function refuseOwnStores(project: Project, source: Source): Promise<void> {
  const { world, policy } = project
  requireSet(source)
  const { takes } = await engineOf(source.engine)
  // One that does not open gets nothing, and a look at the path of one that hangs would never come back.
  const { places } = await project.places(source)
  for (const { name } of places) {
    const store = policy.stores[name]
    if (store?.kind !== 'directory' || store.unset) continue
    const path = resolve(world.cwd, store.path)
    // As good as any: an exclude may name the directory, what is in it, or its files by their ends.
    if (!takes(source, join(path, source.name, 'data', 'id', 'files.tar'))) continue
    throw new Problem(
      'policy-invalid',
      `the paths of ${source.name} contain its own store ${name}, directory ${path}`,
      {
        hint: `Each backup would contain all earlier ones: write exclude: [${JSON.stringify(`${literal(path)}/`)}], or move the store.`,
      },
    )
  }
}

/** As a pattern that names exactly this path. */
const literal = (path: string) => path.replace(/[\\*?]/g, '\\$&')
