import { z } from 'zod'
import { present } from '../../retention/preset.ts'
import { expected, type Fault, judged, line, map, texts } from '../../value/leaf.ts'

/** Where an assertion stands in the policy file, 1-based. */
export interface AssertionPlace {
  readonly line: number
  readonly column: number
}

export type Assertion = { readonly at?: AssertionPlace } & (
  | {
      readonly kind: 'sql'
      readonly name: string
      readonly sql: string
      readonly expect: { readonly equals?: string | number; readonly min?: number; readonly max?: number }
    }
  | { readonly kind: 'tables'; readonly name: string; readonly tables: readonly string[] }
  | { readonly kind: 'files'; readonly name: string; readonly files: readonly string[] }
)

export const assertion = judged(
  map('an assertion', {
    name: line('a name').optional().describe('What the assertion says, for reports.'),
    sql: z
      .string(expected('an SQL query that gives one value'))
      .min(1, expected('an SQL query that gives one value'))
      .max(20_000, expected('at most 20,000 characters'))
      // psql takes it for a command of its own, such as a shell.
      .regex(/^\s*[^\s\\]/, expected('an SQL query, which begins with no backslash'))
      .optional()
      .describe('A query of one row and one column, run on the restored database.'),
    equals: z
      .union([z.string(), z.number()], expected('a text or a number'))
      .optional()
      .describe('What the query must give.'),
    min: z.number(expected('a number')).optional().describe('The least that the query may give.'),
    max: z.number(expected('a number')).optional().describe('The most that the query may give.'),
    tables: texts('a list of at least one table', 'the name of a table')
      .optional()
      .describe('Tables that must be there.'),
    files: texts('a list of at least one file', 'the path of a file').optional().describe('Files that must be there.'),
  }),
  assertionFault,
).meta({ oneOf: [{ required: ['sql'] }, { required: ['tables'] }, { required: ['files'] }] })

function assertionFault(value: {
  sql?: unknown
  tables?: unknown
  files?: unknown
  equals?: unknown
  min?: number | undefined
  max?: number | undefined
}): Fault | undefined {
  const kinds = [value.sql, value.tables, value.files].filter((part) => part !== undefined)
  if (kinds.length !== 1) return { message: 'must have exactly one of sql, tables, files' }
  const bounds = value.min !== undefined || value.max !== undefined
  if (value.sql === undefined) {
    return bounds || value.equals !== undefined
      ? { message: 'has equals, min or max, which only sql takes' }
      : undefined
  }
  if ((value.equals !== undefined) === bounds) return { message: 'must have either equals, or min or max or both' }
  return (value.min ?? Number.NEGATIVE_INFINITY) > (value.max ?? Number.POSITIVE_INFINITY)
    ? { message: 'has a min above its max' }
    : undefined
}

export function buildAssertion(input: z.output<typeof assertion>): Assertion {
  const short = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}...` : text)
  if (input.tables)
    return { kind: 'tables', name: input.name ?? short(`tables ${input.tables.join(', ')}`), tables: input.tables }
  if (input.files)
    return { kind: 'files', name: input.name ?? short(`files ${input.files.join(', ')}`), files: input.files }
  const sql = input.sql ?? ''
  const { equals, min, max } = input
  return {
    kind: 'sql',
    name: input.name ?? short(sql.trim().replace(/\s+/g, ' ')),
    sql,
    expect: present({ equals, min, max }),
  }
}
