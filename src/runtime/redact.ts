/** The text with every secret replaced, also where a program shows it decoded or URL-encoded. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.flatMap(spellings).filter((form) => form !== ''))
  // The longest first: a secret that contains another must not be left half shown.
  const longestFirst = [...forms].sort((a, b) => b.length - a.length)
  return longestFirst.reduce((clean, form) => clean.replaceAll(form, '***'), text)
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
