import type { Bench, LogSource, OpenSource } from '../../../../src/engine/engine.ts'
import type { LogOptions } from '../../../../src/engine/postgres/log/option.ts'
import { postgres } from '../../../../src/engine/postgres/postgres.ts'
import type { PostgresSource } from '../../../../src/policy/policy.ts'
import { type Container, startContainer } from '../../../server/docker.ts'
import { postgresSource } from '../../source.ts'
import { env } from '../fixture.ts'
import { never } from './fixture.ts'

/** A machine on which servers are made, stopped, copied and set back. */
export async function startMachine(major: number): Promise<Container> {
  return await startContainer({
    image: `postgres:${major}`,
    port: 5432,
    args: ['tail', '-f', '/dev/null'],
    options: ['--user', 'postgres'],
    ready: async () => true,
  })
}

/** Segments of a megabyte, and no more of them than it must keep: what is forgotten is gone at once. */
const settings = [
  "listen_addresses = '127.0.0.1'",
  "unix_socket_directories = '/tmp'",
  'max_wal_size = 2MB',
  'min_wal_size = 2MB',
  'max_slot_wal_keep_size = 16MB',
  'fsync = off',
  'autovacuum = off',
]

export class Server {
  readonly machine: Container
  readonly port: number
  readonly #path: string
  static #ports = 5432

  private constructor(machine: Container, port: number) {
    this.machine = machine
    this.port = port
    this.#path = `/tmp/data-${port}`
  }

  static async make(machine: Container, more: readonly string[] = []): Promise<Server> {
    const server = new Server(machine, Server.#ports++)
    const conf = [...settings, ...more].join('\n')
    await server.#sh(
      `initdb -D "$1" -U postgres --auth=trust --no-sync --wal-segsize=1 >/dev/null; echo "$2" >>"$1/postgresql.conf"`,
      conf,
    )
    await server.start()
    return server
  }

  async start(): Promise<void> {
    await this.#sh('pg_ctl -D "$1" -w -o "-p $2" -l "$1.log" start >/dev/null', String(this.port))
  }

  async stop(): Promise<void> {
    await this.#sh('pg_ctl -D "$1" -w -m fast stop >/dev/null')
  }

  /** Its data directory as it is now, to be set back to. */
  async snapshot(): Promise<void> {
    await this.stop()
    await this.#sh('rm -rf "$1.copy"; cp -a "$1" "$1.copy"')
    await this.start()
  }

  async setBack(): Promise<void> {
    await this.stop()
    await this.#sh('rm -rf "$1"; cp -a "$1.copy" "$1"')
    await this.start()
  }

  /** Whether pg_hba.conf has lines for it. */
  async allowReplication(is: boolean): Promise<void> {
    // A mark of its own: the file has comments that speak of replication.
    const edit = is ? 's/^#off#//' : 's/^[^#].* replication .*/#off#&/'
    await this.#sh('sed -i "$2" "$1/pg_hba.conf"; pg_ctl -D "$1" reload >/dev/null', edit)
  }

  /** As a failover does: the same system on another timeline. */
  async promote(): Promise<void> {
    await this.stop()
    await this.#sh(': >"$1/standby.signal"')
    await this.start()
    await this.sql('select pg_promote()')
  }

  sql(text: string): Promise<string> {
    const args = [
      '-X',
      '-q',
      '-A',
      '-t',
      '-v',
      'ON_ERROR_STOP=1',
      '-U',
      'postgres',
      '-h',
      '/tmp',
      '-p',
      String(this.port),
    ]
    return this.machine.exec(['psql', ...args, '-d', 'postgres', ...text.split(';;').flatMap((one) => ['-c', one])])
  }

  /** So much that segments are removed that nothing keeps. */
  async fill(megabytes: number): Promise<void> {
    const step = "select pg_logical_emit_message(false, 'fill', repeat(md5(random()::text), 32768))"
    await this.sql(
      [...Array.from({ length: megabytes }, () => step), 'select pg_switch_wal()', 'checkpoint'].join(';;'),
    )
  }

  async #sh(script: string, ...args: readonly string[]): Promise<void> {
    await this.machine.exec(['sh', '-ec', script, 'sh', this.#path, ...args])
  }

  source(more: Partial<PostgresSource> = {}, user = 'postgres'): PostgresSource {
    const url = `postgres://${user}@127.0.0.1:${this.port}/postgres`
    return postgresSource(url, { tools: { kind: 'service', service: 'machine' }, ...more })
  }

  get bench(): Bench {
    return {
      services: { machine: { id: this.machine.id } },
      baseEnv: env,
      label: 'test',
      cwd: '/',
      temporaryDirectory: '/tmp',
      now: () => new Date(),
    }
  }

  open(more: Partial<PostgresSource> = {}, user?: string): Promise<OpenSource> {
    return postgres.open(this.source(more, user), this.bench, never())
  }

  /** A source that is opened for itself, as runs do. */
  async withLog<T>(
    act: (log: LogSource, open: OpenSource) => Promise<T>,
    more: Partial<PostgresSource> = {},
    user?: string,
  ): Promise<T> {
    await using open = await this.open(more, user)
    if (open.log === undefined) throw new Error('it has no log')
    return await act(open.log, open)
  }
}

export const pointInTime = (slot: LogOptions['slot']) => ({
  pointInTime: { everyMs: 60_000, windowMs: 3_600_000, slot, maxSlotLagBytes: 2 ** 40 },
})
