import type { Facts } from '../contract.ts'
import type { Catalogue, KeptGroup, KeptPartition } from './archive/archive.ts'
import { serverFacts } from './protocol/version.ts'

/** What of a topic is compared. */
export interface TopicFacts {
  readonly name: string
  readonly configuration: Readonly<Record<string, string>>
  /** By their number. */
  readonly partitions: readonly { readonly records: number; readonly digest: string }[]
}

export interface GroupFacts {
  readonly name: string
  readonly offsets: readonly { readonly topic: string; readonly partition: number; readonly records: number }[]
}

export interface FactsInput {
  readonly version: string
  readonly topics: readonly TopicFacts[]
  readonly groups: readonly GroupFacts[]
  readonly sizeBytes: number
}

export function factsOf({ version, topics, groups, sizeBytes }: FactsInput): Facts {
  const sorted = (names: readonly string[]) => names.toSorted()
  const partitions = topics.flatMap(({ name, partitions }) =>
    partitions.map((partition, index) => ({ name: `${name}/${index}`, ...partition })),
  )
  return {
    version: 1,
    engine: 'kafka',
    server: serverFacts(version, topics.length === 0),
    sizeBytes,
    rows: Object.fromEntries(partitions.map(({ name, records }) => [name, records])),
    objects: {
      cluster: ['Kafka'],
      topic: sorted(topics.map(({ name }) => name)),
      configuration: sorted(
        topics.flatMap(({ name, configuration }) =>
          Object.entries(configuration).map(([key, value]) => `${name} ${key}=${value}`),
        ),
      ),
      content: sorted(partitions.map(({ name, digest }) => `${name} ${digest}`)),
      group: sorted(groups.map(({ name }) => name)),
      'group offset': sorted(
        groups.flatMap(({ name, offsets }) =>
          offsets.map(({ topic, partition, records }) => `${topic}/${partition} ${records} ${name}`),
        ),
      ),
    },
  }
}

/** Those of an archive. */
export function keptFacts(
  { server, topics }: Catalogue,
  partitions: readonly KeptPartition[],
  groups: readonly KeptGroup[],
  sizeBytes: number,
): Facts {
  const byTopic = Map.groupBy(partitions, ({ topic }) => topic)
  return factsOf({
    version: server,
    topics: topics.map(({ name, configuration }, index) => ({
      ...{ name, configuration },
      partitions: (byTopic.get(index) ?? []).toSorted((one, other) => one.partition - other.partition),
    })),
    groups: groups.map(({ name, offsets }) => ({
      name,
      offsets: offsets.map(({ topic, partition, records }) => ({
        ...{ topic: topics[topic]?.name ?? '', partition, records },
      })),
    })),
    sizeBytes,
  })
}

/** What a restore left out of the comparison. */
export interface Uncompared {
  readonly topic: (name: string) => boolean
  /** Whose records the target itself may remove. */
  readonly records: (topic: string) => boolean
  readonly group: (name: string) => boolean
}

/** Facts without what was not restored, or does not stay as it was. */
export function without(facts: Facts, leave: Uncompared): Facts {
  const topicIn = (text: string) => text.split(/[/ ]/)[0] ?? ''
  const counted = (text: string) => !leave.topic(topicIn(text)) && !leave.records(topicIn(text))
  const offsets = (facts.objects['group offset'] ?? []).filter(
    (text) => !leave.topic(topicIn(text)) && !leave.group(groupIn(text)),
  )
  const groups = new Set(offsets.map(groupIn))
  const keep: Readonly<Record<string, (text: string) => boolean>> = {
    topic: (text) => !leave.topic(text),
    configuration: (text) => !leave.topic(topicIn(text)),
    content: counted,
    group: (text) => groups.has(text),
    'group offset': (text) => offsets.includes(text),
  }
  return {
    ...facts,
    rows: Object.fromEntries(Object.entries(facts.rows).filter(([name]) => counted(name))),
    objects: Object.fromEntries(
      Object.entries(facts.objects).map(([kind, names]) => [kind, names.filter(keep[kind] ?? (() => true))]),
    ),
  }
}

/** "orders/0 42 billing": a group's name may hold anything. */
const groupIn = (text: string): string => text.replace(/^\S+ \S+ /, '')
