import { writeFile } from 'node:fs/promises'
import { mapAtOnce, type SourceCatalog } from '../../catalog/catalog.ts'
import {
  baseFault,
  busySources,
  type DrillTask,
  matrixOf,
  parseShards,
  plan as planTasks,
  putOffMs,
  type Task,
} from '../../plan/plan.ts'
import type { Policy, Source } from '../../policy/policy.ts'
import { describeRetention, describeRules } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { formatDuration, formatTime, plural, reasonOf, table } from '../../words/words.ts'
import { compares } from '../admit/demand.ts'
import { fitOf } from '../doctor/workflow-fit.ts'
import { describeDrill, drillTasks } from '../drill/look.ts'
import { isLogged } from '../log/logged.ts'
import { logTasks, promiseText } from '../log/view.ts'
import { asWritten } from '../project/databases/open.ts'
import { gapsOf } from '../project/entry.ts'
import { pathFrom } from '../project/policy-file.ts'
import { openProject, type Project } from '../project/project.ts'
import { policyOption, quoted } from '../project/said.ts'
import { scheduleWarnings } from '../project/schedule.ts'
import { hasSecretKey } from '../project/secret.ts'
import { describeTask } from '../project/session.ts'
import { lookUnclaimed, unclaimedJson } from '../project/unclaimed.ts'
import { savePlan } from '../prune/saved-plan.ts'
import type { Run } from '../result.ts'
import { comparePlan } from './review.ts'

/** What applies to each source, defaults included, and why each task is due or not. */
export const plan: Run = async (world, options) => {
  if (compares(world.env, options)) return comparePlan(world, options)
  const shards = options.shards === undefined ? undefined : parseShards(options.shards)
  const project = await openProject(world, options, { patience: 'short', databases: 'either' })
  const { policy, sources } = project
  const catalogs = new Map(
    await mapAtOnce(sources, async (source) => [source.name, await project.catalog(source)] as const, 64),
  )
  if (options.save !== undefined) await writeSaved(project, [...catalogs.values()], options.save)
  const names = sources.map(({ name }) => name)
  const now = world.now()
  const tasks = planTasks(policy, catalogs, now, names)
  const bySource = Map.groupBy(tasks, (task) => task.source)
  const ofLogs = new Map(
    await mapAtOnce(
      sources,
      async (source) => {
        const catalog = catalogs.get(source.name)
        return [source.name, catalog ? await logTasks(project, source, catalog) : []] as const
      },
      16,
    ),
  )
  const matrix = shards === undefined ? undefined : share(project, tasks, shards)
  const fit = await fitOf(world, asWritten(project))
  const described = sources.map((source) => ({
    source: source.name,
    engine: source.engine,
    applies: applies(source, policy),
    tasks: [
      ...(bySource.get(source.name) ?? []).map(describeTask),
      ...(ofLogs.get(source.name) ?? []).map(describeTask),
    ],
    warnings: [
      ...baseWarnings(source),
      ...scheduleWarnings(project, source, catalogs.get(source.name), now),
      ...fit
        .filter((one) => one.source === (source.member?.group ?? source.name))
        .map(({ says, hint }) => `${says}. ${hint}`),
    ],
  }))
  for (const { says, hint } of fit.filter(({ source }) => source === undefined)) world.log.warning(`${says}. ${hint}`)
  const look = await lookUnclaimed(
    project,
    options,
    [...catalogs.values()].flatMap(({ unread }) => unread.map(({ store }) => store)),
  )
  for (const warning of look.warnings) world.log.warning(warning)
  const drills = options.source === undefined ? await drillTasks(project, [...catalogs.values()]) : []
  const base = {
    version: 1,
    project: policy.project,
    timezone: policy.timezone,
    sources: described,
    ...(drills.length > 0 ? { drills: drills.map(describeDrill) } : {}),
    ...unclaimedJson(look),
  }
  const json = matrix ? { ...base, matrix } : base
  const text = () =>
    described
      .map(({ source, engine, applies, tasks, warnings }) =>
        [
          `${source} (${engine})`,
          indent(table(Object.entries(applies))),
          indent(
            table(
              tasks.map(({ kind, due, because, next }) => [
                due && kind !== 'prune' ? 'DUE' : '–',
                kind,
                `${because.join('; ')}${next ? ` (next ${formatTime(next, policy.timezone)})` : ''}`,
              ]),
            ),
          ),
          ...(warnings.length > 0 ? [indent(warnings.map((warning) => `warning: ${warning}`).join('\n'))] : []),
        ].join('\n\n'),
      )
      .concat(drills.length > 0 ? [['drills', indent(table(drills.map(drillRow(policy.timezone))))].join('\n\n')] : [])
      .join('\n\n')
  const outputs = matrix ? { outputs: { matrix: JSON.stringify(matrix) } } : {}
  return { json, text, problems: [...catalogs.values()].flatMap(gapsOf), ...outputs }
}

const drillRow =
  (timezone: string) =>
  ({ drill, due, because, next }: DrillTask) => [
    due ? 'DUE' : '–',
    drill,
    `${because.join('; ')}${next ? ` (next ${formatTime(next, timezone)})` : ''}`,
  ]

/** The jobs among which a workflow shares the sources that have something to do. */
function share({ world, sources }: Project, tasks: readonly Task[], shards: number) {
  const names = sources.map(({ name }) => name)
  const busy = busySources(tasks, hasSecretKey(world))
  // Which databases a server has may be seen in no job but those: each takes its own.
  const unknown = sources.some(({ name, databases }) => databases !== undefined && busy.has(name))
  return matrixOf(names, busy, shards, unknown ? 'all' : 'busy')
}

/** What retention deletes now, written down for `prune --plan`. */
async function writeSaved(project: Project, catalogs: readonly SourceCatalog[], file: string): Promise<void> {
  const saved = await savePlan(project, catalogs, project.world.now())
  const path = pathFrom(project.world.cwd, file)
  try {
    await writeFile(path, `${JSON.stringify(saved, null, 2)}\n`, { mode: 0o600 })
  } catch (cause) {
    throw new Problem('usage', `the plan cannot be written: ${reasonOf(cause)}`, {
      hint: 'Give --save a file in a folder that exists and may be written to.',
      cause,
    })
  }
  const count = saved.sources.reduce((sum, { deletes, purges }) => sum + deletes.length + purges.length, 0)
  project.world.log.info(
    `wrote ${path}: ${plural(count, 'deletion')}; \`backproof prune --plan ${quoted(file)}${policyOption(project.policy.path)}\` carries it out`,
  )
}

function baseWarnings(source: Source): readonly string[] {
  const fault = isLogged(source) ? baseFault(source) : undefined
  return fault ? [`${fault.says}. ${fault.hint}`] : []
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ')

/** The policy's answer for one source, with every default filled in. */
function applies(source: Source, policy: Policy): Readonly<Record<string, string>> {
  const { retention, verify, objectives } = source
  return {
    stores: source.stores.join(', '),
    schedule: source.schedule ? `${source.schedule} (${policy.timezone})` : 'none: only on demand',
    ...(source.increments
      ? { incremental: `${source.increments.schedule}, up to ${source.increments.maxChain} backups in a chain` }
      : {}),
    ...(isLogged(source) ? { 'point-in-time': promiseText(source) } : {}),
    'verify check': verify.check ?? 'only after each backup',
    'verify read': verify.read
      ? `${verify.read}${source.stores.length > 1 ? `, ${verify.copies === 'all' ? 'all copies' : 'each copy in turn'}` : ''}`
      : 'never on its own',
    'verify restore': verify.restore ?? 'never on its own',
    keep: describeRetention(retention, policy.timezone).join('; '),
    ...keptIn(source, policy),
    'never below': plural(retention.minKeep, 'backup'),
    grace: retention.grace.text,
    ...(source.paused ? { paused: 'yes: its schedule is ignored' } : {}),
    ...(source.jitterMs
      ? { 'delayed by': `${formatDuration(putOffMs(source))}, of a jitter up to ${formatDuration(source.jitterMs)}` }
      : {}),
    ...(objectives.rpoMs === undefined ? {} : { rpo: formatDuration(objectives.rpoMs) }),
    ...(objectives.rtoMs === undefined ? {} : { rto: formatDuration(objectives.rtoMs) }),
  }
}

/** The rules of stores that have their own, for the copies in them. */
function keptIn({ stores }: Source, policy: Policy): Readonly<Record<string, string>> {
  return Object.fromEntries(
    stores.flatMap((name) => {
      const rules = policy.stores[name]?.retention
      if (!rules) return []
      const grace = rules.grace ? [`grace ${rules.grace.text}`] : []
      return [[`keep in ${name}`, [...describeRules(rules), ...grace].join('; ')]]
    }),
  )
}
