import { BSON } from 'mongodb'
import { Problem, remedy } from '../../../../problem.ts'
import { documentOf, type Element, elementsOf } from '../../bson/element.ts'
import { exactly } from '../../collection.ts'
import type { Server } from '../../server.ts'
import { type Entry, fieldOf } from '../entry.ts'
import type { Known } from '../schema/catalog.ts'
import { after, type Change, keyOf, touchedBy } from './change.ts'
import { Writes } from './writes.ts'

const mostBytes = 8 * 1024 * 1024
const mostChanges = 5000
/** Documents that are changed and have to be read for it, at once. */
const mostRead = 200

/** What is done to one document, in its order. */
interface Pending {
  readonly id: Element
  readonly changes: Change[]
  /** The backup was complete before one of them was logged. */
  isStrict: boolean
}

/**
 * Changes on their way into documents, many at once: each document is read at most once for all that is done to it, and written at
 * most once. Done a second time they change nothing.
 */
export class Documents {
  readonly #server: Server
  readonly #pending = new Map<Known, Map<string, Pending>>()
  #bytes = 0
  #count = 0

  constructor(server: Server) {
    this.#server = server
  }

  /** undefined: there is nothing to wait for. */
  add(known: Known, entry: Entry, isStrict: boolean): Promise<void> | undefined {
    const { id, change } = touchedBy(entry)
    const all = this.#pending.get(known) ?? new Map<string, Pending>()
    this.#pending.set(known, all)
    const key = keyOf(id)
    const before = all.get(key)
    if (before === undefined) all.set(key, { id, changes: [change], isStrict })
    // What was done before makes no difference any more.
    else if (change.kind !== 'change') all.set(key, { id, changes: [change], isStrict })
    else {
      before.changes.push(change)
      before.isStrict ||= isStrict
    }
    this.#bytes += entry.bytes.length
    this.#count += 1
    return this.#bytes >= mostBytes || this.#count >= mostChanges ? this.flush() : undefined
  }

  /** Resolves once everything is stored. */
  async flush(): Promise<void> {
    const all = [...this.#pending]
    this.#pending.clear()
    ;[this.#bytes, this.#count] = [0, 0]
    for (const [known, pending] of all) await this.#write(known, [...pending.values()])
  }

  async #write(known: Known, all: readonly Pending[]): Promise<void> {
    const writes = new Writes(this.#server, known.name)
    let unread: Pending[] = []
    const readThose = async () => {
      if (unread.length > 0) await this.#readAndWrite(known, unread, writes)
      unread = []
    }
    for (const one of all) {
      if (one.changes[0]?.kind === 'change') unread.push(one)
      else
        await writes.put(
          one.id,
          after(undefined, one.changes, () => undefined),
        )
      if (unread.length >= mostRead) await readThose()
    }
    await readThose()
    await writes.end()
  }

  async #readAndWrite({ name, options }: Known, all: readonly Pending[], writes: Writes): Promise<void> {
    const left = new Map(all.map((one) => [keyOf(one.id), one]))
    const ids = all.map(({ id }) => BSON.deserialize(documentOf([id]), exactly)['_id'])
    const cursor = this.#server.db.collection(name).find({ _id: { $in: ids } }, { raw: true, batchSize: 100 })
    try {
      while (await this.#server.ask(`read ${name}`, () => cursor.hasNext())) {
        const document = Buffer.from((await cursor.next()) as unknown as Uint8Array)
        const key = keyOf(fieldOf(elementsOf(document), '_id') as Element)
        const one = left.get(key)
        if (one === undefined) continue
        left.delete(key)
        await writes.put(one.id, after(document, one.changes, missedIn(name, one, options)))
      }
    } finally {
      await cursor.close().catch(() => undefined)
    }
    for (const one of left.values()) {
      const document = after(undefined, one.changes, missedIn(name, one, options))
      if (document !== undefined) await writes.put(one.id, document)
    }
  }
}

/** A capped collection forgets its oldest documents by itself, and another server not just the same ones. */
const missedIn =
  (name: string, { isStrict }: Pending, options: BSON.Document) =>
  () => {
    if (!isStrict || options['capped'] !== undefined) return
    throw new Problem('object-damaged', `the log changes a document of ${name} that neither it nor the backup has`, {
      hint: remedy.damaged,
    })
  }
