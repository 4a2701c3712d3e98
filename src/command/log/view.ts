import {
  isUsable,
  type Place,
  type Proof,
  readProofTimes,
  type SourceCatalog,
  sourceOf,
} from '../../catalog/catalog.ts'
import { type LogLook, proofOfLog } from '../../judge/judge.ts'
import { type LogTask, planBase, planTick } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { isFailure } from '../../problem.ts'
import { formatBytes, formatDuration, plural } from '../../words/words.ts'
import type { Project } from '../project/project.ts'
import { isLogged, type Logged } from './logged.ts'
import { basesOfLog, currentLog, outline } from './read-log.ts'
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
  return isKnown ? newest : await lookAtLog(project, source, outline, dumps)
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

/** Whether a piece of its log, or a base, is due, as `run` sees it; none of a source without a log, or one that is paused. */
export async function logTasks(project: Project, source: Source, dumps: SourceCatalog): Promise<readonly LogTask[]> {
  if (!isLogged(source) || source.paused) return []
  const moment = { now: project.world.now(), timezone: project.policy.timezone }
  const { state } = await currentLog(project, source, await basesOfLog(project, source, dumps))
  return [planTick(source, state, moment), planBase(source, state, moment)]
}

/** "any second of the last 7 d: a piece of its log every 15 m, onto its own backups" */
export function promiseText({ pointInTime: { everyMs, windowMs, base, increments } }: Logged): string {
  const between = increments
    ? ` and what has changed of "${increments.schedule}", up to ${increments.maxChain} in a chain`
    : ''
  const onto = base === undefined ? 'its own backups' : `base backups of "${base}"${between}`
  return `any second of the last ${formatDuration(windowMs)}: a piece of its log every ${formatDuration(everyMs)}, onto ${onto}`
}

/** What it costs the stores and the server. */
export function costText({ pointInTime: { everyMs, windowMs, base, slot, maxSlotLagBytes } }: Logged): string {
  const perDay = Math.ceil(86_400_000 / everyMs)
  const kept = Math.ceil(windowMs / everyMs)
  const held =
    base === undefined || slot === 'none'
      ? 'the server keeps its log by its own settings'
      : `its replication slot keeps on the server what is not collected, and runs fail beyond ${formatBytes(maxSlotLagBytes)}`
  return `${plural(perDay, 'piece')} a day, about ${kept} kept; ${held}`
}
