import type { MeilisearchSource } from '../../policy/policy.ts'
import { notThere, selected } from '../selection.ts'
import type { Index, Meilisearch } from './server.ts'

/** What the policy takes of what is there now. */
export async function indexesOf(source: MeilisearchSource, server: Meilisearch): Promise<readonly Index[]> {
  const all = await server.indexes()
  const uids = all.map(({ uid }) => uid)
  const unmatched = notThere(`source ${source.name}`, 'indexes', 'index')
  const names = new Set(selected(uids, source.indexes, 'index', unmatched))
  if (names.size === 0 && !source.allowEmpty)
    throw server.problem(
      'there are no indexes to back up',
      'Check that the URL names the right server, that its key may see indexes, and what indexes includes; allow-empty: true agrees to a backup of nothing.',
    )
  if (names.size > mostIndexes)
    throw server.problem(
      `${names.size} indexes are more than the ${mostIndexes} that one backup takes`,
      'Make several sources, each with its own indexes: { include: [...] }, or set dump-dir.',
    )
  return all.filter(({ uid }) => names.has(uid))
}

/** A manifest names every part. */
const mostIndexes = 800
