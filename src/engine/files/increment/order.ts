import { isBelow } from '../name.ts'

/** Negative: `one` comes before `other`. */
export type Order = (one: string, other: string) => number

/**
 * The order of an archive, of paths as its members have them: by roots, as they are listed, then each directory before what is in
 * it, names in the order of their UTF-16 units.
 */
export function archiveOrder(roots: readonly string[]): Order {
  if (roots.length < 2) return compareBelow
  const rankOf = (path: string) => roots.findIndex((root) => isBelow(root, `/${path}`))
  return (one, other) => rankOf(one) - rankOf(other) || compareBelow(one, other)
}

const slash = 0x2f

function compareBelow(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)]
    if (a === b) continue
    // A name that ends here comes before all that go on.
    if (a === slash) return -1
    if (b === slash) return 1
    return a - b
  }
  return one.length - other.length
}
