import type { BSON } from 'mongodb'
import { unplayable } from '../../../chain.ts'
import type { Known } from './catalog.ts'

type IndexCommand = (known: Known, o: BSON.Document) => void

/** What the log says of indexes: they are made of it when all documents are there. */
export const indexCommands: ReadonlyMap<string, IndexCommand> = new Map<string, IndexCommand>([
  ['createIndexes', (known, { createIndexes: _name, ...index }) => put(known, index)],
  ['commitIndexBuild', putAll],
  ...['dropIndexes', 'dropIndex', 'deleteIndexes', 'deleteIndex'].map((name) => [name, drop] as const),
])

/** What is set of it; of one that is not there nothing. */
export function changeIndex({ indexes }: Known, { name: changed, keyPattern: _keys, ...options }: BSON.Document): void {
  const before = indexes.get(String(changed))
  if (before === undefined) return
  const index = { ...before, ...options }
  // One that is not hidden says nothing.
  if (options['hidden']?.valueOf() === false) delete index['hidden']
  if (options['forceNonUnique']?.valueOf() === true) for (const name of ['unique', 'forceNonUnique']) delete index[name]
  indexes.set(String(changed), index)
}

function putAll(known: Known, { indexes }: BSON.Document): void {
  if (!Array.isArray(indexes)) throw unplayable(`it ends the making of no index of ${known.name}`)
  for (const index of indexes) put(known, index)
}

function put(known: Known, index: BSON.Document): void {
  if (typeof index['name'] !== 'string' || index['key'] === undefined)
    throw unplayable(`it makes an index of ${known.name} that has no name or no key`)
  known.indexes.set(index['name'], index)
}

function drop({ indexes }: Known, { index }: BSON.Document): void {
  if (index === '*') for (const name of indexes.keys()) if (name !== '_id_') indexes.delete(name)
  indexes.delete(String(index))
}
