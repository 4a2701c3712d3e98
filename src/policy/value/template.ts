/** Where `${NAME}` takes its values from. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A text with variables: `${NAME}` stands for a value of the environment, `$${` for a plain `${`. */
export type Piece = { readonly text: string } | { readonly variable: string } | { readonly malformed: string }

/** The text taken apart. A `${` that does not begin a well-formed `${NAME}` is malformed. */
export function pieces(template: string): readonly Piece[] {
  const found: Piece[] = []
  let end = 0
  for (const match of template.matchAll(/\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\{[^}]*\}?/g)) {
    if (match.index > end) found.push({ text: template.slice(end, match.index) })
    if (match[0] === '$${') found.push({ text: '${' })
    else found.push(match[1] === undefined ? { malformed: match[0] } : { variable: match[1] })
    end = match.index + match[0].length
  }
  if (end < template.length) found.push({ text: template.slice(end) })
  return found
}

/** Names of the variables in a text, in order, each once. */
export function variables(template: string): readonly string[] {
  return [...new Set(pieces(template).flatMap((piece) => ('variable' in piece ? [piece.variable] : [])))]
}

/**
 * The text with every variable replaced, or the names of those that have no value. An empty value is none: GitHub gives
 * an empty text for a secret that does not exist.
 */
export function expand(
  template: string,
  env: Environment,
): { readonly text: string } | { readonly missing: readonly string[] } {
  const missing = variables(template).filter((name) => !envValue(env, name))
  if (missing.length > 0) return { missing }
  const text = pieces(template).map((piece) => {
    if ('variable' in piece) return envValue(env, piece.variable) ?? ''
    return 'text' in piece ? piece.text : piece.malformed
  })
  return { text: text.join('') }
}

/** Where no variable may stand: `$${` is still a plain `${`. */
export function unescaped(text: string): string {
  return text.replaceAll('$${', '${')
}

function envValue(env: Environment, name: string): string | undefined {
  // A secret pasted with the end of its line would break every address it stands in.
  return Object.hasOwn(env, name) ? env[name]?.replace(/\r?\n$/, '') : undefined
}

/** A secret of the runner or of this program, which no policy may have sent or taken anywhere. */
export function isReserved(name: string): boolean {
  return /^(ACTIONS_\w*(TOKEN|URL)|GITHUB_TOKEN|INPUT_[\s\S]*|BACKPROOF_(SECRET_KEY|SECRET_KEY_FILE|SIGNING_KEY|GITHUB_TOKEN|SERVE_TOKEN|SERVE_TOKEN_FILE))$/i.test(
    name,
  )
}
