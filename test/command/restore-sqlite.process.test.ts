import { chmod, mkdir } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli.ts'
import { codesOf, openShop, policyOf, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

describe('restore of sqlite', () => {
  test('restores a database as it was, and only into a new file', async () => {
    const path = shop.path('app.sqlite')
    {
      using db = new DatabaseSync(path)
      db.exec(`create table orders (id integer primary key, cents integer);
        insert into orders select value, value * 7 from json_each('[${Array.from({ length: 500 }, (_, i) => i).join()}]')`)
    }
    await chmod(path, 0o600)
    await shop.policy(
      policyOf(shop.path('data'), {
        source: `    verify: { assert: [] }
  app: { engine: sqlite, path: ${path}, verify: { assert: [{ name: many, sql: "select count(*) from orders", min: 500 }] } }
`,
      }).replace('    verify: { assert: [] }\n', ''),
    )
    expect((await shop.run('backup', { source: ['app'] })).problems).toEqual([])
    for (const level of ['check', 'read', 'restore'])
      expect((await shop.run('verify', { source: ['app'], level })).problems).toEqual([])
    const restoring = shop.run('restore', { source: ['app'], into: 'restored.sqlite' })
    expect((await restoring).problems).toEqual([])
    using db = new DatabaseSync(shop.path('restored.sqlite'), { readOnly: true })
    expect(db.prepare('select count(*) as n, sum(cents) as sum from orders').get()).toEqual({ n: 500, sum: 873250 })
    await expect(shop.run('restore', { source: ['app'], into: 'restored.sqlite' })).rejects.toMatchObject({
      code: 'target-refused',
    })
    await expect(shop.run('restore', { source: ['app'], into: 'app.sqlite' })).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('is the source app itself'),
    })
    await mkdir(shop.path('folder'))
    await expect(shop.run('restore', { source: ['app'], into: 'folder' })).rejects.toMatchObject({
      code: 'target-refused',
    })
  })
  test('blames the policy for a mistake in an assertion and the data for one that fails, and each says what to look at', async () => {
    const path = shop.path('app.sqlite')
    {
      using db = new DatabaseSync(path)
      db.exec('create table orders (id integer primary key); insert into orders values (1)')
    }
    const asserting = (assert: string) =>
      shop.policy(
        `${policyOf(shop.path('data'))}  app: { engine: sqlite, path: ${path}, verify: { assert: [${assert}] } }\n`,
      )
    await asserting('{ sql: selct 1, min: 0 }')
    await shop.run('backup', { source: ['app'] })
    const verify = () => shop.run('verify', { source: ['app'], level: 'restore' })
    const mistaken = await verify()
    expect([codesOf(mistaken), exitCodeOf(mistaken.problems)]).toEqual([['policy-invalid'], 2])
    expect(mistaken.problems[0]).toMatchObject({
      message: expect.stringMatching(/line \d+, column \d+ of the policy/),
      hint: expect.stringContaining('Correct the assertion'),
    })
    const json = JSON.stringify((await shop.run('report', { source: ['app'] })).json)
    expect(json).not.toMatch(/damaged|nothing is deleted/)

    await asserting('{ name: many, sql: select count(*) from orders, min: 5 }')
    const unmet = await verify()
    expect([codesOf(unmet), exitCodeOf(unmet.problems)]).toEqual([['proof-failed'], 4])
    expect(unmet.problems[0]).toMatchObject({
      hint: expect.stringMatching(/^Check the data .* assertion at line \d+ of the policy\.$/),
    })
  })
})
