/** Shorter secrets are words, numbers and pieces of words: taken out everywhere, they would leave no text to read. */
const shortest = 8

/** The text with every secret replaced, also where a program shows it decoded or URL-encoded. */
export function redact(text: string, secrets: readonly string[]): string {
  return withoutForms(text, longestFirst(secrets.flatMap(spellings)))
}

/**
 * The text without these, the longest first. One of fewer than eight characters is taken out only where a text says that it is
 * a password: after "password=", or in a URL before the host.
 */
export function withoutForms(text: string, forms: readonly string[]): string {
  return forms.reduce((rest, form) => (isLong(form) ? rest.replaceAll(form, '***') : withoutShort(rest, form)), text)
}

/** True of what is taken out wherever it stands. */
export const isLong = (form: string): boolean => form.length >= shortest

/** A secret that contains another must not be left half shown. */
export function longestFirst(forms: Iterable<string>): readonly string[] {
  return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length)
}

/** The same of what a program wrote to stderr: how it begins its lines is read, and is never a secret. */
export function redactOutput(stderr: string, secrets: readonly string[]): string {
  const forms = longestFirst(secrets.flatMap(spellings))
  if (forms.length === 0) return stderr
  const lines = stderr.split('\n').map((line) => {
    const [start = ''] =
      /^(?:[\w-]+: (?:\[[^\]]*\] )?)?(?:(?:warning|error|detail|hint|WARNING|ERROR|DETAIL|HINT): +)?/.exec(line) ?? []
    return [start, line.slice(start.length)] as const
  })
  // A secret may go over several lines.
  const whole = withoutForms(
    stderr,
    forms.filter((form) => form.includes('\n')),
  )
  if (whole !== stderr) return withoutForms(whole, forms)
  return lines.map(([start, rest]) => start + withoutForms(rest, forms)).join('\n')
}

function withoutShort(text: string, form: string): string {
  const literal = form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const named = new RegExp(
    `(pass(?:word|wd)?["']?\\s*[=:]\\s*["']?|:\\/\\/[^\\s/@:]*:)${literal}(?=$|[\\s"'&,;@)])`,
    'gi',
  )
  return text.replace(named, '$1***')
}

function spellings(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), encodeURI(secret), decoded(secret)]
}

function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret)
  } catch {
    return secret
  }
}
