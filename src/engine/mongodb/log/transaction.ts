import { unplayable } from '../../chain.ts'
import { type Element, elementsOf, numberIn, types } from '../bson/element.ts'
import {
  commandOf,
  compareStamps,
  type Entry,
  fieldOf,
  type LoggedEntry,
  operationOf,
  type Stamp,
  stampIn,
} from './entry.ts'
import { textOf } from './place.ts'
import { isBatch } from './sieve.ts'

/** What a transaction has logged that has not ended yet. */
interface Open {
  readonly operations: Entry[]
  last: Stamp
}

/** Large transactions are logged in several entries, and prepared ones before it is decided: they are done when they end, or not at all. */
export class Transactions {
  readonly #open = new Map<string, Open>()

  /** What is done when this entry is. @throws Problem `object-damaged` where the beginning of its transaction is missing. */
  take(entry: LoggedEntry): readonly Entry[] {
    if (entry.op !== 'c') return [entry]
    const { name, all } = commandOf(entry)
    if (name === 'abortTransaction') {
      this.#open.delete(idOf(entry))
      return []
    }
    if (name === 'commitTransaction') return this.#ended(entry, [])
    const operations = fieldOf(all, 'applyOps')
    if (operations === undefined) return [entry]
    const inner = elementsOf(operations.value).map(({ value }) => operationOf(value))
    if (isBatch(entry)) return inner
    if (!isTrue(all, 'partialTxn') && !isTrue(all, 'prepare')) return this.#ended(entry, inner)
    const id = idOf(entry)
    const open = this.#before(entry) ?? { operations: [], last: entry.stamp }
    open.operations.push(...inner)
    open.last = entry.stamp
    this.#open.set(id, open)
    return []
  }

  #ended(entry: LoggedEntry, inner: readonly Entry[]): readonly Entry[] {
    const open = this.#before(entry)
    this.#open.delete(idOf(entry))
    return [...(open?.operations ?? []), ...inner]
  }

  /** undefined: nothing came before. */
  #before(entry: LoggedEntry): Open | undefined {
    const previous = fieldOf(entry.elements, 'prevOpTime')
    const stamp = previous && stampIn(fieldOf(elementsOf(previous.value), 'ts'))
    if (stamp === undefined || (stamp.seconds === 0 && stamp.number === 0)) return undefined
    const open = this.#open.get(idOf(entry))
    if (open !== undefined && compareStamps(open.last, stamp) === 0) return open
    throw unplayable(
      `the transaction that goes on at ${textOf(entry.stamp)} has a part at ${textOf(stamp)}, which is missing`,
    )
  }
}

function idOf({ elements, stamp }: LoggedEntry): string {
  const [session, number] = [fieldOf(elements, 'lsid'), fieldOf(elements, 'txnNumber')]
  if (session === undefined || number === undefined)
    throw unplayable(`the entry at ${textOf(stamp)} is of a transaction that it does not name`)
  return `${session.value.toString('hex')} ${numberIn(number)}`
}

const isTrue = (elements: readonly Element[], name: string): boolean => {
  const element = fieldOf(elements, name)
  return element?.type === types.boolean && element.value[0] === 1
}
