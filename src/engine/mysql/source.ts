import { databaseIn, urlOf } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import type { Bench, ChosenHost, Dump, LogSource, OpenSource, ServerFacts } from '../contract.ts'
import { connectionOf, type FamilySource, placeOf } from './connection.ts'
import { dumpMysql } from './dump.ts'
import { grantsOf, missingGrants, mustSeeAll, seesDatabases, toGrant } from './grant.ts'
import { askServer, inventoryOf } from './inventory.ts'
import { MysqlLog } from './log/log.ts'
import type { Dumped, Opening } from './opening.ts'
import { mustBe, type Product } from './product.ts'
import { dumpVersion, mustFit } from './programs.ts'
import { selected } from './selection.ts'
import { placeOfDump } from './server/position.ts'
import { type FoundServer, openOneOf } from './server/replica.ts'
import { type Patience, usualPatience } from './server/silence.ts'
import { query } from './session.ts'

/** @throws Problem before anything is dumped: for another product, a version that does not fit, a right that is missing. */
export async function openMysql(
  source: Dumped,
  { connection, runtime, host }: FoundServer,
  signal: AbortSignal,
  patience: Patience = usualPatience,
): Promise<OpenSource> {
  const asker = { connection, runtime, signal, patience }
  const { product } = connection
  // In a container each takes a while to start.
  const [client, server] = await Promise.all([dumpVersion(product, runtime, signal), askServer(asker)])
  const place = `the server of source ${source.name}`
  mustBe(product, server.told, place, 'policy-invalid')
  mustFit(product, client, server.told.version, runtime)
  if (connection.ssl.mode === 'required' && !server.isEncrypted)
    throw new Problem(
      'source-failed',
      `the connection to ${placeOf(connection)} is not encrypted, as ssl-mode=required wants`,
      {
        hint: 'Set up TLS on the server, or write ssl-mode=preferred.',
      },
    )
  const rights = grantsOf(
    (await query(asker, 'show grants')).map(([line = '']) => line),
    connection.database,
  )
  const isWhole = source.tables.include.length === 0
  mustSeeAll(missingGrants(rights, connection, { isWhole, users: source.users }), connection, rights)
  const before = await inventoryOf(asker)
  selected(
    before.tables.map(({ name }) => name),
    source.tables,
    source.name,
  )
  const { place: log, findings } = await placeOfDump(asker, server, rights)
  const chosen = host === undefined ? {} : { host }
  return new OpenMysql({ ...asker, source, server, client, rights, before, place: log, findings, ...chosen })
}

class OpenMysql implements OpenSource {
  readonly where: string
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly host?: ChosenHost
  readonly log: LogSource
  readonly #opening: Opening
  #dumped = false

  constructor(opening: Opening) {
    this.where = opening.runtime.where
    if (opening.host !== undefined) this.host = opening.host
    this.server = opening.server.facts
    this.sizeBytes = opening.server.sizeBytes
    this.log = new MysqlLog(opening)
    this.#opening = opening
  }

  // All of it was tried when it was opened.
  async rehearse(): Promise<void> {}

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    return dumpMysql(this.#opening)
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

// The server's own.
const own = new Set([
  'information_schema',
  'performance_schema',
  'mysql',
  'sys',
  'innodb',
  '#mysql50#lost+found',
  'lost+found',
])

/** The same server by a database that it has, as its URL names none. Throws where it names one. */
export function listingSource(source: FamilySource, product: Product): FamilySource {
  const { name, url } = source
  if (databaseIn(url.reveal()) !== '')
    throw new Problem(
      'policy-invalid',
      `source ${name}, by ${url.origin()}: the URL names a database, and databases names them as well`,
      {
        hint: `Write the URL as ${product.name}://user:password@host:3306, or take databases out of the policy.`,
      },
    )
  return { ...source, url: urlOf(url, 'information_schema') }
}

/**
 * Every database but the server's own. A user is shown only those that he has a right to: unless he may see all, one that is
 * not shown need not be gone.
 */
export async function listMysql(
  product: Product,
  source: FamilySource,
  bench: Bench,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const named = listingSource(source, product)
  // A replica may not have the newest yet.
  const { connection, runtime } = await openOneOf(named, connectionOf(named, product), bench, 'primary', signal)
  const asker = { connection, runtime, signal }
  const [grants, rows] = await Promise.all([
    query(asker, 'show grants', { anywhere: true }),
    query(asker, 'select schema_name from information_schema.schemata', { anywhere: true }),
  ])
  const rights = grantsOf(
    grants.map(([line = '']) => line),
    'information_schema',
  )
  const hidden = grants.some(([line = '']) => !own.has(/^REVOKE .* ON `(.+?)`\./.exec(line)?.[1] ?? 'mysql'))
  if (hidden || !seesDatabases(rights))
    throw new Problem(
      'source-failed',
      `${connection.user} may not see all databases at ${placeOf(connection).replace(/^.* at /, '')}: one that it does not see could not be told from one that is gone`,
      { hint: toGrant(['GRANT SHOW DATABASES ON *.*'], connection, rights) },
    )
  return rows.map(([schema = '']) => schema).filter((schema) => !own.has(schema.toLowerCase()))
}
