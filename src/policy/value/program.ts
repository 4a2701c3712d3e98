import { z } from 'zod'
import { expected, judged } from './leaf.ts'
import { type Environment, isReserved, unescaped } from './template.ts'

/** A program and its arguments. */
export type Argv = readonly [program: string, ...args: readonly string[]]

/** Its template makes whoever walks through the policy mask its value, and is all that is ever printed of it. */
export interface ProgramVariable {
  readonly name: string
  readonly template: string
  reveal(): string | undefined
}

const text = (what: string, pattern: RegExp) =>
  z
    .string(expected(what))
    .max(20_000, expected('at most 20,000 characters'))
    .regex(pattern, expected(what))
    .transform(unescaped)

/** A program of the user's: a list is started as it is, a text is a script for bash. */
export const program = z
  .union(
    [
      text('a program and its arguments, or a script', /^\s*[^\s\0][^\0]*$/),
      z
        .array(text('an argument', /^[^\0]*$/))
        .min(1, expected('a program and its arguments'))
        .max(1000, expected('at most 1000 arguments')),
    ],
    expected('a program and its arguments, [pg_dump, shop], or a script for bash'),
  )
  .transform((value): Argv => {
    if (typeof value === 'string') return ['bash', '--noprofile', '--norc', '-euo', 'pipefail', '-c', value]
    const [name = '', ...args] = value
    return [name, ...args]
  })
  .refine(([name]) => name !== '', expected('a program and its arguments'))

const variable = judged(
  z
    .string(expected('the name of a variable'))
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/, expected('the name of a variable')),
  (name) =>
    isReserved(name)
      ? {
          message: 'is a secret of the runner or of this program, which no other program is given',
          hint: 'Give the program a secret of its own.',
        }
      : undefined,
)

/** What such a program gets of the environment beside PATH, HOME and LANG. */
export const variableNames = z
  .array(variable, expected('a list of names of variables'))
  .max(1000, expected('at most 1000 names'))

/** As a person wrote it. */
export function shownProgram(argv: Argv): string {
  const script = argv[0] === 'bash' && argv[1] === '--noprofile' ? argv.at(-1) : undefined
  const shown = (script ?? argv.map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : JSON.stringify(word))).join(' '))
    .trim()
    .replace(/\s+/g, ' ')
  return shown.length > 200 ? `${shown.slice(0, 197)}...` : shown
}

export function variablesOf(names: readonly string[], env: Environment): readonly ProgramVariable[] {
  return [...new Set(names)].map((name) => ({
    name,
    template: `\${${name}}`,
    reveal: () => (Object.hasOwn(env, name) ? env[name] : undefined),
  }))
}
