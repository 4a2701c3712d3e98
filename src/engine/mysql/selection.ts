import { Problem } from '../../problem.ts'
import { didYouMean, namesSome } from '../../words/words.ts'

/** Pattern of a table's name: * is any run of characters, ? is one; everything else stands for itself. */
export function likeName(pattern: string): (name: string) => boolean {
  const source = pattern.replaceAll(/[*?]|[^*?]+/gs, (text) =>
    text === '*' ? '.*' : text === '?' ? '.' : RegExp.escape(text),
  )
  const whole = new RegExp(`^${source}$`, 'su')
  return (name) => name === pattern || whole.test(name)
}

interface Selection {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** The tables of a source that its policy selects. @throws Problem `policy-invalid` where a pattern of either list matches none. */
export function selected(names: readonly string[], { include, exclude }: Selection, source: string): readonly string[] {
  for (const [key, patterns] of Object.entries({ include, exclude })) {
    const idle = patterns.find((pattern) => !names.some(likeName(pattern)))
    if (idle !== undefined)
      throw new Problem(
        'policy-invalid',
        `source ${source}: no table matches ${idle} of tables.${key}${didYouMean(idle, names)}`,
        {
          hint: `Its tables are ${namesSome(names, 10)}.`,
        },
      )
  }
  const isIn = include.length === 0 ? () => true : anyOf(include)
  const isOut = anyOf(exclude)
  const left = names.filter((name) => isIn(name) && !isOut(name))
  if (left.length > 0 || include.length === 0) return left
  // Without a name, the program would take all of them.
  throw new Problem('policy-invalid', `source ${source}: tables.exclude leaves out all that tables.include takes`, {
    hint: 'Take a pattern out of exclude.',
  })
}

/** Those of a backup that the patterns of --only name. @throws Problem `usage` for one that matches none. */
export function picked(names: readonly string[], patterns: readonly string[]): ReadonlySet<string> {
  const idle = patterns.find((pattern) => !names.some(likeName(pattern)))
  if (idle !== undefined)
    throw new Problem('usage', `the backup has no table ${idle}${didYouMean(idle, names)}`, {
      hint: `Its tables are ${namesSome(names, 10)}; * and ? are wild.`,
    })
  return new Set(names.filter(anyOf(patterns)))
}

const anyOf = (patterns: readonly string[]): ((name: string) => boolean) => {
  const all = patterns.map(likeName)
  return (name) => all.some((matches) => matches(name))
}
