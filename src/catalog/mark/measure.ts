import { z } from 'zod'
import type { Manifest } from '../manifest.ts'
import { parseTime } from '../object-name.ts'

const number = z.number().nonnegative()

export const measuresSchema = z.object({
  /** What the programs wrote. */
  plainBytes: number,
  sealedBytes: number,
  /** What compression leaves, as a fraction, of the parts that this program compresses itself. Absent: they are none, or tiny. */
  ratio: number.optional(),
  durationMs: number,
  /** Totals by what is counted. Absent: the manifest does not say. */
  counts: z.record(z.string().max(100), number).optional(),
})

/** What a backup's size and shape are known by without a key. */
export type Measures = z.infer<typeof measuresSchema>

/** The facts: their size follows from the names in them. */
const about = 'facts.json'
/** Of less, frames and headers are most of what is left. */
const leastBytes = 16 * 1024

/** Pure. */
export function measuresOf({ parts, startedAt, finishedAt, counts }: Manifest): Measures {
  const data = parts.filter(({ name }) => name !== about)
  const own = data.filter(({ compression }) => compression === 'zstd')
  const plain = sum(own.map(({ plainBytes }) => plainBytes))
  return {
    plainBytes: sum(data.map(({ plainBytes }) => plainBytes)),
    sealedBytes: sum(data.map(({ bytes }) => bytes)),
    ...(plain < leastBytes ? {} : { ratio: sum(own.map(({ bytes }) => bytes)) / plain }),
    durationMs: Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)),
    ...(counts ? { counts } : {}),
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** When the backup of this id started, to the millisecond; undefined: it is no id. */
export const startOf = (source: string, id: string) => parseTime(id.slice(source.length + 1))
