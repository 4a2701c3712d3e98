import { digits, path } from './figure.ts'

export interface Point {
  /** Milliseconds. */
  readonly at: number
  readonly value: number
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** A line over time from zero, and the area below it, as one path: a year of points is long enough once. */
export function line(
  points: readonly Point[],
  { from, to }: Span,
  most: number,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const over = Math.max(to - from, 1)
  const at = ({ at, value }: Point) =>
    `${digits(((at - from) / over) * width)} ${digits(height - 2 - (value / Math.max(most, 1)) * (height - 6))}`
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return ''
  const edge = (one: Point) => ((one.at - from) / over) * width
  // Down to below the picture, and at its sides beyond it: of the outline only the line is seen.
  const [left, right] = [edge(first) < 1 ? -5 : edge(first), edge(last) > width - 1 ? width + 5 : edge(last)].map(
    digits,
  )
  const begin = at(first).split(' ')[1]
  // One point is no line: it is drawn as far as a dot is wide.
  const dot = points.length === 1 ? 'h2' : ''
  return path(
    'line',
    `M${left} ${height + 9}V${begin}H${digits(edge(first))}L${points.slice(1).map(at).join(' ') || at(first)}${dot}H${right}V${height + 9}`,
  )
}
