import { namesSome } from '../../words/words.ts'
import type { HttpClient } from '../http/client.ts'
import { notThere, selected } from '../selection.ts'
import { unreadable } from './definition.ts'
import type { Definition } from './part/description.ts'
import type { Cluster, ListedIndex } from './protocol/cluster.ts'
import { noSource } from './scroll.ts'
import type { SearchSource } from './search-source.ts'

/** A manifest names every part. */
const mostIndexes = 800

/** What the policy takes of what is there now. */
export async function indexesOf(source: SearchSource, cluster: Cluster): Promise<readonly ListedIndex[]> {
  const { include, exclude } = source.indexes
  // Names with a dot first are the server's own, unless the policy names them so.
  const named = include.some((pattern) => pattern.startsWith('.'))
  const all = (await cluster.indexes()).filter(({ name }) => named || !name.startsWith('.'))
  const place = `source ${source.name}`
  const streams = (await cluster.dataStreams()).filter((name) => named || !name.startsWith('.'))
  const names = [...all.map(({ name }) => name), ...streams]
  const chosen = new Set(selected(names, { include, exclude }, 'index', notThere(place, 'indexes', 'index')))
  mustHaveNoStream(
    cluster,
    streams.filter((name) => chosen.has(name)),
  )
  const indexes = all.filter(({ name }) => chosen.has(name))
  if (indexes.length === 0 && !source.allowEmpty)
    throw cluster.client.problem(
      'there are no indexes to back up',
      'Check that the URL names the right server and user, and what indexes includes; allow-empty: true agrees to a backup of nothing.',
    )
  if (indexes.length > mostIndexes)
    throw cluster.client.problem(
      `${indexes.length} indexes are more than the ${mostIndexes} that one backup takes`,
      'Make several sources, each with its own indexes: { include: [...] }.',
    )
  for (const index of indexes) mustBeWhole(cluster.client, index)
  return indexes
}

function mustHaveNoStream({ client }: Cluster, streams: readonly string[]): void {
  if (streams.length === 0) return
  const names = namesSome(streams)
  throw client.problem(
    `data streams are not backed up, and there are some: ${names}`,
    `Take snapshots of them by the server itself, and leave them out here: indexes: { exclude: [${streams.slice(0, 3).join(', ')}] }.`,
  )
}

function mustBeWhole(client: HttpClient, { name, open, whole }: ListedIndex): void {
  if (!open)
    throw client.problem(
      `index ${name} is closed, and cannot be read`,
      `Open it with POST ${name}/_open, or leave it out: indexes: { exclude: [${name}] }.`,
    )
  if (!whole)
    throw client.problem(
      `index ${name} is red: some of its shards are not there`,
      'Look at GET _cluster/allocation/explain.',
    )
}

/** @throws Problem `source-failed` for an index that is gone, or whose documents cannot be read as they were written. */
export async function definitionOf(cluster: Cluster, name: string): Promise<Definition> {
  const found = await cluster.definition(name)
  if (found === undefined) throw cluster.client.problem(`index ${name} is gone`, 'Run `backproof backup` again.')
  const because = unreadable(found)
  if (because !== undefined) throw cluster.client.problem(`index ${name}: ${because}`, noSource)
  return found
}
