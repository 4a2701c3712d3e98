import type { PostgresSource } from '../policy/policy.ts'
import type { Engine } from './contract.ts'
import { checkPostgres } from './postgres-check.ts'
import { clientVersion, mustMatch } from './postgres-client.ts'
import { postgresContents } from './postgres-contents.ts'
import { maintenance } from './postgres-create.ts'
import { dumpPostgres } from './postgres-dump.ts'
import { databaseFacts, likeDumped, serverFacts } from './postgres-facts.ts'
import { lackingExtensions, rehearsePostgres } from './postgres-rehearse.ts'
import { dumpPart, openGlobals, restorePostgres } from './postgres-restore.ts'
import { rolesOf } from './postgres-role.ts'
import { postgresSandbox } from './postgres-sandbox.ts'
import { everything } from './postgres-selection.ts'
import { currentValues, sequenceValue } from './postgres-sequence.ts'
import { openQuietly, openSession } from './postgres-session.ts'
import { chosenFacts } from './postgres-take.ts'
import { targetConnection } from './postgres-target.ts'
import { addressOf, connectionOf, sameDatabase, withDatabase } from './postgres-url.ts'

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
  facts: async (target, like, runtime, signal) => {
    // What a login calls would add rows that are not the dump's.
    const open = (like.objects['event trigger'] ?? []).length > 0 ? openQuietly : openSession
    await using session = await open(targetConnection(target), runtime, signal)
    await session.lines('begin isolation level repeatable read, read only')
    // A server's first superuser is not noted as an owner; in another server the same name is an ordinary role.
    const first = like.server?.settings['superuser']
    const { facts, sequences } = await databaseFacts(session, everything, first === undefined ? [] : [first])
    if (like.objects[sequenceValue] === undefined) return likeDumped(facts, like)
    const objects = { ...facts.objects, [sequenceValue]: await currentValues(session, sequences) }
    return likeDumped({ ...facts, objects }, like)
  },
  contents: postgresContents,
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
