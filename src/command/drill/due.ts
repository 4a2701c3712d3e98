import { mapAtOnce } from '../../catalog/catalog.ts'
import { parseShard } from '../../plan/plan.ts'
import { isFailure, isProblem, messageOf } from '../../problem.ts'
import { formatTime } from '../../words/words.ts'
import type { Options } from '../option.ts'
import { hasSecretKey } from '../project/secret.ts'
import type { Session } from '../project/session.ts'
import { carryOut, chosen } from './drill.ts'
import { drillTasks } from './look.ts'

/**
 * The partial and full drills that are due. They are of the whole project: a run of some sources makes none, and of one in shards
 * the first does. A job that only backs up has no secret key: its drills wait for the one that has.
 */
export async function drillsDue(session: Session, options: Options): Promise<void> {
  const { world, policy } = session.project
  const shard = options.shard === undefined ? undefined : parseShard(options.shard)
  if (!policy.drills || options.source !== undefined || (shard && shard.index !== 1)) return
  const project = shard ? { ...session.project, sources: Object.values(policy.sources) } : session.project
  try {
    const catalogs = await mapAtOnce(project.sources, (source) => project.catalog(source))
    const tasks = (await drillTasks(project, catalogs)).filter(({ due }) => due)
    for (const { drill, overdueSince } of tasks) {
      const late = overdueSince ? `, and overdue since ${formatTime(overdueSince, policy.timezone)}` : ''
      if (drill === 'manual') world.log.info(`the manual drill is due${late}: a person signs it off (docs/drills.md)`)
      else if (!hasSecretKey(world))
        world.log.warning(`the ${drill} drill is due${late}, and is waiting for a job that has BACKPROOF_SECRET_KEY`)
    }
    const own = { ...session, project }
    // A full drill is one of every source: after it, no partial one is due in this run.
    const [first] = ['full', 'partial'].flatMap((kind) => tasks.filter(({ drill }) => drill === kind))
    if (!first || !hasSecretKey(world) || first.drill === 'manual') return
    const sources = await chosen(project, first.drill, false)
    await world.log.group(`${first.drill} drill`, () =>
      carryOut(own, sources, first.drill === 'full' ? 'full' : 'partial', 'schedule', first.because),
    )
  } catch (error) {
    if (!isFailure(error) || isProblem(error, 'cancelled')) throw error
    session.problems.push({ source: 'drill', error })
    world.log.error(world.redact(messageOf(error)))
  }
}
