import { databaseIn, type PostgresSource, urlOf } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import type { Bench } from '../contract.ts'
import { connectionOf, ofAnyRole } from './connection.ts'
import { findPrograms } from './programs.ts'
import { openOneOf } from './replica.ts'

/** Where the server is asked, the first that is there. */
const maintenance = ['postgres', 'template1'] as const

// Of providers, which nobody else may read: Amazon RDS, Cloud SQL, Azure, Aiven.
const ofProviders = ['rdsadmin', 'cloudsqladmin', 'azure_maintenance', 'azure_sys', '_aiven']

/**
 * Every database but templates, those of the provider, and one that was half dropped. The one that every server is made with is
 * left out for as long as nothing is in it. Any user sees the names of all.
 */
const query = (maintained: string) => `
  select datname as name from pg_catalog.pg_database
  where not datistemplate and datconnlimit <> -2
    and datname <> all (array[${ofProviders.map((name) => `'${name}'`).join(', ')}])
    ${
      maintained === 'postgres'
        ? `and (datname <> 'postgres' or exists (
            select from pg_catalog.pg_class where oid >= 16384 union all
            select from pg_catalog.pg_proc where oid >= 16384 union all
            select from pg_catalog.pg_type where oid >= 16384 union all
            select from pg_catalog.pg_namespace where oid >= 16384 union all
            select from pg_catalog.pg_extension where oid >= 16384 union all
            select from pg_catalog.pg_largeobject_metadata))`
        : ''
    }
  order by datname collate "C"`

export async function listPostgres(
  source: PostgresSource,
  bench: Bench,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const [first, ...others] = maintenance
  try {
    return await listBy(first, source, bench, signal)
  } catch (error) {
    const [other] = others
    if (
      other === undefined ||
      !isProblem(error, 'tool-failed', 'source-failed') ||
      !/does not exist|permission denied for database/.test(error.message)
    )
      throw error
    return await listBy(other, source, bench, signal)
  }
}

/** The same server by a database that it has, as its URL names none. Throws where it names one. */
export function listingSource(source: PostgresSource, database: string = maintenance[0]): PostgresSource {
  refuseDatabase(source)
  return { ...source, url: urlOf(source.url, database) }
}

async function listBy(database: string, source: PostgresSource, bench: Bench, signal: AbortSignal) {
  const named = listingSource(source, database)
  const connection = connectionOf(named)
  const { runtime, program } = await findPrograms(
    ofAnyRole(connection),
    source.tools,
    bench,
    signal,
    `source ${source.name}`,
  )
  await program?.[Symbol.asyncDispose]()
  // A replica may not have the newest yet.
  const { session } = await openOneOf(named, connection, runtime, 'primary', signal)
  await using _ = session
  return (await session.rows<{ name: string }>(query(database))).map(({ name }) => name)
}

/** The policy's text shows it only where the URL is written out in it. */
function refuseDatabase({ name, url }: PostgresSource): void {
  const text = url.reveal()
  const named = databaseIn(text) || /[?&]dbname=([^&#]+)/.exec(text)?.[1]
  if (!named) return
  throw new Problem(
    'policy-invalid',
    `source ${name}, by ${url.origin()}: the URL names a database, and databases names them as well`,
    { hint: 'Write the URL as postgres://user:password@host:5432, or take databases out of the policy.' },
  )
}
