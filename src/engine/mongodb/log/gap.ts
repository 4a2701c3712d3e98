import { Problem } from '../../../problem.ts'
import type { Stamp } from './entry.ts'
import { textOf } from './place.ts'

/** The server does not have what follows, or not of the history that was collected. */
export const gap = (because: string, cause?: unknown): Problem =>
  new Problem('log-gap', because, {
    hint: 'Make a new backup: the log is collected from there on. What was collected before stays restorable.',
    cause,
  })

export const rolledOver = (from: Stamp, oldest: Stamp): Problem =>
  gap(
    `the oplog has rolled over: it begins at ${clock(oldest)} (${textOf(oldest)}), and was collected until ${clock(from)} (${textOf(from)})`,
  )

export const notReached = (from: Stamp): Problem =>
  gap(`the oplog does not go as far as ${textOf(from)}, which was collected: the server was restored, or set back`)

export const rewritten = (from: Stamp): Problem =>
  gap(
    `the history of the replica set differs from what was collected before ${textOf(from)}: it was made anew, set back, or has rolled back`,
  )

const clock = ({ seconds }: Stamp): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
