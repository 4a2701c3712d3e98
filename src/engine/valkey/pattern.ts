/** Keys, as a person names them: "session:*", or "db3/session:*" in one database. */
export interface KeyPattern {
  readonly text: string
  /** undefined: in each. */
  readonly database: number | undefined
  /** As a server takes it after MATCH. */
  readonly glob: string
  matches(key: Buffer, database: number): boolean
}

/** A pattern as KEYS and SCAN take it: `*`, `?`, `[abc]`, `[^a-c]`, and `\` before what stands for itself. */
export function keyPattern(text: string): KeyPattern {
  const [, number, rest] = /^db(\d{1,9})\/(.+)$/s.exec(text) ?? []
  const database = number === undefined ? undefined : Number(number)
  const glob = rest ?? text
  const expression = expressionOf(glob)
  return {
    text,
    database,
    glob,
    matches: (key, of) => (database === undefined || database === of) && expression.test(key.toString('latin1')),
  }
}

export const isPattern = (text: string): boolean => /[*?[\\]/.test(text)

/** Over bytes: a key is no text, and a `?` is one byte of it. */
function expressionOf(glob: string): RegExp {
  const bytes = Buffer.from(glob).toString('latin1')
  const token = /\\(.)|\[(\^?)((?:\\.|[^\]\\])*)\]?|\*+|\?|[^\\*?[]+|\\/gs
  const source = bytes.replace(token, (all: string, escaped?: string, not?: string, members?: string) => {
    if (escaped !== undefined) return literal(escaped)
    if (members !== undefined) return setOf(not === '^', members)
    if (all.startsWith('*')) return '.*'
    return all === '?' ? '.' : literal(all)
  })
  return new RegExp(`^${source}$`, 's')
}

function setOf(not: boolean, members: string): string {
  const found = [...members.matchAll(/(?:\\(.)|(.))(?:-(?:\\(.)|(.)))?/gs)].map(([, a, b, c, d]) => {
    const [from = '', to] = [a ?? b, c ?? d]
    if (to === undefined) return code(from)
    return from <= to ? `${code(from)}-${code(to)}` : `${code(to)}-${code(from)}`
  })
  if (found.length === 0) return not ? '.' : '(?!)'
  return `[${not ? '^' : ''}${found.join('')}]`
}

const code = (char: string) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`

const literal = (text: string) => [...text].map((char) => (/[A-Za-z0-9]/.test(char) ? char : code(char))).join('')
