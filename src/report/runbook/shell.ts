/** Longer words are in no command that a person would paste. */
const longest = 1000

/**
 * The command as one line for sh, bash and zsh: pasted into a terminal, each word is the argument that it was, whatever it is made
 * of. undefined: a word is too long, or holds a NUL, which no argument can.
 */
export function shellLine(words: readonly string[]): string | undefined {
  if (words.some((word) => word.length > longest || word.includes('\0') || !word.isWellFormed())) return undefined
  return words.map(shellWord).join(' ')
}

function shellWord(word: string): string {
  if (/^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/.test(word)) return word
  // All that is seen as what it is stands between apostrophes: there, nothing has a meaning.
  if (/^[ -~]*$/.test(word) && !word.includes('!')) return `'${word.replaceAll("'", "'\\''")}'`
  // A terminal acts on control characters before a shell sees them; others turn the direction, or cannot be told apart.
  return `$'${[...Buffer.from(word)].map(escaped).join('')}'`
}

function escaped(byte: number): string {
  const character = String.fromCharCode(byte)
  return /^[A-Za-z0-9_./:@%+,= -]$/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`
}
