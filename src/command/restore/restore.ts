import { openProject } from '../project/project.ts'
import type { Run } from '../result.ts'
import { choose } from './choose.ts'
import { finishRestore } from './finish.ts'
import { momentAsked, restoreMoment } from './moment.ts'
import { restoreOne } from './one.ts'
import { rawTarget } from './raw.ts'
import { restoreSeveral } from './several.ts'
import { restoreStatus } from './status.ts'
import { maskTargets } from './target.ts'

/** Restores a backup; or shows the restores that there were, or ends what one of them has left open. */
export const restore: Run = async (world, options) => {
  if (options.status) return await restoreStatus(world, options)
  if (options.finish) return await finishRestore(world, options)
  maskTargets(world, [options.into, options.raw, ...(options.overwrite ?? [])])
  const project = await openProject(world, options, { gone: 'too' })
  maskTargets(
    world,
    Object.values(project.policy.sources).map(({ recovery }) => recovery?.into),
  )
  if (options.what !== undefined) return await restoreSeveral(project, options, options.what)
  // Before anything is fetched.
  if (options.raw !== undefined) rawTarget(project, options, options.raw)
  const [source, ...others] = project.sources
  const moment = source && others.length === 0 ? momentAsked(source, options, project) : undefined
  if (source && moment !== undefined && options.raw === undefined)
    return await restoreMoment(project, source, moment, options)
  const found = await choose(project, options)
  return await restoreOne(project, found, options)
}
