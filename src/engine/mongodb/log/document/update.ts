import { elementsOf, numberIn, types } from '../../bson/element.ts'
import { withDiff } from './diff.ts'
import { withModifiers } from './modifier.ts'

/** What an update of one document says: all of what it is now, or what has changed. */
export type Update =
  | { readonly kind: 'whole'; readonly document: Buffer }
  | { readonly kind: 'change'; readonly apply: (document: Buffer) => Buffer }

/** @throws Error for an update that was logged by rules that this program does not know. */
export function updateOf(o: Buffer): Update {
  const elements = elementsOf(o)
  const [first] = elements
  const version = elements.find(({ name }) => name === '$v')
  // A whole document may have fields that look like this, but begins with its _id.
  if (first === undefined || !first.name.startsWith('$')) return { kind: 'whole', document: o }
  const diff = elements.find(({ name }) => name === 'diff')
  if (version !== undefined && numberIn(version) === 2 && diff?.type === types.document)
    return { kind: 'change', apply: (document) => withDiff(document, diff.value) }
  if (version === undefined || numberIn(version) === 1)
    return { kind: 'change', apply: (document) => withModifiers(document, o) }
  throw new Error(`an update is of version ${numberIn(version)}, which this program does not know`)
}
