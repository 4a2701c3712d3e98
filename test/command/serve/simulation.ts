import { parse } from '../../../src/command/argument.ts'
import type { Clock } from '../../../src/command/serve/clock.ts'
import type { Work } from '../../../src/command/serve/job/job.ts'
import { Jobs } from '../../../src/command/serve/job/jobs.ts'
import { serveLog } from '../../../src/command/serve/log.ts'
import { readPlan } from '../../../src/command/serve/schedule/due.ts'
import { Scheduler } from '../../../src/command/serve/schedule/scheduler.ts'
import type { OwnEnd } from '../../../src/runtime/runtime.ts'
import type { Shop } from '../shop.ts'

const minute = 60_000

/** Time that passes only while the scheduler sleeps; every job ends in the instant in which it begins. */
export class Simulation {
  readonly #shop: Shop
  readonly #names: readonly string[]
  readonly #stop = new AbortController()
  #wallMs: number
  #monotonicMs = 0
  #untilMs = Number.POSITIVE_INFINITY
  #busy = new Set<Promise<unknown>>()
  #events: { readonly atMs: number; readonly happen: () => void }[] = []
  readonly jobs: Jobs
  readonly scheduler: Scheduler
  /** Every job: when, of what. */
  readonly started: { readonly at: string; readonly sources: readonly string[] }[] = []
  /** Plays a job's end in the place of the real command; undefined: it is really run. */
  play: ((work: Work, at: Date) => Promise<OwnEnd> | undefined) | undefined
  /** Asks the stores. */
  plans = 0

  constructor(shop: Shop, names: readonly string[], from: string, args: readonly string[] = []) {
    this.#shop = shop
    this.#names = names
    this.#wallMs = Date.parse(from)
    const clock: Clock = {
      now: () => new Date(this.#wallMs),
      monotonicMs: () => this.#monotonicMs,
      sleep: (ms, signal) => this.#sleep(ms, signal),
    }
    const log = serveLog({ ...shop.world, now: clock.now }, true)
    this.jobs = new Jobs({
      ...{ clock, log, redact: (text) => text, atOnce: 4 },
      spawn: async (work) => ({ pid: undefined, ended: this.#run(work), stop() {}, kill() {} }),
      onEnd: (job) => this.scheduler.ended(job),
    })
    this.scheduler = new Scheduler({
      ...{ clock, log, jobs: this.jobs, everyMs: minute, roundMs: 15 * minute, args },
      sources: async () => this.#names,
      plan: async (source) => {
        this.plans += 1
        return readPlan((await shop.run('plan', { source }, { now: clock.now })).json)
      },
    })
  }

  /** Something happens to the machine at that time. */
  at(time: string, happen: () => void): void {
    this.#events.push({ atMs: Date.parse(time), happen })
  }

  /** The machine sleeps: the calendar goes on, the program does not. */
  suspend(ms: number): void {
    this.#wallMs += ms
  }

  async until(time: string): Promise<void> {
    this.#untilMs = Date.parse(time)
    await this.scheduler.loop(this.#stop.signal)
  }

  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    // A job may start another as it ends.
    while (this.#busy.size > 0) await Promise.all(this.#busy)
    await new Promise((resolve) => setImmediate(resolve))
    this.#wallMs += ms
    this.#monotonicMs += ms
    for (const event of this.#events.filter(({ atMs }) => atMs <= this.#wallMs)) {
      this.#events = this.#events.filter((one) => one !== event)
      event.happen()
    }
    if (this.#wallMs >= this.#untilMs && !signal.aborted) this.#stop.abort()
  }

  #run(work: Work): Promise<OwnEnd> {
    const at = new Date(this.#wallMs)
    this.started.push({ at: at.toISOString(), sources: work.sources })
    const ended = this.play?.(work, at) ?? this.#really(work, at)
    if (!('aside' in ended)) this.#busy.add(ended)
    void ended.finally(() => this.#busy.delete(ended)).catch(() => undefined)
    return ended
  }

  async #really(work: Work, at: Date): Promise<OwnEnd> {
    const parsed = parse([work.command, ...work.args])
    if (parsed.kind === 'text') throw new Error(parsed.text)
    const { problems, json } = await this.#shop.run(parsed.command, parsed.options, { now: () => at })
    return { kind: 'exit', code: problems.length === 0 ? 0 : 1, stdout: JSON.stringify(json) }
  }
}
