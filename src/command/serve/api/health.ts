import type { Health } from '../../../judge/judge.ts'
import { healthMetrics } from '../../../report/report.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Endpoint } from '../http/router.ts'
import type { Job } from '../job/job.ts'
import { isOver } from '../job/job.ts'
import { ReadingCache } from '../reads.ts'
import type { HealthReading, Server } from './contract.ts'
import { tell } from './shape.ts'

const says = 'The health of every source, as `backproof report --json` prints it, and of the server itself.'

export function healthEndpoints(server: Server): readonly Endpoint[] {
  const { monotonicMs } = server.world
  const answers = new ReadingCache<Answer>({ maxAgeMs: answerAgeMs, mostKept: 1, monotonicMs })
  const metrics = new ReadingCache<Answer>({ maxAgeMs: answerAgeMs, mostKept: 1, monotonicMs })
  const handle = () => answers.get('', () => answer(server))
  const health = {
    method: 'GET',
    summary: 'The health of every source, and of this server',
    answers: { 200: { says, is: tell.health } },
    refusals: [502, 503],
    handle,
  } as const
  return [
    { ...health, path: '/api/health', name: 'health' },
    // Where a page that is published beside the backups has it.
    { ...health, path: '/api/health/infra/backup.json', name: 'healthFile' },
    {
      method: 'GET',
      path: '/healthz',
      name: 'alive',
      summary: 'Says that the server answers, and nothing else; needs no token',
      open: true,
      answers: { 200: { says: 'It answers.', is: tell.alive } },
      refusals: [],
      handle: () => json({ status: 'alive' }),
    },
    {
      method: 'GET',
      path: '/metrics',
      name: 'metrics',
      summary: 'The health of every source as metrics for Prometheus',
      description: 'Give Prometheus the token: `authorization: { credentials_file: ... }` in its scrape configuration.',
      answers: { 200: { says: 'The metrics, in the text format 0.0.4.', is: metricsType } },
      refusals: [502, 503],
      handle: () => metrics.get('', async () => metricsOf(await server.health())),
    },
    {
      method: 'GET',
      path: '/',
      name: 'page',
      summary: 'The health of every source as a page',
      description: 'A browser may send the token as the password of its own dialogue.',
      answers: { 200: { says: 'The page.', is: 'text/html; charset=utf-8' } },
      refusals: [502, 503],
      async handle() {
        const { page } = await server.health()
        return { status: 200, body: page, type: 'text/html; charset=utf-8', headers: pageHeaders(page) }
      },
    },
  ]
}

/** Many monitors may ask at once: what is told is put together a few times in a second, and the stores are read less often. */
const answerAgeMs = 250

const metricsType = 'text/plain; version=0.0.4; charset=utf-8'

/** `report --json` gave the reading. */
const metricsOf = ({ json: read }: HealthReading): Answer => ({
  status: 200,
  body: healthMetrics(read as Health),
  type: metricsType,
})

async function answer(server: Server): Promise<Answer> {
  const { text, at } = await server.health()
  const state = JSON.stringify(stateOf(server, at))
  return { ...json({}), body: Buffer.from(`${text.slice(0, -1)},"server":${state}}`) }
}

/** The page says itself what it needs. */
function pageHeaders(page: string): Readonly<Record<string, string>> {
  const own = /<meta http-equiv="Content-Security-Policy" content="([^"\r\n]{1,1000})">/.exec(page)?.[1]
  const unescaped = own?.replaceAll('&#39;', "'")
  const policy = unescaped ?? "default-src 'none'; style-src 'unsafe-inline'"
  return {
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  }
}

function stateOf({ policy, jobs, scheduler, startedAt }: Server, at: Date) {
  const { policy: followed, file, since, refused } = policy.followed
  return {
    startedAt: startedAt.toISOString(),
    readAt: at.toISOString(),
    policy: {
      file: file.path,
      digest: followed.digest,
      followedSince: since.toISOString(),
      ...(refused ? { refused: { ...refused.problem, at: refused.at.toISOString() } } : {}),
    },
    scheduler: scheduler.state,
    jobs: jobs.counts,
    findings: [
      ...(refused
        ? [
            {
              level: 'bad' as const,
              message: `the policy file is refused, and the policy of ${since.toISOString()} is still followed: ${refused.problem.message}`,
              ...(refused.problem.hint ? { hint: refused.problem.hint } : {}),
            },
          ]
        : []),
      ...(scheduler.state.problem === null
        ? []
        : [{ level: 'bad' as const, message: `the last tick failed: ${scheduler.state.problem}` }]),
      ...failures(jobs.list(), Object.keys(followed.sources)),
    ],
  }
}

/** Of each source the newest job that has ended, if it failed: one that crashed may have left no record in a store. */
function failures(jobs: readonly Job[], sources: readonly string[]) {
  return sources.flatMap((source) => {
    const newest = jobs.find((job) => isOver(job) && job.sources.some((name) => name.replace(/\/.*$/s, '') === source))
    if (newest?.state !== 'failed') return []
    const [problem] = newest.problems
    const message = `the last job of ${source} (${newest.command}) failed: ${problem?.message ?? 'it says nothing of why'}`
    return [
      { level: 'bad' as const, source, job: newest.id, message, ...(problem?.hint ? { hint: problem.hint } : {}) },
    ]
  })
}
