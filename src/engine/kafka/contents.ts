import { stopIfAborted } from '../../problem.ts'
import type { Contents, PlainBackup } from '../contract.ts'
import { type KeptTopic, readArchive } from './archive/archive.ts'

/** Reads all of it, to its end. */
export async function kafkaContents(
  backup: PlainBackup,
  signal: AbortSignal,
  required: readonly string[] = [],
): Promise<Contents> {
  let topics: readonly KeptTopic[] = []
  const records = new Map<string, number>()
  const groups: string[] = []
  for await (const entry of readArchive(backup)) {
    stopIfAborted(signal)
    if (entry.kind === 'catalogue') topics = entry.catalogue.topics
    if (entry.kind === 'group') groups.push(entry.group.name)
    if (entry.kind === 'partition')
      records.set(entry.topic.name, (records.get(entry.topic.name) ?? 0) + entry.partition.records)
  }
  const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
  const names = [
    ...topics.map(
      ({ name, partitions }) =>
        `topic ${name} (${counted(partitions, 'partition')}, ${counted(records.get(name) ?? 0, 'record')})`,
    ),
    ...groups.map((name) => `group ${name}`),
  ]
  const known = new Set(topics.map(({ name }) => name))
  return { names, missing: required.filter((name) => !known.has(name)) }
}
