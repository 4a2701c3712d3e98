/** A key's place as people write it: `sources.orders.paths[0]`; an odd key is quoted. */
export function showPath(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`
      const key = /^[A-Za-z0-9_-]{1,80}$/.test(part) ? part : showText(part)
      return index === 0 ? key : `.${key}`
    })
    .join('')
}

/** A value for a message: short, on one line, and harmless on a terminal. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? showText(value) : `the ${typeof value} ${String(value)}`
}

/** Quoted, cut after 60 characters. */
export function showText(text: string): string {
  return harmless(JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text))
}

/** The text without what a terminal or a log would obey: control characters and changes of writing direction. */
export function harmless(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\u{fffd}')
}
