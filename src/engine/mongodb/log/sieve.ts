import { documentOf, type Element, elementOf, elementsOf, numberIn, types } from '../bson/element.ts'
import { commandOf, type Entry, fieldOf, type LoggedEntry, operationOf } from './entry.ts'

/** What is left of an entry that is not of the database, where its place has to be told: nothing of what it says. */
const stays: ReadonlySet<string> = new Set(['ts', 't', 'h', 'v', 'wall'])
/** How transactions end that were prepared first; which databases they are of was said before. */
const endings: ReadonlySet<string> = new Set(['commitTransaction', 'abortTransaction'])

/**
 * An entry as it is stored: undefined where nothing in it is of that database. Of several operations in one those of other databases
 * are taken out: a backup of one database holds nothing of another.
 */
export function sieved(entry: LoggedEntry, database: string): Buffer | undefined {
  if (entry.op === 'n') return undefined
  if (isOf(entry, database)) return entry.bytes
  if (entry.op !== 'c') return undefined
  const { name, all } = commandOf(entry)
  if (endings.has(name)) return entry.bytes
  const operations = fieldOf(all, 'applyOps')
  if (operations?.type !== types.array) return undefined
  const there = elementsOf(operations.value)
  const ours = there.filter(({ value }) => isOf(operationOf(value), database))
  if (ours.length === there.length) return entry.bytes
  if (ours.length === 0 && !isOfTransaction(entry)) return undefined
  const left = elementOf(types.array, operations.name, documentOf(ours.map(renumbered)))
  const o = documentOf(all.map((element) => (element === operations ? left : element)))
  return documentOf(entry.elements.map((element) => (element.name === 'o' ? elementOf(element.type, 'o', o) : element)))
}

const renumbered = ({ type, value }: Element, index: number): Element => elementOf(type, String(index), value)

/** Without a part of it nobody could tell that the rest is whole. */
const isOfTransaction = ({ elements }: Entry): boolean => fieldOf(elements, 'txnNumber') !== undefined

/** An entry of which only its place is kept: it does nothing. */
export function emptied({ elements }: LoggedEntry): Buffer {
  const text = (value: string) => {
    const bytes = Buffer.from(`\0\0\0\0${value}\0`)
    bytes.writeInt32LE(value.length + 1)
    return bytes
  }
  return documentOf([
    ...elements.filter(({ name }) => stays.has(name)),
    elementOf(types.string, 'op', text('n')),
    elementOf(types.string, 'ns', text('')),
    elementOf(types.document, 'o', documentOf([])),
  ])
}

/** "shop.orders" is of shop; a database has no dots in its name. */
export const isOf = ({ ns }: Pick<Entry, 'ns'>, database: string): boolean =>
  ns.length > database.length && ns[database.length] === '.' && ns.startsWith(database)

/** True for several operations that a server has logged as one, and that are done at once: not a transaction of a client. */
export function isBatch({ elements }: Entry): boolean {
  const kind = fieldOf(elements, 'multiOpType')
  return fieldOf(elements, 'txnNumber') === undefined || (kind !== undefined && numberIn(kind) === 1)
}
