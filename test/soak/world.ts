import { makeMask, type World } from '../../src/world.ts'
import { keys } from './keys.ts'
import type { Actor, Simulation } from './simulation.ts'

interface Around {
  readonly simulation: Simulation
  readonly home: string
  readonly env: Readonly<Record<string, string>>
  readonly cacheDirectory: string
  /** Hears of every warning. */
  readonly warnings: string[]
  readonly tell: ((line: string) => void) | undefined
}

/** What one actor's command finds around it. */
export function worldOf(actor: Actor, { simulation, home, env, cacheDirectory, warnings, tell: out }: Around): World {
  const silent = () => {}
  const tell = (kind: string) => (message: string) => out?.(`    ${actor.name} ${kind}: ${message}`)
  return {
    env: { BACKPROOF_SECRET_KEY: keys.secret, ...env },
    arguments: [],
    cwd: home,
    now: () => new Date(simulation.now + actor.skewMs),
    monotonicMs: () => simulation.now,
    signal: actor.cancel.signal,
    log: {
      info: tell('info'),
      warning(message) {
        warnings.push(message)
        tell('warning')(message)
      },
      error: tell('error'),
      group: (_, body) => body(),
      progress: () => ({ [Symbol.dispose]() {} }),
      fault: ({ finding }) => tell('fault')(finding.message),
    },
    ...makeMask(silent),
    cacheDirectory,
    temporaryDirectory: home,
    services: {},
    runId: actor.name,
    versions: { backproof: 'soak', node: 'soak' },
    origin: { host: actor.name },
    footing: { judgement: { kind: 'trusted' } },
  }
}
