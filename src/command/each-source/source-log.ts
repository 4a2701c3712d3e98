import type { Log } from '../../world.ts'

type Spoken =
  | { readonly kind: 'line'; readonly say: (log: Log) => void }
  | { readonly kind: 'open'; readonly name: string }
  | { readonly kind: 'close' }

interface OpenGroup {
  readonly close: () => void
  readonly closed: Promise<void>
}

/**
 * The lines of one source while others are worked on, too: kept until it is this one's turn to be heard, and said at once
 * from then on. So the lines of a source stand together, and no group of a workflow log begins inside another source's.
 */
export class SourceLog {
  /** For whoever works on the source; its functions need no object before them. */
  readonly log: Log
  readonly #to: Log
  readonly #kept: Spoken[] = []
  readonly #groups: OpenGroup[] = []
  #heard = false

  constructor(to: Log, source: string) {
    this.#to = to
    this.log = {
      info: (message) => this.#line((log) => log.info(message)),
      warning: (message) => this.#line((log) => log.warning(message)),
      error: (message) => this.#line((log) => log.error(message)),
      fault: (fault) => this.#line((log) => log.fault(fault)),
      group: (name, body) => this.#group(name, body),
      // What is under way changes by itself, and names its source.
      progress: (step) => to.progress({ ...step, source }),
    }
  }

  async #group<T>(name: string, body: () => Promise<T>): Promise<T> {
    if (this.#heard) return this.#to.group(name, body)
    this.#kept.push({ kind: 'open', name })
    try {
      return await body()
    } finally {
      if (this.#heard) await this.#close()
      else this.#kept.push({ kind: 'close' })
    }
  }

  /** It is this source's turn: prints what was held back, and holds back nothing from now on. */
  async hear(): Promise<void> {
    // More may come while a group ends.
    for (let next = this.#kept.shift(); next; next = this.#kept.shift()) {
      if (next.kind === 'line') next.say(this.#to)
      else if (next.kind === 'open') this.#open(next.name)
      else await this.#close()
    }
    this.#heard = true
  }

  #line(say: (log: Log) => void): void {
    if (this.#heard) say(this.#to)
    else this.#kept.push({ kind: 'line', say })
  }

  #open(name: string): void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#groups.push({ close: resolve, closed: this.#to.group(name, () => promise) })
  }

  async #close(): Promise<void> {
    const group = this.#groups.pop()
    group?.close()
    await group?.closed
  }
}
