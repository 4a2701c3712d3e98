import { z } from 'zod'
import { durationMs } from '../../time/time.ts'
import { duration, expected, type Fault, imageName, judged, line, map, size } from '../value/leaf.ts'
import { type Argv, type ProgramVariable, program, shownProgram, variableNames, variablesOf } from '../value/program.ts'
import { shownTools } from '../value/tools.ts'
import type { SourceKind } from './kind/contract.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

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
  readonly variables: readonly ProgramVariable[]
  /** Each of its programs may take this long. */
  readonly timeoutMs: number
  /** What whoever wrote `dump` promises of it. */
  readonly consistency: 'snapshot' | 'per-object' | 'none'
  /** A throw-away container that proofs restore into: the programs run in it. */
  readonly sandbox?: { readonly image: string; readonly ready: Argv }
}

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
      env: variableNames
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
