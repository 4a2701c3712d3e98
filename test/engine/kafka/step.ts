import { readArchive } from '../../../src/engine/kafka/archive/archive.ts'
import { eachRecord, later, narrow } from '../../../src/engine/kafka/archive/record.ts'
import { kafka } from '../../../src/engine/kafka/kafka.ts'
import { Cursor } from '../../../src/engine/kafka/protocol/cursor.ts'
import type { KafkaSource } from '../../../src/policy/source/kafka.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { bench } from '../step.ts'
import { never } from './admin.ts'

export async function dumped(source: KafkaSource): Promise<MemoryDump> {
  await using live = await kafka.open(source, bench, never)
  return await hold(live.dump())
}

/** A record of a dump; null and empty are two things. */
export interface Kept {
  readonly partition: number
  readonly time: bigint
  readonly key: string | null
  readonly value: string | null
}

export async function recordsIn(held: MemoryDump, topic: string): Promise<readonly Kept[]> {
  const found: Kept[] = []
  for await (const entry of readArchive(plainBackup(held))) {
    if (entry.kind !== 'block' || entry.topic.name !== topic) continue
    const { block, partition } = entry
    eachRecord(block.records, block.count, (_offset, delta, from) => {
      const cursor = new Cursor(block.records, from)
      const bytes = () => {
        const length = cursor.varint()
        return length < 0 ? null : cursor.bytes(length).toString()
      }
      const [key, value] = [bytes(), bytes()]
      found.push({ partition, time: BigInt(later(narrow(block.firstTime), delta)), key, value })
    })
  }
  return found
}

export const valuesIn = async (held: MemoryDump, topic: string): Promise<readonly (string | null)[]> =>
  (await recordsIn(held, topic)).map(({ value }) => value)
