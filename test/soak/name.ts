/** Whether a tag is of the pattern, in which `*` is any run of characters at the end. */
export function matches(pattern: string, tag: string): boolean {
  return pattern.endsWith('*') ? tag.startsWith(pattern.slice(0, -1)) : tag === pattern
}
