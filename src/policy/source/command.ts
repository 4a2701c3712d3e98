import { z } from 'zod'
import { durationMs } from '../../time/time.ts'
import { duration, expected, type Fault, imageName, judged, line, map, size } from '../value/leaf.ts'
import { type Environment, isReserved, unescaped } from '../value/template.ts'
import { shownTools } from '../value/tools.ts'
import type { SourceKind } from './kind/contract.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

/** A program and its arguments. */
export type Argv = readonly [program: string, ...args: readonly string[]]

export interface CommandSource extends SourceCommon {
  readonly engine: 'command'
  readonly dump: Argv
  readonly restore?: Argv
  readonly check?: Argv
  readonly facts?: Argv
  /** What the end of a whole dump has. */
  readonly endsWith?: string
  readonly minBytes?: number
  /** Beside PATH, HOME and LANG all that its programs get of the environment. */
  readonly variables: readonly CommandVariable[]
  /** Each of its programs may take this long. */
  readonly timeoutMs: number
  /** What whoever wrote `dump` promises of it. */
  readonly consistency: 'snapshot' | 'per-object' | 'none'
  /** A throw-away container that proofs restore into: the programs run in it. */
  readonly sandbox?: { readonly image: string; readonly ready: Argv }
}

/** Its template makes whoever walks through the policy mask its value, and is all that is ever printed of it. */
export interface CommandVariable {
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

const program = z
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

const shape = (common: CommonShape) =>
  judged(
    map('a command source', {
      engine: z.literal('command').describe('Whatever programs of your own dump and restore.'),
      dump: program.describe(
        'Writes the dump to stdout. A list is a program and its arguments, a text a script for bash.',
      ),
      'ends-with': line('a text')
        .optional()
        .describe('What the end of a whole dump has: its very last bytes, or the beginning of one of its last lines.'),
      'min-size': size.optional().describe('A dump of fewer bytes is no backup.'),
      restore: program.optional().describe('Reads the dump from stdin, and restores it into BACKPROOF_TARGET.'),
      check: program.optional().describe('Exits 0 where what was restored into BACKPROOF_TARGET is right.'),
      facts: program.optional().describe('Prints JSON: { "rows": { NAME: NUMBER }, "objects": { KIND: [NAMES] } }.'),
      env: z
        .array(variable, expected('a list of names of variables'))
        .max(1000, expected('at most 1000 names'))
        .optional()
        .describe('Names of the variables that its programs get beside PATH, HOME and LANG.'),
      'program-timeout': duration
        .optional()
        .describe('Each of its programs is ended after this.')
        .meta({ default: '6h' }),
      consistency: z
        .enum(['snapshot', 'per-object', 'none'], expected('snapshot, per-object or none'))
        .optional()
        .describe('What the dump promises of its moment; nobody else can know.')
        .meta({ default: 'none' }),
      sandbox: map('a sandbox', {
        image: imageName.describe('Image of the throw-away container that proofs restore into.'),
        ready: program.describe('Exits 0 in it once a restore may begin.'),
      })
        .optional()
        .describe('A throw-away container without a network, in which restore, facts and check of a proof run.'),
      ...common.own,
      verify: common.verify('command'),
    }),
    sourceFault,
  )

type Input = z.output<ReturnType<typeof shape>>

function sourceFault(
  input: {
    readonly [key in 'ends-with' | 'min-size' | 'restore' | 'facts' | 'check' | 'verify']?: unknown
  },
): Fault | undefined {
  if (input['ends-with'] === undefined && input['min-size'] === undefined)
    return {
      message: 'must have ends-with or min-size: an exit code alone does not tell a whole dump from a cut one',
      hint: 'Set ends-with to what the last line of every dump begins with, or min-size to what the smallest has.',
    }
  if (typeof (input.verify as { readonly restore?: unknown } | undefined)?.restore !== 'string') return undefined
  if (input.restore !== undefined && (input.facts !== undefined || input.check !== undefined)) return undefined
  return {
    message: 'has verify.restore, which needs restore, and facts or check to prove anything',
    hint: 'Add them, or take verify.restore out.',
  }
}

const defaultTimeoutMs = 6 * 3_600_000

export const command: SourceKind<CommandSource, Input> = {
  reads: 'server',
  programs: true,
  into: "'${RESTORE_TARGET}'",
  asserts: ['command', 'count-of', 'required'],
  counts: { noun: 'rows', rule: 'exact', given: 'dump (bytes)' },
  shape,
  build(input, around) {
    const { restore, check, facts, sandbox, 'ends-with': endsWith, 'min-size': minBytes } = input
    return {
      ...buildCommon(input, around),
      engine: 'command',
      dump: input.dump,
      ...(restore === undefined ? {} : { restore }),
      ...(check === undefined ? {} : { check }),
      ...(facts === undefined ? {} : { facts }),
      ...(sandbox === undefined ? {} : { sandbox }),
      ...(endsWith === undefined ? {} : { endsWith }),
      ...(minBytes === undefined ? {} : { minBytes }),
      variables: variablesOf(input.env ?? [], around.env),
      timeoutMs: input['program-timeout'] === undefined ? defaultTimeoutMs : durationMs(input['program-timeout']),
      consistency: input.consistency ?? 'none',
    }
  },
  // The same programs with other variables, or elsewhere, dump something else.
  identity({ dump, variables, tools }) {
    const whole = JSON.stringify([dump, variables.map(({ name }) => name), shownTools(tools)])
    return { whole, content: [whole] }
  },
  describe: ({ dump }) => shownProgram(dump),
  draft: {
    example: 'command:./dump.sh (a program of your own)',
    draft(_name, text) {
      const script = /^command:(.+)$/s.exec(text)?.[1]
      if (script === undefined) return undefined
      return { lines: [`dump: ${JSON.stringify(script)}`, 'min-size: 1kB'], variables: [] }
    },
    vague: {
      words: /^command$/i,
      hint: (name) => `Name the program that dumps it: --source ${name}=command:./dump.sh.`,
    },
  },
}

/** As a person wrote it. */
export function shownProgram(argv: Argv): string {
  const script = argv[0] === 'bash' && argv[1] === '--noprofile' ? argv.at(-1) : undefined
  const shown = (script ?? argv.map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : JSON.stringify(word))).join(' '))
    .trim()
    .replace(/\s+/g, ' ')
  return shown.length > 200 ? `${shown.slice(0, 197)}...` : shown
}

function variablesOf(names: readonly string[], env: Environment): readonly CommandVariable[] {
  return [...new Set(names)].map((name) => ({
    name,
    template: `\${${name}}`,
    reveal: () => (Object.hasOwn(env, name) ? env[name] : undefined),
  }))
}
