import { Problem } from '../../../problem.ts'
import { failureOf } from '../../../runtime/runtime.ts'

const hint = 'Make a new backup: the log is collected from there on. What was collected before stays restorable.'

/** The server does not have what follows, or not of the history that was collected. */
export const gap = (because: string, cause?: unknown): Problem => new Problem('log-gap', because, { hint, cause })

export const purged = (file: string, oldest: string | undefined): Problem =>
  gap(
    `${file} is no longer on the server${oldest === undefined ? '' : ` (oldest: ${oldest})`}: it was purged, or the log was reset`,
  )

export const recreated = (file: string, because: string): Problem =>
  gap(`${file} was made again, by RESET or by another server: ${because}`)

export const rewritten = (file: string, offset: number): Problem =>
  gap(
    `the history of the server differs from what was collected before ${file}:${offset}: it was set back to an earlier state`,
  )

// What servers and programs say of a place that they do not have.
const words: readonly (readonly [RegExp, string])[] = [
  [/Could not find first log file/i, 'the server no longer has that file: it was purged, or the log was reset'],
  [/impossible position|position > file size/i, 'its file is shorter than that: the log was reset'],
  [
    /truncated in the middle of event|bogus data|binlog checksum|event read from binlog|Found invalid event|max_allowed_packet/i,
    'no event begins there: the log was reset, or its file is damaged',
  ],
]

/** A failure of the program that reads the log, where its words tell of a gap. */
export function asGap(error: unknown, place: string): unknown {
  const said = failureOf(error)?.stderr ?? ''
  const because = words.find(([pattern]) => pattern.test(said))?.[1]
  return because === undefined ? error : gap(`the log cannot be read on from ${place}: ${because}`, error)
}
