import { documentOf, type Element, elementOf, elementsOf, named, nullOf, types } from '../../bson/element.ts'

/*
 * What an update has changed, as servers log it before 5.0 ({ $v: 1, $set, $unset }): paths of names and of places in arrays, with
 * dots between them.
 */

/** The document after these. @throws Error for other operators, which no server logs. */
export function withModifiers(document: Buffer, update: Buffer): Buffer {
  let elements = elementsOf(document)
  for (const { name, value } of elementsOf(update)) {
    if (name === '$v') continue
    if (name !== '$set' && name !== '$unset')
      throw new Error(`an update says "${name}", which this program does not know`)
    for (const one of elementsOf(value))
      elements = changed(elements, one.name.split('.'), name === '$set' ? one : undefined, false)
  }
  return documentOf(elements)
}

/** `value`: undefined takes away what is there. */
function changed(
  elements: Element[],
  [name = '', ...rest]: readonly string[],
  value: Element | undefined,
  inArray: boolean,
): Element[] {
  const at = elements.findIndex((element) => element.name === name)
  const before = elements[at]
  if (before === undefined) return value === undefined ? elements : filled(elements, made(name, rest, value), inArray)
  const after = [...elements]
  if (rest.length > 0) after[at] = inside(before, rest, value)
  else if (value !== undefined) after[at] = named(value, name)
  // The places of an array keep their numbers.
  else if (inArray) after[at] = nullOf(name)
  else after.splice(at, 1)
  return after
}

function inside(element: Element, path: readonly string[], value: Element | undefined): Element {
  const { type, name } = element
  // It was given such a value later, and that will follow.
  if (type !== types.document && type !== types.array) return element
  const isArray = type === types.array
  return elementOf(type, name, documentOf(changed(elementsOf(element.value), path, value, isArray)))
}

function made(name: string, [next, ...rest]: readonly string[], value: Element): Element {
  if (next === undefined) return named(value, name)
  return elementOf(types.document, name, documentOf([made(next, rest, value)]))
}

const mostPlaces = 16 * 1024 * 1024

function filled(elements: readonly Element[], added: Element, inArray: boolean): Element[] {
  const place = inArray && /^\d{1,8}$/.test(added.name) ? Number(added.name) : undefined
  if (place === undefined || place > mostPlaces) return [...elements, added]
  const all = [...elements]
  while (all.length < place) all.push(nullOf(String(all.length)))
  return [...all, added]
}
