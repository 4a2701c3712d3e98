import type { Finding } from '../../engine/engine.ts'
import { isProblem, Problem } from '../../problem.ts'
import { formatDuration, restoredSize } from '../../words/words.ts'
import type { Result } from '../result.ts'

export interface RestoreSummary {
  readonly id: string
  readonly store: string
  readonly into: string
  readonly restoredMs: number
  /** With what the comparison took. */
  readonly durationMs: number
  /** What was written into the target. */
  readonly restoredBytes: number
  /** What was compared, in words. */
  readonly compared: string
  readonly notes: readonly Finding[]
  /** What could not be restored. */
  readonly refused: readonly Finding[]
  /** In what the target is not as the dump. */
  readonly differences: readonly Finding[]
}

export function resultOf({ restoredMs, notes, refused, differences, ...restored }: RestoreSummary): Result {
  const { id, store, into, durationMs, restoredBytes, compared } = restored
  const durations = { restore: restoredMs, compare: durationMs - restoredMs }
  const differs = `${id} is restored, but differs from its dump`
  const failed = refused.map(({ message, hint }) => new Problem('restore-failed', `${id}: ${message}`, { hint }))
  return {
    json: { version: 1, ...restored, durations, findings: [...notes, ...refused, ...differences] },
    text: () =>
      [
        `restored ${id} from ${store} into ${into}`,
        `${restoredSize(restoredBytes)} in ${formatDuration(durationMs)}; ${compared}`,
        ...notes.map(noteLine),
      ].join('\n'),
    problems: [
      ...failed,
      ...differences
        .slice(0, 20)
        .map(
          ({ message }) =>
            new Problem('restore-failed', `${differs}: ${message}`, { hint: differenceHint(message, refused) }),
        ),
    ],
    ids: [id],
  }
}

export const noteLine = ({ level, message, hint }: Finding): string =>
  `${level}: ${message}${hint === undefined ? '' : `. ${hint}`}`

/** What to do about one: a part that is known to be beyond restoring makes the rest no worse. */
function differenceHint(message: string, refused: readonly Finding[]): string {
  if (/^role .* is missing$/.test(message))
    return 'Owners and privileges of that role are not restored: when restoring into a new database, --globals apply creates the roles that the target lacks.'
  if (refused.length > 0 && / is missing$| has 0 rows, /.test(message))
    return 'It is missing because of what could not be restored, as named above; the rest is there. Create it in this target yourself, or fix the cause and restore into a new database.'
  return 'Do not rely on this target: restore into a new one, or restore an earlier backup with --id ID.'
}

/** The restore itself is done: whoever reads of the failure must know that. */
export function uncompared(error: unknown, into: string): unknown {
  if (!isProblem(error)) return error
  const message = `${error.message}; everything was restored into ${into}, but not compared with what was backed up`
  return new Problem(error.code, message, { hint: error.hint, cause: error.cause ?? error })
}
