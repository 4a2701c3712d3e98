import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, Problem } from '../../problem.ts'
import { version, type World } from '../../world.ts'
import type { Run } from '../result.ts'
import { isLoopback } from './address.ts'
import type { HealthReading, Server } from './api/contract.ts'
import { endpointsOf } from './api/endpoints.ts'
import { describeApi } from './api/openapi.ts'
import { type Clock, realClock } from './clock.ts'
import { type Limits, listen, usualLimits } from './http/server.ts'
import { Jobs, type Spawn } from './job/jobs.ts'
import { spawnOwn } from './job/spawn.ts'
import { KeptPolicy } from './kept-policy.ts'
import { type ServeLog, serveLog } from './log.ts'
import { makeRead, type Read, ReadingCache } from './reads.ts'
import { readPlan } from './schedule/due.ts'
import { Scheduler } from './schedule/scheduler.ts'
import { readSettings, requireSafe, type Settings } from './setting.ts'
import { readTokens, type Tokens } from './token.ts'

/** How long a reading of the health, and of a list, is given again. */
const healthAgeMs = 15_000
const listAgeMs = 5000
/** So often every source is seen to, whatever its schedule says. */
const roundMs = 15 * 60_000

/** Does on a server of one's own what workflows do on GitHub: what is due, when it is due, and what it is asked over HTTP. */
export const serve: Run = async (world, options) => {
  if (options.openapi) return description()
  if (world.env['GITHUB_ACTIONS'] === 'true')
    throw new Problem('usage', 'serve does not run in a workflow: a job would never end', {
      hint: 'Use `backproof run` in a workflow with a schedule.',
    })
  const settings = readSettings(options)
  const tokens = await readTokens(world)
  requireSafe(settings, tokens.count)
  const log = serveLog(world, settings.json)
  await using policy = await KeptPolicy.open(world, options, log)
  const spawn = spawnOwn(world, policy)
  const jobs = await serveUntilStopped({ ...{ world, settings, tokens, log, policy, spawn }, clock: realClock(world) })
  return { json: { version: 1, stopped: true, jobs }, text: () => '', problems: [] }
}

function description(): Awaited<ReturnType<Run>> {
  // The routes are what they are, whatever they would work with.
  const document = describeApi(endpointsOf({ world: { monotonicMs: () => 0 } } as unknown as Server))
  return { json: document, text: () => JSON.stringify(document, null, 2), problems: [] }
}

export interface Serving {
  readonly world: World
  readonly settings: Settings
  readonly tokens: Tokens
  readonly log: ServeLog
  readonly policy: KeptPolicy
  readonly spawn: Spawn
  readonly clock: Clock
  readonly limits?: Limits
  readonly onListening?: (url: string) => void
}

/** Serves until the world's signal fires, then ends in order. Gives how many jobs there were. */
export async function serveUntilStopped(serving: Serving): Promise<number> {
  const { world, settings, tokens, log, policy, spawn, clock } = serving
  const { signal, hurry = new AbortController().signal } = world
  // Readings go on while the server stops, so that whoever has asked gets an answer.
  const readings = new AbortController()
  const read = makeRead({ ...world, signal: readings.signal }, policy, log)
  const lists = new ReadingCache<Awaited<ReturnType<Read>>>({
    ...{ maxAgeMs: listAgeMs, mostKept: 64 },
    monotonicMs: clock.monotonicMs,
  })
  const healths = new ReadingCache<HealthReading>({
    ...{ maxAgeMs: healthAgeMs, mostKept: 1 },
    monotonicMs: clock.monotonicMs,
  })
  const jobs = new Jobs({
    ...{ spawn, clock, log, redact: world.redact, atOnce: settings.atOnce },
    onEnd(job) {
      scheduler.ended(job)
      lists.expire()
      healths.expire()
    },
  })
  const scheduler: Scheduler = new Scheduler({
    ...{ clock, log, jobs, roundMs, everyMs: settings.everyMs, args: settings.runArgs },
    sources: async () => Object.keys((await policy.refresh()).policy.sources),
    plan: async (source) => readPlan((await read('plan', { source })).json),
  })
  const server: Server = {
    ...{ world, policy, jobs, scheduler, read, lists, startedAt: clock.now() },
    health: () => healths.get('', () => readHealth(world, read)),
  }
  const http = await listen(settings.listen, {
    ...{ endpoints: endpointsOf(server), tokens, hostNames: settings.hostNames, log, redact: world.redact },
    limits: serving.limits ?? usualLimits,
  })
  log.info('listening', { url: http.url, version, pid: process.pid, every: `${settings.everyMs / 1000}s` })
  if (tokens.count === 0)
    log.warning('no-token', { message: 'only /healthz answers: set BACKPROOF_SERVE_TOKEN to use the API' })
  if (!isLoopback(settings.listen.host))
    log.warning('plain-http', { message: 'tokens and answers are not encrypted: put a proxy with TLS in front' })
  serving.onListening?.(http.url)
  try {
    await scheduler.loop(signal)
  } finally {
    const { running, waiting } = jobs.counts
    log.info('stopping', { because: messageOf(signal.reason), running, waiting })
    await Promise.all([jobs.close(settings.graceMs, hurry), http.close(settings.graceMs, hurry)])
    readings.abort(signal.reason)
    log.info('stopped')
  }
  return jobs.list().length
}

/** JSON and page of one reading. The page is written to a file, as by the command line, and read from there. */
async function readHealth({ temporaryDirectory }: World, read: Read): Promise<HealthReading> {
  const folder = await mkdtemp(join(temporaryDirectory, 'backproof-page-'))
  try {
    const html = join(folder, 'health.html')
    const reading = await read('report', { html })
    const text = JSON.stringify({ ...(reading.json as object), problems: reading.problems })
    return { ...reading, text, page: await readFile(html, 'utf8') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
