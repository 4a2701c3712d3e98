/** One text of one file becomes another. */
export interface Edit {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** A fault that is put into the program on purpose. */
export interface Mutant {
  readonly name: string
  readonly edits: readonly Edit[]
  /** It is found in the worlds of a log that is collected. */
  readonly log?: true
}

/** Two edits where two places guard against the same. */
export const of = (name: string, ...edits: readonly string[]): Mutant => ({
  name,
  edits: Array.from({ length: edits.length / 3 }, (_, i) => {
    const [file = '', from = '', to = ''] = edits.slice(3 * i)
    return { file, from, to }
  }),
})
