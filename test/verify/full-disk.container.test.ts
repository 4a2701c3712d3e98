import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { hold, type MemoryDump } from '../engine/memory.ts'
import { dumpOf } from '../engine/mysql/step.ts'
import { type env, inside } from '../engine/postgres/fixture.ts'
import { postgresSource } from '../engine/source.ts'
import { postgres } from '../engine/step.ts'
import { docker } from '../server/docker.ts'
import { startMysql } from '../server/mysql.ts'
import { startPostgres } from '../server/postgres.ts'
import { prove as proveOn, withDisk as smallDisk } from './small-disk.ts'

const label = `test-${randomUUID()}`
const never = (): AbortSignal => new AbortController().signal
const folder = mkdtempSync(join(tmpdir(), 'full-disk-test-'))
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  const left = await docker(['ps', '-aq', '--filter', `label=backproof=${label}`])
  expect(left.trim()).toBe('')
})

const withDisk = (at: string, size: string) => smallDisk(folder, at, size)
const prove = (name: 'mariadb' | 'postgres', held: MemoryDump, baseEnv: typeof env) =>
  proveOn(name, held, { baseEnv, label })

describe('a throw-away server whose disk is full is not evidence against the backup', () => {
  test('mariadb: its own, or that of its temporary files', async () => {
    await using db = await startMysql('mariadb:11.8')
    await db.sql(
      'create table t (id int, b longtext); insert into t select seq, repeat(md5(seq), 32) from seq_1_to_150000',
    )
    const held = await dumpOf(db)
    const full = await prove('mariadb', held, withDisk('/var/lib/mysql', '220m'))
    expect(full).toMatchObject([{ blame: 'env', hint: expect.stringContaining('disk of') }])
    // InnoDB builds its indexes there.
    expect(await prove('mariadb', held, withDisk('/tmp', '1m'))).toMatchObject([{ blame: 'env' }])
  })

  test('postgres: while it restores, in one process or by jobs', async () => {
    await using pg = await startPostgres(17)
    await pg.sql(
      'create table t as select repeat(md5(i::text), 32) x from generate_series(1, 200000) i; create index on t (left(x, 100))',
    )
    for (const jobs of [1, 2]) {
      const held = await hold(postgres.dump({ ...postgresSource(pg.url), jobs }, inside(pg), never()))
      const full = await prove('postgres', held, withDisk('/var/lib/postgresql/data', '100m'))
      expect(full.length).toBeGreaterThan(0)
      expect(full.filter(({ blame }) => blame !== 'env')).toEqual([])
    }
  })
})
