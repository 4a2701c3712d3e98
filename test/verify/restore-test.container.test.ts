import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { engineOf, type PlainBackup } from '../../src/engine/engine.ts'
import { testRestore } from '../../src/verify/verify.ts'
import { hold, type MemoryDump, plainBackup } from '../engine/memory.ts'
import { env, inside } from '../engine/postgres/fixture.ts'
import { postgresSource } from '../engine/source.ts'
import { bench as machine, postgres } from '../engine/step.ts'
import { docker } from '../server/docker.ts'
import { startPostgres } from '../server/postgres.ts'

const label = `test-${randomUUID()}`
const never = (): AbortSignal => new AbortController().signal

let held: MemoryDump
beforeAll(async () => {
  await using pg = await startPostgres(17)
  await pg.sql('create table t as select repeat(md5(i::text), 10) from generate_series(1, 20000) i; create table u ()')
  held = await hold(postgres.dump(postgresSource(pg.url), inside(pg), never()))
})

const servers = async (): Promise<readonly string[]> =>
  (await docker(['ps', '-aq', '--filter', `label=backproof=${label}`])).split('\n').filter((id) => id !== '')
afterAll(async () => expect(await servers()).toEqual([]))

async function proof(dump: PlainBackup, sql: string) {
  const bench = { ...machine, baseEnv: env, label, temporaryDirectory: '/nowhere' }
  const assertion = { kind: 'sql', name: 'a', ask: sql, expect: { equals: 1 } } as const
  const backup = { ...dump, whole: new Set<string>(), sealedBytes: 0, readBytes: () => 0 }
  return await testRestore(backup, await engineOf('postgres'), [assertion], {
    bench,
    image: undefined,
    id: 'shop-1',
    monotonicMs: () => 0,
    progress: () => ({ [Symbol.dispose]() {} }),
    signal: never(),
  })
}

async function removeServers(): Promise<void> {
  for (const id of await servers()) await docker(['rm', '-f', '-v', id])
}

test('a throw-away server that is removed during a restore is not evidence against the backup', async () => {
  const dump = plainBackup(held, (name, body) => {
    async function* pieces(): AsyncGenerator<Buffer> {
      yield body.subarray(0, body.length / 2)
      if (name === 'dump.pgc') await removeServers()
      yield body.subarray(body.length / 2)
    }
    return Readable.from(pieces())
  })
  const { findings } = await proof(dump, 'select 1')
  expect(findings.filter(({ level }) => level === 'failure')).toMatchObject([{ blame: 'env' }])
})

test('a throw-away server that is removed during a query is not evidence against the backup', async () => {
  const proving = proof(plainBackup(held), 'select 1 from pg_sleep(600)')
  const asking = async () => {
    const [id] = await servers()
    if (id === undefined) return false
    return (await docker(['top', id, '-eo', 'pid,args']).catch(() => '')).includes('pg_sleep(600)')
  }
  await expect.poll(asking, { timeout: 120_000 }).toBe(true)
  await removeServers()
  const { findings } = await proving
  expect(findings.filter(({ level }) => level === 'failure')).toMatchObject([{ blame: 'env' }])
})
