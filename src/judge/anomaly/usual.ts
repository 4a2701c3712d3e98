/** What is usual of one number, by those before it. Pure. */

export interface Sample {
  /** Milliseconds. */
  readonly at: number
  readonly value: number
}

/** What a number was compared with. */
export interface Usual {
  readonly center: number
  /** One robust standard deviation. */
  readonly spread: number
  readonly over: number
}

export interface Limits {
  /** A factor that is always usual: 1.25 is a quarter more, or a fifth less. */
  readonly factor: number
  /** A difference that is always usual, in the number's own unit. */
  readonly least: number
}

const dayMs = 86_400_000
const weekMs = 7 * dayMs
/** Samples of a normal distribution are further away than so many deviations once in 500 million times. */
const cutoff = 6
/** Makes the median of absolute deviations an estimate of a normal distribution's standard deviation. */
const normal = 1.4826

/**
 * undefined: the number is usual. All is compared on a logarithmic scale, by the modified z-score of Iglewicz and Hoaglin (How to
 * Detect and Handle Outliers, ASQC 1993): with m the median of what was before and MAD the median of |x - m|, a number is unusual where
 * |x - m| > 6 × 1.4826 × MAD. They propose 3.5; each alarm here stops deletion, so it must be rare. Three things are
 * added. A floor (`Limits`), because a history that is constant has a MAD of 0. A factor of 1 + 5/n, because the MAD of few numbers is often too
 * small. And what explains a number besides the median: the trend (the line of Theil and Sen, carried on by no more than the time
 * that it was seen for), the same hour of a week ago, what a person has acknowledged (`acked`), and for a number that grows
 * the one right before it. A number that shrinks bit by bit is not explained by that: it is what is lost bit by bit.
 */
export function unusual(
  sample: Sample,
  before: readonly Sample[],
  acked: readonly Sample[],
  limits: Limits,
): Usual | undefined {
  const y = scale(sample.value)
  const samples = before.map(({ at, value }) => ({ at, y: scale(value) }))
  const allowed = (mad: number, of = samples.length) =>
    Math.max(Math.log(limits.factor), cutoff * normal * mad * (1 + 5 / of))
  const center = median(samples.map((one) => one.y))
  const fits = (middle: number, tolerance: number) =>
    Math.abs(y - middle) <= tolerance || Math.abs(sample.value - unscale(middle)) <= limits.least
  if (fits(center, Math.log(limits.factor))) return undefined
  const level = deviation(samples.map((one) => one.y - center))
  const line = trend(samples, sample.at)
  // How far numbers are from their median tells how far they have grown, too: that is not what varies by chance.
  const mad = Math.min(level, line?.mad ?? level)
  if (fits(center, allowed(mad))) return undefined
  const known = acked.some(({ value }) => fits(scale(value), allowed(mad)))
  const weekAgo = samples.filter(({ at }) => isWeeksBefore(at, sample.at))
  const weekly = weeklyDeviation(samples)
  const asAWeekAgo = weekAgo.length > 0 && fits(median(weekAgo.map((one) => one.y)), allowed(weekly.mad, weekly.of))
  const last = samples.at(-1)
  const grown = last !== undefined && y > last.y && fits(last.y, Math.log(limits.factor))
  if (known || asAWeekAgo || grown) return undefined
  if (line && fits(line.y, allowed(mad))) return undefined
  const middle = unscale(center)
  return { center: middle, spread: (middle + 1) * (normal * level), over: samples.length }
}

const scale = (value: number) => Math.log(value + 1)
const unscale = (y: number) => Math.exp(y) - 1

/** Whole weeks earlier, give or take six hours. */
function isWeeksBefore(at: number, now: number): boolean {
  const ago = now - at
  return ago > weekMs / 2 && Math.abs(ago - Math.round(ago / weekMs) * weekMs) <= dayMs / 4
}

/** How far numbers are from those of a week before, growth apart, as the deviation of one of the two; where there are few, none. */
function weeklyDeviation(points: readonly Point[]): { readonly mad: number; readonly of: number } {
  const differences = points.flatMap(({ at, y }, index) =>
    points.slice(0, index).flatMap((other) => (Math.abs(at - other.at - weekMs) <= dayMs / 4 ? [y - other.y] : [])),
  )
  const growth = median(differences)
  if (differences.length < 5) return { mad: 0, of: 1 }
  return { mad: deviation(differences.map((one) => one - growth)) / Math.SQRT2, of: differences.length }
}

interface Point {
  readonly at: number
  readonly y: number
}

/** Where the line of Theil and Sen goes at a time, and how far the numbers are from it. undefined: too few for one. */
function trend(points: readonly Point[], at: number): { readonly y: number; readonly mad: number } | undefined {
  const [first] = points
  const last = points.at(-1)
  if (points.length < 5 || !first || !last || last.at <= first.at) return undefined
  const slopes = points.flatMap((one, index) =>
    points.slice(index + 1).flatMap((other) => (other.at > one.at ? [(other.y - one.y) / (other.at - one.at)] : [])),
  )
  const slope = median(slopes)
  const start = median(points.map((point) => point.y - slope * (point.at - first.at)))
  const on = (time: number) => start + slope * (time - first.at)
  const until = Math.min(at, last.at + (last.at - first.at))
  return { y: on(until), mad: deviation(points.map((point) => point.y - on(point.at))) }
}

/** The median of the distances, which are differences from a middle. */
export const deviation = (differences: readonly number[]) => median(differences.map(Math.abs))

/** Of none it is 0. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = low] = sorted.length % 2 === 1 ? [sorted[middle]] : [sorted[middle - 1], sorted[middle]]
  return (low + high) / 2
}
