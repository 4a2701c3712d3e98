import type { PostgresSource } from '../../policy/policy.ts'
import type { Engine } from '../contract.ts'
import { postgresContents } from './archive/contents.ts'
import { everything } from './archive/selection.ts'
import { currentValues, sequenceValue } from './archive/sequence.ts'
import { checkPostgres, tablesOf } from './check.ts'
import { clientVersion, mustMatch } from './client.ts'
import { addressOf, connectionOf, sameDatabase, withDatabase } from './connection.ts'
import { dumpPostgres } from './dump.ts'
import { databaseFacts, likeDumped, serverFacts } from './facts.ts'
import { maintenance } from './restore/create.ts'
import { lackingExtensions, rehearsePostgres } from './restore/rehearse.ts'
import { dumpPart, openGlobals, restorePostgres } from './restore/restore.ts'
import { rolesOf } from './restore/role.ts'
import { chosenFacts } from './restore/take.ts'
import { targetConnection } from './restore/target.ts'
import { postgresSandbox } from './sandbox.ts'
import { openQuietly, openSession } from './session.ts'

/** PostgreSQL 15 to 18 by its own programs: pg_dump, pg_dumpall, pg_restore, psql. */
export const postgres: Engine<PostgresSource> = {
  name: 'postgres',
  inspect: async (source, runtime, signal) => {
    await using session = await openSession(connectionOf(source), runtime, signal)
    return await serverFacts(session)
  },
  rehearse: rehearsePostgres,
  lacking: lackingExtensions,
  fit: async (server, runtime, signal) =>
    mustMatch('pg_dump', await clientVersion('pg_dump', runtime, signal), server.major, runtime),
  dump: dumpPostgres,
  restore: restorePostgres,
  facts: async (target, like, runtime, signal, counted) => {
    // What a login calls would add rows that are not the dump's.
    const open = (like.objects['event trigger'] ?? []).length > 0 ? openQuietly : openSession
    await using session = await open(targetConnection(target), runtime, signal)
    await session.lines('begin isolation level repeatable read, read only')
    // A server's first superuser is not noted as an owner; in another server the same name is an ordinary role.
    const first = like.server?.settings['superuser']
    const notRoles = first === undefined ? [] : [first]
    const { facts, sequences } = await databaseFacts(session, everything, notRoles, counted)
    if (like.objects[sequenceValue] === undefined) return likeDumped(facts, like)
    const objects = { ...facts.objects, [sequenceValue]: await currentValues(session, sequences) }
    return likeDumped({ ...facts, objects }, like)
  },
  contents: postgresContents,
  tables: tablesOf,
  check: checkPostgres,
  sandbox: (server, image) => (server === undefined ? undefined : postgresSandbox(server, image)),
  isSource: (source, target) =>
    target.kind === 'database' && sameDatabase(connectionOf(source), targetConnection(target)),
  chosen: (dump, only) => chosenFacts(dump, dumpPart(dump), only),
  roles: async (dump) => rolesOf(await openGlobals(dump)),
  before: (target) =>
    target.kind === 'database' ? { kind: 'database', url: withDatabase(target.url, maintenance) } : target,
  addressOf: (target) => {
    const connection = targetConnection(target)
    return { name: connection.database, where: addressOf(connection) }
  },
  image: (server) => `postgres:${server.major}`,
}
