/** True if the tag is what the pattern says; `*` stands for any run of characters, everything else for itself. */
export function matches(pattern: string, tag: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const end = rest.pop()
  if (end === undefined) return pattern === tag
  if (!tag.startsWith(first)) return false
  let at = first.length
  for (const piece of rest) {
    const found = tag.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return tag.length - end.length >= at && tag.endsWith(end)
}

/** True if every pattern is met by one of the tags; no pattern meets nothing. */
export function matchesAll(patterns: readonly string[], tags: readonly string[]): boolean {
  return patterns.length > 0 && patterns.every((pattern) => tags.some((tag) => matches(pattern, tag)))
}
