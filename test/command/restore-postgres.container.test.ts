import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Result } from '../../src/command/all.ts'
import { postgres } from '../../src/engine/postgres.ts'
import { hold } from '../engine/memory.ts'
import { inside } from '../engine/postgres-fixture.ts'
import { postgresSource } from '../engine/source.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { plantHeld } from './plant.ts'
import { keys, openShop, policyOf, type Shop } from './shop.ts'

let pg: Postgres
let shop: Shop
let id: string
beforeAll(async () => {
  pg = await startPostgres(17)
  await pg.sql('create table orders as select i from generate_series(1, 100) i')
  await pg.sql('create database target')
  shop = await openShop()
  const held = await hold(postgres.dump(postgresSource(pg.url), inside(pg), new AbortController().signal))
  id = await plantHeld(shop, 'orders', held)
  const source = `  orders: { engine: postgres, url: '${'${'}URL}', tools: { service: gone } }\n`
  await shop.policy(`${policyOf(shop.path('data'))}${source}`)
})
afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  await pg[Symbol.asyncDispose]()
})

const restore = (more: object = {}): Promise<Result> => {
  const target = pg.urlOf('target')
  const env = { ...process.env, URL: pg.url, TARGET: target, RESTORABLE_SECRET_KEY: keys.secret }
  return shop.run('restore', { id: [id], into: '${'.concat('TARGET}'), ...more }, { env })
}

test('a database comes back where its own service container is gone', async () => {
  const result = await restore()
  expect(result.problems).toEqual([])
  expect(result.json).toMatchObject({ compared: '1 table, 100 rows equal', findings: [] })
})

test('a database is replaced only where that is said; what it holds besides stays, and is told', async () => {
  await pg.sql('delete from orders; create table mine (i int); insert into mine values (1)', 'target')
  await expect(restore()).rejects.toMatchObject({ code: 'target-refused' })
  const result = await restore({ overwrite: 'target' })
  expect(result.problems).toEqual([])
  expect(result.json).toMatchObject({
    compared: '1 table, 100 rows equal',
    findings: [{ level: 'note', message: 'public.mine is there, but not in the dump' }],
  })
  expect((await pg.sql('select count(*) from mine', 'target')).trim()).toBe('1')
})
