import type { SourceHealth } from '../../../judge/judge.ts'
import { boxes, digits, path } from './figure.ts'

type Rpo = SourceHealth['objectives']['rpo']

const kindOf = ({ met }: Rpo['days'][number]) => (met === undefined ? 'plain' : met ? 'met' : 'missed')

/** The last so many days, oldest first; undefined where nothing is known of the day. */
export function rpoDays({ days }: Rpo, calendar: readonly string[]): readonly (string | undefined)[] {
  const known = new Map(days.map((day) => [day.day, kindOf(day)]))
  return calendar.map((day) => known.get(day))
}

/** What would have been lost at most, a column for each day, and the objective as a line. */
export function rpoColumns(
  { days, targetMs }: Rpo,
  width: number,
  height: number,
): { readonly body: string; readonly mostMs: number } {
  const mostMs = Math.max(...days.map(({ gapMs }) => gapMs), (targetMs ?? 0) * 1.15, 1)
  const step = width / Math.max(days.length, 1)
  const column = ({ gapMs }: Rpo['days'][number], i: number) => {
    const tall = (gapMs / mostMs) * (height - 2)
    return [i * step + step * 0.1, height - tall, step * 0.8, tall] as const
  }
  const kinds = (['plain', 'met', 'missed'] as const).map((kind) => {
    const columns = days.flatMap((day, i) => (kindOf(day) === kind ? [column(day, i)] : []))
    return path(`column ${kind}`, boxes(columns))
  })
  const y = targetMs === undefined ? undefined : digits(height - (targetMs / mostMs) * (height - 2))
  return { body: kinds.join('') + (y === undefined ? '' : path('target', `M0 ${y}H${width}`)), mostMs }
}
