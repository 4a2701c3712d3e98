import { Readable } from 'node:stream'
import { cancelled, noteAlso, type Problem } from '../problem.ts'
import { chunksOf } from './body.ts'
import type { PutOptions, Store, Stored } from './contract.ts'
import { storeProblem } from './problem.ts'

export type Outcome =
  | { readonly kind: 'stored'; readonly store: Store; readonly stored: Stored }
  | { readonly kind: 'failed'; readonly store: Store; readonly problem: Problem | Error }

/**
 * Puts one body to every store at once; the slowest sets the pace, and the buffers are shared, so memory does not grow
 * with the number of stores. A store that fails is an outcome (in the order given) and does not stop the others; when all
 * have failed, the body is destroyed. If the body errors or the signal fires this rejects with that error, and nothing is
 * visible in any store; where a store was done and does not let go of it again, the error's last cause says so.
 */
export async function putEverywhere(
  stores: readonly Store[],
  key: string,
  body: Readable,
  options: PutOptions,
): Promise<readonly Outcome[]> {
  const users = new Users(options.spent)
  const branches = stores.map((store) => startBranch(store, key, { ...options, spent: users.left }))
  let bytes = 0
  try {
    for await (const chunk of chunksOf(body, options.signal)) {
      bytes += chunk.length
      users.came(chunk, branches.filter((branch) => !branch.ended()).length)
      await Promise.all(branches.map((branch) => branch.write(chunk)))
      if (branches.every((branch) => branch.ended())) break
    }
    for (const branch of branches) branch.end()
    const outcomes = await Promise.all(branches.map((branch) => branch.outcome))
    if (options.signal.aborted) throw cancelled(options.signal)
    return outcomes.map((outcome) => whole(outcome, key, bytes))
  } catch (error) {
    for (const branch of branches) branch.destroy(error as Error)
    const outcomes = await Promise.all(branches.map((branch) => branch.outcome))
    await takeBack(outcomes, key, error)
    throw error
  }
}

/** How many stores still look at a buffer. What one of them does not let go of, because it failed or hangs, is used by nobody again. */
class Users {
  readonly #of = new WeakMap<Buffer, number>()
  readonly #spent: PutOptions['spent']

  constructor(spent: PutOptions['spent']) {
    this.#spent = spent
  }

  came(chunk: Buffer, stores: number): void {
    this.#of.set(chunk, stores)
  }

  readonly left = (chunk: Buffer): void => {
    const others = (this.#of.get(chunk) ?? 0) - 1
    this.#of.set(chunk, others)
    if (others === 0) this.#spent?.(chunk)
  }
}

interface Branch {
  readonly outcome: Promise<Outcome>
  readonly ended: () => boolean
  /** Resolves when the store is ready for more, or has ended. */
  write(chunk: Buffer): Promise<void>
  end(): void
  destroy(error: Error): void
}

function startBranch(store: Store, key: string, options: PutOptions): Branch {
  let ready = Promise.withResolvers<void>()
  let ended = false
  const stream = new Readable({
    objectMode: true,
    highWaterMark: 1,
    read: () => ready.resolve(),
    destroy: (error, done) => {
      ready.resolve()
      done(error)
    },
  })
  stream.on('error', () => {})
  const outcome = store
    .put(key, stream, options)
    .then(
      (stored): Outcome => ({ kind: 'stored', store, stored }),
      (problem): Outcome => ({ kind: 'failed', store, problem }),
    )
    .finally(() => {
      ended = true
      ready.resolve()
    })
  return {
    outcome,
    ended: () => ended,
    async write(chunk) {
      if (ended || stream.destroyed) return
      ready = Promise.withResolvers<void>()
      if (!stream.push(chunk)) await ready.promise
    },
    end: () => void (stream.destroyed || stream.push(null)),
    destroy: (error) => void stream.destroy(error),
  }
}

function whole(outcome: Outcome, key: string, bytes: number): Outcome {
  if (outcome.kind === 'failed' || outcome.stored.bytes === bytes) return outcome
  const { store, stored } = outcome
  const message = `put ${key}: ${stored.bytes} of ${bytes} bytes were stored, in ${store.where}`
  return { kind: 'failed', store, problem: storeProblem('store-failed', message) }
}

/** A store that was done before the others were stopped. */
async function takeBack(outcomes: readonly Outcome[], key: string, because: unknown): Promise<void> {
  const signal = AbortSignal.timeout(30_000)
  for (const outcome of outcomes) {
    if (outcome.kind === 'failed') continue
    try {
      await outcome.store.remove([key], signal)
    } catch (error) {
      const message = `put ${key}: stopped, and it could not be removed again from ${outcome.store.where}`
      noteAlso(because, storeProblem('store-failed', message, { cause: error }))
    }
  }
}
