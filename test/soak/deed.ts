/** What the program was told to do, and by whom, as far as the model needs it. */
export interface Deed {
  readonly actor: string
  readonly command: string
  readonly ids: readonly string[]
  readonly sources: readonly string[]
  readonly apply: boolean
  readonly beganAt: number
  /** Nobody else works at the same time. */
  readonly alone: boolean
  /** Nothing goes wrong but what the program does itself. */
  readonly calm: boolean
  /** At most one call goes wrong. */
  readonly gentle: boolean
  readonly skewMs: number
  /** A store that has answered nothing at all so far. */
  readonly dark: () => string | undefined
}
