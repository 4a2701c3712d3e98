import { Problem } from '../../problem.ts'
import type { ServerFacts } from '../contract.ts'
import { type Connection, placeOf } from './connection.ts'

/** The extension that makes a database speak T-SQL, and keeps SQL Server's catalog in tables of its own. */
const tsql = 'babelfishpg_tsql'

/**
 * Throws `source-failed` for a database of Babelfish. PostgreSQL's own pg_dump treats that catalog as the extension's, so the
 * dump would lack it, with exit code 0: which T-SQL databases there are, their schemas under their own names, logins, users.
 */
export function mustNotBeBabelfish({ settings }: ServerFacts, connection: Connection, hint = usual): void {
  const installed = (settings['extensions'] ?? '').split(', ').map((extension) => extension.split(' ', 1)[0])
  if (!installed.includes(tsql)) return
  throw new Problem(
    'source-failed',
    `${placeOf(connection)} is a database of Babelfish (it has the extension ${tsql}): a dump by PostgreSQL's own pg_dump would lack its T-SQL databases, schemas, logins and users`,
    { hint },
  )
}

const usual =
  "Back it up with engine: command and Babelfish's own bbf_dump and bbf_dumpall: docs/engines.md has a recipe under Command. Or copy the whole server, with point-in-time and schedule: never."

/** Of a server that was played forward: its data directory has everything, and a dump of it does not. */
export const leaveData =
  'Restore a data directory, with --into ./data, and start it with the programs of Babelfish that the server had.'
