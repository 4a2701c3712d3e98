import { createHash } from 'node:crypto'

/** Numbers that only their seed decides: sfc32 (PractRand), seeded through SHA-256, so that any text is a good seed. */
export class Random {
  readonly #state: Uint32Array
  readonly #seed: string

  constructor(seed: string) {
    this.#seed = seed
    const digest = createHash('sha256').update(seed).digest()
    this.#state = new Uint32Array([0, 4, 8, 12].map((at) => digest.readUInt32LE(at)))
  }

  /** Another generator, which what was drawn from this one does not change. */
  fork(label: string | number): Random {
    return new Random(`${this.#seed}/${label}`)
  }

  uint32(): number {
    const s = this.#state
    const [a = 0, b = 0, c = 0, d = 0] = s
    const sum = (a + b + d) >>> 0
    s[3] = d + 1
    s[0] = b ^ (b >>> 9)
    s[1] = c + (c << 3)
    s[2] = ((c << 21) | (c >>> 11)) + sum
    return sum
  }

  /** From 0, below 1. */
  next(): number {
    return this.uint32() / 2 ** 32
  }

  /** From 0, below n. */
  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  /** Both ends included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** As likely small as large: each order of magnitude alike. */
  scale(low: number, high: number): number {
    return low * (high / low) ** this.next()
  }

  /** The same, in whole numbers. */
  magnitude(low: number, high: number): number {
    return Math.round(this.scale(low, high))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new RangeError('there is nothing to pick from')
    return values[this.below(values.length)] as T
  }

  /** One of the names, as likely as its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [name, weight] of entries) {
      left -= weight
      if (left < 0) return name
    }
    return (entries.at(-1) as [K, number])[0]
  }

  some<T>(values: readonly T[], probability: number): readonly T[] {
    return values.filter(() => this.chance(probability))
  }

  shuffled<T>(values: readonly T[]): readonly T[] {
    const left = [...values]
    return values.map(() => left.splice(this.below(left.length), 1)[0] as T)
  }

  bytes(count: number): Buffer {
    const made = Buffer.alloc(count)
    for (let i = 0; i < count; i++) made[i] = this.uint32() >>> 24
    return made
  }
}
