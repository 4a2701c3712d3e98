import { illegibleIn, objectName, type Proof } from '../../catalog/catalog.ts'
import type { Source } from '../../policy/policy.ts'
import type { Project } from '../project/project.ts'
import { keepProof } from '../project/session.ts'
import type { Volume } from './read-log.ts'

/**
 * A piece whose manifest is no piece any more still has its name: a failed proof beside it tells whoever only lists its volume to
 * read that (0087). One for each volume is enough.
 */
export async function tellBroken(project: Project, source: Source, volumes: readonly Volume[]): Promise<void> {
  const { world } = project
  const { places } = await project.places(source)
  for (const { name, catalog } of volumes) {
    const foreign = catalog.entries.find((entry) => entry.foreign !== undefined)
    const [broken = foreign && { id: foreign.id, message: foreign.foreign ?? '' }] = illegibleIn(catalog)
    // What cannot be read may have it whole.
    if (!broken || catalog.unread.length > 0) continue
    for (const place of places) {
      let isTold = false
      for await (const { key } of place.store.list(objectName.folder(name, 'proofs', broken.id), world.signal))
        isTold ||= key.endsWith('.failed.json')
      if (isTold) continue
      const findings = [{ level: 'failure', blame: 'copy', message: world.redact(broken.message) }] as const
      const at = world.now()
      const times = { startedAt: at, finishedAt: at, durations: {} }
      const proof: Proof = { id: broken.id, level: 'check', store: place.name, outcome: 'failed', findings, ...times }
      for (const failure of await keepProof(world, [place], name, proof)) throw failure
    }
  }
}
