import { Problem } from '../../problem.ts'
import { formatTime, plural, suggest } from '../../words/words.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import { openProject, type Project } from '../project/project.ts'
import type { Result, Run } from '../result.ts'
import { tell } from './tell.ts'
import { testChannels } from './trial.ts'

const verbs = ['check', 'test'] as const

/** `alert check` judges every source from the stores and tells what is new; `alert test` sends one of each kind. */
export const alert: Run = async (world, options) => {
  const { words: [verb = 'check', ...rest] = [] } = options
  const known = verbs.find((one) => one === verb)
  if (!known || rest.length > 0)
    throw new Problem('usage', `alert takes one word, check or test, not ${[verb, ...rest].join(' ')}`, {
      hint: suggest(verb, verbs),
    })
  return known === 'test' ? testChannels(await opened(world, options)) : check(await opened(world, options))
}

async function opened(world: World, options: Options): Promise<Project> {
  const project = await openProject(world, options)
  if (project.policy.notify) return project
  throw new Problem('usage', `${project.policy.path} has no notify, so nobody would hear an alert`, {
    hint: 'Add notify: { github-issue: true }, or another channel of docs/alerts.md.',
  })
}

/** It succeeds where everybody was told, whatever there was to tell: `report` and `gate` have an exit code for health. */
async function check(project: Project): Promise<Result> {
  const { world, policy, sources } = project
  const { claims, deliveries, findings } = await tell(project, sources)
  for (const finding of findings) world.log.warning(finding)
  const problems = deliveries.flatMap(({ problem }) => (problem ? [problem] : []))
  const open = claims.flatMap(({ subject, state }) =>
    Object.entries(state.alerts).flatMap(([rule, { open, message, hint, since }]) =>
      open ? [{ source: subject.name, rule, since, message, ...(hint ? { hint } : {}) }] : [],
    ),
  )
  const news = claims.flatMap((claim) =>
    claim.news.map(({ kind, source, rule, channels }) => ({ kind, source, rule, channels })),
  )
  const channels = deliveries.map(({ channel, told, problem }) => ({
    ...{ channel, told: told.length },
    ...(problem ? { problem: problem.message } : {}),
  }))
  const status = problems.length === 0 ? 'succeeded' : 'failed'
  const text = () =>
    [
      `${plural(open.length, 'open alert')} of ${plural(sources.length, 'source')}, ${news.length} new`,
      ...open.map(
        ({ source, rule, since, message }) =>
          `  ${source}: ${rule} since ${formatTime(since, policy.timezone)}: ${message}`,
      ),
      ...channels.map(({ channel, told, problem }) => `  ${channel}: ${problem ?? `told ${told}`}`),
    ].join('\n')
  const json = {
    version: 1,
    command: 'alert',
    status,
    project: policy.project,
    at: world.now().toISOString(),
    open,
    news,
    channels,
    warnings: findings,
  }
  return { json, text, problems }
}
