import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Result } from '../../src/command/result.ts'
import type { Report } from '../../src/report/report.ts'
import { type Mongo, mongoMissing, startMongo } from '../server/mongo.ts'
import { codesOf, keys, openShop, policyOf, type Shop } from './shop.ts'

const missing = await mongoMissing()
if (missing !== undefined) test.skip(`MongoDB 7.0: ${missing}`)
else
  describe('every database of a MongoDB server', () => {
    let mongo: Mongo
    let shop: Shop
    beforeAll(async () => {
      mongo = await startMongo()
      shop = await openShop()
      await create('tenant_1', 'tenant_2', 'scratch')
      const url = `'${'${'}URL}'`
      await shop.policy(
        `${policyOf(shop.path('data')).replace(/ {2}files:[\s\S]*/, '')}  orders: { engine: mongodb, url: ${url}, databases: ["!scratch"], objectives: { rpo: 1h }, schedule: '0 * * * *' }\n`,
      )
    })
    afterAll(async () => {
      await shop?.[Symbol.asyncDispose]()
      await mongo?.[Symbol.asyncDispose]()
    })

    async function create(...names: readonly string[]): Promise<void> {
      for (const name of names) await mongo.client.db(name).collection('t').insertMany([{}, {}, {}])
    }
    const run = (command: Parameters<Shop['run']>[0], options = {}) => {
      const URL = mongo.urlOf('').replace('/?authSource=admin', '')
      return shop.run(command, options, { env: { ...process.env, URL, BACKPROOF_SECRET_KEY: keys.secret } })
    }
    const backedUp = (result: Result) =>
      (result.report as Report).sources.flatMap(({ source, backup }) => (backup ? [source] : []))

    test('is a source of its own: backed up, restored, proven; a new one is found, and a lost one stays', async () => {
      const first = await run('backup')
      expect(codesOf(first)).toEqual([])
      expect(backedUp(first)).toEqual(['orders/tenant_1', 'orders/tenant_2'])
      const restored = await run('restore', { source: ['orders/tenant_2'], into: mongo.urlOf('back') })
      expect(restored.problems).toEqual([])
      expect(await mongo.client.db('back').collection('t').countDocuments()).toBe(3)
      expect(codesOf(await run('verify', { source: ['orders/tenant_1'], level: 'restore' }))).toEqual([])

      await mongo.client.db('back').dropDatabase()
      await mongo.client.db('tenant_1').dropDatabase()
      await create('tenant_3')
      shop.at('2026-03-02T14:00:00Z')
      expect(backedUp(await run('backup'))).toEqual(['orders/tenant_2', 'orders/tenant_3'])
      expect((await shop.catalog('orders/tenant_1')).entries).toHaveLength(1)
    })
  })
