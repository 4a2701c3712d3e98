import { dockerMissing } from '../test/server/docker.ts'
import { startPostgres } from '../test/server/postgres.ts'
import { shopSql } from './data.ts'

/** A PostgreSQL 17 with application-like data in `shop` and pgbench's in `pgbench`. */
export interface Database extends AsyncDisposable {
  readonly container: string
  readonly url: (database: string) => string
  /** For the environment of a command that says `services`. */
  readonly services: string
  sql(text: string, database?: string): Promise<string>
}

export const databases = ['shop', 'pgbench'] as const
export type DatabaseName = (typeof databases)[number]

export async function startDatabase(dumpBytes: number, say: (text: string) => void): Promise<Database> {
  const pg = await startPostgres(17, {
    database: 'shop',
    settings: { shared_buffers: '512MB', max_wal_size: '8GB', autovacuum: 'off', maintenance_work_mem: '256MB' },
    options: ['--shm-size', '1g'],
  })
  try {
    say('filling PostgreSQL')
    await pg.sql(shopSql(dumpBytes), 'shop')
    await pg.sql('vacuum analyze', 'shop')
    await pg.sql('create database pgbench')
    // A row of pgbench is 97 bytes in a dump.
    const scale = Math.max(1, Math.round(dumpBytes / 97 / 100_000))
    await pg.exec(['pgbench', '--initialize', '--quiet', `--scale=${scale}`, '--username=postgres', 'pgbench'])
    await pg.sql('checkpoint')
  } catch (error) {
    await pg[Symbol.asyncDispose]()
    throw error
  }
  return {
    container: pg.id,
    url: (database) => pg.urlOf(database),
    services: JSON.stringify({ postgres: { id: pg.id, ports: { 5432: String(pg.port) } } }),
    sql: (text, database) => pg.sql(text, database),
    [Symbol.asyncDispose]: () => pg[Symbol.asyncDispose](),
  }
}

/** Why there can be none here; undefined if there can. */
export function databaseMissing(): Promise<string | undefined> {
  return dockerMissing('postgres:17')
}
