import { z } from 'zod'
import { present } from '../../retention/preset.ts'
import { expected, type Fault, judged, line, map, texts } from '../../value/leaf.ts'

/** Where an assertion stands in the policy file, 1-based. */
export interface AssertionPlace {
  readonly line: number
  readonly column: number
}

/** Ways to ask a restored backup for one value; which of them an engine knows is in its file of this folder. */
const questions = {
  sql: 'A query of one row and one column, run on the restored database.',
  query: 'A query in the language of the server.',
  command: 'A program and its arguments, run on what was restored: what it prints is the value.',
  http: 'A path of the restored server, read by GET: its body is the value.',
  key: 'A key of the restored server: what it holds is the value.',
  'count-of': 'A table, collection, topic, index or pattern of files: how many there are in it is the value.',
} as const
export type Question = keyof typeof questions
export const questionNames = Object.keys(questions) as readonly Question[]

/** What a value must be: equal, or a text that matches, or a number within bounds. */
export interface Expectation {
  readonly equals?: string | number
  /** A regular expression of JavaScript, anywhere in the value. */
  readonly matches?: string
  readonly min?: number
  readonly max?: number
}

export type Assertion = { readonly name: string; readonly at?: AssertionPlace } & (
  | { readonly kind: Question; readonly ask: string; readonly expect: Expectation }
  /** Names, or patterns of files, that must be there. */
  | { readonly kind: 'required'; readonly names: readonly string[] }
)

const asked = (what: string) =>
  z
    .string(expected(what))
    .min(1, expected(what))
    .max(20_000, expected('at most 20,000 characters'))
    // psql takes it for a command of its own, such as a shell.
    .regex(/^\s*[^\s\\]/, expected(`${what}, which begins with no backslash`))

export const assertion = judged(
  map('an assertion', {
    name: line('a name').optional().describe('What the assertion says, for reports.'),
    sql: asked('an SQL query').optional().describe(questions.sql),
    query: asked('a query').optional().describe(questions.query),
    command: asked('a command').optional().describe(questions.command),
    http: asked('a path').optional().describe(questions.http),
    key: asked('a key').optional().describe(questions.key),
    'count-of': asked('a name').optional().describe(questions['count-of']),
    equals: judged(z.union([z.string(), z.number()], expected('a text or a number')), (value) =>
      typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
        ? { message: 'is a number of more digits than are kept exactly', hint: 'Write it between quotation marks.' }
        : undefined,
    )
      .optional()
      .describe('What the value must be.'),
    matches: judged(
      z
        .string(expected('a regular expression'))
        .min(1, expected('a regular expression'))
        .max(1000, expected('at most 1000 characters')),
      notRegular,
    )
      .optional()
      .describe('A regular expression that the value must match.'),
    min: z.number(expected('a number')).optional().describe('The least that the value may be.'),
    max: z.number(expected('a number')).optional().describe('The most that the value may be.'),
    required: judged(texts('a list of at least one name', 'the name of a table, a file or the like'), (names) => {
      const index = names.findIndex((one, at) => names.indexOf(one) !== at)
      return index === -1 ? undefined : { message: `is ${names[index]} for the second time`, index }
    })
      .optional()
      .describe('What must be there: tables, collections, topics, indexes, or patterns of files.'),
  }),
  assertionFault,
).meta({ oneOf: [...questionNames, 'required'].map((name) => ({ required: [name] })) })

function notRegular(text: string): Fault | undefined {
  try {
    new RegExp(text, 'u')
    return undefined
  } catch (error) {
    return { message: `is not a regular expression: ${(error as Error).message.replace(/^.*\/u?: /s, '')}` }
  }
}

type Input = { readonly [name in Question]?: string | undefined } & {
  readonly [key in keyof Expectation]?: Expectation[key] | undefined
} & { readonly name?: string | undefined; readonly required?: readonly string[] | undefined }

/** The one thing that it asks. */
export const questionOf = (input: Input): Question | undefined =>
  questionNames.find((name) => input[name] !== undefined)

function assertionFault(input: Input): Fault | undefined {
  const kinds = [...questionNames, 'required' as const].filter((name) => input[name] !== undefined)
  if (kinds.length !== 1) return { message: `must have exactly one of ${[...questionNames, 'required'].join(', ')}` }
  const { equals, matches, min, max } = input
  const bounds = min !== undefined || max !== undefined
  const ways = [equals !== undefined, matches !== undefined, bounds].filter((one) => one).length
  if (input.required)
    return ways > 0 ? { message: 'has equals, matches, min or max, which required does not take' } : undefined
  if (ways !== 1) return { message: 'must have either equals, or matches, or min or max or both' }
  return (min ?? Number.NEGATIVE_INFINITY) > (max ?? Number.POSITIVE_INFINITY)
    ? { message: 'has a min above its max' }
    : undefined
}

export function buildAssertion(input: Input): Assertion {
  const short = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}...` : text)
  const kind = questionOf(input)
  if (kind === undefined) {
    const names = input.required ?? []
    return { kind: 'required', name: input.name ?? short(`required ${names.join(', ')}`), names }
  }
  const ask = input[kind] ?? ''
  const { equals, matches, min, max } = input
  const shown = ask.trim().replace(/\s+/g, ' ')
  const name = input.name ?? short(kind === 'sql' ? shown : `${kind} ${shown}`)
  return { kind, name, ask, expect: present({ equals, matches, min, max }) }
}
