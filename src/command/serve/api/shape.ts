import { z } from 'zod'
import { levels, tagPattern } from '../../../catalog/catalog.ts'
import { parseDuration } from '../../../time/time.ts'

/** What goes over the wire. An object of an answer may have more than is named here; one of a request may not. */

const sourceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}(?:\/[a-z0-9._=-]{1,100})?$/, 'is not the name of a source')
  .describe('A source of the policy; a database of a server is SOURCE/DATABASE.')
const idText = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}(?:\/[a-z0-9._=-]{1,100})?-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z$/,
    'is not the id of a backup',
  )
  .describe('The id of a backup.')
  .meta({ examples: ['orders-2026-02-14T09-15-30.123456Z'] })
const tag = z.string().regex(tagPattern, 'is not a tag')
/** One that is given: what begins as an option could be taken for one wherever it is typed. */
const newTag = z.string().regex(/^(?!--)[A-Za-z0-9:_.-]{1,24}$/, 'is not a tag, or begins as an option does')
const time = z
  .string()
  .regex(
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/,
    'is not a time',
  )
  .describe("ISO 8601; in the policy's time zone if it has no offset.")
const limit = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'is not a number from 1 to 9999')
  .describe('Only the newest N.')
const name = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'is not a name')
const sources = z.array(sourceName).min(1).max(1000)
/** What has room in a URL. */
const fewSources = z.array(sourceName).min(1).max(20)

export const ask = {
  backups: z.strictObject({
    source: fewSources.optional(),
    tag: z.array(tag).max(20).optional(),
    since: time.optional(),
    until: time.optional(),
    limit: limit.optional(),
    all: z.enum(['true', 'false']).optional().describe('Also backups of sources that are not in the policy.'),
  }),
  backup: z.strictObject({
    sources: sources.optional().describe('Default: every source of the policy.'),
    tags: z.array(newTag).max(100).optional(),
    retain: z.boolean().optional().describe('Keep the backup until it is deleted by id.'),
  }),
  proof: z.strictObject({
    id: idText.optional(),
    sources: sources.optional().describe('Their newest backups. Default: every source of the policy.'),
    level: z.enum(levels).optional().describe('Default: read.'),
    due: z.boolean().optional().describe("Only what is due by the policy's schedules, each at its own level."),
  }),
  restore: z.strictObject({
    id: idText.optional(),
    source: sourceName.optional().describe('Its newest backup, or the newest by `at`.'),
    at: time.optional(),
    into: name.describe('A name of serve.restore-into in the policy.'),
    store: name.optional().describe('Read the copy in this store.'),
    only: z
      .array(z.string().regex(/^[^\u0000-\u001f\u007f]{1,500}$/, 'is not a pattern'))
      .min(1)
      .max(1000)
      .optional()
      .describe('Only these tables, collections, files ...'),
    hooks: z
      .boolean()
      .optional()
      .describe("Whether the hooks of the source's recovery run; required where it has some. false: a look at a copy."),
    create: z.boolean().optional().describe('Create the target database first if it does not exist.'),
    overwrite: z
      .string()
      .regex(/^[^\u0000-\u001f\u007f]{1,500}$/, 'is not a name or a path')
      .optional()
      .describe("Replace what the target holds: the target's database name or path, to confirm."),
    timeout: z
      .string()
      .regex(/^[0-9a-z]{2,40}$/, 'is not a duration')
      .refine((text) => !('wrong' in parseDuration(text)), 'is not a duration such as 12h')
      .optional(),
  }),
  id: z.strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,62}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z$/, 'is not the id of a backup'),
  }),
  memberId: z.strictObject({
    group: name,
    id: z.string().regex(/^[a-z0-9._=-]{1,100}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z$/, 'is not the id of a backup'),
  }),
  restoreId: z.strictObject({
    id: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9._-]{0,62}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z-[0-9a-f]{8}$/,
        'is not the id of a restore',
      ),
  }),
  memberRestoreId: z.strictObject({
    group: name,
    id: z
      .string()
      .regex(/^[a-z0-9._=-]{1,100}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z-[0-9a-f]{8}$/, 'is not the id of a restore'),
  }),
  restores: z.strictObject({ source: fewSources.optional() }),
  job: z.strictObject({ id: z.string().regex(/^\d{8}T\d{9}Z-\d{1,9}$/, 'is not the id of a job') }),
  jobs: z.strictObject({
    state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']).optional(),
    command: z.enum(['run', 'backup', 'verify', 'restore']).optional(),
    source: sourceName.optional(),
    limit: limit.optional(),
  }),
} as const

const moment = z.iso.datetime()
const problem = z.looseObject({ code: z.string(), message: z.string(), hint: z.string().optional() })
const problems = z.array(problem).describe('What could not be read or done.')

const job = z.looseObject({
  id: z.string(),
  command: z.string(),
  sources: z.array(z.string()),
  asked: z.enum(['schedule', 'request']),
  into: z.string().optional(),
  state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
  createdAt: moment,
  startedAt: moment.optional(),
  endedAt: moment.optional(),
  exitCode: z.int().optional(),
  progress: z.string().optional().describe('The last line that it wrote.'),
  problems,
})

const restore = z.looseObject({
  id: z.string(),
  source: z.string(),
  backup: z.string(),
  state: z.enum(['in_progress', 'completed', 'failed']),
  startedAt: moment,
  completedAt: moment.optional(),
  into: z.string().optional(),
  error: problem.optional(),
})

const policyState = z.looseObject({
  file: z.string(),
  digest: z.string().describe('SHA-256 of the text that is followed.'),
  followedSince: moment,
  refused: problem.extend({ at: moment }).optional().describe('The file cannot be followed as it is now.'),
})

export const tell = {
  alive: z.looseObject({ status: z.literal('alive') }),
  backups: z.looseObject({
    version: z.literal(1),
    project: z.string(),
    backups: z.array(
      z.looseObject({
        id: z.string(),
        source: z.string(),
        engine: z.string(),
        kind: z.string(),
        createdAt: moment,
        type: z.enum(['automatic', 'manual']),
        tags: z.array(z.string()),
        sealedBytes: z.number(),
        retained: z.boolean(),
        held: z.boolean(),
        copies: z.array(z.string()),
        missing: z.array(z.string()),
      }),
    ),
    problems,
  }),
  backup: z.looseObject({
    version: z.literal(1),
    id: z.string(),
    source: z.string(),
    engine: z.string(),
    tags: z.array(z.string()),
    retained: z.boolean(),
    standing: z.string(),
    startedAt: moment,
    finishedAt: moment,
    sealedBytes: z.number(),
    plainBytes: z.number(),
    problems,
  }),
  health: z.looseObject({
    version: z.literal(1),
    project: z.string(),
    sources: z.array(z.looseObject({ source: z.string() })),
    problems,
    server: z.looseObject({
      startedAt: moment,
      readAt: moment.describe('When the stores were read for this answer.'),
      policy: policyState,
      scheduler: z.looseObject({
        lastTickAt: moment.nullable(),
        nextTickAt: moment.nullable(),
        lastRoundAt: moment.nullable(),
        problem: z.string().nullable(),
      }),
      jobs: z.looseObject({ waiting: z.int(), running: z.int() }),
      findings: z.array(
        z.looseObject({
          level: z.enum(['warning', 'bad']),
          message: z.string(),
          hint: z.string().optional(),
          source: z.string().optional(),
          job: z.string().optional(),
        }),
      ),
    }),
  }),
  restores: z.looseObject({ version: z.literal(1), project: z.string(), restores: z.array(restore), problems }),
  restore: restore.extend({ version: z.literal(1), problems }),
  job: job.extend({ log: z.array(z.string()), logDropped: z.int(), result: z.unknown().optional() }),
  jobs: z.looseObject({ version: z.literal(1), jobs: z.array(job) }),
  started: job,
  problem: z.looseObject({
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    hint: z.string().optional(),
  }),
  description: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }),
} as const
