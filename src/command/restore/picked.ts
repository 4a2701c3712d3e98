import { type Entry, isUsable } from '../../catalog/catalog.ts'
import { engineOf, type Facts, type Replay } from '../../engine/engine.ts'
import { momentOf, type Route } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { isFailure, messageOf, Problem } from '../../problem.ts'
import { didYouMean, formatMoment, namesSome } from '../../words/words.ts'
import { fromCopies } from '../copy/failover.ts'
import type { Project } from '../project/project.ts'
import { openCopy, quiet } from './globals.ts'

/**
 * Says before the playback which patterns of --only no dump around the moment knows. It is no refusal: a table may have been made,
 * and dropped, between two dumps, and is then to be had from the log alone.
 */
export async function warnUnknown(
  project: Project,
  source: Source,
  route: Route,
  only: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { log } = project.world
  const { can, replay } = await engineOf(source.engine)
  if (!replay) return
  const noun = can.selects ?? 'part'
  const names: string[] = []
  const dumps = await around(project, source, route)
  for (const entry of dumps) {
    try {
      const { value } = await fromCopies(quiet(project), entry, undefined, async (place) =>
        openCopy(project, entry, place, signal),
      )
      names.push(...replay.selectable(value.facts.objects))
    } catch (error) {
      if (!isFailure(error)) throw error
      log.warning(`${source.name}: whether --only names what is there is not known yet: ${messageOf(error)}`)
      return
    }
  }
  if (dumps.length === 0) return
  for (const pattern of only.filter((one) => !names.some((name) => replay.means(one, name))))
    log.warning(
      `${source.name}: ${dumps.map(({ id }) => id).join(' and ')} ${dumps.length === 1 ? 'has' : 'have'} no ${noun} ${pattern}${meant(pattern, names)}; it is looked for once the log is played back, which is in vain unless it was made after the dump`,
    )
}

/** The last dump before a moment, and the first after it. */
async function around(project: Project, source: Source, { reaches }: Route): Promise<readonly Entry[]> {
  const { entries } = await project.catalog(source)
  const usable = entries
    .filter((entry) => isUsable(entry, project.world.now()))
    .toSorted((a, b) => momentOf(a).getTime() - momentOf(b).getTime())
  const before = usable.findLast((entry) => momentOf(entry) <= reaches)
  const after = usable.find((entry) => momentOf(entry) > reaches)
  return [before, after].filter((entry) => entry !== undefined)
}

/** Throws `usage` for a pattern that means nothing of what was there then. */
export function mustHave(
  { name }: Source,
  { reaches }: Route,
  only: readonly string[],
  replay: Replay,
  objects: Facts['objects'],
  noun: string,
): void {
  const names = replay.selectable(objects)
  const idle = only.find((pattern) => !names.some((one) => replay.means(pattern, one)))
  if (idle === undefined) return
  const tables = names.length === 0 ? 'It had none at all.' : `It had ${namesSome(names, 10)}; * and ? are wild.`
  throw new Problem('usage', `${name} had no ${noun} ${idle} at ${formatMoment(reaches)}${meant(idle, names)}`, {
    hint: `${tables} Take an earlier moment if it was dropped before, or a later one if it was made after.`,
  })
}

/** A name without its schema is near one that has it. */
const meant = (pattern: string, names: readonly string[]): string =>
  didYouMean(pattern, pattern.includes('.') ? names : names.map((name) => name.replace(/^public\./, '')))
