import type { QdrantSource } from '../../policy/policy.ts'
import { namesSome } from '../../words/words.ts'
import { matcher, notThere, selected } from '../selection.ts'
import type { Qdrant } from './server.ts'

/** What the policy takes of what is there now. */
export async function collectionsOf(source: QdrantSource, server: Qdrant): Promise<readonly string[]> {
  return takenOf(await server.collections(), source, server)
}

export function takenOf(all: readonly string[], source: QdrantSource, server: Qdrant): readonly string[] {
  const unmatched = notThere(`source ${source.name}`, 'collections', 'collection')
  const names = selected(all, source.collections, 'collection', unmatched)
  if (names.length === 0 && !source.allowEmpty)
    throw server.problem(
      'there are no collections to back up',
      'Check that the URL names the right server, and what collections includes; allow-empty: true agrees to a backup of nothing.',
    )
  if (names.length > mostCollections)
    throw server.problem(
      `${names.length} collections are more than the ${mostCollections} that one backup takes`,
      'Make several sources, each with its own collections: { include: [...] }.',
    )
  return names
}

/** What the policy says of a name, whatever else is there. */
export function takes({ collections: { include, exclude } }: QdrantSource, name: string): boolean {
  const matches = (pattern: string) => matcher(pattern)(name)
  return (include.length === 0 || include.some(matches)) && !exclude.some(matches)
}

/** A manifest names every part. */
const mostCollections = 800

/** Throws for a collection of which other nodes of a cluster have a part. */
export async function mustBeWhole(server: Qdrant, name: string): Promise<void> {
  const elsewhere = await server.shardsElsewhere(name)
  if (elsewhere.length === 0) return
  const shards = `${elsewhere.length === 1 ? 'shard' : 'shards'} ${namesSome(elsewhere.map(String))}`
  throw server.problem(
    `collection ${name} has ${shards} on other nodes of the cluster only, and a snapshot by this node would lack them`,
    'Name a node that has a replica of every shard in the URL, or leave the collection out: collections: { exclude: [...] }.',
  )
}
