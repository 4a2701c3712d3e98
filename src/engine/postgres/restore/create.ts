import type { Finding } from '../../../problem.ts'
import { isProblem } from '../../../problem.ts'
import { failureOf, type Runtime } from '../../../runtime/runtime.ts'
import type { ServerFacts } from '../../contract.ts'
import type { Connection } from '../connection.ts'
import { identifier, literal, openSession, type Session } from '../session.ts'

/** The database of a server that always is there. */
export const maintenance = 'postgres'

/**
 * Makes the target's database as the dumped one was, unless it is there; a finding says so. `before` may refuse: it is asked
 * on the server, while nothing is made.
 */
export async function createDatabase(
  connection: Connection,
  server: ServerFacts | undefined,
  before: (session: Session) => Promise<void>,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const settings = server?.settings ?? {}
  const encoding = settings['encoding'] === undefined ? '' : `encoding ${literal(settings['encoding'])}`
  const statement = `create database ${identifier(connection.database)} template template0 ${encoding}`
  const made = (message: string): readonly Finding[] => [{ level: 'note', blame: 'env', message }]
  const opened = () => openSession({ ...connection, database: maintenance }, runtime, signal)
  try {
    await using session = await opened()
    if (await hasDatabase(session, connection)) return []
    await before(session)
    await session.lines(`${statement} ${locale(settings)};`)
    return made(`created the database ${connection.database}`)
  } catch (error) {
    // Locales are files of the server's machine, and another has others.
    if (!isProblem(error, 'tool-failed') || !/locale|collat/i.test(failureOf(error)?.stderr ?? '')) throw error
    await using session = await opened()
    await session.lines(`${statement};`)
    return made(
      `created the database ${connection.database} with the server's own locale: it lacks ${settings['collate']}`,
    )
  }
}

/** Whether the server has the database of this connection. */
export async function hasDatabase(session: Session, { database }: Connection): Promise<boolean> {
  const known = await session.rows(`select from pg_catalog.pg_database where datname = ${literal(database)}`)
  return known.length > 0
}

function locale(settings: Readonly<Record<string, string>>): string {
  const { provider = 'c', collate, ctype, locale: name } = settings
  const of = [
    ...(provider === 'i' ? ['locale_provider icu'] : provider === 'b' ? ['locale_provider builtin'] : []),
    ...(name === undefined || provider === 'c'
      ? []
      : [`${provider === 'i' ? 'icu' : 'builtin'}_locale ${literal(name)}`]),
    ...(collate === undefined ? [] : [`lc_collate ${literal(collate)}`]),
    ...(ctype === undefined ? [] : [`lc_ctype ${literal(ctype)}`]),
  ]
  return of.join(' ')
}
