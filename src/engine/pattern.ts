import { Problem } from '../problem.ts'

/** Tells whether a path is covered: it or a directory above it matches one of the patterns. */
export type Matcher = (root: string, path: string, directory: boolean) => boolean

/**
 * Compiles patterns of file names. `*` is any run of characters but `/`, `?` one of them, a whole component `**` any
 * number of directories, `\` takes the next character literally; everything else stands for itself. A pattern with a
 * leading slash matches the whole path as on the source's machine; any other matches from any component below the
 * root. A trailing slash matches directories only. A directory that matches covers everything below it. Names that
 * begin with a dot are names like any other.
 *
 * Throws `usage` for a pattern that names nothing, leads outside or is negated.
 */
export function compilePatterns(patterns: readonly string[]): Matcher {
  const compiled = patterns.map((pattern) => ({ anchored: pattern.startsWith('/'), expression: expressionOf(pattern) }))
  return (root, path, directory) => {
    const whole = directory && path !== '/' ? `${path}/` : path
    const below = root === '/' ? whole : whole.slice(root.length)
    return compiled.some(({ anchored, expression }) => expression.test(anchored ? whole : below))
  }
}

function expressionOf(pattern: string): RegExp {
  const refuse = (because: string, hint: string) =>
    new Problem('usage', `pattern ${JSON.stringify(pattern)} of file names: ${because}`, { hint })
  if (pattern.startsWith('!')) {
    const hint =
      'Set what to take with include and what to leave out with exclude; write \\! for a name that begins with !.'
    throw refuse('negation is not supported', hint)
  }
  const body = pattern.replace(/^\/+/, '').replace(/(?<!\\)\/+$/, '')
  const components = body.split('/').filter((component) => component !== '' && component !== '.')
  if (components.includes('..')) throw refuse('it leads outside', 'Write the whole path, with a leading slash.')
  if (components.length === 0) {
    if (pattern.startsWith('/')) return /^/
    throw refuse('it is empty', 'Write * for everything.')
  }
  const anywhere = pattern.startsWith('/') ? '' : '(?:/.*)?'
  const directoryOnly = pattern.endsWith('/') && !pattern.endsWith('\\/')
  return new RegExp(`^${anywhere}${source(components)}${directoryOnly ? '/.*' : '(?:/.*)?'}$`, 'su')
}

function source(components: readonly string[]): string {
  const collapsed = components.filter((component, index) => component !== '**' || components[index - 1] !== '**')
  return collapsed
    .map((component, index) => {
      if (component !== '**') return `/${componentSource(component)}`
      // Last: what is below, not the directory itself.
      return index === collapsed.length - 1 ? '/.+' : '(?:/.*)?'
    })
    .join('')
}

function componentSource(component: string): string {
  const token = /\\(.)|\*+|\?|[^\\*?]+|\\/gsu
  return component.replace(token, (text: string, escaped: string | undefined) => {
    if (escaped !== undefined) return literal(escaped)
    if (text.startsWith('*')) return '[^/]*'
    return text === '?' ? '[^/]' : literal(text)
  })
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** Which patterns nothing has matched yet, whether it is in an archive or in a directory. */
export function lookFor(patterns: readonly string[]) {
  let left = patterns.map((pattern) => ({ pattern, matches: compilePatterns([pattern]) }))
  return {
    at(path: string, isDirectory: boolean) {
      left = left.filter(({ matches }) => !matches('/', path, isDirectory))
    },
    missing: () => left.map(({ pattern }) => pattern),
  }
}
