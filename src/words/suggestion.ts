import { namesSome } from './names.ts'

/** The known name that was most likely meant, undefined where none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 80) return undefined
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1
  const wanted = comparable(name)
  for (const candidate of known) {
    const distance = editDistance(wanted, comparable(candidate), bestDistance)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** `; did you mean orders?`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const meant = nearest(name, known)
  return meant === undefined || meant === name ? '' : `; did you mean ${meant}?`
}

/** Case and the sign between words are slips, not differences. */
function comparable(name: string): string {
  return name.toLowerCase().replace(/[_ ]/g, '-')
}

/**
 * Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment); at least
 * `limit` once beyond it.
 */
export function editDistance(a: string, b: string, limit: number = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1)
      row.push(cost)
    }
    before = previous
    previous = row
  }
  return at(previous, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}

/** "Did you mean orders?", or what there is. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  return near ? `Did you mean ${near}?` : `There is ${namesSome(known, 10) || 'nothing'}.`
}
