/** True where some subject matches both: `*` is any one token, `>` at the end any number from one. */
export function collide(one: string, other: string): boolean {
  const [a, b] = [one.split('.'), other.split('.')]
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [x, y] = [a[index], b[index]]
    if (x === undefined || y === undefined) return false
    if (x === '>' || y === '>') return true
    if (x !== y && x !== '*' && y !== '*') return false
  }
  return true
}

export const collideAny = (ones: readonly string[] = [], others: readonly string[] = []): boolean =>
  ones.some((one) => others.some((other) => collide(one, other)))
