import { unplayable } from '../../../chain.ts'
import { type Element, elementsOf } from '../../bson/element.ts'
import { type Entry, fieldOf } from '../entry.ts'
import { type Update, updateOf } from './update.ts'

/** What is done to one document. */
export type Change = { readonly kind: 'gone' } | Update

/** A document's own id, and what an entry does to it. */
export interface Touched {
  readonly id: Element
  readonly change: Change
}

/** Of an entry that inserts, updates or deletes. */
export function touchedBy(entry: Entry): Touched {
  const { op, o, o2, ns } = entry
  const id = fieldOf(elementsOf(op === 'u' && o2 !== undefined ? o2 : o), '_id')
  if (id === undefined) throw unplayable(`an entry of ${ns} names no document`)
  if (op === 'd') return { id, change: { kind: 'gone' } }
  if (op === 'i') return { id, change: { kind: 'whole', document: o } }
  return { id, change: updateOf(o) }
}

/** The same for the same id only. */
export const keyOf = ({ type, value }: Element): string => `${type} ${value.toString('latin1')}`

/**
 * The document after these; undefined: it is not there. `missed` hears of a change of one that is not there: before the backup was
 * complete that is one which was deleted later.
 */
export function after(
  document: Buffer | undefined,
  changes: readonly Change[],
  missed: () => void,
): Buffer | undefined {
  let now = document
  for (const change of changes) {
    if (change.kind === 'gone') now = undefined
    else if (change.kind === 'whole') now = change.document
    else if (now === undefined) missed()
    else now = change.apply(now)
  }
  return now
}
