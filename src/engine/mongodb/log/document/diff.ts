import { documentOf, type Element, elementOf, elementsOf, named, nullOf, numberIn, types } from '../../bson/element.ts'

/*
 * What an update has changed, as servers log it since 5.0 ({ $v: 2, diff }): fields that are gone (d), that have another value (u), that
 * are new (i), and fields that are documents or arrays with a difference of their own (s and their name). An array (a: true) has a
 * length (l), and for a place a value (u and its number) or a difference (s and its number).
 */

/**
 * The document with that difference. One that has the difference already stays as it is; of a later state it becomes what the
 * differences that follow mend: that is what a server does, too.
 * @throws Error for a difference that is of another kind.
 */
export function withDiff(document: Buffer, diff: Buffer): Buffer {
  const { replaced, gone, added, nested } = changesOf(diff)
  const there = new Set<string>()
  const kept = elementsOf(document).flatMap((element) => {
    const { name } = element
    const other = replaced.get(name)
    const inside = nested.get(name)
    if (other !== undefined) {
      there.add(name)
      return [other]
    }
    if (inside !== undefined) return [insideOf(element, inside)]
    return gone.has(name) ? [] : [element]
  })
  return documentOf([...kept, ...[...replaced.values()].filter(({ name }) => !there.has(name)), ...added])
}

interface Changes {
  readonly replaced: ReadonlyMap<string, Element>
  /** Those that are added come last, wherever they were. */
  readonly gone: ReadonlySet<string>
  readonly added: readonly Element[]
  readonly nested: ReadonlyMap<string, Buffer>
}

function changesOf(diff: Buffer): Changes {
  const replaced = new Map<string, Element>()
  const gone = new Set<string>()
  const nested = new Map<string, Buffer>()
  const added: Element[] = []
  for (const { name, type, value } of elementsOf(diff)) {
    if (type !== types.document) throw unknown(name)
    if (name === 'd') for (const one of elementsOf(value)) gone.add(one.name)
    else if (name === 'u') for (const one of elementsOf(value)) replaced.set(one.name, one)
    else if (name === 'i') added.push(...elementsOf(value))
    else if (name.startsWith('s')) nested.set(name.slice(1), value)
    else throw unknown(name)
  }
  for (const { name } of added) gone.add(name)
  return { replaced, gone, added, nested }
}

/** What is neither a document nor an array any more was given another value later, which will follow. */
function insideOf(element: Element, diff: Buffer): Element {
  const { name, type, value } = element
  const wanted = isOfArray(diff) ? types.array : types.document
  if (type !== wanted) return nullOf(name)
  const changed = wanted === types.array ? withArrayDiff(value, diff) : withDiff(value, diff)
  return elementOf(type, name, changed)
}

const isOfArray = (diff: Buffer): boolean => {
  const [first] = elementsOf(diff)
  return first?.name === 'a' && first.type === types.boolean
}

// No array of a document has more: each place takes some bytes.
const mostPlaces = 16 * 1024 * 1024

function withArrayDiff(array: Buffer, diff: Buffer): Buffer {
  const places = elementsOf(array)
  let length: number | undefined
  for (const element of elementsOf(diff).slice(1)) {
    const [, kind = '', digits = ''] = /^(l|u|s)(\d*)$/.exec(element.name) ?? []
    const place = kind === 'l' ? numberIn(element) : Number(digits)
    if (place === undefined || (kind !== 'l' && digits === '') || !(place >= 0 && place <= mostPlaces))
      throw unknown(element.name)
    if (kind === 'l') {
      length = place
      continue
    }
    while (places.length < place) places.push(nullOf(''))
    const before = places[place]
    places[place] = kind === 'u' ? element : before === undefined ? nullOf('') : insideOf(before, element.value)
  }
  if (length !== undefined) {
    places.length = Math.min(places.length, length)
    while (places.length < length) places.push(nullOf(''))
  }
  return documentOf(places.map((element, index) => named(element, String(index))))
}

const unknown = (name: string) => new Error(`an update says "${name}" of a document, which this program does not know`)
