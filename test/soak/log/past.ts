import type { Span } from './promise.ts'

/** The server held this from then on. */
interface Stage {
  /** The true time. */
  readonly at: number
  /** By its own clock. */
  readonly clock: number
  readonly pass: Pass
  readonly values: string
}

/** As long as nobody sets the server's clock. */
export interface Pass {
  /** How far its clock is ahead of the true time. */
  readonly aheadMs: number
  /** By that clock. */
  readonly from: number
  /** The true time of its end. */
  endedAt: number
}

/** All that a server ever was. A clock that went back names a moment twice: either is that moment. */
export class Past {
  readonly passes: Pass[] = [{ aheadMs: 0, from: Number.NEGATIVE_INFINITY, endedAt: Number.POSITIVE_INFINITY }]
  readonly #stages: Stage[] = [{ at: 0, clock: Number.NEGATIVE_INFINITY, pass: this.pass, values: '' }]

  get pass(): Pass {
    return this.passes.at(-1) as Pass
  }

  /** From then on it holds this. */
  hold(at: number, values: string): void {
    this.#stages.push({ at, clock: at + this.pass.aheadMs, pass: this.pass, values })
  }

  /** From then on its clock is so far ahead. */
  setClock(at: number, aheadMs: number): void {
    const { values } = this.#stages.at(-1) as Stage
    this.pass.endedAt = at
    this.passes.push({ aheadMs, from: at + aheadMs, endedAt: Number.POSITIVE_INFINITY })
    this.hold(at, values)
  }

  /** What it held when its clock said so, or when its clock was set beyond that. */
  held(clock: number): ReadonlySet<string> {
    return new Set(
      this.#stages.flatMap((stage, i) => {
        const next = this.#stages[i + 1]
        if (clock < stage.clock) return []
        if (!next || clock < next.clock) return [stage.values]
        // Until it was set back, the last of it included.
        const wasSetBack = next.pass !== stage.pass && next.clock <= next.at + stage.pass.aheadMs
        return wasSetBack && clock <= next.at + stage.pass.aheadMs ? [stage.values] : []
      }),
    )
  }

  /** What it held at a true time. */
  at(time: number): string {
    return this.#stages.findLast(({ at }) => at <= time)?.values ?? ''
  }

  /** True times since when it held this. */
  since(values: string): readonly number[] {
    return this.#stages.filter((stage) => stage.values === values).map(({ at }) => at)
  }

  /** A span of its clock, by the pass whose moments may be meant: of those that have the same, the one that ends first. */
  cut([from, until]: Span): readonly { readonly pass: Pass; readonly span: Span }[] {
    let left: readonly Span[] = [[from, until]]
    return this.passes.flatMap((pass) => {
      const to = pass.endedAt + pass.aheadMs
      const span = (one: Span): Span => [Math.max(one[0], pass.from), Math.min(one[1], to)]
      const found = left.map(span).filter((one) => one[0] <= one[1])
      left = left.flatMap((one): Span[] => [
        [one[0], Math.min(one[1], pass.from)],
        [Math.max(one[0], to), one[1]],
      ])
      left = left.filter((one) => one[0] < one[1])
      return found.map((one) => ({ pass, span: one }))
    })
  }
}
