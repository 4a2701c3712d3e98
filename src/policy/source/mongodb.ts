import { z } from 'zod'
import { isProblem } from '../../problem.ts'
import { expected, judged, map, serverUrl } from '../value/leaf.ts'
import type { Secret } from '../value/secret.ts'
import type { SourceKind } from './kind/contract.ts'
import {
  buildDatabases,
  type Databases,
  databases,
  databasesFault,
  describeDatabases,
  memberOf,
} from './kind/databases.ts'
import { variableName } from './kind/draft.ts'
import { buildPointInTime, lackingBases, logOnDumps, pointInTimeFault } from './kind/point-in-time.ts'
import { buildSelection, describeSelection, type Selection, selection } from './kind/selection.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

export interface MongodbSource extends SourceCommon {
  readonly engine: 'mongodb'
  /** mongodb://user:password@host:port/database?authSource=admin, as the driver takes it. */
  readonly url: Secret
  /** Names, or patterns with * and ?. */
  readonly collections: Selection
  /** All as of one moment, where the server can do that; else each collection by itself. */
  readonly snapshot: boolean
  /** Users and roles that were made in this database go along. */
  readonly users: boolean
  readonly allowEmpty: boolean
  /** Each of them is a source of its own; the URL then names none. */
  readonly databases?: Databases
}

const flag = (what: string, standard: boolean) =>
  z.boolean(expected('true or false')).optional().describe(what).meta({ default: standard })

const shape = (common: CommonShape) =>
  judged(
    map('a mongodb source', {
      engine: z.literal('mongodb').describe('A database of MongoDB, in the format of mongodump --archive.'),
      url: serverUrl({ schemes: ['mongodb', 'mongodb+srv'], example: 'user@host:27017/database' }).describe(
        'mongodb://user:${PASSWORD}@host:27017/database?authSource=admin, mongodb+srv://..., or one ${NAME} for all of it.',
      ),
      databases,
      'point-in-time': logOnDumps('mongodb'),
      ...common.own,
      collections: selection('collections', 'a name with * and ?')
        .optional()
        .describe('Which collections and views. Default: all.'),
      snapshot: flag(
        'False: each collection as of its own moment, also where the server (a replica set, 5.0 or later) has snapshots.',
        true,
      ),
      users: flag(
        'Users and roles that were made in this database go along, with the digests of their passwords.',
        false,
      ),
      'allow-empty': flag('True: a database without collections is no failure.', false),
      verify: common.verifyWithLog('mongodb'),
    }),
    (input) => databasesFault(input) ?? pointInTimeFault(input),
  )

export const mongodb: SourceKind<MongodbSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'server',
  group: 'databases',
  forwards: true,
  lacking: lackingBases,
  into: "'${RESTORE_URL}'",
  asserts: ['query', 'count-of', 'required'],
  counts: { noun: 'documents', of: 'collections', rule: 'exact' },
  shape,
  build: (input, around) => ({
    ...buildCommon(input, around),
    engine: 'mongodb',
    url: around.secret(input.url, 'url'),
    ...buildDatabases(input.databases),
    ...buildPointInTime(input['point-in-time'], { bases: false }),
    collections: buildSelection(input.collections),
    snapshot: input.snapshot ?? true,
    users: input.users ?? false,
    allowEmpty: input['allow-empty'] ?? false,
  }),
  // Another choice of collections of the same database is not another source.
  identity: ({ url: { template }, collections, users, databases: some }) => ({
    whole: JSON.stringify([template, collections, users, ...(some ? [some] : [])]),
    content: [template],
  }),
  server({ url }) {
    try {
      return /^[a-z+]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/.exec(url.reveal())?.[1]
    } catch (error) {
      // Whoever connects says so.
      if (!isProblem(error, 'secret-missing')) throw error
      return undefined
    }
  },
  describe: ({ url, collections, users, databases: some }) =>
    [
      url.template,
      ...(some ? [describeDatabases(some)] : []),
      ...describeSelection('collections', collections),
      ...(users ? ['(with users)'] : []),
    ].join(' '),
  // Users that go along were made in the database.
  member: memberOf,
  draft: {
    example: 'mongodb',
    draft(name, text) {
      if (text !== 'mongodb') return undefined
      const variable = `${variableName(name)}_DATABASE_URL`
      return {
        lines: [`url: \${${variable}}`],
        variables: [{ name: variable, example: 'mongodb://USER:PASSWORD@HOST/DATABASE?authSource=admin' }],
      }
    },
  },
}
