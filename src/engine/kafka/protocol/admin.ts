import { setTimeout as pause } from 'node:timers/promises'
import {
  ConfigResourceTypes,
  createTopicsV7,
  deleteTopicsV6,
  describeConfigsV4,
  IncrementalAlterConfigOperationTypes,
  incrementalAlterConfigsV1,
  MultipleErrors,
} from '@platformatic/kafka'
import type { Cluster } from './cluster.ts'
import { codes, isRefusal } from './refusal.ts'

const timeoutMs = 60_000
const topicResource = ConfigResourceTypes.TOPIC
/** Where a value comes from: somebody set it for this topic. */
const setForTopic = 1
/** So many topics in one request. */
const many = 100

export interface Configuration {
  /** What somebody set for this topic. */
  readonly set: Readonly<Record<string, string>>
  /** All that is in effect. */
  readonly all: Readonly<Record<string, string>>
}

function* portions<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += many) yield items.slice(at, at + many)
}

export async function configurations(
  cluster: Cluster,
  names: readonly string[],
): Promise<ReadonlyMap<string, Configuration>> {
  const result = new Map<string, Configuration>()
  for (const some of portions(names)) {
    const resources = some.map((resourceName) => ({
      resourceType: topicResource,
      resourceName,
      configurationKeys: null as unknown as string[],
    }))
    const answer = await cluster.atController((wire) => wire.call(describeConfigsV4.api, resources, false, false))
    for (const { resourceName, configs } of answer.results) {
      const entries = configs.flatMap(({ name, value, configSource }) =>
        typeof value === 'string' ? [{ name, value, configSource }] : [],
      )
      const pairs = (list: typeof entries) => Object.fromEntries(list.map(({ name, value }) => [name, value]))
      result.set(resourceName, {
        set: pairs(entries.filter(({ configSource }) => configSource === setForTopic)),
        all: pairs(entries),
      })
    }
  }
  return result
}

export interface NewTopic {
  readonly name: string
  readonly partitions: number
  /** -1: as many as the cluster makes of a topic. */
  readonly replicas: number
  readonly configuration: Readonly<Record<string, string>>
}

interface Created {
  readonly name: string
  /** In effect there, as far as the user may see it. */
  readonly all: Readonly<Record<string, string>>
}

/** `try`: nothing is created; what would be refused is. */
export async function createTopics(
  cluster: Cluster,
  topics: readonly NewTopic[],
  how: 'create' | 'try',
): Promise<readonly Created[]> {
  const created: Created[] = []
  for (const some of portions(topics)) {
    const asked = some.map(({ name, partitions, replicas, configuration }) => ({
      ...{ name, numPartitions: partitions, replicationFactor: replicas, assignments: [] },
      configs: Object.entries(configuration).map(([name, value]) => ({ name, value })),
    }))
    const answer = await cluster.atController((wire) => wire.call(createTopicsV7.api, asked, timeoutMs, how === 'try'))
    for (const { name, configs } of answer.topics)
      created.push({ name, all: Object.fromEntries(configs.map(({ name, value }) => [name, value ?? ''])) })
  }
  return created
}

/** Which topics of a request an answer refuses, and why: "/topics/3" is the fourth. */
export function refusedTopics(error: unknown, names: readonly string[]): ReadonlyMap<string, string> {
  const refused = new Map<string, string>()
  if (!(error instanceof MultipleErrors)) return refused
  const response = error['response'] as {
    topics?: readonly { name: string; errorMessage: string | null; errorCode: number }[]
  }
  for (const { name, errorCode, errorMessage } of response?.topics ?? [])
    if (errorCode !== 0 && names.includes(name)) refused.set(name, errorMessage ?? `error ${errorCode}`)
  return refused
}

/** Resolves once none of them is there any more. One that was not there is no failure. */
export async function deleteTopics(cluster: Cluster, names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await cluster.atController((wire) =>
        wire.call(deleteTopicsV6.api, [{ name, topicId: null as unknown as string }], timeoutMs),
      )
    } catch (error) {
      if (!isRefusal(error, codes.unknownTopic)) throw error
    }
  }
  for (let tries = 0; tries < 300; tries++) {
    await cluster.refresh()
    if (names.every((name) => cluster.topic(name) === undefined)) return
    await pause(100)
  }
}

/** Resolves once every partition has a leader. */
export async function untilLed(cluster: Cluster, names: readonly string[]): Promise<void> {
  for (const name of names) {
    for (let tries = 0; tries < 300; tries++) {
      const topic = cluster.topic(name)
      if (topic?.partitions.every(({ leader }) => leader !== -1)) break
      await pause(100)
      await cluster.refresh()
    }
  }
}

/** `undefined` takes back what was set. */
export async function alterTopic(
  cluster: Cluster,
  name: string,
  changes: ReadonlyMap<string, string | undefined>,
): Promise<void> {
  if (changes.size === 0) return
  const { SET, DELETE } = IncrementalAlterConfigOperationTypes
  const configs = [...changes].map(([name, value]) =>
    value === undefined ? { name, configOperation: DELETE } : { name, configOperation: SET, value },
  )
  const resources = [{ resourceType: topicResource, resourceName: name, configs }]
  await cluster.atController((wire) => wire.call(incrementalAlterConfigsV1.api, resources, false))
}
