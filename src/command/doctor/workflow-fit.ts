import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { answered, cronFault } from '../../plan/plan.ts'
import type { Policy, Source } from '../../policy/policy.ts'
import { rootOf } from '../../trust/trust.ts'
import type { World } from '../../world.ts'
import { pathFrom } from '../project/policy-file.ts'
import type { Examined } from './examined.ts'
import { jobsOf, type WorkflowJob } from './workflow-job.ts'

/** What a policy asks for and its workflows do not do: of one source, or of a job. */
export interface Misfit {
  readonly source?: string
  /** `broken`: what the policy promises will not happen; `risky`: it will, by a job that can do too much, or its end would go unheard. */
  readonly kind: 'broken' | 'risky'
  readonly says: string
  readonly hint: string
}

const folder = '.github/workflows'

/** The jobs of the workflows beside a policy, and of those that are named; undefined: it has none that use this program. */
async function workflowsBeside(
  world: World,
  policy: string,
  named: readonly string[] = [],
): Promise<readonly WorkflowJob[] | undefined> {
  const root = (await rootOf(dirname(pathFrom(world.cwd, policy)))) ?? world.cwd
  const names = await readdir(join(root, folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  const beside = names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(root, folder, name))
  const paths = new Set([...beside.sort(), ...named.map((path) => pathFrom(world.cwd, path))])
  const jobs: WorkflowJob[] = []
  for (const path of paths) jobs.push(...jobsOf(relative(root, path), await readFile(path, 'utf8')))
  return jobs.length > 0 ? jobs : undefined
}

/** Where policy and workflows do not fit each other. Pure. */
export function misfits(
  { sources, timezone, notify }: Pick<Policy, 'sources' | 'timezone' | 'notify'>,
  jobs: readonly WorkflowJob[],
  now: Date,
): readonly Misfit[] {
  return [
    ...Object.values(sources).flatMap((source) => [
      ...backupMisfits(source, timezone, jobs, now),
      ...(['read', 'restore'] as const).flatMap((level) => proofMisfits(source, level, timezone, jobs, now)),
    ]),
    ...jobs.flatMap(deleters),
    ...(notify ? tellers(notify, jobs) : []),
  ]
}

const concerns = ({ sources }: { readonly sources: readonly string[] }, { name }: Source) =>
  sources.length === 0 || sources.includes(name)
const cronsOf = (jobs: readonly WorkflowJob[]) =>
  jobs.flatMap(({ crons }) => crons).filter((line) => cronFault(line, 'UTC') === undefined)
const filesOf = (jobs: readonly WorkflowJob[]) => [...new Set(jobs.map(({ file }) => file))].join(', ')

function backupMisfits(source: Source, timezone: string, jobs: readonly WorkflowJob[], now: Date): readonly Misfit[] {
  const { name, schedule, paused } = source
  if (schedule === undefined || paused) return []
  const backing = jobs.filter(({ calls }) =>
    calls.some((call) => ['run', 'backup'].includes(call.command) && concerns(call, source)),
  )
  const crons = cronsOf(backing)
  if (crons.length === 0)
    return [
      {
        source: name,
        kind: 'broken',
        says: `no workflow backs up ${name} on a schedule, though the policy says "${schedule}"`,
        hint: 'Call `run` from a workflow with on: schedule, as workflows-examples/scheduled.yml does.',
      },
    ]
  return slower(source, schedule, timezone, backing, 'backup', now)
}

function proofMisfits(
  source: Source,
  level: 'read' | 'restore',
  timezone: string,
  jobs: readonly WorkflowJob[],
  now: Date,
): readonly Misfit[] {
  const schedule = source.verify[level]
  if (schedule === undefined) return []
  const proving = jobs.filter(
    ({ calls, hasKey, crons }) =>
      hasKey && crons.length > 0 && calls.some((call) => call.proves.includes(level) && concerns(call, source)),
  )
  if (proving.length === 0)
    return [
      {
        source: source.name,
        kind: 'broken',
        says: `no workflow has the key that the ${level} proof of ${source.name} needs, though the policy says "${schedule}"`,
        hint: 'Call `verify --due` from a workflow with on: schedule and BACKPROOF_SECRET_KEY, as workflows-examples/prove.yml does.',
      },
    ]
  return slower(source, schedule, timezone, proving, `${level} proof`, now)
}

function slower(
  { name }: Source,
  schedule: string,
  timezone: string,
  jobs: readonly WorkflowJob[],
  what: string,
  now: Date,
): readonly Misfit[] {
  const { ticks, missed } = answered(schedule, timezone, cronsOf(jobs), now)
  if (missed === 0) return []
  return [
    {
      source: name,
      kind: 'broken',
      says: `${filesOf(jobs)} runs less often than the policy asks: ${missed} of the next ${ticks} times at which a ${what} of ${name} is due ("${schedule}") pass without a run`,
      hint: 'Run the workflow more often than the schedule in the policy: `run` and `verify --due` do only what is due.',
    },
  ]
}

/** Who gets hold of such a job can delete what it has backed up. */
function deleters({ file, name, calls }: WorkflowJob): readonly Misfit[] {
  const backs = calls.some(({ command }) => command === 'run' || command === 'backup')
  if (!backs || !calls.some(({ apply }) => apply)) return []
  return [
    {
      kind: 'risky',
      says: `${file}: the job ${name} backs up and may delete (apply): whoever takes it over can delete the backups`,
      hint: 'Remove apply, and call `prune --apply` from a separate job with the role that deletes, as workflows-examples/prune.yml does.',
    },
  ]
}

const telling = ['run', 'backup', 'verify', 'prune', 'alert']

/** Whether alerts can reach anybody, also when the workflow that makes backups is dead. */
function tellers({ channels, ping }: NonNullable<Policy['notify']>, jobs: readonly WorkflowJob[]): readonly Misfit[] {
  const tell = jobs.filter(({ calls }) => calls.some(({ command }) => telling.includes(command)))
  const mute = channels.some(({ kind }) => kind === 'github-issue')
    ? tell.filter(({ opensIssues }) => !opensIssues)
    : []
  const watched = jobs.some(({ calls, crons }) => crons.length > 0 && calls.some(({ command }) => command === 'alert'))
  return [
    ...mute.map(({ file, name }): Misfit => {
      const says = `${file}: the job ${name} may not open issues, though the policy has notify: github-issue`
      return { kind: 'broken', says, hint: 'Give the job permissions: { issues: write }, beside those that it has.' }
    }),
    ...(channels.length > 0 && !ping && !watched
      ? [
          {
            kind: 'risky',
            says: 'no workflow calls `alert` on a schedule: nobody hears of it when the workflow that backs up is dead',
            hint: 'Copy workflows-examples/watch.yml.',
          } as const,
        ]
      : []),
  ]
}

const what = 'policy and workflows'

/** As the doctor says them. `strict`: what the policy promises and no workflow does is a mistake, not a note. */
export function examineFit(found: readonly Misfit[], strict: boolean): readonly Examined[] {
  return found.map(({ kind, says, hint }) => ({
    what,
    outcome: strict && kind === 'broken' ? 'bad' : 'note',
    says,
    hint,
  }))
}

/** Where the policy and the workflows beside it do not fit each other; nothing where no workflow uses this program. */
export async function fitOf(world: World, policy: Policy, named: readonly string[] = []): Promise<readonly Misfit[]> {
  const jobs = await workflowsBeside(world, policy.path, named)
  return jobs ? misfits(policy, jobs, world.now()) : []
}
