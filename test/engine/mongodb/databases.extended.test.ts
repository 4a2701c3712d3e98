import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mongodb } from '../../../src/engine/mongodb/mongodb.ts'
import { mongodb as kind } from '../../../src/policy/source/mongodb.ts'
import { type Mongo, mongoMissing, startMongo } from '../../server/mongo.ts'
import { hold } from '../memory.ts'
import { mongodbSource } from '../source.ts'
import { bench } from '../step.ts'
import { never } from './fixture.ts'

const missing = await mongoMissing()
if (missing !== undefined) test.skip(`MongoDB 7.0: ${missing}`)
else
  describe('the databases of MongoDB 7.0, by FerretDB 2', () => {
    let mongo: Mongo
    beforeAll(async () => {
      mongo = await startMongo()
      for (const [index, name] of ['tenant_1', 'Tenant-2', 'tenant_ü'].entries())
        await mongo.client
          .db(name)
          .collection<{ _id: number }>('orders')
          .insertMany(Array.from({ length: index + 1 }, (_, _id) => ({ _id })))
      await mongo.client.db('admin').collection('own').insertOne({})
    })
    afterAll(() => mongo?.[Symbol.asyncDispose]())

    const all = { include: [], exclude: [] }
    /** Without authSource: the database that is put into it is not the one that logs in. */
    const url = () => mongo.urlOf('').replace('?authSource=admin', '')

    test('are listed without those of the server, and each is a source of its own that logs in as the whole', async () => {
      const group = mongodbSource(url(), { databases: all })
      const names = await mongodb.list?.(group, bench, never)
      expect([...(names ?? [])].sort()).toEqual(['Tenant-2', 'tenant_1', 'tenant_ü'])
      const rows: Record<string, unknown> = {}
      for (const database of names ?? []) {
        const member = kind.member?.(group, { group: 'orders', database, carries: false })
        if (member === undefined) throw new Error('no member')
        await using live = await mongodb.open(member, bench, never)
        rows[member.name] = (await hold(live.dump())).facts.rows
      }
      expect(rows).toEqual({
        'orders/tenant_1': { orders: 1 },
        'orders/=54enant-2': { orders: 2 },
        'orders/tenant_=c3=bc': { orders: 3 },
      })
      expect(await mongo.connections()).toBeLessThanOrEqual(2)
    })

    test('by the port that another machine forwards, too', async () => {
      const there = url().replace(/127\.0\.0\.1:\d+/, 'db.internal')
      const services = {
        'db.internal': { id: '', ports: { 27017: String(mongo.port) }, forwarded: true as const },
      }
      const group = mongodbSource(there, { databases: all })
      expect(mongodb.servers?.(group)).toEqual([{ host: 'db.internal', port: 27_017 }])
      expect(await mongodb.list?.(group, { ...bench, services }, never)).toContain('tenant_1')
      const one = mongodbSource(there.replace('internal/', 'internal/tenant_1?authSource=admin'))
      await using live = await mongodb.open(one, { ...bench, services }, never)
      expect((await hold(live.dump())).facts.rows).toEqual({ orders: 1 })
    })

    test('a url that names one as well is refused', async () => {
      const group = mongodbSource(mongo.urlOf('shop'), { databases: all })
      await expect(mongodb.list?.(group, bench, never)).rejects.toMatchObject({
        code: 'policy-invalid',
        message: 'source orders, by URL: the URL names a database, and databases names them as well',
      })
    })
  })
