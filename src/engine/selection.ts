import { Problem } from '../problem.ts'
import { didYouMean, namesSome } from '../words/words.ts'

/** `*` is any run of characters, `?` one of them. */
export function matcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`, 'su')
  return (name) => expression.test(name)
}

/** The names that the patterns take. @throws Problem for a pattern that nothing matches, saying what there is. */
export function selected(
  names: readonly string[],
  { include, exclude }: { readonly include: readonly string[]; readonly exclude: readonly string[] },
  noun: string,
  unmatched: (pattern: string, hint: string) => Problem,
): readonly string[] {
  for (const pattern of include) {
    if (names.some(matcher(pattern))) continue
    const nouns = noun.endsWith('x') ? `${noun}es` : `${noun}s`
    const there = names.length === 0 ? `There are no ${nouns}.` : `The ${nouns} are ${namesSome(names, 20)}.`
    throw unmatched(`${pattern}${didYouMean(pattern, names)}`, there)
  }
  const takes = include.map(matcher)
  const leaves = exclude.map(matcher)
  return names.filter(
    (name) => (takes.length === 0 || takes.some((takes) => takes(name))) && !leaves.some((leaves) => leaves(name)),
  )
}

/** For a pattern of the policy's `key` that no such thing matches. */
export const notThere = (place: string, key: string, noun: string) => (pattern: string, hint: string) =>
  new Problem('policy-invalid', `${place}: ${key} includes ${pattern}, but there is no such ${noun}`, { hint })
