import { isProblem, messageOf, Problem } from '../../problem.ts'

/** An input of the action that is true or false. Throws `usage` for any other word. */
export function readFlag(name: string, text: string): boolean {
  if (/^true$/i.test(text)) return true
  if (/^false$/i.test(text)) return false
  throw new Problem('usage', `the input ${name} is ${JSON.stringify(text)}`, { hint: 'It is either true or false.' })
}

/** Patterns and places may hold spaces: one per line. Names, tags and ids may not: any white space or comma parts them. */
export function splitInput(option: string, value: string): readonly string[] {
  return value
    .split(['only', 'overwrite'].includes(option) ? /\r?\n/ : /[\s,]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** Inputs of the action that are not options of a command. */
export const ownInputs = [
  'command',
  'services',
  'secret-key',
  'signing-key',
  'index-key',
  'github-token',
  'summary',
  'cache',
]

/** A failure and what to do about it, as an annotation has it. */
export function sentences(error: unknown, others = ''): string {
  const hint = isProblem(error) && error.hint ? `. ${error.hint}` : ''
  return `${messageOf(error)}${others}${hint}`
}
