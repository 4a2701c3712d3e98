import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import type { Mysql } from '../../server/mysql.ts'
import { plainBackup } from '../memory.ts'
import { mysqlSource } from '../source.ts'
import { benchOf, env, startSeeded } from './fixture.ts'
import { dumpOf, restoreInto, targetIn } from './step.ts'

describe('from one server to another', () => {
  const started: Mysql[] = []
  let [older, newer, other]: (Mysql | undefined)[] = []
  const server = (one: Mysql | undefined): Mysql => {
    if (one === undefined) throw new Error('it was not started')
    return one
  }
  beforeAll(async () => {
    for (const image of ['mariadb:10.11', 'mariadb:11.8', 'mysql:9.7']) started.push(await startSeeded(image))
    ;[older, newer, other] = started
  })
  afterAll(async () => {
    for (const one of started) await one[Symbol.asyncDispose]()
  })

  test('a dump of MariaDB 10.11 restores into 11.8, including its history', async () => {
    const held = await dumpOf(server(older))
    expect(await restored(held)).toEqual([held.facts.rows, held.facts.objects])
  })

  async function restored(held: Awaited<ReturnType<typeof dumpOf>>) {
    const target = await targetIn(server(newer))
    await restoreInto(target, held)
    const { rows, objects } = await target.facts(held.facts)
    return [rows, objects]
  }

  test.each([
    ['MariaDB 11.8', () => server(newer), () => server(older), 'mariadb', /older than the dump's 11\.8/],
    ['MariaDB', () => server(newer), () => server(other), 'mariadb', /is MySQL 9\.7.*not MariaDB$/],
    ['MySQL', () => server(other), () => server(newer), 'mysql', /is MariaDB 11\.8.*not MySQL$/],
  ] as const)(
    'a dump of %s is refused elsewhere, before anything is written',
    async (_, from, into, engine, because) => {
      const held = await dumpOf(from())
      const target = await targetIn(into(), engine)
      const count = () =>
        into().sql(`select count(*) from information_schema.tables where table_schema = '${target.name}'`)
      await expect(restoreInto(target, held)).rejects.toMatchObject({
        code: 'target-refused',
        message: expect.stringMatching(because),
      })
      expect((await count()).trim()).toBe('0')
    },
  )

  test('a source of the other product is refused, with the engine to write', async () => {
    const engine = await engineOf('mariadb')
    const wrong = mysqlSource('mariadb', server(other).url.replace('mysql:', 'mariadb:'), { tools: { kind: 'auto' } })
    await expect(
      engine.open(wrong, { ...benchOf(server(other)), services: {} }, new AbortController().signal),
    ).rejects.toMatchObject({
      code: 'policy-invalid',
      hint: 'Write engine: mysql for this source.',
    })
  })

  test('a source without a service is dumped by an image of the version that the server greets with', async () => {
    for (const db of [server(older), server(other)]) {
      const bench = { ...benchOf(db), services: {}, baseEnv: env }
      const { facts } = await dumpOf(db, { bench, more: { tools: { kind: 'auto' } } })
      expect(facts.rows['customers']).toBe(222)
    }
  })

  test('users come back with their passwords and rights on a server that lacks them', async () => {
    for (const db of [server(newer), server(other)]) {
      await db.sql(
        "create role if not exists reader; create user app@'%' identified by 'its own'; grant select, insert on shop.orders to app@'%'; grant reader to app@'%'",
      )
      const held = await dumpOf(db, { more: { users: true } })
      expect(held.facts.objects['user']).toEqual(expect.arrayContaining(['app@%']))
      const engine = await engineOf(db.product)
      expect(await engine.globals?.(plainBackup(held))).toMatch(/CREATE USER IF NOT EXISTS `app`@`%`/)
      await db.sql("drop user app@'%'; drop role reader")
      const target = await targetIn(db)
      const { expected } = await restoreInto(target, held)
      expect(expected?.objects['user']).toBeUndefined()
      await restoreInto(target, held, { overwrite: true, roles: true })
      expect(await db.sql("show grants for app@'%'")).toMatch(/SELECT, INSERT ON `shop`.`orders`/)
      const client = [
        db.product,
        '--no-defaults',
        '--protocol=TCP',
        '--host=127.0.0.1',
        '--user=app',
        '--execute=select 1',
      ]
      await db.exec(client, { MYSQL_PWD: 'its own' })
      await using sandbox = await engine.sandbox(held.facts, undefined, benchOf(db), new AbortController().signal)
      await restoreInto(sandbox, held)
      expect((await sandbox.facts(held.facts)).objects).toEqual(held.facts.objects)
    }
  })
})
