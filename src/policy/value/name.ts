/** Names of projects, stores and sources: parts of object names, so nothing that a path or a URL would read differently. */
export const namePattern = /^(?!.*\.\.)[a-z0-9][a-z0-9._-]{0,62}$/

export const nameRule = 'a name of at most 63 lower-case letters, digits, and . _ - inside (no ..)'

/** A right name near a wrong one: `My Shop` gives `my-shop`. */
export function asName(text: string): string | undefined {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 63)
  return namePattern.test(name) && name !== text ? name : undefined
}
