import type { BigIntStats } from 'node:fs'
import type { Member } from '../member.ts'
import type { Levels } from './levels.ts'
import type { Order } from './order.ts'
import { type Present, stateOf } from './record.ts'
import type { IndexWriter } from './writer.ts'

export interface Comparing {
  /** What is compared with; undefined: everything is new, and the index lists all of it. */
  readonly levels: Levels | undefined
  readonly order: Order
  readonly index: IndexWriter
  /** Files that look unchanged are read all the same, and compared by their digests. */
  readonly content: boolean
  readonly now: () => Date
}

// The coarsest clock of a file system that is in use (FAT's); those of Linux tick every four milliseconds.
const tickNs = 2_000_000_000n

/**
 * Goes along with a walk through what is there now, and along the indexes of what was there before: tells what has changed, and
 * writes the index of it. Each path once, in the order of an archive.
 */
export class Changes {
  readonly content: boolean
  readonly #comparing: Comparing
  #next: Present | undefined
  #begun = false
  /** Was there before and is being looked at: it is gone if nothing is said of it. */
  #open: Present | undefined

  constructor(comparing: Comparing) {
    this.#comparing = comparing
    this.content = comparing.content
  }

  /** What the index says of a file that looks as it did; undefined: it is to be taken. */
  async see(member: Member, stat: BigIntStats): Promise<Present | undefined> {
    const was = await this.#find(member.path)
    this.#open = was
    if (!was || was.target !== member.target || was.state !== stateOf(member, stat)) return undefined
    return was
  }

  /** It is as it was. */
  same(): void {
    this.#open = undefined
  }

  /** It is in the archive. `stat` from before it was read, `seenAt` from before that; `steady`: it did not change meanwhile. */
  async took(
    member: Member,
    stat: BigIntStats,
    { seenAt, steady = true, digest }: { readonly seenAt: Date; readonly steady?: boolean; readonly digest?: string },
  ): Promise<void> {
    this.#open = undefined
    // Within a tick of the clock it may change again, and look the same: then it is taken once more.
    const settled = steady && stat.ctimeNs < BigInt(seenAt.getTime()) * 1_000_000n - tickNs
    const state = stateOf(member, { ctimeNs: settled ? stat.ctimeNs : undefined, ino: stat.ino })
    const { path, target } = member
    await this.#comparing.index.add({ path, state, target, digest: digest ?? '-' })
  }

  /** The clock that `took` compares with. */
  now(): Date {
    return this.#comparing.now()
  }

  /** What is left of the indexes is gone. */
  async finish(): Promise<void> {
    await this.#find(undefined)
  }

  async #find(path: string | undefined): Promise<Present | undefined> {
    const { levels, order, index } = this.#comparing
    if (!levels) return undefined
    if (this.#open) await index.add({ path: this.#open.path, gone: true })
    this.#open = undefined
    if (!this.#begun) this.#next = await levels.next()
    this.#begun = true
    for (let next = this.#next; next; next = this.#next) {
      const where = path === undefined ? -1 : order(next.path, path)
      if (where > 0) return undefined
      this.#next = await levels.next()
      if (where === 0) return next
      await index.add({ path: next.path, gone: true })
    }
    return undefined
  }
}
