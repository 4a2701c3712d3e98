import { digits, path, strokes } from './figure.ts'

/** Values as thin columns from zero: what a cell of a table has room for. */
export function spark(values: readonly number[], title: string): string {
  if (values.length < 2) return ''
  const shown = sampled(values, 40)
  const most = Math.max(...shown, 1)
  const d = shown
    .map((value, i) => `L${digits((i / (shown.length - 1)) * 80)} ${digits(19 - (value / most) * 17)}`)
    .join('')
  return `<svg class="spark" role="img" aria-label="${title}" viewBox="0 0 80 20" preserveAspectRatio="none">${path('line', `M-5 29${d.replace(/^L0/, 'L-5')}L85 29`)}</svg>`
}

/** So many of them, each the largest of as many as the others: no peak is lost. */
function sampled(values: readonly number[], most: number): readonly number[] {
  if (values.length <= most) return values
  return Array.from({ length: most }, (_, i) => {
    const [from = 0, to = 0] = [i, i + 1].map((one) => Math.floor((one * values.length) / most))
    return Math.max(...values.slice(from, to))
  })
}

/** Days side by side, each coloured by how it was. */
export function dayStrip(kinds: readonly (string | undefined)[], height: number): string {
  const of = Map.groupBy(
    kinds.flatMap((kind, i) => (kind === undefined ? [] : [{ kind, i }])),
    ({ kind }) => kind,
  )
  return [...of]
    .map(([kind, days]) =>
      path(
        `day ${kind}`,
        strokes(
          days.map(({ i }) => i * 10 + 5),
          0,
          height,
        ),
      ),
    )
    .join('')
}
