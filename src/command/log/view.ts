import {
  isUsable,
  type Place,
  type Proof,
  readProofTimes,
  type SourceCatalog,
  sourceOf,
} from '../../catalog/catalog.ts'
import { type LogLook, proofOfLog } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { isFailure } from '../../problem.ts'
import type { Project } from '../project/project.ts'
import { isLogged } from './logged.ts'
import { lookAtLog } from './route.ts'

/** All that reports say of a source's log; undefined: the policy has none collected. */
export async function logLook(project: Project, source: Source, dumps: SourceCatalog): Promise<LogLook | undefined> {
  if (!isLogged(source)) return undefined
  const look = await lookAtLog(project, source, 'all', dumps)
  const proof = proofOfLog(look.log.entries, project.world.now())
  const times = proof && (await timesOf(project, look.log.entries, proof))
  return { ...look, ...(times ? { times: new Map([[proof, times]]) } : {}) }
}

/**
 * Until when it can be restored. Only the newest part is read, so that a long log costs each run no more than a short one; all of
 * it where that part has nothing that it could be played onto.
 */
export async function logEnd(project: Project, source: Source, dumps: SourceCatalog): Promise<LogLook | undefined> {
  if (!isLogged(source)) return undefined
  const newest = await lookAtLog(project, source, 'newest', dumps)
  const isKnown =
    newest.windows.length > 0 || newest.log.entries.every((entry) => !isUsable(entry, project.world.now()))
  return isKnown ? newest : await lookAtLog(project, source, 'all', dumps)
}

/** How long the proof took; undefined where that cannot be read: what it found is known from its name. */
async function timesOf(project: Project, entries: SourceCatalog['entries'], proof: Proof) {
  const copies = entries.find(({ id }) => id === proof.id)?.copies ?? []
  const name = copies.includes(proof.store) ? proof.store : copies[0]
  const folder = sourceOf(proof.id)
  if (name === undefined || folder === undefined) return undefined
  try {
    const place: Place = await project.place(name)
    return await readProofTimes(place, folder, proof, project.world.signal)
  } catch (error) {
    if (!isFailure(error)) throw error
    return undefined
  }
}
