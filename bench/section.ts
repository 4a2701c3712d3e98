import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ageIdentity, type Bench, type Competitor, contest, pipe, type Row, restic } from './contest.ts'
import type { DatabaseName } from './database.ts'
import { measure, median } from './measure.ts'

/** A table: every row against the yardstick, which is one of them. */
export interface Table {
  readonly title: string
  readonly rows: readonly Row[]
  readonly yardstick: string
}

const plainZstd = 'zstd -3 -T1 alone'

export async function fromFile(bench: Bench): Promise<readonly Table[]> {
  const { file } = bench
  const rows = await contest(bench, 'file', [
    { name: plainZstd, run: () => measure({ command: `zstd -3 -T1 -q -c ${file} >/dev/null` }) },
    { name: 'backproof backup', run: () => bench.ours.backup('file') },
    pipe(bench, 'zstd -3 -T1 | age | rclone rcat', `zstd -3 -T1 -q -c ${file}`),
    pipe(bench, 'zstd -3 -T2 | age | rclone rcat', `zstd -3 -T2 -q -c ${file}`),
    restic(bench, `cat ${file}`),
  ])
  return [{ title: `From a file of ${mebi(statSync(file).size)} MiB`, rows, yardstick: plainZstd }]
}

export async function fromPostgres(bench: Bench, name: DatabaseName): Promise<readonly Table[]> {
  const dump = (flags: string) =>
    `docker exec ${bench.database?.container} pg_dump --username=postgres ${flags} ${name}`
  const bytes = Number(execFileSync('bash', ['-c', `${dump('')} | wc -c`], { encoding: 'utf8' }))
  const yardstick = 'pg_dump to /dev/null'
  const rows = await contest(bench, name, [
    { name: yardstick, run: () => measure({ command: `${dump('')} >/dev/null` }) },
    { name: 'backproof backup', run: () => bench.ours.backup(name) },
    pipe(bench, 'pg_dump | zstd -3 -T1 | age | rclone rcat', `${dump('')} | zstd -3 -T1 -q`),
    pipe(bench, 'pg_dump | zstd -3 -T2 | age | rclone rcat', `${dump('')} | zstd -3 -T2 -q`),
    pipe(bench, 'pg_dump -Fc -Z zstd:3 | age | rclone rcat', dump('-Fc -Z zstd:3')),
    restic(bench, dump('')),
  ])
  const what = name === 'shop' ? 'application-like data' : "pgbench's data"
  return [{ title: `From PostgreSQL 17, ${what}, a plain dump of ${mebi(bytes)} MiB`, rows, yardstick }]
}

export async function restores(bench: Bench, name: DatabaseName): Promise<readonly Table[]> {
  const { database, home, server } = bench
  if (!database) return []
  const archive = join(home, `${name}.zst`)
  const dump = `docker exec ${database.container} pg_dump --username=postgres -Fc -Z0 ${name} | zstd -3 -q`
  const encrypted = `age -r $(age-keygen -y ${ageIdentity(home)}) | rclone rcat s3:bench/dump`
  execFileSync('bash', ['-c', `${dump} >${archive}`])
  const into = `docker exec -i ${database.container} pg_restore --username=postgres --dbname=target`
  const fresh = async () => {
    await database.sql('drop database if exists target', 'postgres')
    await database.sql('create database target', 'postgres')
    await database.sql('checkpoint', 'postgres')
  }
  const yardstick = 'zstd -d | pg_restore, from a local file'
  const competitors: readonly Competitor[] = [
    {
      name: yardstick,
      async run() {
        await fresh()
        return measure({ command: `zstd -dqc ${archive} | ${into}` })
      },
    },
    {
      name: 'backproof restore',
      async run() {
        await bench.ours.backup(name)
        await fresh()
        const restored = await bench.ours.restore(name, database.url('target'))
        return { ...restored, storedSeconds: restored.restoredSeconds }
      },
    },
    {
      name: 'rclone cat | age -d | zstd -d | pg_restore',
      async run() {
        execFileSync('bash', ['-c', `<${archive} ${encrypted}`], { env: { ...process.env, ...server.env } })
        await fresh()
        const line = `rclone cat s3:bench/dump | age -d -i ${ageIdentity(home)} | zstd -dqc | ${into}`
        return measure({ command: line, env: server.env, alsoPid: server.pid })
      },
    },
  ]
  const rows = await contest(bench, `restore ${name}`, competitors)
  await database.sql('drop database if exists target', 'postgres')
  return [{ title: `Restore of ${name}`, rows, yardstick }]
}

/** The peak of our process with one store and with three. */
export async function memory(bench: Bench): Promise<readonly Table[]> {
  const sources = bench.database ? (['file', 'file-3', 'shop', 'shop-3'] as const) : (['file', 'file-3'] as const)
  const names = {
    file: 'file, one store',
    'file-3': 'file, three stores',
    shop: 'PostgreSQL, one store',
    'shop-3': 'PostgreSQL, three stores',
  }
  const competitors = sources.map(
    (source): Competitor => ({ name: names[source], run: () => bench.ours.backup(source) }),
  )
  const rows = await contest({ ...bench, rounds: 1 }, 'memory', competitors)
  return [{ title: 'Memory of `backproof backup`', rows, yardstick: names.file }]
}

const starts = 11

/** Median seconds of \`list\` on an empty store. */
export async function startUp(bench: Bench): Promise<number> {
  const seconds: number[] = []
  for (let i = 0; i < starts; i++) seconds.push((await bench.ours.list()).seconds)
  return median(seconds)
}

function mebi(bytes: number): string {
  return Math.round(bytes / 2 ** 20).toLocaleString('en')
}
