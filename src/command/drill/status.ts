import { drillHealth } from '../../judge/judge.ts'
import { Problem } from '../../problem.ts'
import { drillText } from '../../report/report.ts'
import { redactAll, type World } from '../../world.ts'
import type { Options } from '../option.ts'
import { openProject } from '../project/project.ts'
import type { Result } from '../result.ts'
import { readDrills, seenDrills } from './keep.ts'

/** Older ones are in the stores; a person looks at the last few. */
const most = 50

/** Which drills there were, newest first. */
export async function drillStatus(world: World, options: Options): Promise<Result> {
  const project = await openProject(world, options, { patience: 'short' })
  const { policy } = project
  const { drills: seen, unread } = await seenDrills(project)
  const told = await readDrills(project, seen.slice(0, most))
  const drills = redactAll(
    told.map(({ seen, record }) => drillHealth(seen, record)),
    world.redact,
  )
  const left = seen.length - drills.length
  const problems = unread.map(
    ({ store, message, hint }) =>
      new Problem('store-failed', `the drills in ${store} could not be listed: ${message}`, {
        hint: hint ?? 'Drills that only this store knows of are not shown.',
      }),
  )
  const text = () =>
    drills.length === 0
      ? 'No drill is known.'
      : [
          ...drills.map((one) => drillText(one, policy.timezone)),
          ...(left > 0 ? [`and ${left} earlier ones`] : []),
        ].join('\n')
  return {
    json: { version: 1, project: policy.project, drills, ...(left > 0 ? { left } : {}), unread },
    text,
    problems,
  }
}
