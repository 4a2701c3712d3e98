/** As the product writes names: what is in quotes is meant letter by letter, dots too, and a quote in it is doubled. */
export function matcherOf(pattern: string): (schema: string, name: string) => boolean {
  if (!pattern.includes('"')) {
    const whole = whollyLike(wild(pattern))
    return (schema, name) => whole.test(`${schema}.${name}`) || (!pattern.includes('.') && whole.test(name))
  }
  const parts = ['']
  const add = (source: string): void => {
    parts[parts.length - 1] += source
  }
  for (const piece of pattern.match(/"(?:[^"]|"")*"?|[^"]+/g) ?? []) {
    if (piece.startsWith('"')) {
      add(piece.replace(/^"|"$/g, '').replaceAll('""', '"').replace(special, '\\$&'))
      continue
    }
    for (const [index, part] of piece.split('.').entries()) {
      if (index > 0) parts.push('')
      add(wild(part))
    }
  }
  const ofName = whollyLike(parts.at(-1) ?? '')
  const ofSchema = parts.length > 1 ? whollyLike(parts.slice(0, -1).join('\\.')) : undefined
  return (schema, name) => ofName.test(name) && (ofSchema?.test(schema) ?? true)
}

const special = /[\\^$.*+?()[\]{}|]/g
const wild = (text: string): string =>
  text.replace(special, (char) => (char === '*' ? '.*' : char === '?' ? '.' : `\\${char}`))
const whollyLike = (source: string): RegExp => new RegExp(`^${source}$`, 's')

/** Whether a pattern means what facts name so: `public."Order"`. */
export function meansQualified(pattern: string, qualified: string): boolean {
  const [, schema = '', name = ''] = /^("(?:[^"]|"")*"|[^."]*)\.(.*)$/s.exec(qualified) ?? []
  return matcherOf(pattern)(unquoted(schema), unquoted(name))
}

const unquoted = (name: string): string => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name)
