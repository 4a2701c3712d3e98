import { type SshLogin, shownLogin } from '../../policy/policy.ts'
import type { Tunnel } from '../../runtime/runtime.ts'
import type { ChosenHost, Dump, LogSource, OpenSource, ServerFacts } from '../contract.ts'

/** A source that answers through a tunnel, which ends with it. */
export class OpenThrough implements OpenSource {
  readonly where: string
  readonly server: ServerFacts | undefined
  readonly sizeBytes: number
  readonly host?: ChosenHost
  readonly log?: LogSource
  readonly #live: OpenSource
  readonly #tunnel: Tunnel

  constructor(live: OpenSource, tunnel: Tunnel, via: SshLogin) {
    this.where = `${live.where} via ssh ${shownLogin(via)}`
    this.server = live.server
    this.sizeBytes = live.sizeBytes
    if (live.host) this.host = live.host
    if (live.log) this.log = live.log
    this.#live = live
    this.#tunnel = tunnel
  }

  rehearse(): Promise<void> {
    return this.#live.rehearse()
  }

  dump(): Dump {
    return this.#live.dump()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#live[Symbol.asyncDispose]()
    } finally {
      await this.#tunnel[Symbol.asyncDispose]()
    }
  }
}
