import { plan as planTasks } from '../plan/plan.ts'
import type { Duration, Policy, Source } from '../policy/policy.ts'
import { formatTime, table } from '../report/report.ts'
import type { Run } from './all.ts'
import { gapsOf } from './entry.ts'
import { openProject } from './project.ts'
import { describeTask } from './run.ts'

/** What applies to each source, defaults included, and why each task is due or not. */
export const plan: Run = async (world, options) => {
  const project = await openProject(world, options)
  const { policy, sources } = project
  const catalogs = new Map(
    await Promise.all(sources.map(async (source) => [source.name, await project.catalog(source)] as const)),
  )
  const names = sources.map(({ name }) => name)
  const tasks = planTasks(policy, catalogs, world.now(), names)
  const described = sources.map((source) => ({
    source: source.name,
    engine: source.engine,
    applies: applies(source, policy),
    tasks: tasks.filter((task) => task.source === source.name).map(describeTask),
  }))
  const json = { version: 1, project: policy.project, timezone: policy.timezone, sources: described }
  const text = () =>
    described
      .map(({ source, engine, applies, tasks }) =>
        [
          `${source} (${engine})`,
          indent(table(Object.entries(applies))),
          indent(
            table(
              tasks.map(({ kind, due, because, next }) => [
                due ? 'DUE' : '-',
                kind,
                `${because.join('; ')}${next ? ` (next ${formatTime(next)})` : ''}`,
              ]),
            ),
          ),
        ].join('\n\n'),
      )
      .join('\n\n')
  return { json, text, problems: [...catalogs.values()].flatMap(gapsOf) }
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ')

/** The policy's answer for one source, with every default filled in. */
function applies(source: Source, policy: Policy): Readonly<Record<string, string>> {
  const { retention, verify, objectives } = source
  return {
    stores: source.stores.join(', '),
    schedule: source.schedule ? `${source.schedule} (${policy.timezone})` : 'none: only on demand',
    'verify read': verify.read ?? 'never by itself',
    'verify restore': verify.restore ?? 'never by itself',
    keep: keeps(source),
    'never below': `${retention.minKeep} backups`,
    grace: retention.grace.text,
    ...(objectives.rpoMs === undefined ? {} : { rpo: `${objectives.rpoMs / 60_000} min` }),
    ...(objectives.rtoMs === undefined ? {} : { rto: `${objectives.rtoMs / 60_000} min` }),
  }
}

function keeps({ retention }: Source): string {
  const { keep, tiers, max, protect } = retention
  const span = (length: Duration | 'all') => (length === 'all' ? 'all' : length.text)
  const rules = [
    ...(keep.last === undefined ? [] : [`last ${keep.last}`]),
    ...Object.entries(keep.counts).map(([period, count]) => `${period} ${count}`),
    ...(keep.within ? [`all within ${keep.within.text}`] : []),
    ...Object.entries(keep.withinPeriods).map(([period, length]) => `${period} within ${length.text}`),
    ...keep.tags.map((tags) => `tagged ${tags.join(' and ')}`),
    ...tiers.map(({ until, every }) => `every ${span(every)} until ${until.text}`),
    ...(max.count === undefined ? [] : [`at most ${max.count}`]),
    ...(max.bytes === undefined ? [] : [`at most ${max.bytes} bytes`]),
    ...(protect.length > 0 ? [`protected ${protect.join(' ')}`] : []),
  ]
  return rules.join('; ')
}
