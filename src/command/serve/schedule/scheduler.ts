import { messageOf } from '../../../problem.ts'
import type { Clock } from '../clock.ts'
import { type Job, sourceLock, type Work } from '../job/job.ts'
import type { Jobs } from '../job/jobs.ts'
import type { ServeLog } from '../log.ts'
import type { SourcePlan } from './due.ts'
import { afterJob, afterPlan, type Instant, jumped, mayBeDue, untilTick, unwatched, type Watch } from './watch.ts'

export interface SchedulerOptions {
  readonly clock: Clock
  readonly log: ServeLog
  readonly jobs: Pick<Jobs, 'add' | 'isBusy'>
  /** Names of the policy's sources, as it is now. */
  readonly sources: () => Promise<readonly string[]>
  /** What is due of these. */
  readonly plan: (sources: readonly string[]) => Promise<readonly SourcePlan[]>
  readonly everyMs: number
  /** So often a `run` sees to every source, whether or not its schedule says so. */
  readonly roundMs: number
  /** What every `run` is told besides its sources. */
  readonly args: readonly string[]
}

/** What the health says of it. */
export interface SchedulerState {
  readonly lastTickAt: string | null
  readonly nextTickAt: string | null
  readonly lastRoundAt: string | null
  /** Why the last tick could not see to everything. */
  readonly problem: string | null
}

/**
 * Starts a `run` for each source that has something due. Whatever it remembers only saves looking: a tick that is missed
 * is not made up for, because the next one finds all that is due.
 */
export class Scheduler {
  readonly #options: SchedulerOptions
  readonly #watches = new Map<string, Watch>()
  #before: Instant | undefined
  #roundAt: Instant | undefined
  #state: SchedulerState = { lastTickAt: null, nextTickAt: null, lastRoundAt: null, problem: null }

  constructor(options: SchedulerOptions) {
    this.#options = options
  }

  get state(): SchedulerState {
    return this.#state
  }

  /** Ticks until the signal fires: at once, then at every whole multiple of the interval. */
  async loop(signal: AbortSignal): Promise<void> {
    const { clock, everyMs } = this.#options
    while (!signal.aborted) {
      await this.tick()
      if (signal.aborted) return
      const ms = untilTick(clock.now().getTime(), everyMs)
      this.#state = { ...this.#state, nextTickAt: new Date(clock.now().getTime() + ms).toISOString() }
      await clock.sleep(ms, signal)
    }
  }

  /** Never rejects for an expected failure: a server that stops ticking backs nothing up. */
  async tick(): Promise<void> {
    const { clock, log } = this.#options
    const now = this.#now()
    if (this.#before && jumped(this.#before, now)) {
      log.warning('clock-jumped', { from: new Date(this.#before.wallMs).toISOString() })
      this.#watches.clear()
      this.#roundAt = undefined
    }
    this.#before = now
    this.#state = { ...this.#state, lastTickAt: clock.now().toISOString(), problem: null }
    try {
      await this.#see(now)
    } catch (error) {
      this.#state = { ...this.#state, problem: messageOf(error) }
      log.error('tick-failed', { message: messageOf(error) })
    }
  }

  /** A job has ended: its sources are looked at again. */
  ended({ sources }: Pick<Job, 'sources'>): void {
    for (const name of sources) {
      const source = name.replace(/\/.*$/s, '')
      this.#watches.set(source, afterJob(this.#watches.get(source) ?? unwatched, this.#now()))
    }
  }

  async #see(now: Instant): Promise<void> {
    const { jobs, clock, roundMs, everyMs } = this.#options
    const all = await this.#options.sources()
    for (const name of this.#watches.keys()) if (!all.includes(name)) this.#watches.delete(name)
    const free = all.filter((name) => !jobs.isBusy(sourceLock(name)))
    const isRound = this.#roundAt === undefined || now.monotonicMs - this.#roundAt.monotonicMs >= roundMs - everyMs / 2
    const watched = free.filter((name) => mayBeDue(this.#watches.get(name) ?? unwatched, now))
    const looked = isRound ? free : watched
    const plans = await this.#plan(looked)
    const idle: string[] = []
    for (const { source, ...plan } of plans) {
      if (jobs.isBusy(sourceLock(source))) continue
      const watch = this.#watches.get(source) ?? unwatched
      // In a round, what was tried just now waits all the same.
      if (!mayBeDue(watch, now) && plan.due.length > 0 && watch.tries > 0) continue
      const { start, watch: next } = afterPlan(watch, plan, now)
      this.#watches.set(source, next)
      if (start) this.#start([source])
      else idle.push(source)
    }
    if (!isRound) return
    this.#roundAt = now
    this.#state = { ...this.#state, lastRoundAt: clock.now().toISOString() }
    if (idle.length > 0) this.#start(idle)
  }

  /** Where nobody can say what is due, a run finds out, and leaves its record. */
  async #plan(sources: readonly string[]): Promise<readonly SourcePlan[]> {
    if (sources.length === 0) return []
    try {
      const plans = await this.#options.plan(sources)
      return plans.filter(({ source }) => sources.includes(source))
    } catch (error) {
      const message = messageOf(error)
      this.#state = { ...this.#state, problem: message }
      this.#options.log.error('plan-failed', { sources, message })
      return sources.map((source) => ({ source, due: ['unknown'] }))
    }
  }

  #start(sources: readonly string[]): void {
    const { jobs, args } = this.#options
    const work: Work = {
      command: 'run',
      args: [...sources.map((name) => `--source=${name}`), ...args],
      sources,
      locks: sources.map(sourceLock),
      asked: 'schedule',
    }
    jobs.add(work)
  }

  #now(): Instant {
    const { clock } = this.#options
    return { wallMs: clock.now().getTime(), monotonicMs: clock.monotonicMs() }
  }
}
