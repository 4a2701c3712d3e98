import type { SourceHealth } from '../../../judge/judge.ts'
import { boxes, path, strokes } from './figure.ts'
import type { Span } from './line.ts'

export const timelineWidth = 1000

/** To which moments a source can be restored: a tick for each backup, a bar for each span of which every moment can be. */
export function timeline({ moments, windows }: SourceHealth['recovery'], { from, to }: Span): string {
  const over = Math.max(to - from, 1)
  const x = (at: string) => ((Date.parse(at) - from) / over) * (timelineWidth - 2)
  // Two ticks at one place are one.
  const ticks = [...new Set(moments.map((at) => Math.round(x(at) * 2) / 2))].sort((a, b) => a - b)
  const bars = windows.map((one) => [x(one.from), 0, Math.max(x(one.to) - x(one.from), 2), 16] as const)
  return `${path('rail', `M0 15.5h${timelineWidth}`)}${path('window', boxes(bars))}${path(
    'tick',
    strokes(
      ticks.map((at) => at + 0.8),
      3,
      13,
    ),
  )}`
}
