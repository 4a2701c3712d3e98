import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command } from '../../../src/engine/command/command.ts'
import { compare } from '../../../src/verify/verify.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold, plainBackup } from '../memory.ts'
import { bench } from '../step.ts'
import { never, sourceOf } from './fixture.ts'

const lines = (tools: string) =>
  `tools: ${tools}
env: [PGUSER, POSTGRES_PASSWORD]
dump: [pg_dump, -X, shop]
ends-with: "-- PostgreSQL database dump complete"
restore: psql -X -q -v ON_ERROR_STOP=1 -d postgres -c 'create database shop' && psql -X -q -v ON_ERROR_STOP=1 -d shop
facts: psql -X -At -d shop -c "select json_build_object('rows', json_build_object('orders', (select count(*) from orders)))"
check: psql -X -d shop -c 'select total from totals'
sandbox: { image: "postgres:17", ready: [psql, -X, -h, 127.0.0.1, -d, postgres, -c, select 1] }
`.replace('pg_dump, -X,', 'pg_dump,')

describe('a database with custom programs, in a service container', () => {
  let pg: Postgres
  const env = { PGUSER: 'postgres', POSTGRES_PASSWORD: 'throw-away-password' }
  const source = () => sourceOf(lines('{ service: db }'), env)
  const here = () => ({ ...bench, services: { db: { id: pg.id } } })
  beforeAll(async () => {
    pg = await startPostgres(17)
    await pg.sql(
      'create table orders as select i as id, md5(i::text) as note from generate_series(1, 20000) i; create view totals as select count(*) as total from orders',
    )
  })
  afterAll(() => pg?.[Symbol.asyncDispose]())

  const dump = async () => {
    await using live = await command.open(source(), here(), never)
    await live.rehearse()
    return await hold(live.dump())
  }

  test('is dumped there, and restored into a throw-away server that is removed afterwards', async () => {
    const held = await dump()
    expect(held.facts.rows).toEqual({ orders: 20000 })
    await using target = await command.sandbox(held.facts, undefined, here(), never, source())
    await target.restore(plainBackup(held), { overwrite: false, only: [] })
    const restored = await target.facts(held.facts)
    expect(compare(held.facts, restored)).toEqual([])
    const ask = "psql -X -At -d shop -c 'select max(id) from orders'"
    expect(await target.check({ kind: 'command', name: 'newest', ask, expect: { equals: 20000 } })).toBeUndefined()
  })

  test('is not backed up when its connection is cut during the dump', async () => {
    const cut = sourceOf(
      lines('{ service: db }').replace('dump: [pg_dump, shop]', 'dump: pg_dump shop | head -c 100000 || true'),
      env,
    )
    await using live = await command.open(cut, here(), never)
    await expect(hold(live.dump())).rejects.toMatchObject({
      code: expect.stringMatching(/dump-incomplete|source-failed/),
    })
  })

  test('is restored without a sandbox into a folder of the container, which is removed afterwards', async () => {
    const text =
      'tools: { service: db }\ndump: echo one\nmin-size: 1B\nrestore: cat > "$BACKPROOF_TARGET/file"\ncheck: grep one "$BACKPROOF_TARGET/file"\n'
    const plain = sourceOf(text)
    await using live = await command.open(plain, here(), never)
    const held = await hold(live.dump())
    let where = ''
    {
      await using target = await command.sandbox(held.facts, undefined, here(), never, plain)
      await target.restore(plainBackup(held), { overwrite: false, only: [] })
      await target.facts(held.facts)
      where = target.where.split(' ')[0] ?? ''
    }
    const gone = sourceOf(text.replace('echo one', `test ! -e ${where} && echo gone`))
    await using look = await command.open(gone, here(), never)
    expect((await hold(look.dump())).parts.get('dump')?.toString()).toBe('gone\n')
  })

  test('is also dumped in a throw-away container of an image', async () => {
    const text =
      'tools: { image: "postgres:17" }\ndump: [pg_dump, --version]\nends-with: "pg_dump (PostgreSQL) 17"\nrestore: cat\ncheck: "true"\n'
    await using live = await command.open(sourceOf(text), bench, never)
    const held = await hold(live.dump())
    expect(held.parts.get('dump')?.toString()).toContain('17')
    await expect(command.sandbox(held.facts, undefined, bench, never, sourceOf(text))).rejects.toMatchObject({
      code: 'sandbox-failed',
      hint: expect.stringContaining('sandbox:'),
    })
  })
})
