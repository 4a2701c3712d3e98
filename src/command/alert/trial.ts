import { type PingMoment, ping } from '../../channel/channel.ts'
import type { News, NewsKind } from '../../judge/judge.ts'
import { isFailure, type Problem } from '../../problem.ts'
import { drillsOf } from '../../report/report.ts'
import type { Project } from '../project/project.ts'
import type { Result } from '../result.ts'
import { deliver } from './channel.ts'
import type { Claim } from './state.ts'
import { bulletinOf } from './tell.ts'

const kinds: readonly NewsKind[] = ['opened', 'reminded', 'closed', 'passed']

interface Trial {
  readonly channel: string
  readonly problem?: Problem
}

/** Sends one alert of each kind to each channel, and says of each channel whether it took them. Nothing is remembered of it. */
export async function testChannels(project: Project): Promise<Result> {
  const { world, policy } = project
  const channels = policy.notify?.channels.map(({ name }) => name) ?? []
  const [source] = project.sources
  if (!source) throw new Error('a policy has a source')
  const until = world.now()
  const since = new Date(until.getTime() - 3_600_000)
  const news = kinds.map((kind): News => {
    const isOver = kind === 'closed' || kind === 'passed'
    const message = `a test of how an alert that is ${kind} looks`
    const hint = 'Nothing is to be done.'
    const common = { kind, source: source.name, rule: 'failed', message, hint, since, flaps: false, channels } as const
    return isOver ? { ...common, until } : common
  })
  const drills = policy.notify?.drillOverdue && policy.drills ? [drillNews(policy.project, since, channels)] : []
  const bulletin = { ...bulletinOf(project, [...news, ...drills]), test: true } as const
  const [deliveries, pinged] = await Promise.all([
    deliver(world, policy, [source.name, drillsOf(policy.project)].map(emptyClaim), bulletin),
    testPing(project),
  ])
  const trials: readonly Trial[] = [
    ...deliveries.map(({ channel, problem }) => ({ channel, ...(problem ? { problem } : {}) })),
    ...pinged,
  ]
  const problems = trials.flatMap(({ problem }) => (problem ? [problem] : []))
  const status = problems.length === 0 ? 'succeeded' : 'failed'
  const found = trials.map(({ channel, problem }) => ({ channel, ...(problem ? { problem: problem.message } : {}) }))
  const text = () =>
    found
      .map(({ channel, problem }) => (problem ? `✗ ${channel}: ${problem}` : `✓ ${channel} took one of each kind`))
      .join('\n')
  return { json: { version: 1, command: 'alert', status, channels: found }, text, problems }
}

const drillNews = (project: string, since: Date, channels: readonly string[]): News => ({
  ...{ kind: 'opened', source: drillsOf(project), rule: 'drill-overdue', since, flaps: false, channels },
  message: 'a test of how an alert of a drill that is overdue looks',
  hint: 'Nothing is to be done.',
})

const emptyClaim = (name: string): Claim => ({
  subject: { name, key: '' },
  news: [],
  state: { revision: 0, alerts: {} },
  there: undefined,
  places: [],
  notes: [],
})

/** A start and a success, as a run has them: a failure would raise the alarm. */
async function testPing({ policy, world }: Project): Promise<readonly Trial[]> {
  const to = policy.notify?.ping
  if (!to) return []
  try {
    for (const moment of ['start', 'success'] satisfies PingMoment[])
      await ping(to.url.reveal(), moment, 'backproof alert test', {
        ...{ where: 'notify.ping', signal: world.signal },
        ...(to.insecure ? { insecure: true } : {}),
      })
    return [{ channel: 'ping' }]
  } catch (error) {
    if (!isFailure(error)) throw error
    return [{ channel: 'ping', problem: error }]
  }
}
