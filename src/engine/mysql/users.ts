import { Problem, remedy } from '../../problem.ts'
import type { PlainBackup } from '../contract.ts'
import { type Asker, identifier, query } from './session.ts'

export const usersPart = 'users.sql'

// What every server makes for itself, and the account that sets up the others.
const system = "('mysql.sys', 'mysql.session', 'mysql.infoschema', 'mariadb.sys', 'root', 'PUBLIC', '')"
const endMark = '-- Users completed'

interface Users {
  readonly names: readonly string[]
  readonly sql: string
}

interface User {
  readonly name: string
  readonly host: string
  readonly isRole: boolean
}

const written = ({ name, host, isRole }: User): string =>
  isRole ? identifier(name) : `${identifier(name)}@${identifier(host)}`

/** The server's users as statements: those that make them first, then their rights. */
export async function usersOf(asker: Asker): Promise<Users> {
  const { product } = asker.connection
  const users = await listed(asker)
  const isMysql = product.name === 'mysql'
  // Bytes of a digest need not be text.
  const lines = isMysql ? ['set print_identified_with_as_hex = on'] : []
  for (const [index, user] of users.entries()) {
    if (!user.isRole) lines.push(`select 'make', ${index}`, `show create user ${written(user)}`)
    lines.push(`select 'grant', ${index}`, `show grants for ${written(user)}`)
  }
  const make: string[] = users
    .filter(({ isRole }) => isRole)
    .map((role) => `CREATE ROLE IF NOT EXISTS ${written(role)};`)
  const grant: string[] = []
  const roles: string[] = []
  let what = ''
  let of = ''
  for (const [first = '', second] of users.length === 0 ? [] : await query(asker, lines.join(';\n'))) {
    if (second !== undefined && (first === 'make' || first === 'grant')) {
      const user = users[Number(second)]
      if (user === undefined) throw new Error(`the server was not asked for user ${second}`)
      what = first
      of = written(user)
    } else if (what === 'grant') grant.push(`${first};`)
    else {
      const statement = first.replace(/^CREATE USER /, 'CREATE USER IF NOT EXISTS ')
      // The roles may come later.
      const [, names] = / DEFAULT ROLE ((?:`(?:[^`]|``)*`@`(?:[^`]|``)*`,?)+)/.exec(statement) ?? []
      make.push(`${names === undefined ? statement : statement.replace(` DEFAULT ROLE ${names}`, '')};`)
      if (names !== undefined) roles.push(`ALTER USER ${of} DEFAULT ROLE ${names};`)
    }
  }
  return {
    names: users.map(nameOf).sort(),
    sql: `${[...make, ...grant, ...roles, endMark].join('\n')}\n`,
  }
}

const nameOf = ({ name, host, isRole }: User): string => (isRole ? name : `${name}@${host}`)

async function listed(asker: Asker): Promise<readonly User[]> {
  const role = asker.connection.product.name === 'mysql' ? "'N'" : 'is_role'
  const rows = await query(
    asker,
    `select user, host, ${role} from mysql.user where user not in ${system} order by user, host`,
  )
  return rows.map(([name = '', host = '', isRole]) => ({ name, host, isRole: isRole === 'Y' }))
}

/** The names of the users that are there, as facts say them. */
export async function userNames(asker: Asker): Promise<readonly string[]> {
  return (await listed(asker)).map(nameOf).sort()
}

/** The users of a backup, as SQL. Throws `object-missing` where it was made without, and `object-damaged` where it is cut. */
export async function usersIn(backup: PlainBackup): Promise<string> {
  if (!backup.parts.includes(usersPart))
    throw new Problem('object-missing', 'the backup has no users: it was made without users: true', {
      hint: 'Restore without --globals, and create the users yourself.',
    })
  const chunks: Buffer[] = []
  for await (const chunk of await backup.open(usersPart)) chunks.push(chunk as Buffer)
  const sql = Buffer.concat(chunks).toString('utf8')
  if (sql.endsWith(`${endMark}\n`)) return sql
  throw new Problem('object-damaged', `${usersPart} ended without its last line`, { hint: remedy.damaged })
}
