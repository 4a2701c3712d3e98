import { createHash } from 'node:crypto'
import { type Element, elementsOf, numberIn, textIn, types } from '../bson/element.ts'

/** Where an entry stands in the log: seconds, and a number within the second. */
export interface Stamp {
  readonly seconds: number
  readonly number: number
}

/** An entry of the log, or an operation inside of one. */
export interface Entry {
  readonly bytes: Buffer
  readonly elements: readonly Element[]
  /** i, u, d, c (a command), n (nothing). */
  readonly op: string
  /** "shop.orders", "shop.$cmd" */
  readonly ns: string
  /** The collection's own, whatever its name is: hexadecimal. Absent: the server has none. */
  readonly uuid: string | undefined
  readonly o: Buffer
  /** Of an update, the _id. */
  readonly o2: Buffer | undefined
}

export interface LoggedEntry extends Entry {
  readonly stamp: Stamp
  /** Of the election that its primary came out of. */
  readonly term: number | undefined
  /** The primary's clock in milliseconds: not before, and not after. */
  readonly earliest: number
  readonly latest: number
}

/** @throws Error: it is not an operation. */
export function operationOf(bytes: Buffer): Entry {
  const elements = elementsOf(bytes)
  const text = (name: string) => textIn(fieldOf(elements, name) ?? missing(name)) ?? missing(name)
  const uuid = fieldOf(elements, 'ui')
  const o = fieldOf(elements, 'o')
  if (o?.type !== types.document) throw strange('o')
  const o2 = fieldOf(elements, 'o2')
  return {
    ...{ bytes, elements, op: text('op'), ns: text('ns'), o: o.value },
    // After its length and its kind.
    uuid: uuid?.type === types.binary ? uuid.value.toString('hex', 5) : undefined,
    o2: o2?.type === types.document ? o2.value : undefined,
  }
}

/** @throws Error: it is not an entry of an oplog. */
export function entryOf(bytes: Buffer): LoggedEntry {
  const operation = operationOf(bytes)
  const { elements } = operation
  const stamp = stampIn(fieldOf(elements, 'ts')) ?? missing('ts')
  const term = fieldOf(elements, 't')
  const wall = fieldOf(elements, 'wall')
  const exact = wall?.type === types.date ? Number(wall.value.readBigInt64LE()) : undefined
  return {
    ...operation,
    stamp,
    term: term === undefined ? undefined : numberIn(term),
    earliest: exact ?? stamp.seconds * 1000,
    latest: exact ?? stamp.seconds * 1000 + 999,
  }
}

export const fieldOf = (elements: readonly Element[], name: string): Element | undefined =>
  elements.find((element) => element.name === name)

export function stampIn(element: Element | undefined): Stamp | undefined {
  if (element?.type !== types.timestamp) return undefined
  return { seconds: element.value.readUInt32LE(4), number: element.value.readUInt32LE(0) }
}

/** Negative: `one` comes before `other`. */
export const compareStamps = (one: Stamp, other: Stamp): number =>
  one.seconds === other.seconds ? one.number - other.number : one.seconds - other.seconds

/** What tells an entry from any other, also from one that has its place in another history. */
export const printOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

/** "create" and its document, of an entry that is a command. */
export function commandOf({ o }: Entry): { readonly name: string; readonly target: string; readonly all: Element[] } {
  const all = elementsOf(o)
  const [first] = all
  return { name: first?.name ?? '', target: first === undefined ? '' : (textIn(first) ?? ''), all }
}

const missing = (name: string): never => {
  throw strange(name)
}
const strange = (name: string) => new Error(`an entry of the log has no ${name}`)
