/** What the targets have in common that are a path of this machine. */
export abstract class PathTarget {
  readonly where: string
  readonly name: string
  readonly path: string
  readonly throwAway: boolean
  protected readonly signal: AbortSignal
  readonly #remove: (() => Promise<void>) | undefined

  /** `remove`: of a throw-away one. */
  constructor(path: string, signal: AbortSignal, remove?: () => Promise<void>) {
    this.path = path
    this.where = path
    this.name = path
    this.throwAway = remove !== undefined
    this.signal = signal
    this.#remove = remove
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#remove?.()
  }
}
