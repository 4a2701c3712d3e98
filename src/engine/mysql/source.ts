import { type Finding, Problem } from '../../problem.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import type { Dump, OpenSource, ServerFacts } from '../contract.ts'
import { type Connection, type FamilySource, placeOf } from './connection.ts'
import { dumpMysql } from './dump.ts'
import { grantsOf, missingForPosition, missingGrants, mustSeeAll } from './grant.ts'
import { askServer, inventoryOf } from './inventory.ts'
import type { Opening } from './opening.ts'
import { mustBe } from './product.ts'
import { dumpVersion, mustFit } from './programs.ts'
import { selected } from './selection.ts'
import { query } from './session.ts'

/** @throws Problem before anything is dumped: for another product, a version that does not fit, a right that is missing. */
export async function openMysql(
  source: FamilySource,
  connection: Connection,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<OpenSource> {
  const asker = { connection, runtime, signal }
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
  mustSeeAll(missingGrants(rights, connection, { isWhole, users: source.users }), connection)
  const before = await inventoryOf(asker)
  selected(
    before.tables.map(({ name }) => name),
    source.tables,
    source.name,
  )
  const lacking = server.hasLog ? missingForPosition(rights, connection) : undefined
  const findings = lacking === undefined ? [] : [withoutPosition(lacking, connection)]
  const hasPosition = server.hasLog && lacking === undefined
  return new OpenMysql({ ...asker, source, server, client, before, hasPosition, findings })
}

const withoutPosition = (grant: string, { user }: Connection): Finding => ({
  level: 'note',
  blame: 'source',
  message: `the dump does not say where in the binary log it lies: ${user} may not ask`,
  hint: `Run ${grant} TO \`${user}\`@HOST;`,
})

class OpenMysql implements OpenSource {
  readonly where: string
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly #opening: Opening
  #dumped = false

  constructor(opening: Opening) {
    this.where = opening.runtime.where
    this.server = opening.server.facts
    this.sizeBytes = opening.server.sizeBytes
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
