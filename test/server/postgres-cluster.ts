import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { docker, startContainer, testLabel } from './docker.ts'
import { type Postgres, startPostgres } from './postgres.ts'

export interface PostgresCluster extends AsyncDisposable {
  readonly primary: Postgres
  /** A standby that streams from the primary; `settings` of its own. */
  standby(settings?: Readonly<Record<string, string>>): Promise<Postgres>
  /** Resolves once the standby has replayed all that the primary has written. */
  caughtUp(standby: Postgres): Promise<void>
}

const trust = `echo 'host all all all scram-sha-256\nhost replication all all trust' >> "$PGDATA/pg_hba.conf"`

/** A primary of PostgreSQL on a network of its own, and standbys made with pg_basebackup. */
export async function startPostgresCluster(major: number): Promise<PostgresCluster> {
  await using started = new AsyncDisposableStack()
  const network = `backproof-${randomUUID()}`
  await docker(['network', 'create', '--label', testLabel, network])
  started.defer(async () => void (await docker(['network', 'rm', network])))
  const settings = { wal_level: 'replica', max_wal_senders: '10', wal_keep_size: '256MB' }
  const options = ['--network', network, '--network-alias', 'primary']
  const primary = started.use(await startPostgres(major, { settings, options }))
  await primary.exec(['sh', '-c', trust])
  await primary.sql('select pg_reload_conf()')
  const all = started.move()
  const caughtUp = async (standby: Postgres) => {
    const at = (await primary.sql('select pg_current_wal_lsn()')).trim()
    for (const until = Date.now() + 30_000; ; await pause(50)) {
      if ((await standby.sql(`select pg_last_wal_replay_lsn() >= '${at}'`)).trim() === 't') return
      if (Date.now() > until) throw new Error(`the standby has not replayed ${at} within 30 s`)
    }
  }
  return {
    primary,
    async standby(settings = {}) {
      const standby = all.use(await startStandby(primary, major, network, settings))
      // How far one lags is not known before it has replayed a transaction.
      await primary.sql('create table beat (); drop table beat')
      await caughtUp(standby)
      return standby
    },
    caughtUp,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

const becomeStandby = `set -e
if ! [ -s "$PGDATA/PG_VERSION" ]; then
  pg_basebackup --host=primary --username=postgres --pgdata="$PGDATA" --write-recovery-conf --wal-method=stream \\
    --checkpoint=fast --no-sync
  chmod 700 "$PGDATA"
fi
exec postgres -c fsync=off -c unix_socket_directories=/tmp "$@"`

async function startStandby(
  primary: Postgres,
  major: number,
  network: string,
  settings: Readonly<Record<string, string>>,
): Promise<Postgres> {
  const { user, password, database } = primary
  const container = await startContainer({
    image: `postgres:${major}`,
    port: 5432,
    options: [
      '--network',
      network,
      '--user',
      'postgres',
      '--entrypoint',
      'sh',
      '--env',
      'PGDATA=/tmp/standby',
      '--env',
      'PGHOST=/tmp',
    ],
    args: [
      '-c',
      becomeStandby,
      'sh',
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    ready: (c) =>
      c.exec(['pg_isready', '--quiet', '--host', '127.0.0.1', '--username', user]).then(
        () => true,
        () => false,
      ),
  })
  const urlOf = (name: string) =>
    `postgres://${user}:${encodeURIComponent(password)}@${container.host}:${container.port}/${encodeURIComponent(name)}`
  return {
    ...container,
    url: urlOf(database),
    user,
    password,
    database,
    urlOf,
    sql: (text, name = database) =>
      container.exec([
        ...['psql', '--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1'],
        ...['--username', user, '--dbname', name, '--command', text],
      ]),
  }
}
