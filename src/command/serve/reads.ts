import { Problem } from '../../problem.ts'
import { redactAll, type World } from '../../world.ts'
import type { CommandName } from '../name.ts'
import type { Options } from '../option.ts'
import { runWithKeys } from '../project/given-keys.ts'
import { problemJson } from '../result.ts'
import type { KeptPolicy } from './kept-policy.ts'
import { quietLog, type ServeLog } from './log.ts'

/** What a command said, redacted. */
export interface Reading {
  readonly json: unknown
  readonly problems: readonly ReturnType<typeof problemJson>[]
  readonly at: Date
}

/** Runs a command that only reads, in this process. */
export type Read = (command: CommandName, options: Options) => Promise<Reading>

const mostAtOnce = 4
const mostWaiting = 64

/** Reads by the policy that is followed; a few at once, for each holds a catalog in memory. */
export function makeRead(world: World, policy: KeptPolicy, log: ServeLog): Read {
  let running = 0
  const waiting: (() => void)[] = []
  const enter = async (): Promise<void> => {
    if (running < mostAtOnce) {
      running += 1
      return
    }
    if (waiting.length >= mostWaiting)
      throw new Problem('store-unavailable', `${mostWaiting} readings of the stores are waiting already`, {
        hint: 'Ask again in some seconds.',
      })
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
  return async (command, options) => {
    await enter()
    try {
      const { file } = await policy.refresh()
      const at = world.now()
      const footing = { judgement: { kind: 'trusted' }, policy: file } as const
      const { json, problems } = await runWithKeys({ ...world, footing, log: quietLog(log, command) }, command, options)
      return { json: redactAll(json, world.redact), problems: redactAll(problems.map(problemJson), world.redact), at }
    } finally {
      leave()
    }
  }
}

interface Kept<T> {
  readonly value: Promise<T>
  /** Until then it is given again; absent while it is being read. */
  until?: number
}

/** For how long a failure is told again, before the stores are asked once more. */
const failureAgeMs = 2000

/** Keeps what was read for a short while: however many ask, it is read once in that time, and once at a time. */
export class ReadingCache<T> {
  readonly #options: { readonly maxAgeMs: number; readonly mostKept: number; readonly monotonicMs: () => number }
  readonly #kept = new Map<string, Kept<T>>()

  constructor(options: { readonly maxAgeMs: number; readonly mostKept: number; readonly monotonicMs: () => number }) {
    this.#options = options
  }

  get(key: string, make: () => Promise<T>): Promise<T> {
    const { maxAgeMs, mostKept, monotonicMs } = this.#options
    const known = this.#kept.get(key)
    if (known && (known.until === undefined || monotonicMs() < known.until)) return known.value
    const kept: Kept<T> = { value: make() }
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    const keepFor = (ms: number) => () => {
      kept.until = monotonicMs() + ms
    }
    kept.value.then(keepFor(maxAgeMs), keepFor(Math.min(maxAgeMs, failureAgeMs)))
    for (const old of [...this.#kept.keys()].slice(0, Math.max(0, this.#kept.size - mostKept))) this.#kept.delete(old)
    return kept.value
  }

  /** What is kept may be wrong by now: a job has ended. What is being read is given out all the same. */
  expire(): void {
    for (const [key, { until }] of this.#kept) if (until !== undefined) this.#kept.delete(key)
  }
}
