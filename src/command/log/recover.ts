import type { Recovered } from '../../engine/engine.ts'
import type { Route } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { during } from '../../progress.ts'
import { type FromCopy, fromCopies } from '../copy/failover.ts'
import type { Project } from '../project/project.ts'
import { openCopy } from '../restore/globals.ts'
import { replayOf } from './logged.ts'
import { openPieces } from './pieces.ts'

/** A throw-away server at the moment of a route: from the nearest store, or where a copy fails, from the next. */
export async function recover(
  project: Project,
  source: Source,
  route: Route,
  store: string | undefined,
  signal: AbortSignal,
): Promise<FromCopy<Recovered>> {
  const { world, bench } = project
  const replay = await replayOf(source)
  const by = { tools: source.tools, image: source.verify.image, source }
  return await fromCopies(project, route.base, store, async (place) => {
    const full = await openCopy(project, route.base, place, signal)
    const log = await openPieces(project, route.log, place, signal)
    const chain = { full, increments: [], position: route.position, log }
    const until = route.until === 'end' ? 'end' : { time: route.until }
    return await during(
      world.log,
      {
        what: `${route.base.id}: restoring, then playing back its log`,
        done: full.readBytes,
        of: full.sealedBytes,
        unit: 'sealed',
      },
      () => replay.recover(chain, until, by, bench, signal),
    )
  })
}
