/** What a statement of a dump is about, told by how it begins. */
export type Subject =
  | { readonly of: 'table'; readonly name: string; readonly does: 'create' | 'fill' | 'prepare' }
  | { readonly of: 'view'; readonly name: string; readonly does: 'create' | 'prepare' }
  | { readonly of: 'sequence'; readonly name: string; readonly does: 'create' | 'prepare' }
  | { readonly of: 'routine' | 'event'; readonly name: string | undefined; readonly does: 'create' | 'prepare' }
  /** `name`, `on`: undefined where the server kept the statement in a form that is not known here. */
  | { readonly of: 'trigger'; readonly name: string | undefined; readonly on: string | undefined }
  /** It names the database that was dumped. */
  | { readonly of: 'database'; readonly name: string }
  /** Settings of the session, and what ends a lock. */
  | { readonly of: 'session' }

interface Word {
  readonly text: string
  readonly isQuoted: boolean
}

const pieces =
  /\s+|\/\*M?!\d*|\*\/|\/\*[\s\S]*?(?:\*\/|$)|--(?=\s)[^\n]*|#[^\n]*|`((?:[^`]|``)*)`|"((?:[^"]|"")*)"|('(?:[^'\\]|\\.|'')*')|([\p{L}\p{N}_$]+)|(.)/gsu

const mostWords = 64

/** Words and signs; versions' remarks are code, and other remarks nothing. */
function wordsOf(head: string): readonly Word[] {
  const words: Word[] = []
  for (const [, back, double, text, word, sign] of head.matchAll(pieces)) {
    const quoted = back?.replaceAll('``', '`') ?? double?.replaceAll('""', '"')
    const plain = text ?? word ?? sign
    if (quoted !== undefined) words.push({ text: quoted, isQuoted: true })
    else if (plain !== undefined) words.push({ text: plain, isQuoted: false })
    if (words.length >= mostWords) break
  }
  return words
}

const kinds = ['TABLE', 'VIEW', 'SEQUENCE', 'TRIGGER', 'EVENT', 'FUNCTION', 'PROCEDURE', 'PACKAGE']

export function subjectOf(head: string): Subject {
  const words = wordsOf(head)
  const key = (index: number): string => {
    const word = words[index]
    return word === undefined || word.isQuoted ? '' : word.text.toUpperCase()
  }
  const named = (index: number): string => words[index]?.text ?? ''
  const verb = key(0)
  if (verb === 'INSERT') return { of: 'table', name: named(2), does: 'fill' }
  if (verb === 'LOCK') return { of: 'table', name: named(2), does: 'prepare' }
  if (verb === 'ANALYZE') return { of: 'table', name: named(2), does: 'prepare' }
  if (verb === 'ALTER' && key(1) === 'TABLE') return { of: 'table', name: named(2), does: 'prepare' }
  if (verb === 'ALTER' && key(1) === 'DATABASE') return { of: 'database', name: named(2) }
  if (verb === 'DO' && key(1) === 'SETVAL') return { of: 'sequence', name: named(3), does: 'prepare' }
  if (verb !== 'CREATE' && verb !== 'DROP') return { of: 'session' }
  const at = words.findIndex((word, index) => index > 0 && !word.isQuoted && kinds.includes(word.text.toUpperCase()))
  const kind = key(at)
  const body = kind === 'PACKAGE' && key(at + 1) === 'BODY' ? 1 : 0
  let index = at + 1 + body
  if (key(index) === 'IF') index += key(index + 1) === 'NOT' ? 3 : 2
  if (key(index + 1) === '.') index += 2
  const name = isName(words[index]) ? words[index]?.text : undefined
  const does = verb === 'CREATE' ? 'create' : 'prepare'
  switch (kind) {
    case 'TABLE':
      return { of: 'table', name: name ?? '', does }
    case 'VIEW':
      // What stands in for a view until the views that it reads are there has no algorithm.
      return { of: 'view', name: name ?? '', does: key(1) === 'ALGORITHM' ? does : 'prepare' }
    case 'SEQUENCE':
      return { of: 'sequence', name: name ?? '', does }
    case 'EVENT':
      return { of: 'event', name, does }
    case 'TRIGGER': {
      if (verb === 'DROP') return { of: 'session' }
      const on = words.findIndex((_, other) => other > index && key(other) === 'ON') + 1
      return { of: 'trigger', name, on: on === 0 ? undefined : named(key(on + 1) === '.' ? on + 2 : on) }
    }
    case 'FUNCTION':
    case 'PROCEDURE':
    case 'PACKAGE': {
      const type = body === 1 ? 'package body' : kind.toLowerCase()
      return { of: 'routine', name: name === undefined ? undefined : `${type} ${name}`, does }
    }
    default:
      return { of: 'session' }
  }
}

function isName(word: Word | undefined): boolean {
  return word !== undefined && (word.isQuoted || /^[\p{L}\p{N}_$]+$/u.test(word.text))
}
