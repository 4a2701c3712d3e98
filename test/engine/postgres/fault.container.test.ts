import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dump, Part } from '../../../src/engine/engine.ts'
import type { Problem } from '../../../src/problem.ts'
import { dockerExec, type Runtime } from '../../../src/runtime/runtime.ts'
import { marked, until } from '../../runtime/contract.ts'
import { docker } from '../../server/docker.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres } from '../step.ts'
import { env, inside } from './fixture.ts'

const never = (): AbortSignal => new AbortController().signal
// Random, so that it does not compress: more than every buffer between pg_dump and a reader who waits.
const large = `create table large as select i, (select string_agg(sha512((i * 1000 + j)::text::bytea)::text, '')
  from generate_series(1, 50) j) as noise from generate_series(1, 6000) i`

const failure = async (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => {
      throw new Error('it did not fail')
    },
    (reason: unknown) => reason as Problem,
  )

/** Reads a dump; stops for a while when the first part's first bytes have come. */
async function readWith(dump: Dump, inTheMiddle: (part: Part) => Promise<unknown>): Promise<void> {
  let done = false
  for await (const part of dump.parts) {
    for await (const _ of part.body) {
      if (!done) await inTheMiddle(part)
      done = true
    }
  }
}

describe('a server that fails during its dump', () => {
  let pg: Postgres
  beforeAll(async () => {
    pg = await startPostgres(17)
    await pg.sql(large)
  })
  afterAll(() => pg[Symbol.asyncDispose]())

  const terminate = (what: string) => pg.sql(`select pg_terminate_backend(pid) from pg_stat_activity where ${what}`)

  test.each([
    ['postgres://postgres@127.0.0.1:1/shop', /^Check host and port of its url/],
    ['postgres://postgres@nowhere.invalid:5432/shop', /^Check host and port of its url/],
    ['postgres://postgres@127.0.0.1:5432/nothing', /check the name of the database/],
    // The addresses of RFC 6666 lead nowhere.
    [
      'postgres://postgres@[100::1]:5432/shop?connect_timeout=2',
      /only an IPv6 address|^Check host and port of its url/,
    ],
  ])('is reported with what to check if it is not at %s', async (url, hint) => {
    const error = await failure(postgres.inspect(postgresSource(url), inside(pg), never()))
    expect(error.code).toBe('tool-failed')
    expect(error.hint).toMatch(hint)
  })

  test.each([1, 2])('fails the dump if the connection of pg_dump is terminated (%d jobs)', async (jobs) => {
    const dump = postgres.dump(postgresSource(pg.url, { jobs }), inside(pg), never())
    const killer = (async () => {
      for (let killed = ''; killed === ''; ) {
        killed = (await terminate("query like 'COPY%' and backend_type = 'client backend'")).trim()
      }
    })()
    const error = await failure(readWith(dump, () => killer))
    expect(error.code).toBe('tool-failed')
    expect(error.message).toMatch(
      /docker exec postgres \(exit 1\): .*(terminating connection|server closed the connection)/,
    )
    expect(() => dump.result()).toThrow(/not complete/)
  })

  test('fails the dump if the session with the snapshot is terminated before pg_dump uses it', async () => {
    const runtime = inside(pg)
    const told = Promise.withResolvers<void>()
    // It is started early, and waits for what it is to dump.
    const late: Runtime = {
      ...runtime,
      spawn: (command, signal) => {
        const child = runtime.spawn(command, signal)
        if (command.name !== 'pg_dump') return child
        const stdin = new PassThrough()
        void told.promise.then(() => pipeline(stdin, child.stdin)).catch(() => undefined)
        return { ...child, stdin }
      },
    }
    const dump = postgres.dump(postgresSource(pg.url), late, never())
    const reading = failure(hold(dump))
    await until(
      async () => (await terminate("application_name = 'backproof' and backend_xmin is not null")).trim() !== '',
    )
    told.resolve()
    const error = await reading
    expect(error.message).toMatch(
      /failed in docker exec postgres .*(terminating connection|invalid snapshot identifier|snapshot .* does not exist)/,
    )
    expect(() => dump.result()).toThrow(/not complete/)
  })

  test('fails the dump if another session drops or locks a table', async () => {
    await pg.sql('create table locked (id int)')
    const locker = pg.sql('begin; lock table locked in access exclusive mode; select pg_sleep(600)').catch(() => '')
    try {
      for (;;)
        if ((await pg.sql("select count(*) from pg_locks where mode = 'AccessExclusiveLock'")).trim() !== '0') break
      const source = postgresSource(`${pg.url}?options=-c%20lock_timeout%3D1s`)
      const error = await failure(hold(postgres.dump(source, inside(pg), AbortSignal.timeout(90_000))))
      // Whichever of the two gives up first: the count, or pg_dump.
      expect(error.message).toMatch(/lock timeout|statement timeout.*LOCK TABLE/)
      expect(error.hint).toMatch(/^Another session holds a lock/)
    } finally {
      await terminate("query like '%pg_sleep(600)%' and pid <> pg_backend_pid()")
      await locker
      await pg.sql('drop table locked')
    }
  }, 150_000)

  // Of this server alone: other tests dump others meanwhile.
  const dumping = async () =>
    (await docker(['top', pg.id, '-eo', 'pid,args'])).split('--snapshot=').length - 1 + marked(pg.id, '--snapshot=')

  test('leaves no program here or in the container after an abort in the middle', async () => {
    const controller = new AbortController()
    const dump = postgres.dump(postgresSource(pg.url), inside(pg), controller.signal)
    const error = await failure(readWith(dump, async () => controller.abort()))
    expect(error.code).toBe('cancelled')
    expect(await dumping()).toBe(0)
    // The server ends a session a moment after its program has gone.
    const sessions = "select count(*) from pg_stat_activity where application_name = 'backproof'"
    await until(async () => (await pg.sql(sessions)).trim() === '0')
  })

  test('leaves no program after the reader goes away', async () => {
    const dump = postgres.dump(postgresSource(pg.url), inside(pg), never())
    for await (const part of dump.parts) {
      for await (const _ of part.body) {
        expect(await dumping()).toBeGreaterThan(0)
        break
      }
      break
    }
    expect(await dumping()).toBe(0)
  })

  test('leaves no temporary directory of the parallel format, whether dumped or aborted', async () => {
    const left = () => pg.exec(['sh', '-c', 'ls -d /tmp/backproof-* 2>/dev/null || true'])
    await hold(postgres.dump(postgresSource(pg.url, { jobs: 2 }), inside(pg), never()))
    expect(await left()).toBe('')
    const controller = new AbortController()
    const dump = postgres.dump(postgresSource(pg.url, { jobs: 2 }), inside(pg), controller.signal)
    await failure(readWith(dump, async () => controller.abort()))
    expect(await left()).toBe('')
  })

  test('fails the dump if it is killed', async () => {
    const dump = postgres.dump(postgresSource(pg.url), inside(pg), never())
    const error = await failure(readWith(dump, () => docker(['kill', pg.id])))
    expect(error.message).toContain('docker exec postgres')
    expect(() => dump.result()).toThrow(/not complete/)
  })
})

describe('a pg_dump that fails', () => {
  let pg: Postgres
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'backproof-'))
    pg = await startPostgres(17, { options: ['--volume', `${directory}:/fake:ro`] })
    await pg.sql('create table t as select i, md5(i::text) from generate_series(1, 20000) i')
  })
  afterAll(async () => {
    await pg[Symbol.asyncDispose]()
    await rm(directory, { recursive: true })
  })

  /** A runtime whose pg_dump is the real one with something done to its output. */
  async function faking(script: string): Promise<Runtime> {
    const real = (await pg.exec(['sh', '-c', 'command -v pg_dump'])).trim()
    const body = `#!/bin/sh
case "$1" in --version) exec ${real} --version;; esac
real() { ${real} "$@"; }
${script}
`
    await writeFile(join(directory, 'pg_dump'), body)
    await chmod(join(directory, 'pg_dump'), 0o755)
    const path = (await pg.exec(['sh', '-c', 'echo $PATH'])).trim()
    const runtime = dockerExec({
      name: 'postgres',
      service: { id: pg.id, ports: { '5432/tcp': String(pg.port) } },
      baseEnv: env,
    })
    // By `env` inside the container: the docker client needs the PATH of this machine.
    return {
      ...runtime,
      spawn: (command, signal) =>
        runtime.spawn(
          { ...command, program: 'env', args: [`PATH=/fake:${path}`, command.program, ...command.args] },
          signal,
        ),
    }
  }

  test.each([
    [
      'exits 1 halfway',
      'real "$@" | head -c 30000; echo "pg_dump: error: lost the connection" >&2; exit 1',
      'tool-failed',
    ],
    ['is killed', 'real "$@" | head -c 30000; kill -9 $$', 'tool-failed'],
    ['says nothing', 'exit 0', 'dump-incomplete'],
    ['is cut off but exits 0', 'real "$@" | head -c 30000', 'dump-incomplete'],
    ['loses its last byte', 'real "$@" | head -c -1', 'dump-incomplete'],
    ['loses a table', 'real "$@" --exclude-table-data=t', 'dump-incomplete'],
    ['speaks of something else', 'echo "pg_dump: all is well"', 'dump-incomplete'],
  ])('%s', async (_, script, code) => {
    const dump = postgres.dump(postgresSource(pg.url), await faking(script), never())
    const error = await failure(hold(dump))
    expect(error.code).toBe(code)
    if (script.includes('lost the connection')) expect(error.message).toContain('lost the connection')
    expect(() => dump.result()).toThrow(/not complete/)
  })

  test('is noticed if it runs in parallel and loses a table', async () => {
    const dump = postgres.dump(
      postgresSource(pg.url, { jobs: 2 }),
      await faking('real "$@" --exclude-table-data=t'),
      never(),
    )
    await expect(hold(dump)).rejects.toMatchObject({
      code: 'dump-incomplete',
      message: "pg_dump's archive lacks 1 tables, the first public.t",
    })
  })

  test('leaves compression to its caller if it lacks zstd', async () => {
    const script =
      'case "$*" in *zstd*) echo "pg_dump: error: this build does not support compression with ZSTD" >&2; exit 1;; esac; real "$@"'
    const dump = postgres.dump(postgresSource(pg.url), await faking(script), never())
    const compressions: string[] = []
    for await (const part of dump.parts) {
      compressions.push(`${part.name} ${part.compression}`)
      part.body.resume()
    }
    expect(compressions).toEqual(['dump.pgc zstd', 'globals.sql zstd'])
    expect(dump.result().facts.rows).toEqual({ 'public.t': 20_000 })
  })

  test('is refused before the dump if it is of another major version', async () => {
    const runtime = await faking('real "$@"')
    await writeFile(join(directory, 'pg_dump'), '#!/bin/sh\necho "pg_dump (PostgreSQL) 15.9 (Debian 15.9-1)"\n')
    expect(await readdir(directory)).toEqual(['pg_dump'])
    const error = await failure(hold(postgres.dump(postgresSource(pg.url), runtime, never())))
    expect(error.code).toBe('tool-version')
    expect(error.message).toBe('the server is PostgreSQL 17, but pg_dump in docker exec postgres is 15.9')
  })
})
