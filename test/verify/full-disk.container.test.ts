import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { engineOf } from '../../src/engine/engine.ts'
import { testRestore } from '../../src/verify/verify.ts'
import { hold, type MemoryDump, plainBackup } from '../engine/memory.ts'
import { dumpOf } from '../engine/mysql/step.ts'
import { env, inside } from '../engine/postgres/fixture.ts'
import { postgresSource } from '../engine/source.ts'
import { bench as machine, postgres } from '../engine/step.ts'
import { docker } from '../server/docker.ts'
import { startMysql } from '../server/mysql.ts'
import { startPostgres } from '../server/postgres.ts'

const label = `test-${randomUUID()}`
const never = (): AbortSignal => new AbortController().signal
const folder = mkdtempSync(join(tmpdir(), 'full-disk-test-'))
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  const left = await docker(['ps', '-aq', '--filter', `label=backproof=${label}`])
  expect(left.trim()).toBe('')
})

/** A docker that gives a container a small disk, with the machine's own behind it. */
function withDisk(at: string, size: string): typeof env {
  const path = env.PATH
  const script = `#!/bin/sh\nPATH='${path}'\nif [ "$1" = run ]; then shift; exec docker run --tmpfs ${at}:size=${size} "$@"; fi\nexec docker "$@"\n`
  writeFileSync(join(folder, 'docker'), script)
  chmodSync(join(folder, 'docker'), 0o755)
  return { ...env, PATH: `${folder}:${path}` }
}

async function prove(name: 'mariadb' | 'postgres', held: MemoryDump, baseEnv: typeof env) {
  const bench = { ...machine, baseEnv, label, temporaryDirectory: '/nowhere' }
  const backup = { ...plainBackup(held), whole: new Set<string>(), sealedBytes: 0, readBytes: () => 0 }
  const { findings } = await testRestore(backup, await engineOf(name), [], {
    bench,
    image: undefined,
    id: 'shop-1',
    monotonicMs: () => 0,
    progress: () => ({ [Symbol.dispose]() {} }),
    signal: never(),
  })
  return findings.filter(({ level }) => level === 'failure')
}

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
