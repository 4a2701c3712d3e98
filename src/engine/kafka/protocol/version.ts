import { Writer } from '@platformatic/kafka'
import type { ServerFacts } from '../../contract.ts'
import type { Wire } from './wire.ts'

/**
 * The first feature level of each version: Kafka tells no version, but how far its metadata can go (KIP-584, MetadataVersion).
 */
const levels: readonly (readonly [level: number, version: string])[] = [
  [1, '3.0'],
  [2, '3.1'],
  [3, '3.2'],
  [4, '3.3'],
  [8, '3.4'],
  [9, '3.5'],
  [12, '3.6'],
  [15, '3.7'],
  [20, '3.8'],
  [21, '3.9'],
  [22, '4.0'],
  [26, '4.1'],
  [28, '4.2'],
  [30, '4.3'],
  [31, '4.4'],
  [34, '4.5'],
]

export const oldestVersion = '3.8'

/** "4.4" of feature level 33. undefined: of before KRaft. */
export function versionOf(level: number): string | undefined {
  return levels.findLast(([from]) => level >= from)?.[1]
}

/** True for "3.9" beside "3.10". */
export function isBefore(one: string, other: string): boolean {
  const [a = 0, b = 0] = one.split('.').map(Number)
  const [c = 0, d = 0] = other.split('.').map(Number)
  return a < c || (a === c && b < d)
}

/** undefined: a broker that tells none. */
export async function askVersion(wire: Wire): Promise<string | undefined> {
  const asked = Writer.create().appendString('backproof').appendString('1').appendTaggedFields()
  const answer = await wire.request(18, 3, asked)
  if (answer.int16() !== 0) return undefined
  answer.list(() => {
    answer.skip(6)
    answer.taggedFields()
  })
  answer.int32()
  let level = 0
  answer.taggedFields((tag, field) => {
    if (tag !== 0) return
    field.list(() => {
      const name = field.text()
      field.int16()
      const most = field.int16()
      field.taggedFields()
      if (name === 'metadata.version') level = most
    })
  })
  return versionOf(level)
}

export const serverFacts = (version: string, empty = false): ServerFacts => ({
  version,
  major: Number.parseInt(version, 10),
  settings: empty ? { empty: 'allowed' } : {},
})
