import { lastSpan, type Span, spanOf } from '../../judge/judge.ts'
import { Problem } from '../../problem.ts'
import type { Options } from '../option.ts'

const kinds = ['week', 'month'] as const

/** The week or month that is asked for; undefined: none is. Throws `usage`. */
export function spanFrom({ period, of }: Options, timezone: string, now: Date): Span | undefined {
  if (period === undefined && of === undefined) return undefined
  const kind = kinds.find((one) => one === period)
  if (period !== undefined && !kind)
    throw new Problem('usage', `--period ${JSON.stringify(period)} is neither week nor month`, {
      hint: 'Write --period week or --period month.',
    })
  if (of === undefined) return lastSpan(kind ?? 'week', now, timezone)
  const span = spanOf(of, timezone)
  if (!span || (kind !== undefined && span.kind !== kind))
    throw new Problem('usage', `--of ${JSON.stringify(of)} is not a ${kind ?? 'week or a month'}`, {
      hint: 'Write a week such as 2026-W47, or a month such as 2026-10.',
    })
  if (span.from > now)
    throw new Problem('usage', `--of ${of} has not begun`, { hint: 'Name one that has, or leave --of out.' })
  return span
}
