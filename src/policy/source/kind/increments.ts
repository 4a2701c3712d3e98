import { z } from 'zod'
import { expected } from '../../value/leaf.ts'
import type { CommonShape } from './shape.ts'

/** Backups of what has changed, between those of everything. */
export interface Increments {
  /** Cron line. */
  readonly schedule: string
  /** So many backups at most build on each other, the full one among them. */
  readonly maxChain: number
  /** What looks unchanged is read all the same, and compared by content. */
  readonly content: boolean
}

// A restore reads all of a chain at once.
const longest = 100
const usual = 30
const fromTwo = 'a whole number from 2'

export const maxChain = (what: string) =>
  z
    .int(expected(fromTwo))
    .min(2, expected(fromTwo))
    .max(longest, expected(`${fromTwo}, at most ${longest}`))
    .optional()
    .describe(what)
    .meta({ default: usual })

export const incrementKeys = ({ cron }: CommonShape) => ({
  incremental: cron(
    'When what has changed since the last backup is backed up; schedule is that of full backups. never, or nothing: every backup is full.',
  ),
  'max-chain': maxChain(
    'So many backups build on each other at most, the full one among them; then a full one is due.',
  ),
  content: z
    .boolean(expected('true or false'))
    .optional()
    .describe(
      'True: files whose size and times are the same are read and compared by content, for file systems whose times cannot be trusted.',
    )
    .meta({ default: false }),
})

interface Input {
  readonly incremental?: string | undefined
  readonly 'max-chain'?: number | undefined
  readonly content?: boolean | undefined
}

export function buildIncrements(input: Input): { readonly increments?: Increments } {
  if (input.incremental === undefined || input.incremental === 'never') return {}
  const { incremental: schedule, content = false } = input
  return { increments: { schedule, maxChain: input['max-chain'] ?? usual, content } }
}

/** Keys that say something of increments where there are none. */
export function idleFault(input: Input, example = '5 * * * *') {
  if (input.incremental !== undefined && input.incremental !== 'never') return undefined
  const key = (['max-chain', 'content'] as const).find((key) => input[key] !== undefined)
  const hint = `Add incremental: "${example}", or leave it out.`
  return key && { key, message: 'means nothing without incremental', hint }
}

/** What does not go together in one source. */
export function incrementsFault(input: Input & { readonly preset?: unknown }) {
  const fault = (key: string, message: string, hint: string) => ({ key, message, hint })
  if (input.incremental === undefined || input.incremental === 'never') return idleFault(input)
  if (input.preset !== undefined)
    return fault(
      'incremental',
      'does not go with preset, for which every file is read each time',
      'Leave incremental out: such trees are small. Or give the other files a source of their own.',
    )
  return undefined
}
