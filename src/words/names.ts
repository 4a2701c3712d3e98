/** "orders, app and 3 more": names in a sentence, so many of them that a person still reads it. */
export function namesSome(names: readonly string[], most = 5): string {
  const rest = names.length - most
  if (rest > 0) return `${names.slice(0, most).join(', ')} and ${rest.toLocaleString('en-US')} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** "a file", "an image": by its first letter, as most words go. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}
