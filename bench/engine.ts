import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../src/report/report.ts'
import { startKeyValue } from '../test/server/key-value.ts'
import { startMysql } from '../test/server/mysql.ts'
import { ageIdentity, type Bench, type Competitor, contest } from './contest.ts'
import { type Measured, measure } from './measure.ts'
import type { Table } from './section.ts'

const mariadbImage = 'mariadb:11.8'
const valkeyImage = 'valkey/valkey:9.1'
// What a row is in a dump, and what is written at once.
const rowBytes = 213
const keysAtOnce = 10_000

/** Each beside the tool of its vendor, into a directory of the same disk. The server is not measured: both read it in turn. */
export async function engineSection(bench: Bench, dumpBytes: number, keys: number): Promise<readonly Table[]> {
  return [...(await mariadb(bench, dumpBytes)), ...(await valkey(bench, keys))]
}

async function mariadb(bench: Bench, dumpBytes: number): Promise<readonly Table[]> {
  const settings = ['--innodb-buffer-pool-size=1G', '--innodb-log-file-size=1G']
  await using db = await startMysql(mariadbImage, { database: 'bench', args: settings })
  const rows = Math.ceil(dumpBytes / rowBytes)
  bench.say(`filling MariaDB with ${rows} rows`)
  const text = 'concat(md5(seq), sha1(seq * 7), repeat(md5(seq % 1000), 3))'
  await db.sql('create table orders (id int primary key, customer int, at datetime, note text)')
  await db.sql(
    `insert into orders select seq, seq % 5000, '2026-01-01' + interval seq second, ${text} from seq_1_to_${rows}`,
  )
  await db.sql('create database target')
  const program = (name: string, flags: string) =>
    `docker exec -i --env MYSQL_PWD ${db.id} ${name} --no-defaults --protocol=TCP --host=127.0.0.1 --user=root ${flags}`
  const dump = program('mariadb-dump', '--single-transaction --quick --routines --events --triggers --hex-blob bench')
  const services = JSON.stringify({ mariadb: { id: db.id, ports: { 3306: String(db.port) } } })
  const urls = { BENCH_URL: db.url, TARGET_URL: db.urlOf('target') }
  const env = { ...urls, BACKPROOF_SERVICES: services, MYSQL_PWD: db.password }
  const at = prepare(bench, 'mariadb', `engine: mariadb\n    url: \${BENCH_URL}\n    tools: { service: mariadb }`, env)
  const pipe = 'mariadb-dump | zstd -3 | age'
  const restorePipe = 'age -d | zstd -d | mariadb'
  const fresh = (run: Competitor['run']) => async () => {
    await db.sql('drop database target; create database target')
    return await run()
  }
  const what = `${Math.round(dumpBytes / 2 ** 20).toLocaleString('en')} MiB of MariaDB 11.8 (${rows.toLocaleString('en')} rows)`
  return [
    {
      title: `Backup of ${what}`,
      rows: await contest(bench, 'MariaDB, backup', [
        { name: pipe, run: () => measure({ command: at.sealed(`${dump} | zstd -3 -q`), env }) },
        { name: 'backproof backup', run: at.backup },
      ]),
      yardstick: pipe,
    },
    {
      title: `Restore of ${what}`,
      rows: await contest(bench, 'MariaDB, restore', [
        {
          name: restorePipe,
          run: fresh(() => measure({ command: `${at.opened} | zstd -dq | ${program('mariadb', 'target')}`, env })),
        },
        { name: 'backproof restore', run: fresh(at.restore) },
      ]),
      yardstick: restorePipe,
    },
  ]
}

async function valkey(bench: Bench, keys: number): Promise<readonly Table[]> {
  await using server = await startKeyValue(valkeyImage)
  await using other = await startKeyValue(valkeyImage)
  bench.say(`filling Valkey with ${keys} keys`)
  for (let from = 0; from < keys; from += keysAtOnce) {
    const numbers = Array.from({ length: Math.min(keysAtOnce, keys - from) }, (_, at) => from + at)
    await server.run(
      numbers.map((at) => ['SET', `session:${at}`, `{"user":${at * 7},"token":"${at}-${(at * 31) % 9973}"}`]),
    )
  }
  const env = { BENCH_URL: server.url, TARGET_URL: other.url }
  const at = prepare(bench, 'valkey', `engine: valkey\n    url: \${BENCH_URL}`, env)
  const pipe = 'valkey-cli --rdb | zstd -3 | age'
  const rdb = `docker exec ${server.id} valkey-cli --rdb - 2>/dev/null`
  const what = `${keys.toLocaleString('en')} keys of Valkey 9.1`
  const ours = 'backproof restore'
  return [
    {
      title: `Backup of ${what}`,
      rows: await contest(bench, 'Valkey, backup', [
        { name: pipe, run: () => measure({ command: at.sealed(`${rdb} | zstd -3 -q`), env }) },
        { name: 'backproof backup', run: at.backup },
      ]),
      yardstick: pipe,
    },
    {
      title: `Restore of ${what} into a server that runs, which no tool of its does`,
      rows: await contest(bench, 'Valkey, restore', [
        {
          name: ours,
          async run() {
            await other.run([['FLUSHALL']])
            return await at.restore()
          },
        },
      ]),
      yardstick: ours,
    },
  ]
}

/** A policy with one source and a directory, our two commands on it, and the pipes to and from a sealed file. */
export function prepare(bench: Bench, name: string, source: string, env: Readonly<Record<string, string>>) {
  const folder = join(bench.home, `engine-${name}`)
  const sealed = join(folder, 'dump.age')
  const identity = ageIdentity(bench.home)
  const { recipient } = bench.ours
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'backup-policy.yml'),
    `version: 1
project: bench
stores:
  disk: { directory: { path: ./store } }
encryption: { recipients: [${recipient}] }
sources:
  bench:
    ${source}
    stores: [disk]
    schedule: never
`,
  )
  const timed = async (args: readonly string[], durations: (json: string) => number) => {
    const measured: Measured = await bench.ours.run(args, env, folder)
    return { ...measured, storedSeconds: measured.seconds - durations(measured.stdout) / 1000 }
  }
  return {
    sealed: (producer: string) => `${producer} | age -r $(age-keygen -y ${identity}) >${sealed}`,
    opened: `age -d -i ${identity} ${sealed}`,
    backup() {
      rmSync(join(folder, 'store'), { recursive: true, force: true })
      // Emptied on purpose, as its hint says: an empty folder would be a disk that is not mounted.
      mkdirSync(join(folder, 'store', '.backproof'), { recursive: true })
      const readBack = (json: string) => (JSON.parse(json) as Report).sources[0]?.backup?.durations['readBack'] ?? 0
      return timed(['backup'], readBack)
    },
    restore: () =>
      timed(
        ['restore', '--source', 'bench', '--into', '${TARGET_URL}'],
        (json) => (JSON.parse(json) as { durations: Record<string, number> }).durations['compare'] ?? 0,
      ),
  }
}

/** Why there can be none here; undefined if there can. */
export function enginesMissing(): string | undefined {
  try {
    execFileSync('docker', ['image', 'inspect', mariadbImage, valkeyImage], { stdio: 'ignore' })
    return undefined
  } catch {
    return `no images ${mariadbImage} and ${valkeyImage}: run script/services`
  }
}
