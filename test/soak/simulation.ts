import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { cancelled } from '../../src/problem.ts'
import type { Random } from './random.ts'

/** A process of the simulation: one command at work. */
export interface Actor {
  readonly name: string
  /** How far its clock is ahead of the true time. */
  readonly skewMs: number
  /** Calls to stores so far. */
  calls: number
  /** Nothing of it goes on: it was killed, or it has ended. */
  dead: boolean
  /** Where it is killed. */
  readonly death: Death | undefined
  /** Where it is told to stop, as by SIGTERM. */
  readonly cancelAt: number | undefined
  readonly cancel: AbortController
}

export type Death =
  | { readonly call: number; readonly when: 'before' | 'after' }
  /** Before the first call of this label. */
  | { readonly label: RegExp; readonly when: 'before' }

interface Waiting {
  readonly actor: Actor
  readonly label: string
  readonly seq: number
  readonly readyAt: number
  readonly go: () => void
}

interface Timer {
  readonly actor: Actor
  readonly seq: number
  readonly everyMs: number | undefined
  at: number
  readonly fire: () => void
}

/**
 * Two calls of two actors that are to meet: each is kept back until the other comes, as long as anybody else can go on. So what
 * the seed would find once in a week is found at once.
 */
export interface Meeting {
  readonly actors: readonly [string, string]
  readonly labels: readonly [string, string]
  /** Calls of the second that wait with that one: such as it makes of several stores at once. */
  readonly others: RegExp
  /** Which of them goes first. */
  readonly first: 0 | 1
}

/** Who is at work: what is read by the replaced timers, random numbers and files. */
export const working = new AsyncLocalStorage<{ readonly actor: Actor; readonly simulation: Simulation }>()

const immediate = globalThis.setImmediate
/** Reads the process's own list: a call of the system that the simulation does not replace is waited for. */
const isBusy = () => process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'CloseReq')

/**
 * One thread of simulated time. Whatever the actors do is done when all of them wait: for a call to a store, or for a timer.
 * Then the seed decides who goes on. Nothing else does: so a seed replays exactly.
 */
export class Simulation {
  /** True time. */
  now: number
  calls = 0
  /** Now and then a call takes seconds. */
  slow = false
  /** Still to come. */
  meeting: Meeting | undefined
  readonly #random: Random
  readonly #trace = createHash('sha256')
  readonly #tell: ((line: string) => void) | undefined
  #waiting: Waiting[] = []
  #timers: Timer[] = []
  #seq = 0

  constructor(random: Random, now: number, tell?: (line: string) => void) {
    this.#random = random
    this.now = now
    this.#tell = tell
  }

  /** Becomes part of what two runs of one seed must have in common. */
  note(line: string): void {
    this.#trace.update(`${this.now} ${line}\n`)
    this.#tell?.(`${new Date(this.now).toISOString()} ${line}`)
  }

  digest(): string {
    return this.#trace.copy().digest('hex').slice(0, 16)
  }

  /** Resolves when it is this call's turn; never, if the actor is killed before. Throws `cancelled` once the signal fires. */
  turn(actor: Actor, label: string, signal?: AbortSignal, stallMs = 0): Promise<void> {
    if (actor.dead) return new Promise(() => {})
    if (signal?.aborted) return Promise.reject(cancelled(signal))
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const stop = () => {
      this.#waiting = this.#waiting.filter((one) => one !== waiting)
      if (!actor.dead && signal) reject(cancelled(signal))
    }
    const go = () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    const waiting = { actor, label, seq: this.#seq++, readyAt: this.now + stallMs, go }
    signal?.addEventListener('abort', stop, { once: true })
    this.#waiting.push(waiting)
    return promise
  }

  timer(actor: Actor, fire: () => void, ms: number, every = false): () => void {
    const wait = Math.max(1, Number.isFinite(ms) ? ms : 1)
    const timer = { actor, seq: this.#seq++, everyMs: every ? wait : undefined, at: this.now + wait, fire }
    if (!actor.dead) this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  /** Ends an actor: of what it has begun nothing goes on. */
  end(actor: Actor): void {
    actor.dead = true
    this.#waiting = this.#waiting.filter((one) => one.actor !== actor)
    this.#timers = this.#timers.filter((one) => one.actor !== actor)
  }

  /** Lets the actors work until each has ended, or was killed. */
  async run(bodies: readonly { readonly actor: Actor; readonly body: () => Promise<void> }[]): Promise<void> {
    let failure: { readonly error: unknown } | undefined
    for (const { actor, body } of bodies)
      void working.run({ actor, simulation: this }, body).then(
        () => this.end(actor),
        (error: unknown) => {
          failure ??= { error }
          this.end(actor)
        },
      )
    for (;;) {
      await this.#settle()
      if (failure) throw failure.error
      if (bodies.every(({ actor }) => actor.dead)) return
      this.#step()
    }
  }

  async #settle(): Promise<void> {
    do await new Promise((resolve) => immediate(resolve))
    while (isBusy())
  }

  #step(): void {
    const timer = this.#timers.reduce<Timer | undefined>(
      (first, one) => (first && (first.at < one.at || (first.at === one.at && first.seq < one.seq)) ? first : one),
      undefined,
    )
    if (timer && timer.at <= this.now) {
      this.#fire(timer)
      return
    }
    const ready = this.#waiting.filter(({ readyAt }) => readyAt <= this.now)
    const readyAt = Math.min(...this.#waiting.map((one) => one.readyAt))
    if (ready.length > 0) {
      this.#goOn(ready)
      return
    }
    const next = Math.min(timer?.at ?? Number.POSITIVE_INFINITY, readyAt)
    if (!Number.isFinite(next)) throw new Error('nothing can go on: a command waits for what never comes')
    this.now = Math.max(this.now, next)
  }

  #fire(timer: Timer): void {
    if (timer.everyMs === undefined) this.#timers = this.#timers.filter((one) => one !== timer)
    else timer.at += timer.everyMs
    working.run({ actor: timer.actor, simulation: this }, timer.fire)
  }

  #goOn(ready: readonly Waiting[]): void {
    // Sorted by what they are: in which order they came may depend on the machine.
    const sorted = ready.toSorted(
      (a, b) => compare(a.actor.name, b.actor.name) || compare(a.label, b.label) || a.seq - b.seq,
    )
    const chosen = this.#random.pick(this.#met(sorted))
    const { actor, label } = chosen
    this.#waiting = this.#waiting.filter((one) => one !== chosen)
    this.now +=
      this.slow && this.#random.chance(0.02) ? this.#random.magnitude(60, 60_000) : this.#random.between(1, 20)
    this.calls += 1
    actor.calls += 1
    if (dies(actor, label)) {
      this.note(`${actor.name} dies before ${label}`)
      this.end(actor)
      return
    }
    this.note(`${actor.name} ${label}`)
    chosen.go()
    if (actor.cancelAt === actor.calls) {
      this.note(`${actor.name} is told to stop`)
      working.run({ actor, simulation: this }, () => actor.cancel.abort())
    }
  }

  /** Who may go on: not the one that was first at a meeting. */
  #met(ready: readonly Waiting[]): readonly Waiting[] {
    if (!this.meeting) return ready
    const { actors, labels, others, first } = this.meeting
    const come = actors.map((name, i) => ready.find(({ actor, label }) => actor.name === name && label === labels[i]))
    const waits = (one: Waiting) => come.includes(one) || (one.actor.name === actors[1] && others.test(one.label))
    const rest = ready.filter((one) => !waits(one))
    if (rest.length > 0 && come.some((one) => one === undefined)) return rest
    this.meeting = undefined
    const chosen = come[first]
    if (!chosen || come.some((one) => one === undefined)) return ready
    this.note(`${actors.join(' and ')} meet`)
    return [chosen]
  }

  /** After the effect of a call: whether its actor lives to hear of it. */
  async answered(actor: Actor, call: number): Promise<void> {
    if (actor.death?.when === 'after' && actor.death.call === call && !actor.dead) {
      this.note(`${actor.name} dies`)
      this.end(actor)
    }
    if (actor.dead) await new Promise(() => {})
  }
}

function dies({ death, calls }: Actor, label: string): boolean {
  if (death?.when !== 'before') return false
  return 'label' in death ? death.label.test(label) : death.call === calls
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
