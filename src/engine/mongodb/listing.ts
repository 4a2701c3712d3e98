import { BSON } from 'mongodb'
import { Problem } from '../../problem.ts'
import { notThere, selected } from '../selection.ts'
import { type CollectionInfo, exactly } from './collection.ts'
import type { Connection } from './connection.ts'
import type { Dumped } from './mongodb-source.ts'
import type { Server } from './server.ts'

/** Everything that a person made in the database, by name. */
export interface Listing {
  readonly all: readonly CollectionInfo[]
  /** Those whose description changes its order when it is decoded: fields named by digits. */
  readonly reordered: readonly string[]
}

export async function listingOf(server: Server): Promise<Listing> {
  const raw = await server.ask('list the collections', () => server.db.listCollections({}, { raw: true }).toArray())
  const reordered: string[] = []
  const decode = (bytes: Uint8Array, name?: string): BSON.Document => {
    const document = BSON.deserialize(bytes, exactly)
    if (!Buffer.from(BSON.serialize(document)).equals(bytes)) reordered.push(name ?? String(document['name']))
    return document
  }
  const all: CollectionInfo[] = []
  for (const entry of raw.map((bytes) => decode(bytes as unknown as Uint8Array))) {
    const { name, type = 'collection', options = {}, info = {} } = entry
    if (isOfServer(name)) continue
    const indexes = type !== 'collection' ? [] : (await indexesOf(server, name)).map((bytes) => decode(bytes, name))
    all.push({
      name,
      type,
      options,
      indexes,
      uuid: uuidIn(info),
    })
  }
  all.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { all, reordered: [...new Set(reordered)].sort() }
}

/** There by its name now, and the same one. */
export async function isStill(server: Server, { name, type, uuid }: CollectionInfo): Promise<boolean> {
  const listed = await server.ask('list the collections', () =>
    server.db.listCollections({ name }, { raw: true }).toArray(),
  )
  return listed
    .map((bytes) => BSON.deserialize(bytes as unknown as Uint8Array, exactly))
    .some((now) => now['name'] === name && (now['type'] ?? 'collection') === type && uuidIn(now['info'] ?? {}) === uuid)
}

const uuidIn = (info: BSON.Document): string | undefined =>
  info['uuid'] instanceof BSON.Binary ? Buffer.from(info['uuid'].value()).toString('hex') : undefined

async function indexesOf(server: Server, name: string): Promise<readonly Uint8Array[]> {
  const listed = await server.ask(`list the indexes of ${name}`, () =>
    server.db.collection(name).listIndexes({ raw: true }).toArray(),
  )
  return listed as unknown as readonly Uint8Array[]
}

/** Of those that begin with system. only stored functions are a person's; views are listed by their own names. */
export const isOfServer = (name: string): boolean => name.startsWith('system.') && name !== 'system.js'

const undumped = ({ place }: Connection, name: string): Problem =>
  new Problem('source-failed', `${place}: ${name} is a time series, which this program does not dump`, {
    hint: `Leave it out with collections: { exclude: [${name}] }, and dump it with mongodump by engine: command.`,
  })

/** What the policy takes of what is there now. @throws Problem for a name that is not there, and where there is nothing. */
export function taken({ all }: Listing, source: Dumped, { connection }: Server): readonly CollectionInfo[] {
  const names = new Set(
    selected(
      all.map(({ name }) => name),
      source.collections,
      'collection',
      notThere(`source ${source.name}`, 'collections', 'collection'),
    ),
  )
  if (names.size === 0 && !source.allowEmpty)
    throw new Problem('source-failed', `${connection.place}: ${connection.where} has no collections to back up`, {
      hint: 'Check that the URL names the right database, and what collections includes; allow-empty: true agrees to a backup of nothing.',
    })
  const chosen = all.filter(({ name }) => names.has(name))
  for (const { name, type } of chosen) if (type === 'timeseries') throw undumped(connection, name)
  return chosen
}
