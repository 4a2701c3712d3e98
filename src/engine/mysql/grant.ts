import { Problem } from '../../problem.ts'
import type { Connection } from './connection.ts'
import { identifier } from './session.ts'

/** What a user may do, by SHOW GRANTS, and where. */
export interface Grants {
  readonly everywhere: ReadonlySet<string>
  readonly inDatabase: ReadonlySet<string>
  /** By "schema.table", and "schema.*" of another database. */
  readonly onTables: ReadonlyMap<string, ReadonlySet<string>>
  /** Whose they are, as a statement names it: `backup`@`%`. */
  readonly account: string | undefined
}

// A role may be granted in front; what is granted to a role has no host.
const grantee = / TO (`(?:[^`]|``)*`@`(?:[^`]|``)*`)/

const form = /^(GRANT|REVOKE) (.+) ON (?:TABLE )?(\*|`(?:[^`]|``)+`)\.(\*|`(?:[^`]|``)+`) (?:TO|FROM) /

export function grantsOf(lines: readonly string[], database: string): Grants {
  const everywhere = new Set<string>()
  const inDatabase = new Set<string>()
  const revoked = new Set<string>()
  const onTables = new Map<string, Set<string>>()
  for (const line of lines) {
    const [, verb, list = '', schema = '', table = ''] = form.exec(line) ?? []
    // Of some columns only: no right to a table.
    const rights = list
      .replaceAll(/\w[\w ]*\([^)]*\)/g, '')
      .split(',')
      .map((right) => right.trim())
      .filter((right) => right !== '')
    const [inSchema, inTable] = [unquoted(schema), unquoted(table)]
    if (verb === 'REVOKE') {
      if (inSchema === database) for (const right of rights) revoked.add(right)
    } else if (verb === undefined) continue
    else if (schema === '*') for (const right of rights) everywhere.add(right)
    else if (table === '*' && likeSchema(inSchema, database)) for (const right of rights) inDatabase.add(right)
    else onTables.set(`${inSchema}.${inTable}`, new Set([...(onTables.get(`${inSchema}.${inTable}`) ?? []), ...rights]))
  }
  for (const right of revoked) everywhere.delete(right)
  const [account] = lines.flatMap((line) => grantee.exec(line)?.[1] ?? [])
  return { everywhere, inDatabase, onTables, account }
}

const unquoted = (name: string): string => name.replace(/^`(.*)`$/s, '$1').replaceAll('``', '`')

/** The name of a database in a grant is a pattern of LIKE. */
function likeSchema(pattern: string, database: string): boolean {
  if (pattern === database) return true
  const source = pattern.replaceAll(/\\(.)|[%_]|[^\\%_]+/gs, (text: string, escaped: string | undefined) => {
    if (escaped !== undefined) return RegExp.escape(escaped)
    return text === '%' ? '.*' : text === '_' ? '.' : RegExp.escape(text)
  })
  return new RegExp(`^${source}$`, 's').test(database)
}

const has = (rights: ReadonlySet<string> | undefined, ...any: readonly string[]): boolean =>
  rights !== undefined && (rights.has('ALL PRIVILEGES') || any.some((right) => rights.has(right)))

/** True where the names of all databases are shown: any right to everything does that, but to connect. */
export function seesDatabases({ everywhere }: Grants): boolean {
  return [...everywhere].some((right) => shows.has(right))
}

const shows = new Set(['ALL PRIVILEGES', 'SHOW DATABASES', 'SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT', 'LOCK TABLES'])

interface Wanted {
  /** All of the database, or the named tables, which are looked for one by one. */
  readonly isWhole: boolean
  readonly users: boolean
}

/**
 * The GRANTs that a user lacks for a dump that leaves nothing out: what may not be seen is not in the dump, and the programs say
 * nothing of it.
 */
export function missingGrants(
  { everywhere, inDatabase, onTables }: Grants,
  { product, database }: Pick<Connection, 'product' | 'database'>,
  { isWhole, users }: Wanted,
): readonly string[] {
  const missing: string[] = []
  if (isWhole) {
    const lacking = ['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT'].filter(
      (right) => !has(everywhere, right) && !has(inDatabase, right),
    )
    if (lacking.length > 0) missing.push(`GRANT ${lacking.join(', ')} ON ${identifier(database)}.*`)
    const sees =
      product.name === 'mysql'
        ? has(everywhere, 'SHOW_ROUTINE', 'SELECT')
        : has(everywhere, 'SHOW CREATE ROUTINE', 'SELECT') ||
          has(inDatabase, 'SHOW CREATE ROUTINE') ||
          has(onTables.get('mysql.proc'), 'SELECT') ||
          has(onTables.get('mysql.*'), 'SELECT')
    if (!sees) missing.push(product.name === 'mysql' ? 'GRANT SHOW_ROUTINE ON *.*' : 'GRANT SELECT ON mysql.proc')
  }
  if (users && !has(everywhere, 'SELECT') && !has(onTables.get('mysql.*'), 'SELECT'))
    missing.push('GRANT SELECT ON mysql.*')
  return missing
}

/** The GRANT that is lacking to be told where in the binary log the dump's moment lies. */
export function missingForPosition(
  { everywhere }: Grants,
  { product }: Pick<Connection, 'product'>,
): string | undefined {
  const lacking =
    product.name === 'mysql'
      ? [
          ...(has(everywhere, 'RELOAD', 'FLUSH_TABLES') ? [] : ['RELOAD']),
          ...(has(everywhere, 'REPLICATION CLIENT', 'SUPER') ? [] : ['REPLICATION CLIENT']),
        ]
      : has(everywhere, 'BINLOG MONITOR', 'REPLICATION CLIENT', 'SUPER')
        ? []
        : ['BINLOG MONITOR']
  return lacking.length === 0 ? undefined : `GRANT ${lacking.join(', ')} ON *.*`
}

/** The GRANT that is lacking to read the binary log, and to make dumps that have a place in it. */
export function missingForLog(rights: Grants, connection: Pick<Connection, 'product'>): string | undefined {
  const place = missingForPosition(rights, connection)
  const listed = place === undefined ? [] : place.replace(/^GRANT | ON \*\.\*$/g, '').split(', ')
  const lacking = has(rights.everywhere, 'REPLICATION SLAVE') ? listed : [...listed, 'REPLICATION SLAVE']
  return lacking.length === 0 ? undefined : `GRANT ${lacking.join(', ')} ON *.*`
}

/** True for whoever may ask whether the server is a replica. */
export function mayAskReplication({ everywhere }: Grants, { product }: Pick<Connection, 'product'>): boolean {
  return product.name === 'mysql'
    ? has(everywhere, 'REPLICATION CLIENT', 'SUPER')
    : has(everywhere, 'REPLICA MONITOR', 'SLAVE MONITOR', 'SUPER')
}

/** @throws Problem `source-failed` with the statements to type. */
export function mustSeeAll(missing: readonly string[], connection: Connection, rights: Grants): void {
  if (missing.length === 0) return
  const { user, server, database } = connection
  throw new Problem(
    'source-failed',
    `${user} may not see all of ${database} at ${server.host}:${server.port}: what it does not see would be left out`,
    { hint: toGrant(missing, connection, rights) },
  )
}

/** Statements that can be typed as they are, on whatever host the account is for. */
export function toGrant(grants: readonly string[], { user }: Pick<Connection, 'user'>, { account }: Grants): string {
  const to = account ?? `${identifier(user)}@HOST`
  return `Run ${grants.map((grant) => `${grant} TO ${to};`).join(' ')}`
}
