import { notThere, selected } from '../selection.ts'
import type { KafkaSource } from './kafka-source.ts'
import type { Cluster, Topic } from './protocol/cluster.ts'
import { type Committed, committedOf, groupsOf } from './protocol/offsets.ts'

/** What the policy takes of what is there now. Kafka's own topics are never taken: they are of that one cluster. */
export function topicsOf(source: KafkaSource, cluster: Cluster): readonly Topic[] {
  const all = cluster.topics.filter(({ isInternal, name }) => !isInternal && !internal.has(name))
  const unmatched = notThere(`source ${source.name}`, 'topics', 'topic that this user may describe')
  const names = new Set(
    selected(
      all.map(({ name }) => name),
      source.topics,
      'topic',
      unmatched,
    ),
  )
  const topics = all.filter(({ name }) => names.has(name))
  if (topics.length === 0 && !source.allowEmpty)
    throw cluster.problem(
      'there are no topics to back up',
      'Check that the URL names the right cluster, what topics includes, and that the user may describe them; allow-empty: true agrees to a backup of nothing.',
    )
  return topics
}

const internal = new Set(['__consumer_offsets', '__transaction_state', '__share_group_state', '__cluster_metadata'])

export interface GroupOffsets {
  readonly name: string
  readonly committed: readonly Committed[]
}

/** Offsets that groups have committed in these topics; of share groups Kafka keeps none that could be asked for. */
export async function groupOffsets(
  source: KafkaSource,
  cluster: Cluster,
  topics: readonly Topic[],
): Promise<{ readonly groups: readonly GroupOffsets[]; readonly shared: readonly string[] }> {
  const all = await cluster.told('its groups cannot be listed', groupsOf(cluster))
  const unmatched = notThere(`source ${source.name}`, 'groups', 'group that this user may describe')
  const names = new Set(
    selected(
      all.map(({ name }) => name),
      source.groups,
      'group',
      unmatched,
    ),
  )
  const taken = new Set(topics.map(({ name }) => name))
  const groups: GroupOffsets[] = []
  for (const { name, type } of all) {
    if (!names.has(name) || type === 'share') continue
    const offsets = await cluster.told(`the offsets of group ${name} cannot be read`, committedOf(cluster, name))
    const committed = offsets.filter(({ topic }) => taken.has(topic))
    if (committed.length > 0) groups.push({ name, committed })
  }
  return { groups, shared: all.flatMap(({ name, type }) => (type === 'share' && names.has(name) ? [name] : [])) }
}
