import { z } from 'zod'
import { expected, judged, map, serverUrl } from '../../value/leaf.ts'
import { buildCommon, type SourceCommon, type Surroundings } from '../source.ts'
import { buildCluster, type Clustered, clusterAddress, clusterKeys, clusterServer, describeCluster } from './cluster.ts'
import type { SourceKind } from './contract.ts'
import {
  buildDatabases,
  databases,
  databasesFault,
  describeDatabases,
  memberOf,
  type Member as ServerMember,
} from './databases.ts'
import { variableName } from './draft.ts'
import { buildPointInTime, lackingBases, logOnDumps, pointInTimeFault } from './point-in-time.ts'
import { buildSelection, describeSelection, type Selection, selection } from './selection.ts'
import type { CommonShape, SourceInput } from './shape.ts'

/**
 * A database of MySQL or of MariaDB: what their sources have in common is all but the name. The URL:
 * mysql://user:password@host:port/database?ssl-mode=...
 */
export interface MysqlFamilySource extends SourceCommon, Clustered {
  /** By names in which * and ? are wild. */
  readonly tables: Selection
  /** The server's users and their rights go along. */
  readonly users: boolean
  readonly allowEmpty: boolean
  /** It is agreed to that the programs write FLOAT columns with six digits. */
  readonly roundedFloats: boolean
}

interface Member<Name extends string> {
  readonly name: Name
  readonly noun: string
  readonly program: string
  readonly schemes: readonly [string, ...string[]]
  readonly image: string
  readonly passwordVariable: string
  /** The program that asks whether the server is up. */
  readonly admin: string
}

const flag = (what: string) => z.boolean(expected('true or false')).optional().describe(what).meta({ default: false })

export function mysqlFamily<Name extends string>(member: Member<Name>) {
  const { name, noun, program, schemes } = member
  type Own = MysqlFamilySource & { readonly engine: Name }
  const [scheme] = schemes
  const shape = (common: CommonShape) =>
    judged(
      map(`a ${name} source`, {
        engine: z.literal(name).describe(`A ${noun} database, by ${program}.`),
        url: serverUrl({ schemes, example: 'user@host:3306/database' }).describe(
          `${scheme}://user:\${PASSWORD}@host:3306/database, or one \${NAME} for all of it.`,
        ),
        ...clusterKeys,
        databases,
        'point-in-time': logOnDumps(name),
        ...common.own,
        drill: common.drill,
        tables: selection('tables', 'names with * and ?').optional().describe('Which tables.'),
        users: flag("The server's users go along, with their rights and the digests of their passwords."),
        'allow-empty': flag('A database without anything in it is a backup, too.'),
        'rounded-floats': flag('No warning of FLOAT columns, which are backed up rounded to six digits.'),
        verify: common.verifyWithLog(name),
      }),
      (input) => databasesFault(input) ?? pointInTimeFault(input) ?? tablesFault(input),
    )
  type Input = SourceInput & z.output<ReturnType<typeof shape>>
  return {
    reads: 'server',
    group: 'databases',
    forwards: true,
    programs: true,
    lacking: lackingBases,
    into: "'${RESTORE_URL}'",
    asserts: ['sql', 'count-of', 'required'],
    counts: { noun: 'rows', of: 'tables', rule: 'exact' },
    shape,
    build: (input: Input, around: Surroundings): Own => ({
      ...buildCommon(input, around),
      engine: name,
      url: around.secret(input.url, 'url'),
      ...buildCluster(input),
      ...buildDatabases(input.databases),
      ...buildPointInTime(input['point-in-time'], { bases: false }),
      tables: buildSelection(input.tables),
      users: input.users ?? false,
      allowEmpty: input['allow-empty'] ?? false,
      roundedFloats: input['rounded-floats'] ?? false,
    }),
    // Another choice of tables of the same database is not another source.
    identity: (source: Own) => ({
      whole: JSON.stringify([
        clusterAddress(source),
        source.tables,
        source.users,
        ...(source.databases ? [source.databases] : []),
      ]),
      content: [clusterAddress(source)],
    }),
    server: clusterServer,
    describe: (source: Own) =>
      [
        source.url.template,
        ...describeCluster(source),
        ...(source.databases ? [describeDatabases(source.databases)] : []),
        ...describeSelection('tables', source.tables),
        ...(source.users ? ['(with users)'] : []),
      ].join(' '),
    // Users are the server's.
    member: (source: Own, member: ServerMember): Own => ({
      ...memberOf(source, member),
      users: source.users && member.carries,
    }),
    draft: {
      example: name,
      draft(source: string, text: string) {
        if (text !== name) return undefined
        const variable = `${variableName(source)}_DATABASE_URL`
        return {
          lines: [`url: \${${variable}}`],
          variables: [{ name: variable, example: `${scheme}://USER:PASSWORD@HOST/DATABASE` }],
          service: {
            name,
            because: `${program} of the same version as the database. The server in it is not used.`,
            image: member.image,
            env: { [member.passwordVariable]: '${{ github.run_id }}' },
            options: `--health-cmd "${member.admin} ping" --health-interval 5s --health-timeout 5s --health-retries 20`,
          },
        }
      },
    },
  } satisfies SourceKind<Own, Input>
}

/** The log of a database is played onto all of it. */
function tablesFault(input: {
  readonly tables?: { readonly include?: unknown; readonly exclude?: unknown } | undefined
  readonly 'point-in-time'?: unknown
}) {
  const { include, exclude } = input.tables ?? {}
  if (input['point-in-time'] === undefined || (include === undefined && exclude === undefined)) return undefined
  const message = 'does not go with point-in-time: the log is played onto a whole database'
  return { message, hint: 'Take one of the two out of the source.', key: 'tables' }
}
