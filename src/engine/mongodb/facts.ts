import { createHash } from 'node:crypto'
import { BSON, type CountDocumentsOptions } from 'mongodb'
import type { Counted, Facts, ServerFacts } from '../contract.ts'
import { type CollectionInfo, ownIndexes } from './collection.ts'
import { listingOf } from './listing.ts'
import { type Server, type ServerInfo, versionOf } from './server.ts'

export function serverFacts({ version, product }: ServerInfo): ServerFacts {
  const { major, minor } = versionOf(version)
  return { version, major, settings: { product, minor: String(minor) } }
}

/** `rows`: documents by collection. */
export function factsOf(
  server: ServerFacts,
  all: readonly CollectionInfo[],
  rows: Facts['rows'],
  sizeBytes: number,
): Facts {
  const named = (type: CollectionInfo['type']) => all.filter((one) => one.type === type).map(({ name }) => name)
  const objects = {
    collection: named('collection').sort(),
    view: named('view').sort(),
    index: all
      .flatMap((one) => ownIndexes(one).map((index) => `${one.name}.${index['name']} ${digestOf(indexText(index))}`))
      .sort(),
    option: all
      .flatMap(({ name, options }) =>
        Object.entries(made(options)).map(([option, value]) => `${name}.${option} ${digestOf(plain({ value }))}`),
      )
      .sort(),
  }
  const empty = all.length === 0 ? { empty: 'allowed' } : {}
  const facts = { version: 1, engine: 'mongodb', sizeBytes, rows, objects } as const
  return { ...facts, server: { ...server, settings: { ...server.settings, ...empty } } }
}

/** What a person set: the rest is the server's own. */
export function made(options: BSON.Document): BSON.Document {
  const { autoIndexId: _auto, temp: _temp, uuid: _uuid, flags: _flags, ...rest } = options
  return rest
}

/** An index as a server is asked to make it. */
export function specOf(index: BSON.Document): BSON.Document {
  // The namespace is that of another database; how it was once built is no property of it.
  const { ns: _ns, background: _background, storageEngine, ...spec } = index
  // FerretDB tells how it keeps an index by an option of MongoDB's that takes names of engines alone.
  const isFerret = storageEngine?.enableOrderedIndex !== undefined
  return storageEngine === undefined || isFerret ? spec : { ...spec, storageEngine }
}

/** Servers differ in the order of an index's properties, and in its version; the order of its keys is what it is. */
function indexText(index: BSON.Document): string {
  const { v: _version, ...spec } = specOf(index)
  return plain(Object.fromEntries(Object.entries(spec).sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** 1, 1.0 and an int64 of 1 are one. */
const plain = (document: BSON.Document): string => BSON.EJSON.stringify(document, { relaxed: true })

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** What there is now of the collections that others are of, counted exactly. */
export async function liveFacts(server: Server, like: Facts, counted: Counted = () => undefined): Promise<Facts> {
  const { all } = await listingOf(server)
  const wanted = new Set([...(like.objects['collection'] ?? []), ...(like.objects['view'] ?? [])])
  const there = all.filter(({ name }) => wanted.has(name))
  const rows = new Map<string, number>()
  for (const { name, type } of there) {
    if (type === 'view') continue
    const count = await countOf(server, name)
    if (!Object.hasOwn(like.rows, name)) continue
    rows.set(name, count)
    counted(count)
  }
  return factsOf(serverFacts(server.info), there, Object.fromEntries(rows), await sizeOf(server))
}

/** By looking at all of them: what a server keeps as their number may be wrong after a crash. */
export async function countOf(
  server: Server,
  name: string,
  filter: BSON.Document = {},
  reads: CountDocumentsOptions = {},
): Promise<number> {
  return await server.ask(`count the documents of ${name}`, () =>
    server.db.collection(name).countDocuments(filter, reads),
  )
}

export async function sizeOf(server: Server): Promise<number> {
  const { dataSize } = await server.command('measure the database', { dbStats: 1 })
  return Number(dataSize)
}

/** Facts of the collections that `keep` takes; of those that `moving` names the documents are not compared. */
export function someFacts(
  facts: Facts,
  keep: (collection: string) => boolean,
  moving: (collection: string) => boolean = () => false,
): Facts {
  // A name may have dots, and what follows its last has none but for an index's: the longest that fits is meant.
  const names = [...(facts.objects['collection'] ?? []), ...(facts.objects['view'] ?? [])].filter(keep)
  const isKept = (kind: string, text: string) =>
    kind === 'index' || kind === 'option' ? names.some((name) => text.startsWith(`${name}.`)) : keep(text)
  return {
    ...facts,
    rows: Object.fromEntries(Object.entries(facts.rows).filter(([name]) => keep(name) && !moving(name))),
    objects: Object.fromEntries(
      Object.entries(facts.objects).map(([kind, texts]) => [kind, texts.filter((text) => isKept(kind, text))]),
    ),
  }
}
