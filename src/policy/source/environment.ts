import { z } from 'zod'
import { expected, judged, map, oneOf, place } from '../value/leaf.ts'
import { type Environment, isReserved } from '../value/template.ts'
import type { SourceKind } from './kind/contract.ts'
import { quoted } from './kind/draft.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

export interface EnvironmentSource extends SourceCommon {
  readonly engine: 'environment'
  /** As written: names, and beginnings of names with a * after them. Empty where it is a file. */
  readonly allowed: readonly string[]
  /** What is set here of them, by name; a name that is written out is among them where it is not set, too. */
  readonly variables: readonly EnvironmentVariable[]
  /** A file of secrets, in place of variables. */
  readonly path?: string
}

/** Its template makes whoever walks through the policy mask its value, and is all that is ever printed of it. */
interface EnvironmentVariable {
  readonly name: string
  readonly template: string
  /** Written out in the policy: without a value, there is no backup. */
  readonly required: boolean
  reveal(): string | undefined
}

const name = judged(
  z
    .string(expected('the name of a variable'))
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,254}\*?$/, expected('the name of a variable, or how it begins and a *: SHOP_*')),
  (text) =>
    isReserved(text)
      ? {
          message:
            'is a secret of the runner or of this program, which a backup would hand to everybody who can open it',
          hint: 'Keep a copy of it elsewhere, and name the variables of the application alone.',
        }
      : undefined,
)

const shape = (common: CommonShape) =>
  oneOf(
    map('an environment source', {
      engine: z.literal('environment').describe('Variables of the environment, or a file of secrets.'),
      variables: judged(
        z
          .array(name, expected('a list of names of variables'))
          .min(1, expected('a list of at least one name of a variable'))
          .max(1000, expected('at most 1000 names')),
        (names) => {
          const index = names.findIndex((one, at) => names.indexOf(one) !== at)
          return index === -1 ? undefined : { message: `is ${names[index]} for the second time`, index }
        },
      )
        .optional()
        .describe('Names of variables, which must have a value; SHOP_* takes all that begin so. Never their values.')
        .meta({ uniqueItems: true, examples: [['API_KEY', 'SHOP_*']] }),
      path: place(common.env).optional().describe('A file of secrets. May contain ${NAME}.'),
      ...common.own,
      verify: common.verify('environment'),
    }),
    ['variables', 'path'],
    'what is backed up',
  )

export const environment: SourceKind<EnvironmentSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'machine',
  group: 'configuration',
  into: './restored.env',
  asserts: [],
  counts: { noun: 'secrets', rule: 'exact' },
  shape,
  build: (input, around) => ({
    ...buildCommon(input, around),
    engine: 'environment',
    allowed: input.variables ?? [],
    variables: variablesOf(input.variables ?? [], around.env),
    ...(input.path === undefined ? {} : { path: input.path }),
  }),
  identity: ({ allowed, path = '' }) => ({
    whole: JSON.stringify([allowed, path]),
    content: [...allowed, ...(path === '' ? [] : [`file ${path}`])],
  }),
  describe: ({ allowed, path }) => (path === undefined ? `variables ${allowed.join(', ')}` : `the file ${path}`),
  draft: {
    example: 'env:API_KEY,SHOP_* (variables)',
    draft(_name, text) {
      const names = /^env:(.+)$/.exec(text)?.[1]?.split(',')
      if (!names) return undefined
      const exact = names.filter((one) => !one.endsWith('*'))
      return {
        lines: [`variables: [${names.map(quoted).join(', ')}]`],
        variables: exact.map((one) => ({ name: one, example: 'VALUE' })),
      }
    },
    vague: { words: /^env(ironment)?$/i, hint: (name) => `Name its variables: --source ${name}=env:API_KEY,SHOP_*.` },
  },
}

/** Sorted by name. What belongs to the runner or to this program is never taken by a pattern. */
function variablesOf(allowed: readonly string[], env: Environment): readonly EnvironmentVariable[] {
  const there = Object.keys(env).filter((one) => env[one] !== undefined && !isReserved(one))
  const taken = new Map<string, boolean>()
  for (const one of allowed) {
    const begins = one.endsWith('*') ? one.slice(0, -1) : undefined
    if (begins === undefined) taken.set(one, true)
    else for (const found of there) if (found.startsWith(begins) && !taken.has(found)) taken.set(found, false)
  }
  return [...taken]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, required]) => ({
      name,
      template: `\${${name}}`,
      required,
      reveal: () => (Object.hasOwn(env, name) ? env[name] : undefined),
    }))
}
