import { map, texts } from '../../value/leaf.ts'

/** Patterns of what is taken, and of what is left. */
export interface Selection {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

interface SelectionInput {
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
}

export const selection = (what: string, program: string) =>
  map(`a selection of ${what}`, {
    include: texts('a list of at least one pattern', 'a pattern')
      .optional()
      .describe(`Patterns of the ${what} to dump, as ${program} takes them; default: all.`),
    exclude: texts('a list of at least one pattern', 'a pattern')
      .optional()
      .describe(`Patterns of ${what} to leave out.`),
  })

export function buildSelection({ include = [], exclude = [] }: SelectionInput = {}): Selection {
  return { include, exclude }
}

/** "(only tables a, b)", "(without tables c)": nothing where everything is taken. */
export function describeSelection(what: string, { include, exclude }: Selection): readonly string[] {
  return [
    ...(include.length > 0 ? [`(only ${what} ${include.join(', ')})`] : []),
    ...(exclude.length > 0 ? [`(without ${what} ${exclude.join(', ')})`] : []),
  ]
}
