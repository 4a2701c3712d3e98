import { BSON } from 'mongodb'
import type { Command, StandInOptions } from '../stand-in.ts'

const { Int32, Long, Timestamp } = BSON

/** A replica set of one member, as far as whoever reads its oplog sees of it. */
export class ReplicaSet {
  /** In the order of their places. */
  entries: BSON.Document[] = []
  /** Transactions that have not ended, as `config.transactions` has them. */
  transactions: BSON.Document[] = []
  /** The newest that a majority has: of so many entries from the end none. */
  behind = 0
  term = 1
  /** Asked before each answer. */
  before: (command: Command, name: string) => BSON.Document | undefined = () => undefined
  #next = 1
  #seconds = 1_700_000_000

  log(entry: BSON.Document): BSON.Document {
    const whole = {
      ts: new Timestamp({ t: this.#seconds, i: this.#next++ }),
      t: Long.fromNumber(this.term),
      v: new Int32(2),
      wall: new Date(),
      ...entry,
    }
    this.entries.push(whole)
    return whole
  }

  insert(o: BSON.Document, ns = 'shop.notes'): BSON.Document {
    return this.log({ op: 'i', ns, o })
  }

  /** As `StandInOptions`. */
  options(more: StandInOptions = {}): StandInOptions {
    return {
      replicaSet: 'rs0',
      state: () => ({ lastWrite: this.#lastWrite() }),
      collections: { notes: {} },
      ...more,
      answer: (command, name) =>
        this.before(command, name) ?? more.answer?.(command, name) ?? this.#answer(command, name),
    }
  }

  #lastWrite(): BSON.Document {
    const of = (entry: BSON.Document | undefined) => ({ ts: entry?.['ts'], t: entry?.['t'] })
    const majority = this.entries.at(-1 - this.behind)
    return {
      opTime: of(this.entries.at(-1)),
      majorityOpTime: of(majority),
      majorityWriteDate: majority?.['wall'],
    }
  }

  #answer(command: Command, name: string): BSON.Document | undefined {
    if (name !== 'find') return undefined
    const { find, $db, filter = {}, sort, limit = 0 } = command
    if ($db === 'config' && find === 'transactions') return listed('config.transactions', this.transactions)
    if ($db !== 'local' || find !== 'oplog.rs') return undefined
    const majority = this.entries.slice(0, this.entries.length - this.behind)
    const found = majority.filter((entry) =>
      Object.entries(filter as BSON.Document).every(([path, wanted]) => isMet(at(entry, path), wanted)),
    )
    if (sort?.$natural === -1) found.reverse()
    return listed('local.oplog.rs', found.slice(0, Number(limit) === 0 ? undefined : Number(limit)))
  }
}

const listed = (ns: string, firstBatch: readonly BSON.Document[]): BSON.Document => ({
  cursor: { id: Long.ZERO, ns, firstBatch },
  ok: 1,
})

const at = (entry: BSON.Document, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as BSON.Document | undefined)?.[name], entry)

function isMet(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted
  return Object.entries(wanted).every(([operator, bound]) => {
    if (!(value instanceof Timestamp) || !(bound instanceof Timestamp)) return false
    const order = value.compare(bound as unknown as BSON.Long)
    if (operator === '$gte') return order >= 0
    if (operator === '$lte') return order <= 0
    return operator === '$gt' ? order > 0 : order < 0
  })
}
