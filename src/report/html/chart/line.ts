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

/** A line over time from zero, and the area below it. `flawed`: points that are marked. */
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
  // One point is no line: it is drawn as far as a dot is wide.
  const drawn = `M${points.map(at).join('L')}${points.length === 1 ? 'h2' : ''}`
  const edge = (one: Point) => digits(((one.at - from) / over) * width)
  return `${path('area', `${drawn}L${edge(last)} ${height}L${edge(first)} ${height}z`)}${path('line', drawn)}`
}
