/** What a restore knows of keys that will go by themselves: how many of a row go in which second. */
export class Expiries {
  readonly #rows = new Map<string, Map<number, number>>()
  readonly #horizon: number

  /** `now`: milliseconds, by the target's clock. */
  constructor(now: number) {
    // Nobody compares later than that; what lasts longer is told apart no more.
    this.#horizon = secondOf(now) + 7 * 86_400
  }

  add(row: string, expiry: number): void {
    const second = secondOf(expiry)
    if (second > this.#horizon) return
    let seconds = this.#rows.get(row)
    if (seconds === undefined) {
      seconds = new Map()
      this.#rows.set(row, seconds)
    }
    seconds.set(second, (seconds.get(second) ?? 0) + 1)
  }

  /** How many of the row are gone, or may be, after this second. */
  until(row: string, second: number): number {
    let sum = 0
    for (const [at, count] of this.#rows.get(row) ?? []) if (at <= second) sum += count
    return sum
  }

  rows(): readonly string[] {
    return [...this.#rows.keys()]
  }
}

export const secondOf = (ms: number): number => Math.floor(ms / 1000)
