/** What is read, and how far it is. */
export interface Steps<T> {
  readonly items: AsyncGenerator<T>
  /** Goes up where the next item is of another step. */
  readonly step: () => number
}

/** How long a step may last before the next is read ahead; how long one that was; and how many of them at most. */
export interface Haste {
  readonly afterMs: number
  readonly againMs: number
  readonly mostSteps: number
}

/**
 * The same items in the same order. Where they are taken so slowly that a step lasts too long, they are read on into the next:
 * whoever gives them hears of somebody that still wants them.
 */
export class Ahead<T> implements AsyncDisposable {
  readonly #steps: Steps<T>
  readonly #haste: Haste
  readonly #held: T[] = []
  /** Steps that nobody has asked for yet. */
  #ahead = 0
  #timer: NodeJS.Timeout | undefined
  #reading: Promise<void> = Promise.resolve()
  #end: { readonly error?: unknown } | undefined

  constructor(steps: Steps<T>, haste: Haste) {
    this.#steps = steps
    this.#haste = haste
    this.#wait()
  }

  /** True while a step is read that nobody has asked for. */
  get isAhead(): boolean {
    return this.#ahead > 0
  }

  async *items(): AsyncGenerator<T> {
    for (;;) {
      await this.#reading
      if (this.#held.length === 0) {
        this.#ahead = 0
        await this.#read()
      }
      const item = this.#held.shift()
      if (item !== undefined) yield item
      else if (this.#end !== undefined && 'error' in this.#end) throw this.#end.error
      else return
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end ??= {}
    clearTimeout(this.#timer)
    // What is under way ends by the hand of who gives it.
    void this.#steps.items.return(undefined).catch(() => undefined)
  }

  #wait(): void {
    clearTimeout(this.#timer)
    const { afterMs, againMs, mostSteps } = this.#haste
    if (this.#end !== undefined || this.#ahead >= mostSteps) return
    this.#timer = setTimeout(() => this.#hurry(), this.#ahead === 0 ? afterMs : againMs)
  }

  #hurry(): void {
    const before = this.#reading
    this.#ahead++
    const on = async () => {
      await before
      const from = this.#steps.step()
      while (this.#end === undefined && this.#steps.step() === from) await this.#read()
    }
    this.#reading = on()
  }

  /** Never rejects: whoever takes the items hears of it in its place. */
  #read(): Promise<void> {
    this.#reading = this.#next()
    return this.#reading
  }

  async #next(): Promise<void> {
    if (this.#end !== undefined) return
    const from = this.#steps.step()
    try {
      const { done, value } = await this.#steps.items.next()
      if (done === true) this.#end ??= {}
      else this.#held.push(value)
    } catch (error) {
      this.#end = { error }
    }
    if (this.#steps.step() !== from || this.#end !== undefined) this.#wait()
  }
}
