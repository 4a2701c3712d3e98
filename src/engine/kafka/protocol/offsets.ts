import { listGroupsV5, listOffsetsV7, offsetCommitV8, offsetFetchV8 } from '@platformatic/kafka'
import type { Cluster, Topic } from './cluster.ts'
import { codes, isRefusal } from './refusal.ts'

/** Which offset is asked for. */
const asked = {
  /** Of the oldest record that is still there. */
  first: { timestamp: -2n, isolation: 0 },
  /** Up to where every transaction has ended. */
  stable: { timestamp: -1n, isolation: 1 },
  /** Of what all copies have. */
  end: { timestamp: -1n, isolation: 0 },
} as const

/** Offsets of the partitions of some topics, by `orders/0`. */
export async function offsetsOf(
  cluster: Cluster,
  topics: readonly Topic[],
  which: keyof typeof asked,
): Promise<ReadonlyMap<string, number>> {
  const { timestamp, isolation } = asked[which]
  return await cluster.again(async () => {
    const offsets = new Map<string, number>()
    for (const [leader, list] of byLeader(cluster, topics)) {
      const wire = await cluster.node(leader)
      const answer = await wire.call(
        listOffsetsV7.api,
        -1,
        isolation,
        [...list].map(([name, partitions]) => ({
          name,
          partitions: partitions.map((partitionIndex) => ({ partitionIndex, currentLeaderEpoch: -1, timestamp })),
        })),
      )
      for (const { name, partitions } of answer.topics)
        for (const { partitionIndex, offset } of partitions) offsets.set(`${name}/${partitionIndex}`, Number(offset))
    }
    return offsets
  }, true)
}

/** One after the other, so that a partition without a leader is asked for alone. */
function byLeader(cluster: Cluster, topics: readonly Topic[]): ReadonlyMap<number, ReadonlyMap<string, number[]>> {
  const result = new Map<number, Map<string, number[]>>()
  for (const { name } of topics) {
    for (const { index, leader } of cluster.topic(name)?.partitions ?? []) {
      const list = result.get(leader) ?? new Map<string, number[]>()
      result.set(leader, list)
      list.set(name, [...(list.get(name) ?? []), index])
    }
  }
  return result
}

export interface Group {
  readonly name: string
  /** "consumer", "classic", "share", "streams". */
  readonly type: string
}

export async function groupsOf(cluster: Cluster): Promise<readonly Group[]> {
  const answers = await cluster.atEach((wire) => wire.call(listGroupsV5.api, [] as never, []))
  return answers
    .flatMap(({ groups }) =>
      groups.map(({ groupId, groupType }) => ({ name: groupId ?? '', type: groupType.toLowerCase() })),
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

export interface Committed {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly metadata: string
}

export async function committedOf(cluster: Cluster, group: string): Promise<readonly Committed[]> {
  const answer = await cluster.atCoordinator(group, (wire) =>
    wire.call(offsetFetchV8.api, [{ groupId: group, topics: null as unknown as [] }] as never, false),
  )
  return answer.groups.flatMap(({ topics }) =>
    topics.flatMap(({ name, partitions }) =>
      partitions.flatMap(({ partitionIndex, committedOffset, metadata }) =>
        committedOffset < 0n
          ? []
          : [{ topic: name, partition: partitionIndex, offset: Number(committedOffset), metadata: metadata ?? '' }],
      ),
    ),
  )
}

/** `busy`: the group has members, who alone may set its offsets. */
export async function commit(cluster: Cluster, group: string, offsets: readonly Committed[]): Promise<'done' | 'busy'> {
  const topics = [...Map.groupBy(offsets, ({ topic }) => topic)].map(([name, list]) => ({
    name,
    partitions: list.map(({ partition, offset, metadata }) => ({
      ...{ partitionIndex: partition, committedOffset: BigInt(offset), committedLeaderEpoch: -1 },
      committedMetadata: metadata,
    })),
  }))
  try {
    await cluster.atCoordinator(group, (wire) => wire.call(offsetCommitV8.api, group, -1, '', null, topics))
    return 'done'
  } catch (error) {
    if (isRefusal(error, codes.unknownMember)) return 'busy'
    throw error
  }
}
