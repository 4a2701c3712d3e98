import type { Entry, Place } from '../../catalog/catalog.ts'
import type { PlainBackup, RestoreRequest, Target } from '../../engine/engine.ts'
import { isProblem } from '../../problem.ts'
import { fromCopies } from '../copy/failover.ts'
import type { Project } from '../project/project.ts'
import { quiet } from './globals.ts'

/** Throws what a restore into this target would be refused for, before anything is done for it. */
export async function askTarget(
  project: Project,
  entry: Entry,
  store: string | undefined,
  open: (place: Place) => Promise<PlainBackup>,
  target: Target,
  request: RestoreRequest,
): Promise<void> {
  const { value: refused } = await fromCopies(quiet(project), entry, store, async (place) => {
    const backup = await open(place)
    try {
      await target.admit(backup, request)
    } catch (error) {
      // No matter of this copy, nor of the one before it.
      if (!isProblem(error, 'target-refused')) throw error
      return error
    }
    return undefined
  })
  if (refused !== undefined) throw refused
}
