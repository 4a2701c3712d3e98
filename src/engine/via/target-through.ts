import { type Assertion, type Source, type SshLogin, shownLogin } from '../../policy/policy.ts'
import { type Finding, isProblem, Problem } from '../../problem.ts'
import type { Tunnel } from '../../runtime/runtime.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'

/** A target that is reached through a tunnel, which ends with it. */
export class TargetThrough<S extends Source> implements Target<S> {
  readonly where: string
  readonly name: string
  readonly path: string | undefined
  readonly throwAway: boolean
  readonly #live: Target<S>
  readonly #tunnel: Tunnel

  constructor(live: Target<S>, tunnel: Tunnel, via: SshLogin) {
    this.where = `${live.where} via ssh ${shownLogin(via)}`
    this.name = live.name
    this.path = live.path
    this.throwAway = live.throwAway
    this.#live = live
    this.#tunnel = tunnel
  }

  overlap(source: S): Overlap {
    return this.#live.overlap(source)
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    await this.#through(this.#live.admit(backup, request))
  }

  restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    return this.#through(this.#live.restore(backup, request))
  }

  facts(like: Facts, counted?: Counted): Promise<Facts> {
    return this.#through(this.#live.facts(like, counted))
  }

  check(assertion: Assertion): Promise<Finding | undefined> {
    return this.#through(this.#live.check(assertion))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#live[Symbol.asyncDispose]()
    } finally {
      await this.#tunnel[Symbol.asyncDispose]()
    }
  }

  /** The machine in between knows better why there is no connection. What is lost is the target's here, and not a source's. */
  async #through<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      if (!isProblem(error)) throw error
      const refused = this.#tunnel.refused()
      const because = refused === undefined ? error.message : `--into: ${refused.message}`
      if (refused === undefined && error.code !== 'source-failed') throw error
      throw new Problem('restore-failed', because, { hint: refused?.hint ?? error.hint, cause: error.cause ?? error })
    }
  }
}
