import type { Counted, Facts } from '../contract.ts'
import { ContentDigest } from './archive/digest.ts'
import { factsOf, type GroupFacts, type TopicFacts } from './facts.ts'
import { configurations } from './protocol/admin.ts'
import type { Cluster } from './protocol/cluster.ts'
import { committedOf, offsetsOf } from './protocol/offsets.ts'
import { eachOf, readCommitted, unread } from './read.ts'

/** The configuration of a topic as it would be, had nothing been changed on purpose. */
export type Original = (topic: string, live: Readonly<Record<string, string>>) => Readonly<Record<string, string>>

/** The facts of a cluster, of the topics and groups that others are of: all records are read again. */
export async function liveFacts(cluster: Cluster, like: Facts, original: Original, counted?: Counted): Promise<Facts> {
  const topics = (like.objects['topic'] ?? []).flatMap((name) => cluster.topic(name) ?? [])
  const first = await offsetsOf(cluster, topics, 'first')
  const stable = await offsetsOf(cluster, topics, 'stable')
  const found = await configurations(
    cluster,
    topics.map(({ name }) => name),
  )
  const compared = new Set(Object.keys(like.rows))
  const results: TopicFacts[] = []
  let sizeBytes = 0
  for (const { name, id, partitions } of topics) {
    const list: { records: number; digest: string }[] = []
    for (const { index } of partitions) {
      const key = `${name}/${index}`
      // Those whose records come and go are not read for nothing.
      if (!compared.has(key)) continue
      const range = {
        ...{ topic: name, topicId: id, partition: index },
        from: first.get(key) ?? 0,
        until: stable.get(key) ?? 0,
      }
      const digest = new ContentDigest()
      let records = 0
      try {
        for await (const batch of readCommitted(cluster, range, { expired: 0, aborted: 0 })) {
          const more = eachOf(batch, range, (_offset, time, bytes, from, end) => {
            digest.add(time, bytes, from, end)
            sizeBytes += end - from
          })
          records += more
          counted?.(more)
        }
      } catch (error) {
        throw await unread(cluster, range, error)
      }
      list[index] = { records, digest: digest.end() }
    }
    results.push({ name, configuration: original(name, found.get(name)?.set ?? {}), partitions: list })
  }
  const groups = await groupsLike(cluster, like)
  return factsOf({ version: cluster.version, topics: results, groups, sizeBytes })
}

async function groupsLike(cluster: Cluster, like: Facts): Promise<readonly GroupFacts[]> {
  const topics = new Set(like.objects['topic'])
  const groups: GroupFacts[] = []
  for (const name of like.objects['group'] ?? []) {
    const offsets = (await committedOf(cluster, name)).filter(({ topic }) => topics.has(topic))
    if (offsets.length === 0) continue
    groups.push({
      name,
      offsets: offsets.map(({ topic, partition, offset }) => ({ topic, partition, records: offset })),
    })
  }
  return groups
}
