import type { Counted, Facts, ServerFacts } from '../contract.ts'
import type { KeptCollection } from './description.ts'
import type { Alias, Collection, Qdrant } from './server.ts'
import type { Version } from './version.ts'

export const serverFacts = ({ text, major }: Version): ServerFacts => ({ version: text, major, settings: {} })

interface CollectionFacts extends Pick<KeptCollection, 'name'> {
  readonly configuration: readonly string[]
  /** undefined: it is not compared. */
  readonly points?: number | undefined
}

export function factsOf(
  version: Version,
  sizeBytes: number,
  collections: readonly CollectionFacts[],
  aliases: readonly Alias[],
): Facts {
  const counted = collections.flatMap(({ name, points }) => (points === undefined ? [] : [[name, points] as const]))
  return {
    version: 1,
    engine: 'qdrant',
    server: serverFacts(version),
    sizeBytes,
    rows: Object.fromEntries(counted),
    objects: {
      // Also of a server that agreed to be empty.
      server: ['Qdrant'],
      collection: collections.map(({ name }) => name).sort(),
      configuration: collections
        .flatMap(({ name, configuration }) => configuration.map((line) => `${name} ${line}`))
        .sort(),
      alias: aliases.map(({ alias_name, collection_name }) => `${alias_name} -> ${collection_name}`).sort(),
    },
  }
}

/** The facts of a server, of the collections that others are of. */
export async function liveFacts(server: Qdrant, like: Facts, counted: Counted = () => {}): Promise<Facts> {
  const wanted = new Set(like.objects['collection'])
  const found: CollectionFacts[] = []
  for (const name of await server.collections()) {
    if (!wanted.has(name)) continue
    const configuration = configurationOf(await server.collection(name))
    if (!Object.hasOwn(like.rows, name)) {
      found.push({ name, configuration })
      continue
    }
    const points = await server.count(name)
    counted(points)
    found.push({ name, configuration, points })
  }
  const aliases = (await server.aliases()).filter(({ collection_name: name }) => wanted.has(name))
  return factsOf(await server.version(), like.sizeBytes, found, aliases)
}

/**
 * What somebody set, or the server chose when the collection was made, as lines: so a newer server's additions are no
 * difference, and one is shown by its name.
 */
export function configurationOf({ config, payload_schema }: Collection): readonly string[] {
  const fields = Object.entries(payload_schema).map(([field, { points: _, ...index }]) => [field, index] as const)
  return [...lines(config, []), ...lines(Object.fromEntries(fields), ['payload'])]
}

function lines(value: unknown, path: readonly string[]): readonly string[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [`${path.join('.')}=${String(value)}`]
  return Object.entries(value).flatMap(([key, inside]) => lines(inside, [...path, key]))
}
