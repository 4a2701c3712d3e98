/** From and until, in milliseconds. */
export type Span = readonly [number, number]

/** Spans that touch are one; the oldest first. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const found: Span[] = []
  for (const [from, until] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = found.at(-1)
    if (last && from <= last[1]) found[found.length - 1] = [last[0], Math.max(last[1], until)]
    else found.push([from, until])
  }
  return found
}

/** What of a promise since then is not kept any more; undefined: all of it is. */
export function broken(promised: readonly Span[], kept: readonly Span[], since: number): Span | undefined {
  const whole = joined(kept)
  return promised
    .filter(([, until]) => until > since)
    .map(([from, until]): Span => [Math.max(from, since), until])
    .find(([from, until]) => !whole.some((one) => one[0] <= from && until <= one[1]))
}
