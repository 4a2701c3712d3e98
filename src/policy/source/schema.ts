import { z } from 'zod'
import { durationMs } from '../../time/time.ts'
import { didYouMean, namesSome } from '../../words/words.ts'
import type { PolicyChecks } from '../checks.ts'
import { retention } from '../retention/schema.ts'
import {
  count,
  databaseUrl,
  duration,
  expected,
  type Fault,
  imageName,
  judged,
  line,
  map,
  percent,
  place,
  texts,
  tools,
} from '../value/leaf.ts'
import type { Environment } from '../value/template.ts'

/** What the meaning of a text depends on. */
export interface Context {
  readonly env: Environment
  readonly checks: PolicyChecks
  /** The policy's zone, UTC where that is wrong itself. */
  readonly timezone: string
  /** Names of the policy's stores; undefined where any name will do. */
  readonly stores?: readonly string[]
}

const assertion = judged(
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

const filePatterns = judged(texts('a list of at least one pattern', 'a pattern'), (patterns) => {
  const negated = patterns.find((pattern) => pattern.startsWith('!'))
  return negated === undefined
    ? undefined
    : {
        message: 'has a pattern that begins with !, which means nothing here',
        hint: 'Say what to take with include and what to leave with exclude.',
      }
})

const selection = (what: string) =>
  map(`a selection of ${what}`, {
    include: texts('a list of at least one pattern', 'a pattern')
      .optional()
      .describe(`Patterns of the ${what} to dump, as pg_dump takes them; default: all.`),
    exclude: texts('a list of at least one pattern', 'a pattern')
      .optional()
      .describe(`Patterns of ${what} to leave out.`),
  })

const sizeChange = map('size', {
  shrink: judged(percent, (part) => (part <= 1 ? undefined : { message: 'must be at most 100%' }))
    .optional()
    .describe('A backup may be this much smaller (sealed) than the median of the last seven before it.')
    .meta({ pattern: '^(\\d{1,2}(\\.\\d{1,3})?|100(\\.0{1,3})?)%$' }),
  grow: percent
    .optional()
    .describe('A backup may be this much larger (sealed) than the median of the last seven before it.'),
}).describe('How far the size may be from what is usual before a backup is reported.')

/** Schemas of a source of each engine, and of the defaults of all. */
export function sourceShapes(context: Context) {
  const cron = (what: string) =>
    judged(z.string(expected('a cron line such as "0 2 * * *"')), (text) => {
      if (text === 'never') return undefined
      if (text.length > 200) return { message: 'is too long for a cron line' }
      const wrong = context.checks.cron(text, context.timezone)
      return wrong === undefined
        ? undefined
        : {
            message: `is not a cron line: ${wrong}`,
            hint: 'Write five fields: minute hour day-of-month month day-of-week.',
          }
    })
      .optional()
      .describe(what)
      .meta({ pattern: '^(never|\\s*\\S+(\\s+\\S+){4}\\s*)$', examples: ['0 2 * * *'] })

  const storeName = judged(z.string(expected('the name of a store')), (name) => {
    if (!context.stores || context.stores.includes(name)) return undefined
    return {
      message: `is not a store of this policy${didYouMean(name, context.stores)}`,
      ...(context.stores.length > 0 ? { hint: `The stores are ${namesSome(context.stores, 20)}.` } : {}),
    }
  })
  const names = (empty: string) =>
    judged(z.array(storeName, expected('a list of names of stores')).min(1, expected(empty)), (list) => {
      const twice = list.find((name, index) => list.indexOf(name) !== index)
      return twice === undefined ? undefined : { message: `has ${twice} twice` }
    })
      .meta({ uniqueItems: true })
      .optional()
  const verify = {
    check: cron(
      'When the copies of a backup are compared with its manifest, byte by byte and without a key, in every store: those of the newest backup, and of the one that was checked longest ago; never, or nothing: after each backup alone.',
    ),
    read: cron('When backups are downloaded, opened and read through; never, or nothing: only on demand.'),
    restore: cron('When the newest backup is restored into a throw-away place; never, or nothing: only on demand.'),
    copies: z
      .enum(['one', 'all'], expected('one or all'))
      .optional()
      .describe('What a read by schedule reads: one copy, each store in turn, or all copies each time.')
      .meta({ default: 'one' }),
    timeout: duration
      .optional()
      .describe('A proof or a restore that takes longer is ended. Default: four times objectives.rto, else 6h.')
      .meta({ examples: ['2h'] }),
    size: sizeChange.optional(),
  }
  const asserted = {
    ...verify,
    assert: z
      .array(assertion, expected('a list of assertions'))
      .max(200, expected('at most 200 assertions'))
      .optional()
      .describe('What must hold in a restored backup.'),
  }
  const common = {
    stores: names('a list of at least one store').describe(
      'Names of the stores that every backup goes to. Default: all stores.',
    ),
    'read-from': names('a list of at least one store').describe(
      'Stores that a restore and a proof read first, in this order; the others follow, the nearest first: directories, then S3.',
    ),
    schedule: cron("Five-field cron line in the policy's time zone; never, or nothing: only on demand."),
    jitter: judged(duration, (length) =>
      durationMs(length) < 86_400_000 ? undefined : { message: 'must be shorter than 24h' },
    )
      .optional()
      .describe('Each tick is put off by up to this, so that sources do not all start at once.')
      .meta({ examples: ['10m'] }),
    objectives: map('objectives', {
      rpo: duration.optional().describe('Recovery point: the newest backup is never older than this.'),
      rto: duration.optional().describe('Recovery time: a test restore takes at most this long.'),
      'verified-within': duration.optional().describe('The newest proof by a restore is never older than this.'),
      copies: count('a whole number from 1', 1000).optional().describe('Stores that must hold the newest backup.'),
    })
      .optional()
      .describe('What reports measure against, and what a gate asks for.'),
    retention: retention
      .optional()
      .describe('What is kept and for how long. Nothing said, here or in defaults: everything is kept.'),
    tools: tools.optional().describe('Where client programs run. Default: auto.').meta({ default: 'auto' }),
  }
  const own = {
    ...common,
    paused: z
      .boolean(expected('true or false'))
      .optional()
      .describe('True: no backups by schedule, until this is taken out.')
      .meta({ default: false }),
  }
  const globals = z
    .enum(['without-passwords', 'with-passwords', 'none'], expected('without-passwords, with-passwords or none'))
    .optional()
    .describe('Roles and tablespaces: dumped without the passwords of roles, with them, or not at all.')
    .meta({ default: 'without-passwords' })
  return {
    defaults: map('defaults', {
      ...common,
      verify: map('verify of defaults', verify).optional().describe('How backups are proven.'),
    }),
    postgres: map('a postgres source', {
      engine: z.literal('postgres').describe('A PostgreSQL database, by pg_dump.'),
      url: databaseUrl.describe('postgres://user:${PASSWORD}@host:5432/database, or one ${NAME} for all of it.'),
      ...own,
      jobs: count('a whole number from 1', 64)
        .optional()
        .describe("pg_dump's processes; above 1 in the directory format.")
        .meta({ default: 1 }),
      globals,
      tables: selection('tables').optional().describe('Which tables.'),
      schemas: selection('schemas').optional().describe('Which schemas.'),
      verify: map("a postgres source's verify", {
        ...asserted,
        image: imageName
          .optional()
          .describe("Image of the throw-away server. Default: matches the dumped server's version."),
      })
        .optional()
        .describe('How backups are proven.'),
    }),
    sqlite: map('a sqlite source', {
      engine: z.literal('sqlite').describe('An SQLite database file, copied consistently while in use.'),
      path: place(context.env).describe('The database file. May contain ${NAME}.'),
      ...own,
      verify: map("a sqlite source's verify", asserted).optional().describe('How backups are proven.'),
    }),
    files: map('a files source', {
      engine: z.literal('files').describe('Directories and files, as one tar.'),
      paths: z
        .array(place(context.env), expected('a list of at least one path'))
        .min(1, expected('a list of at least one path'))
        .max(1000, expected('at most 1000 paths'))
        .describe('Directories and files. May contain ${NAME}.'),
      include: filePatterns.optional().describe('Only what matches one of these patterns.'),
      exclude: filePatterns.optional().describe('Nothing that matches one of these patterns.'),
      ...own,
      verify: map("a files source's verify", asserted).optional().describe('How backups are proven.'),
    }),
  }
}
