import { Problem, remedy } from '../problem.ts'
import type { Chain, PlainPiece, Replay } from './contract.ts'

/** Throws `object-damaged` unless the pieces of a log follow each other, and the first holds where the backup lies. */
export function mustJoin({ position, log }: Chain, compare: Replay['compare']): void {
  const first = log[0]
  if (first !== undefined && (compare(first.from, position) ?? 1) > 0)
    throw unplayable(`its first piece begins at ${first.from.at}, and the backup lies at ${position.at}`)
  for (const [index, { from }] of log.entries()) {
    const before = log[index - 1]?.to
    if (before !== undefined && compare(before, from) !== 0)
      throw unplayable(`a piece begins at ${from.at}, and the one before it ends at ${before.at}`)
  }
}

/** Throws `restore-failed` where the pieces end before that moment. `timeOf`: until when one holds everything. */
export function mustReach(
  log: readonly PlainPiece[],
  stop: Date | undefined,
  timeOf: (piece: PlainPiece) => Date | undefined,
): void {
  if (stop === undefined) return
  const last = log.at(-1)
  const until = last && timeOf(last)
  if (until !== undefined && stop <= until) return
  const where =
    until === undefined ? 'there is no log after the backup' : `the log is collected until ${until.toISOString()}`
  throw new Problem('restore-failed', `${stop.toISOString()} cannot be reached: ${where}`, {
    hint: 'Restore to an earlier time, or to the end of the log with --at latest.',
  })
}

export const unplayable = (because: string): Problem =>
  new Problem('object-damaged', `the log cannot be played back: ${because}`, { hint: remedy.damaged })
