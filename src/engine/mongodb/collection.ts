import { BSON } from 'mongodb'
import type { Archived } from './archive/layout.ts'
import { damaged } from './archive/layout.ts'

/** A collection or a view, with what a restore needs to make it again. */
export interface CollectionInfo {
  readonly name: string
  readonly type: 'collection' | 'view' | 'timeseries'
  readonly options: BSON.Document
  readonly indexes: readonly BSON.Document[]
  /** Hexadecimal; undefined where the server has none. */
  readonly uuid: string | undefined
}

/** Values stay what they are: an int64 is no double, and a text that looks like an expression is a text. */
export const exactly = {
  promoteValues: false,
  promoteBuffers: false,
  bsonRegExp: true,
  validation: { utf8: false },
} as const satisfies BSON.DeserializeOptions

export function archivedOf(db: string, { name, type, options, indexes, uuid }: CollectionInfo): Archived {
  const described = { options, indexes, ...(uuid === undefined ? {} : { uuid }), collectionName: name, type }
  return {
    db,
    collection: name,
    type,
    metadata: BSON.EJSON.stringify(described, { relaxed: false }),
    exact: BSON.serialize({ options, indexes }),
  }
}

/** @throws Problem `object-damaged` for what describes no collection. */
export function collectionOf({ collection, type, metadata, exact }: Archived): CollectionInfo {
  if (type !== 'collection' && type !== 'view') throw damaged(`${collection} is of type ${type}`)
  const { options = {}, indexes = [] } = described(collection, metadata, exact)
  if (!isDocument(options) || !Array.isArray(indexes) || !indexes.every(isIndex))
    throw damaged(`the description of ${collection} is not one of a collection`)
  return { name: collection, type, options, indexes, uuid: uuidIn(metadata) }
}

/** What the log calls it by. */
function uuidIn(metadata: string): string | undefined {
  const [, uuid] = /"uuid"\s*:\s*"([0-9a-f]{32})"/.exec(metadata) ?? []
  return uuid
}

function described(collection: string, metadata: string, exact: Uint8Array | undefined): BSON.Document {
  try {
    if (exact !== undefined) return BSON.deserialize(exact, exactly)
    if (metadata === '') return {}
    const parsed: unknown = BSON.EJSON.parse(metadata, { relaxed: false })
    if (isDocument(parsed)) return parsed
  } catch {
    // Said below.
  }
  throw damaged(`the description of ${collection} cannot be read`)
}

const isDocument = (value: unknown): value is BSON.Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('_bsontype' in value)

const isIndex = (value: unknown): value is BSON.Document =>
  isDocument(value) && typeof value['name'] === 'string' && isDocument(value['key'])

/** Without the one that comes with every collection. */
export const ownIndexes = ({ indexes }: CollectionInfo): readonly BSON.Document[] =>
  indexes.filter(({ name, clustered }) => name !== '_id_' && !isTrue(clustered))

const isTrue = (value: unknown): boolean => value !== undefined && value !== null && value.valueOf() !== false

/** True where the server itself removes what is too old. */
export const expires = ({ indexes, options }: CollectionInfo): boolean =>
  options['expireAfterSeconds'] !== undefined ||
  indexes.some(({ expireAfterSeconds }) => expireAfterSeconds !== undefined)
