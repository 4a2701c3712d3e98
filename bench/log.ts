import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { dockerMissing } from '../test/server/docker.ts'
import { type Postgres, startPostgres } from '../test/server/postgres.ts'
import { ageIdentity, type Bench, type Competitor, contest } from './contest.ts'
import { nextMinute, storing } from './increment.ts'
import { type Measured, measure } from './measure.ts'
import type { Table } from './section.ts'

/** PostgreSQL 17 with pgBackRest beside it: `bench/run` makes it. */
const image = 'backproof-bench/postgres:17'
// What a row of the table and its index take.
const rowBytes = 243
const walMiB = 64
const segmentMiB = 16

/** Why there can be none here; undefined if there can. */
export const logMissing = (): Promise<string | undefined> => dockerMissing(image)

/** A tick of an idle server, one of a busy one, and a base of a database of half this size and of this size. */
export async function logSection(bench: Bench, bytes: number): Promise<readonly Table[]> {
  await using pg = await startPostgres(17, {
    image,
    database: 'bench',
    settings: {
      ...{ archive_mode: 'on', autovacuum: 'off', shared_buffers: '256MB' },
      ...{ max_wal_size: '8GB', max_slot_wal_keep_size: '10GB', full_page_writes: 'on' },
    },
    options: ['--shm-size', '1g'],
  })
  const rest = await pgBackRest(pg)
  const tables: Table[] = []
  for (const [half, part] of [1, 2].entries()) {
    bench.say(`filling PostgreSQL, ${part} of 2`)
    await fill(pg, Math.round(bytes / 2 / rowBytes), half)
    tables.push(await bases(bench, pg, rest, Math.round((bytes * part) / 2 ** 21)))
  }
  tables.push(...(await ticks(bench, pg, rest)))
  return tables
}

async function fill(pg: Postgres, rows: number, half: number): Promise<void> {
  const columns = `g id, md5(g::text) token, repeat(md5((g % 1000)::text), 4) note, timestamptz '2026-01-01' + g * interval '1 s' placed_at`
  await pg.sql(`create table orders_${half} as select ${columns} from generate_series(1, ${rows}) g`)
  await pg.sql(`create index on orders_${half} (id)`)
  await pg.sql('checkpoint')
}

async function bases(bench: Bench, pg: Postgres, rest: PgBackRest, mebi: number): Promise<Table> {
  const our = await prepared(bench, pg, `base-${mebi}`, '* * * * *')
  const file = join(bench.home, 'base.tar.zst.age')
  const pipe = 'pg_basebackup | zstd -3'
  const base = `docker exec ${pg.id} pg_basebackup --username=postgres --pgdata=- --format=tar --wal-method=fetch --checkpoint=fast --no-sync`
  const to = (line: string): Competitor['run'] =>
    counted(pg, () => {
      rmSync(file, { force: true })
      return storing(file, () => measure({ command: `${base} | ${line} >${file}` }))
    })
  const competitors: readonly Competitor[] = [
    { name: pipe, run: to('zstd -3 -q') },
    {
      name: 'pg_basebackup | zstd -3 | age',
      run: to(`zstd -3 -q | age -r $(age-keygen -y ${ageIdentity(bench.home)})`),
    },
    { name: `pgBackRest ${rest.version} full`, run: counted(pg, rest.full) },
    { name: 'backproof run', run: counted(pg, our.tick) },
  ]
  const rows = await contest(bench, `base of ${mebi} MiB`, competitors)
  for (const path of [file, our.folder]) rmSync(path, { recursive: true, force: true })
  return { title: `A base of a database of ${mebi.toLocaleString('en')} MiB`, rows, yardstick: pipe }
}

async function ticks(bench: Bench, pg: Postgres, rest: PgBackRest): Promise<readonly Table[]> {
  const our = await prepared(bench, pg, 'tick', '0 3 * * *')
  const segments = walMiB / segmentMiB
  const write = async () => {
    // A message of the log has as many bytes as it is told, and no page of a table.
    await pg.sql(
      `select count(pg_logical_emit_message(false, 'bench', repeat(md5(g::text), 32))) from generate_series(1, ${walMiB * 1000}) g`,
    )
    await pg.sql('select pg_switch_wal()')
  }
  const contests: readonly (readonly [string, string, () => Promise<unknown>])[] = [
    ['An idle server', `pgBackRest archive-push of one segment`, () => pg.sql('select pg_switch_wal()')],
    [`A server that wrote ${walMiB} MiB of log`, `pgBackRest archive-push of ${segments} segments`, write],
  ]
  const tables: Table[] = []
  for (const [what, theirs, before] of contests) {
    const number = before === write ? segments : 1
    const competitors: readonly Competitor[] = [
      {
        name: theirs,
        async run() {
          if (before !== write) await pg.sql(`select pg_logical_emit_message(true, 'bench', 'x')`)
          await before()
          return counted(pg, () => rest.push(number))()
        },
      },
      { name: 'backproof run', run: counted(pg, our.tick) },
    ]
    tables.push({ title: what, rows: await contest(bench, what, competitors), yardstick: theirs })
  }
  rmSync(our.folder, { recursive: true, force: true })
  return tables
}

/** The first run takes the base, the dump and the log until then. */
async function prepared(bench: Bench, pg: Postgres, name: string, base: string) {
  const folder = join(bench.home, `log-${name}`)
  const store = join(folder, 'store')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'backup-policy.yml'),
    `version: 1
project: bench
stores: { disk: { directory: { path: ./store } } }
encryption: { recipients: [${bench.ours.recipient}] }
sources:
  ${name}:
    engine: postgres
    url: \${BENCH_URL}
    tools: { service: postgres }
    globals: none
    allow-empty: true
    stores: [disk]
    schedule: "0 0 1 1 *"
    point-in-time: { every: 1m, window: 7d, base: "${base}" }
`,
  )
  const env = {
    // Nothing is in it: the base is that of the whole server.
    BENCH_URL: pg.urlOf('postgres'),
    BACKPROOF_SERVICES: JSON.stringify({ postgres: { id: pg.id, ports: { 5432: String(pg.port) } } }),
    XDG_STATE_HOME: folder,
  }
  const run = () => storing(store, () => bench.ours.run(['run'], env, folder))
  await run()
  return {
    folder,
    async tick() {
      await nextMinute()
      return run()
    },
  }
}

/** With the CPU time that the container used: there run the server and, of each, the programs that read it. */
function counted<T extends Measured>(pg: Postgres, run: () => Promise<T>): () => Promise<T> {
  const used = async () => {
    const nanoseconds = 'cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2>/dev/null'
    const v2 = `awk '/^usage_usec/ { printf "%d000", $2 }' /sys/fs/cgroup/cpu.stat`
    return Number(await pg.exec(['sh', '-c', `${nanoseconds} || ${v2}`])) / 1e9
  }
  return async () => {
    const before = await used()
    const measured = await run()
    return { ...measured, serverSeconds: (await used()) - before }
  }
}

type PgBackRest = Awaited<ReturnType<typeof pgBackRest>>

/** With what it is told for a fair comparison: zstd 3, encryption, as many processes as cores, a repository on the same disk. */
async function pgBackRest(pg: Postgres) {
  const conf = `[global]
repo1-path=/var/lib/pgbackrest
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=bench
repo1-retention-full=2
compress-type=zst
compress-level=3
process-max=${availableParallelism()}
start-fast=y
log-level-file=off
[bench]
pg1-path=/var/lib/postgresql/data
`
  const folders = '/var/lib/pgbackrest /var/spool/pgbackrest /tmp/pgbackrest'
  await pg.exec(['sh', '-c', `printf %s "$1" >/etc/pgbackrest.conf && install -d -o postgres ${folders}`, 'sh', conf])
  const as = (line: string) => ['docker', 'exec', '--user', 'postgres', pg.id, 'sh', '-c', line]
  const archive = async (command: string) => {
    await pg.sql(`alter system set archive_command = '${command}'`)
    await pg.sql('select pg_reload_conf()')
  }
  const push = 'pgbackrest --stanza=bench archive-push'
  const size = async () => Number((await pg.exec(['du', '-sb', '/var/lib/pgbackrest'])).split('\t')[0])
  const storing = async (line: string) => {
    const before = await size()
    const measured = await measure({ command: as(line) })
    return { ...measured, storedMiB: ((await size()) - before) / 2 ** 20 }
  }
  await archive('/bin/true')
  execFileSync('docker', as('pgbackrest --stanza=bench stanza-create').slice(1), { stdio: 'ignore' })
  return {
    version: (await pg.exec(['pgbackrest', 'version'])).trim().split(' ')[1] ?? '',
    /** The server gives it the log only meanwhile: the others need none of that. */
    async full() {
      await archive(`${push} %p`)
      const measured = await storing('pgbackrest --stanza=bench --type=full backup')
      await archive('/bin/true')
      return measured
    },
    /** What the server would have it do, for the newest segments that are complete. */
    async push(segments: number) {
      const current = await pg.sql('select pg_walfile_name(pg_current_wal_lsn())')
      // Those with a greater name are there to be used again.
      const list = await pg.sql(
        `select name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name < '${current.trim()}' order by name desc limit ${segments}`,
      )
      const files = list.trim().split('\n')
      if (files.length !== segments) throw new Error(`the server has only ${files.length} segments of ${segments}`)
      return storing(`cd "$PGDATA" && ${files.map((file) => `${push} pg_wal/${file}`).join(' && ')}`)
    },
  }
}
