import { z } from 'zod'
import { count, expected, judged, map, serverUrl } from '../value/leaf.ts'
import {
  buildCluster,
  type Clustered,
  clusterAddress,
  clusterKeys,
  clusterServer,
  describeCluster,
} from './kind/cluster.ts'
import type { SourceKind } from './kind/contract.ts'
import { buildDatabases, databases, databasesFault, describeDatabases, memberOf } from './kind/databases.ts'
import { variableName } from './kind/draft.ts'
import { buildPointInTime, logOnBases, pointInTimeFault } from './kind/point-in-time.ts'
import { buildSelection, describeSelection, type Selection, selection } from './kind/selection.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

/** Its URL: postgres://user:password@host:port/database?sslmode=... */
export interface PostgresSource extends SourceCommon, Clustered {
  readonly engine: 'postgres'
  /** Above 1: the parallel directory format. */
  readonly jobs: number
  readonly globals: 'without-passwords' | 'with-passwords' | 'none'
  /** pg_dump patterns. */
  readonly tables: Selection
  readonly schemas: Selection
  /** A database with nothing in it is backed up, too. Absent: it is a failure. */
  readonly allowEmpty?: boolean
}

const shape = (common: CommonShape) =>
  judged(
    map('a postgres source', {
      engine: z.literal('postgres').describe('A PostgreSQL database, by pg_dump.'),
      url: serverUrl({ schemes: ['postgres', 'postgresql'], example: 'user@host:5432/database' }).describe(
        'postgres://user:${PASSWORD}@host:5432/database, or one ${NAME} for all of it.',
      ),
      ...clusterKeys,
      databases,
      'point-in-time': logOnBases('postgres', common.cron),
      ...common.own,
      drill: common.drill,
      jobs: count('a whole number from 1', 64)
        .optional()
        .describe("pg_dump's processes; above 1 in the directory format.")
        .meta({ default: 1 }),
      globals: z
        .enum(['without-passwords', 'with-passwords', 'none'], expected('without-passwords, with-passwords or none'))
        .optional()
        .describe('Roles and tablespaces: dumped without the passwords of roles, with them, or not at all.')
        .meta({ default: 'without-passwords' }),
      tables: selection('tables', 'pg_dump').optional().describe('Which tables.'),
      schemas: selection('schemas', 'pg_dump').optional().describe('Which schemas.'),
      'allow-empty': z
        .boolean(expected('true or false'))
        .optional()
        .describe('True: a database without anything in it is backed up, too.')
        .meta({ default: false }),
      verify: common.verifyWithLog('postgres'),
    }),
    (input) => databasesFault(input) ?? pointInTimeFault(input),
  )

export const postgres: SourceKind<PostgresSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'server',
  group: 'databases',
  forwards: true,
  programs: true,
  into: "'${RESTORE_URL}'",
  asserts: ['sql', 'count-of', 'required'],
  counts: { noun: 'rows', of: 'tables', rule: 'exact' },
  shape,
  build: (input, around) => ({
    ...buildCommon(input, around),
    engine: 'postgres',
    url: around.secret(input.url, 'url'),
    ...buildCluster(input),
    ...buildDatabases(input.databases),
    ...buildPointInTime(input['point-in-time'], { bases: true }),
    jobs: input.jobs ?? 1,
    globals: input.globals ?? 'without-passwords',
    tables: buildSelection(input.tables),
    schemas: buildSelection(input.schemas),
    ...(input['allow-empty'] ? { allowEmpty: true } : {}),
  }),
  // Another choice of tables of the same database is not another source.
  identity: (source) => ({
    whole: JSON.stringify([
      clusterAddress(source),
      source.schemas,
      source.tables,
      ...(source.databases ? [source.databases] : []),
    ]),
    content: [clusterAddress(source)],
  }),
  server: clusterServer,
  describe: (source) =>
    [
      source.url.template,
      ...describeCluster(source),
      ...(source.databases ? [describeDatabases(source.databases)] : []),
      ...describeSelection('schemas', source.schemas),
      ...describeSelection('tables', source.tables),
    ].join(' '),
  // Roles are the server's.
  member: (source, member) => ({ ...memberOf(source, member), ...(member.carries ? {} : { globals: 'none' }) }),
  draft: {
    example: 'postgres',
    draft(name, text) {
      if (!/^postgres(ql)?$/.test(text)) return undefined
      const variable = `${variableName(name)}_DATABASE_URL`
      return {
        lines: [`url: \${${variable}}`],
        variables: [{ name: variable, example: 'postgres://USER:PASSWORD@HOST/DATABASE' }],
        service: {
          name: 'postgres',
          because: 'pg_dump of the same version as the database. The server in it is not used.',
          image: 'postgres:17',
          env: { POSTGRES_PASSWORD: '${{ github.run_id }}' },
          options: '--health-cmd pg_isready --health-interval 5s --health-timeout 5s --health-retries 10',
        },
      }
    },
  },
}
