import { Problem } from '../../problem.ts'
import { durationMs, parseDuration } from '../../time/time.ts'
import type { Options } from '../option.ts'
import { defaultListen, isLoopback, type Listen, parseListen } from './address.ts'

/** How the server was asked to be. */
export interface Settings {
  readonly listen: Listen
  readonly everyMs: number
  readonly graceMs: number
  readonly atOnce: number
  readonly hostNames: readonly string[]
  readonly json: boolean
  /** What each scheduled run is told besides its sources. */
  readonly runArgs: readonly string[]
}

/** Throws `usage` for what cannot be meant. */
export function readSettings(options: Options): Settings {
  const names = options['host-name'] ?? []
  for (const name of names)
    if (!/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i.test(name))
      throw new Problem('usage', `--host-name ${JSON.stringify(name)} is not the name of a host`, {
        hint: 'Write the name alone: --host-name backup.example.com.',
      })
  return {
    listen: parseListen(options.listen ?? defaultListen),
    everyMs: lengthOf('every', options.every ?? '1m', 1000, 3_600_000),
    graceMs: lengthOf('grace', options.grace ?? '1m', 0, 86_400_000),
    atOnce: countOf(options.jobs ?? '4'),
    hostNames: names.map((name) => name.toLowerCase()),
    json: options.json ?? false,
    runArgs: options.apply ? ['--apply'] : [],
  }
}

function lengthOf(name: 'every' | 'grace', text: string, least: number, most: number): number {
  const parsed = text === '0s' ? undefined : parseDuration(text)
  const ms = parsed === undefined ? 0 : 'wrong' in parsed ? Number.NaN : durationMs(parsed)
  if (ms >= least && ms <= most) return ms
  const example = name === 'every' ? '--every 1m, at most 1h' : '--grace 5m, at most 1d'
  throw new Problem('usage', `--${name} ${JSON.stringify(text)} is not a duration that serve can use`, {
    hint: `Write ${example}.`,
  })
}

function countOf(text: string): number {
  if (/^[1-9]\d?$/.test(text) && Number(text) <= 64) return Number(text)
  throw new Problem('usage', `--jobs ${JSON.stringify(text)} is not a number from 1 to 64`, { hint: 'Write --jobs 4.' })
}

/** Where others of the network can come, nobody may be let in who shows no token. Throws `usage`. */
export function requireSafe({ listen }: Settings, tokens: number): void {
  if (tokens > 0 || isLoopback(listen.host)) return
  throw new Problem('usage', `serve does not listen at ${listen.host} without a token: others can reach it there`, {
    hint: 'Set BACKPROOF_SERVE_TOKEN or BACKPROOF_SERVE_TOKEN_FILE (`openssl rand -hex 32` makes one), or leave --listen out.',
  })
}
