import { Readable } from 'node:stream'
import type { PlainBackup } from '../../contract.ts'
import { encodeMember, endOfArchive, padding } from '../member.ts'
import { coalesce } from '../pack.ts'
import { type ReadMember, readMembers } from '../read.ts'
import { rootsOf } from '../root.ts'
import { archivePart } from '../unpack.ts'
import { archiveOrder, type Order } from './order.ts'
import { IndexReader } from './reader.ts'
import { isGone } from './record.ts'

export const indexPart = 'files.index'

/**
 * A chain, the full backup first, as the one full backup that would have been made instead of the last: its archive is put together
 * while it is read, so whatever reads, restores and compares a full backup does the same with it.
 */
export function wholeOf(levels: readonly PlainBackup[], signal: AbortSignal): PlainBackup {
  const last = levels.at(-1)
  if (!last) throw new Error('a chain has at least one backup')
  if (levels.length === 1) return last
  return {
    facts: last.facts,
    parts: last.parts,
    open: async (part) =>
      part === archivePart
        ? Readable.from(coalesce(joined(levels, archiveOrder(rootsOf(last.facts)), signal)), { objectMode: false })
        : last.open(part),
  }
}

/** What comes next of one backup: something it holds, or the path of something that it says is gone. */
class Head {
  readonly #members: AsyncGenerator<ReadMember>
  readonly #gone: AsyncGenerator<string>
  readonly #order: Order
  #member: ReadMember | undefined
  #lost: string | undefined

  constructor(members: AsyncGenerator<ReadMember>, gone: AsyncGenerator<string>, order: Order) {
    this.#members = members
    this.#gone = gone
    this.#order = order
  }

  async begin(): Promise<void> {
    this.#member = await nextOf(this.#members)
    this.#lost = await nextOf(this.#gone)
  }

  get path(): string | undefined {
    const [held, lost] = [this.#member?.member.path, this.#lost]
    if (held === undefined || lost === undefined) return held ?? lost
    return this.#order(held, lost) <= 0 ? held : lost
  }

  /** undefined: it is gone. */
  get member(): ReadMember | undefined {
    return this.#member?.member.path === this.path ? this.#member : undefined
  }

  async advance(): Promise<void> {
    const { path } = this
    if (this.#lost === path) this.#lost = await nextOf(this.#gone)
    if (this.#member?.member.path === path) this.#member = await nextOf(this.#members)
  }

  async end(): Promise<void> {
    await this.#members.return(undefined)
    await this.#gone.return(undefined)
  }
}

async function nextOf<T>(items: AsyncGenerator<T>): Promise<T | undefined> {
  const step = await items.next()
  return step.done ? undefined : step.value
}

async function* joined(levels: readonly PlainBackup[], order: Order, signal: AbortSignal): AsyncGenerator<Buffer> {
  // Newest first: of one path, its word counts.
  const heads = levels.toReversed().map((level) => {
    const isFull = level === levels[0]
    return new Head(membersOf(level, signal), isFull ? nothing() : goneOf(level), order)
  })
  try {
    await Promise.all(heads.map((head) => head.begin()))
    for (;;) {
      let first: Head | undefined
      for (const head of heads)
        if (head.path !== undefined && (first?.path === undefined || order(head.path, first.path) < 0)) first = head
      const path = first?.path
      if (path === undefined) break
      const found = first?.member
      if (found) yield* written(found)
      for (const head of heads) if (head.path === path) await head.advance()
    }
    yield endOfArchive
  } finally {
    await Promise.allSettled(heads.map((head) => head.end()))
  }
}

async function* written({ member, content }: ReadMember): AsyncGenerator<Buffer> {
  yield encodeMember(member)
  if (member.type !== 'file') return
  yield* content
  yield padding(member.size)
}

async function* membersOf(level: PlainBackup, signal: AbortSignal): AsyncGenerator<ReadMember> {
  yield* readMembers(await level.open(archivePart), signal)
}

async function* goneOf(level: PlainBackup): AsyncGenerator<string> {
  await using reader = await IndexReader.open(indexPart, (await level.open(indexPart)) as AsyncIterable<Buffer>)
  for (;;) {
    const record = reader.next()
    if (record === undefined) {
      if (await reader.more()) continue
      return
    }
    if (isGone(record)) yield record.path
  }
}

async function* nothing(): AsyncGenerator<string> {}
