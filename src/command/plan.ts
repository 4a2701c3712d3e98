import { writeFile } from 'node:fs/promises'
import type { SourceCatalog } from '../catalog/catalog.ts'
import { plan as planTasks } from '../plan/plan.ts'
import type { Duration, Policy, Source } from '../policy/policy.ts'
import { formatTime, plural, table } from '../report/report.ts'
import type { Run } from './all.ts'
import { savePlan } from './binding.ts'
import { gapsOf } from './entry.ts'
import { inside, openProject, type Project } from './project.ts'
import { comparePlan, compares } from './review.ts'
import { describeTask } from './run.ts'

/** What applies to each source, defaults included, and why each task is due or not. */
export const plan: Run = async (world, options) => {
  if (compares(world, options)) return comparePlan(world, options)
  const project = await openProject(world, options)
  const { policy, sources } = project
  const catalogs = new Map(
    await Promise.all(sources.map(async (source) => [source.name, await project.catalog(source)] as const)),
  )
  if (options.save !== undefined) await writeSaved(project, [...catalogs.values()], options.save)
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

/** What retention deletes now, written down for `prune --plan`. */
async function writeSaved(project: Project, catalogs: readonly SourceCatalog[], file: string): Promise<void> {
  const saved = savePlan(project, catalogs, project.world.now())
  const path = inside(project.world.cwd, file)
  await writeFile(path, `${JSON.stringify(saved, null, 2)}\n`, { mode: 0o600 })
  const count = saved.sources.reduce((sum, { deletes }) => sum + deletes.length, 0)
  project.world.log.info(
    `wrote ${path}: ${plural(count, 'deletion')}; \`restorable prune --plan ${file}\` carries it out`,
  )
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
