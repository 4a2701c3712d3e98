import type { Readable } from 'node:stream'
import { cancelled, isProblem, Problem, stopIfAborted } from '../problem.ts'
import { streamOf } from './body.ts'
import type { GetOptions, PutOptions, Store, Stored } from './contract.ts'
import { storeProblem } from './problem.ts'
import { askedMs } from './retry.ts'
import { Watch } from './watch.ts'

/** How long one run has patience with one store. */
export interface Limit {
  /** A call without progress for so long, or a store of which no call succeeds for so long, is given up. */
  readonly idleMs: number
  /** Milliseconds since some moment: never set back, and simulated by tests. */
  readonly monotonicMs: () => number
  /** Fires when the run is cancelled: from then on nothing is waited for longer than two seconds. */
  readonly cancel: AbortSignal
  /** Calls that may wait at once; more wait their turn. A call to a file system that hangs keeps a thread forever. */
  readonly atOnce?: number
}

const cancelledIdleMs = 2_000

/**
 * The store, which is given up for the rest of the run once a call of it stands still for too long, or none has succeeded
 * for so long: every later call fails at once, with the same problem, but for those to its `parting`. What hangs is left behind.
 */
export function limitStore(store: Store, limit: Limit): Store {
  return new LimitedStore(store, limit).seam()
}

class LimitedStore {
  readonly #store: Store
  readonly #limit: Limit
  readonly #watches = new Set<Watch>()
  readonly #queue: (() => void)[] = []
  #waiting = 0
  #failingSinceMs: number | undefined
  #givenUp: Problem | undefined

  constructor(store: Store, limit: Limit) {
    this.#store = store
    this.#limit = limit
  }

  seam(): Store {
    const store = this.#store
    const { blank, folders, lockless, page, putAll, read, room, survey, time } = store
    return {
      where: store.where,
      parting: store,
      put: (key, body, o) => this.#put(key, body, o),
      get: (key, o) => this.#get(key, o),
      head: (key, signal) => this.#call(`head ${key}`, signal, (signal) => store.head(key, signal)),
      list: (prefix, signal) => this.#list(`list ${prefix}*`, signal, (signal) => store.list(prefix, signal)),
      remove: (keys, signal) => this.#remove(keys, signal),
      ...(page === undefined ? {} : { page }),
      ...(lockless ? { lockless } : {}),
      ...(survey
        ? {
            survey: (folders, bare, signal) =>
              this.#list(`list ${folders[0] ?? ''}*`, signal, (signal) => survey.call(store, folders, bare, signal)),
          }
        : {}),
      ...(putAll
        ? {
            putAll: (objects, o) =>
              this.#call(`put ${objects[0]?.key ?? ''}`, o.signal, (signal, pace) =>
                putAll.call(store, objects, { ...o, signal, pace }),
              ),
          }
        : {}),
      ...(read
        ? {
            read: (key, maxBytes, signal) =>
              this.#call(`get ${key}`, signal, (signal) => read.call(store, key, maxBytes, signal)),
          }
        : {}),
      ...(time ? { time: (signal) => this.#call('head *', signal, (signal) => time.call(store, signal)) } : {}),
      ...(room ? { room: (signal) => this.#call('list *', signal, (signal) => room.call(store, signal)) } : {}),
      ...(blank ? { blank: (signal) => this.#call('list *', signal, (signal) => blank.call(store, signal)) } : {}),
      ...(folders
        ? { folders: (signal) => this.#call('list *', signal, (signal) => folders.call(store, signal)) }
        : {}),
    }
  }

  async #put(key: string, body: Readable | Uint8Array, o: PutOptions): Promise<Stored> {
    const put = (signal: AbortSignal, pace: Watch) => this.#store.put(key, body, { ...o, signal, pace })
    if (body instanceof Uint8Array) return this.#call(`put ${key}`, o.signal, put)
    try {
      const watch = this.#open(`put ${key}`, o.signal)
      try {
        // Out of turn: a stream waits for others, maybe for hours.
        return await this.#ask(watch, () => put(watch.signal, watch))
      } finally {
        this.#close(watch)
      }
    } catch (error) {
      // A put that was left behind, or never begun, has not done so.
      if (!body.closed) body.on('error', () => {}).destroy()
      throw error
    }
  }

  async #get(key: string, o: GetOptions): Promise<Readable> {
    const watch = this.#open(`get ${key}`, o.signal)
    let inner: Readable
    try {
      inner = await this.#step(watch, () => this.#store.get(key, { ...o, signal: watch.signal }))
    } catch (error) {
      this.#close(watch)
      throw error
    }
    inner.on('error', () => {})
    const chunks = inner[Symbol.asyncIterator]()
    const next = () => this.#step(watch, () => chunks.next())
    async function* pass(): AsyncGenerator<Buffer> {
      for (let step = await next(); !step.done; step = await next()) yield step.value
    }
    const stop = () => stream.destroy(cancelled(o.signal))
    const stream = streamOf(pass(), () => {
      o.signal.removeEventListener('abort', stop)
      this.#close(watch)
      inner.destroy()
    })
    if (o.signal.aborted) stop()
    else o.signal.addEventListener('abort', stop, { once: true })
    return stream
  }

  async *#list<T>(
    what: string,
    signal: AbortSignal,
    list: (signal: AbortSignal) => AsyncIterable<T>,
  ): AsyncGenerator<T> {
    const watch = this.#open(what, signal)
    const entries = list(watch.signal)[Symbol.asyncIterator]()
    const next = () => this.#step(watch, () => entries.next())
    let ended = false
    try {
      for (let step = await next(); !step.done; step = await next()) yield step.value
      ended = true
    } finally {
      this.#close(watch)
      // Not waited for: a generator that hangs never comes to it.
      if (!ended) void entries.return?.()?.then(undefined, () => {})
    }
  }

  /** A thousand at a time, so that each answer counts as progress. */
  async #remove(keys: readonly string[], signal: AbortSignal): Promise<void> {
    for (let at = 0; at < keys.length || at === 0; at += 1000) {
      const some = keys.slice(at, at + 1000)
      await this.#call(`remove ${some[0] ?? ''}`, signal, (signal) => this.#store.remove(some, signal))
    }
  }

  async #call<T>(what: string, signal: AbortSignal, call: (signal: AbortSignal, pace: Watch) => Promise<T>) {
    const watch = this.#open(what, signal)
    try {
      return await this.#step(watch, () => call(watch.signal, watch))
    } finally {
      this.#close(watch)
    }
  }

  #open(what: string, signal: AbortSignal): Watch {
    stopIfAborted(signal)
    if (this.#givenUp) throw sameAgain(this.#givenUp)
    const watch = new Watch(signal, {
      monotonicMs: this.#limit.monotonicMs,
      idleMs: () => this.#idleMs(),
      stalled: () => this.#giveUp(standingStill(what, this.#store.where, this.#idleMs())),
      left: () => {
        this.#givenUp ??= standingStill(what, this.#store.where, this.#idleMs())
      },
    })
    this.#watches.add(watch)
    return watch
  }

  #close(watch: Watch): void {
    watch.end()
    this.#watches.delete(watch)
  }

  #idleMs(): number {
    const { idleMs, cancel } = this.#limit
    return cancel.aborted ? Math.min(idleMs, cancelledIdleMs) : idleMs
  }

  /** One thing that only the store can do, in its turn. */
  async #step<T>(watch: Watch, step: () => Promise<T>): Promise<T> {
    const { atOnce = Number.POSITIVE_INFINITY } = this.#limit
    while (this.#waiting >= atOnce && !this.#givenUp) await new Promise<void>((turn) => this.#queue.push(turn))
    this.#waiting += 1
    try {
      return await this.#ask(watch, step)
    } finally {
      this.#waiting -= 1
      this.#queue.shift()?.()
    }
  }

  /** Its outcome tells how the store is. */
  async #ask<T>(watch: Watch, step: () => Promise<T>): Promise<T> {
    if (this.#givenUp) throw sameAgain(this.#givenUp)
    const startMs = this.#limit.monotonicMs()
    try {
      const value = await watch.guard(step)
      this.#failingSinceMs = undefined
      return value
    } catch (error) {
      throw this.#judge(error, startMs)
    }
  }

  /** What answers with anything else than that it cannot be reached is there. */
  #judge(error: unknown, startMs: number): unknown {
    if (!isProblem(error, 'store-unavailable')) {
      if (!isProblem(error, 'cancelled')) this.#failingSinceMs = undefined
      return error
    }
    if (this.#givenUp) return error
    this.#failingSinceMs ??= startMs
    const failingMs = this.#limit.monotonicMs() - this.#failingSinceMs
    if (failingMs < this.#limit.idleMs && askedMs(error) <= this.#limit.idleMs) return error
    return this.#giveUp(
      storeProblem('store-unavailable', `${error.message}: the store is given up for this run`, {
        hint: error.hint ?? hint,
        cause: error.cause,
      }),
    )
  }

  #giveUp(problem: Problem): Problem {
    this.#givenUp ??= problem
    for (const watch of [...this.#watches]) watch.leave(sameAgain(problem))
    for (const next of this.#queue.splice(0)) next()
    return problem
  }
}

const hint =
  'See whether the store and the way to it answer. The next run asks it again; timeout of this store in the policy says how long one run waits.'

function standingStill(what: string, where: string, idleMs: number): Problem {
  const seconds = Math.round(idleMs / 100) / 10
  const message = `${what}: no progress for ${seconds} s, in ${where}: the store is given up for this run`
  return storeProblem('store-unavailable', message, { hint })
}

/** Thrown once more, to another: errors gather causes on their way. */
function sameAgain({ code, message, hint, cause }: Problem): Problem {
  return new Problem(code, message, { hint, cause })
}
