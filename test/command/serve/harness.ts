import type { Options } from '../../../src/command/option.ts'
import type { Clock } from '../../../src/command/serve/clock.ts'
import { type Limits, usualLimits } from '../../../src/command/serve/http/server.ts'
import type { Work } from '../../../src/command/serve/job/job.ts'
import { KeptPolicy } from '../../../src/command/serve/kept-policy.ts'
import { serveLog } from '../../../src/command/serve/log.ts'
import { serveUntilStopped } from '../../../src/command/serve/serve.ts'
import { readSettings } from '../../../src/command/serve/setting.ts'
import { readTokens } from '../../../src/command/serve/token.ts'
import type { OwnEnd } from '../../../src/runtime/runtime.ts'
import type { World } from '../../../src/world.ts'

export const token = 'a-token-of-the-tests-0123456789'
const authorization = `Bearer ${token}`

/** A process that a test plays. */
export interface Played {
  readonly work: Work
  readonly hear: (line: string) => void
  readonly end: (end: OwnEnd) => void
  readonly signals: ('stop' | 'kill')[]
}

/** What was parsed, to look into freely. */
export type Loose = ReturnType<typeof JSON.parse>

export interface Served extends AsyncDisposable {
  readonly url: string
  readonly played: readonly Played[]
  /** A request with the token. */
  ask(path: string, init?: RequestInit): Promise<{ status: number; headers: Headers; body: Loose; text: string }>
  post(path: string, body?: unknown): ReturnType<Served['ask']>
  stop(): void
  hurry(): void
  readonly ended: Promise<number>
  readonly policy: KeptPolicy
}

export interface ServedOptions {
  readonly options?: Options
  readonly clock?: Clock
  readonly limits?: Partial<Limits>
  /** Called for each process; without it they run until the test ends them. */
  readonly play?: (played: Played) => void
}

/** A clock whose ticks never come: the scheduler looks once and then waits for the end. */
export const still = (world: World): Clock => ({
  now: world.now,
  monotonicMs: world.monotonicMs,
  sleep: (_, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    }),
})

/** The server in this process, with processes that the test plays. Stopped when it is disposed of. */
export async function startServer(world: World, given: ServedOptions = {}): Promise<Served> {
  const stopping = new AbortController()
  const hurrying = new AbortController()
  const env = { ...world.env, BACKPROOF_SERVE_TOKEN: token }
  const own: World = { ...world, env, signal: stopping.signal, hurry: hurrying.signal }
  const log = serveLog(own, true)
  const policy = await KeptPolicy.open(own, {}, log)
  const played: Played[] = []
  const spawn = async (work: Work, hear: (line: string) => void) => {
    const signals: ('stop' | 'kill')[] = []
    const { promise, resolve } = Promise.withResolvers<OwnEnd>()
    const one: Played = { work, hear, signals, end: resolve }
    played.push(one)
    given.play?.(one)
    return {
      pid: undefined,
      ended: promise,
      stop: () => void signals.push('stop'),
      kill() {
        signals.push('kill')
        resolve({ kind: 'killed', by: 'SIGKILL' })
      },
    }
  }
  const listening = Promise.withResolvers<string>()
  const ended = serveUntilStopped({
    ...{ world: own, log, policy, spawn, onListening: listening.resolve },
    settings: readSettings({ listen: '127.0.0.1:0', grace: '1s', ...given.options }),
    tokens: await readTokens(own),
    clock: given.clock ?? still(own),
    limits: { ...usualLimits, ...given.limits },
  })
  ended.catch(listening.reject)
  const url = await listening.promise
  const ask: Served['ask'] = async (path, init = {}) => {
    const response = await fetch(`${url}${path}`, { ...init, headers: { authorization, ...init.headers } })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text ? JSON.parse(text) : undefined,
    }
  }
  return {
    ...{ url, played, ask, ended, policy },
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    stop: () => stopping.abort(new Error('the test stops it')),
    hurry: () => hurrying.abort(),
    async [Symbol.asyncDispose]() {
      stopping.abort(new Error('the test is over'))
      hurrying.abort()
      for (const { end } of played) end({ kind: 'exit', code: 130, stdout: undefined })
      await ended
      await policy[Symbol.asyncDispose]()
    },
  }
}
