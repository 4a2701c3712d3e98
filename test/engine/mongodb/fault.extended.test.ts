import { BSON } from 'mongodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Facts, PlainBackup, Target } from '../../../src/engine/engine.ts'
import { archiveStart, Block } from '../../../src/engine/mongodb/archive/write.ts'
import { archivedOf, type CollectionInfo } from '../../../src/engine/mongodb/collection.ts'
import { factsOf } from '../../../src/engine/mongodb/facts.ts'
import { mongodb } from '../../../src/engine/mongodb/mongodb.ts'
import type { Assertion } from '../../../src/policy/policy.ts'
import type { MongodbSource } from '../../../src/policy/source/mongodb.ts'
import { compare } from '../../../src/verify/verify.ts'
import { mongoMissing } from '../../server/mongo.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { mongodbSource } from '../source.ts'
import { bench } from '../step.ts'
import { everyType, insertRaw, type MongodbFixture, never, rawOf, startFixture } from './fixture.ts'
import { readForeign } from './foreign.ts'

const missing = await mongoMissing()
if (missing !== undefined) test.skip(`MongoDB 7.0: ${missing}`)
else
  describe('MongoDB 7.0, by FerretDB 2', () => {
    let at: MongodbFixture
    beforeAll(async () => {
      at = await startFixture()
    })
    afterAll(() => at?.[Symbol.asyncDispose]())

    const nothing = { overwrite: false, only: [] } as const
    const targetAt = async (url: string): Promise<Target> =>
      (await mongodb.target(url, { tools: { kind: 'auto' } }, bench, never)) as Target
    const dumpOf = async (source: MongodbSource): Promise<MemoryDump> => {
      await using live = await mongodb.open(source, bench, never)
      await live.rehearse()
      return await hold(live.dump())
    }
    const collectionsOf = async (database: string) =>
      (await at.mongo.client.db(database).listCollections().toArray()).map(({ name }) => name).sort()

    test('every type of BSON comes back byte by byte', async () => {
      const held = await dumpOf(at.sourceOf({ collections: { include: ['types'], exclude: [] } }))
      const inside = readForeign(held.parts.get('dump.archive') ?? Buffer.alloc(0)).documents.get('shop.types')
      expect(inside).toEqual(everyType)
      const target = await at.target()
      await target.restore(plainBackup(held), nothing)
      expect(await rawOf(at.mongo.client.db(target.name), 'types')).toEqual(everyType)
    })

    test('an archive of the layout of the real tool is restored', async () => {
      const held = await dumpOf(at.sourceOf({ collections: { include: ['customers', 'empty'], exclude: [] } }))
      const { names, documents } = readForeign(held.parts.get('dump.archive') ?? Buffer.alloc(0))
      expect(names).toEqual(['shop.customers', 'shop.empty'])
      expect(documents.get('shop.customers')).toHaveLength(100)
      expect(documents.get('shop.empty')).toEqual([])
    })

    test('a flipped bit in a document is damage, and nothing is left of the restore', async () => {
      const held = await dumpOf(at.sourceOf({}))
      const archive = Buffer.from(held.parts.get('dump.archive') ?? [])
      const byte = archive.indexOf('customer 42') + 3
      archive[byte] = (archive[byte] as number) ^ 4
      const flipped: PlainBackup = plainBackup({ facts: held.facts, parts: new Map([['dump.archive', archive]]) })
      const said = { code: 'object-damaged', message: expect.stringContaining('the checksum of orders is another') }
      await expect(
        mongodb.contents(flipped, { tools: { kind: 'auto' }, image: undefined }, bench, never),
      ).rejects.toMatchObject(said)
      const target = await at.target()
      await expect(target.restore(flipped, nothing)).rejects.toMatchObject(said)
      expect(await collectionsOf(target.name)).toEqual([])
    })

    test('an archive that is cut off at any end of a collection is damage', async () => {
      const held = await dumpOf(
        at.sourceOf({ collections: { include: ['customers', 'empty', 'sessions'], exclude: [] } }),
      )
      const archive = held.parts.get('dump.archive') ?? Buffer.alloc(0)
      const ends: number[] = []
      for (
        let from = archive.indexOf('ffffffff', 0, 'hex');
        from >= 0;
        from = archive.indexOf('ffffffff', from + 1, 'hex')
      )
        ends.push(from, from + 4)
      expect(ends.length).toBeGreaterThan(10)
      for (const length of ends.filter((end) => end < archive.length)) {
        const cut = plainBackup({ facts: held.facts, parts: new Map([['dump.archive', archive.subarray(0, length)]]) })
        await expect(
          mongodb.contents(cut, { tools: { kind: 'auto' }, image: undefined }, bench, never),
        ).rejects.toMatchObject({ code: 'object-damaged' })
        const target = await targetAt(at.mongo.urlOf('cut'))
        await expect(target.restore(cut, nothing)).rejects.toMatchObject({ code: 'object-damaged' })
        expect(await collectionsOf('cut')).toEqual([])
      }
    })

    /** A backup whose archive says these documents of one collection. */
    function backupOf(documents: readonly BSON.Document[], facts: Partial<Facts> = {}): PlainBackup {
      const info: CollectionInfo = { name: 'orders', type: 'collection', options: {}, indexes: [], uuid: undefined }
      const block = new Block({ db: 'shop', collection: 'orders' })
      const archive = Buffer.concat([
        ...archiveStart({ serverVersion: '7.0.77', toolVersion: 'test' }, [archivedOf('shop', info)]),
        block.start(),
        block.add(Buffer.concat(documents.map((one) => BSON.serialize(one)))),
        block.end(),
      ])
      const server = { version: '7.0.77', major: 7, settings: {} }
      return plainBackup({
        parts: new Map([['dump.archive', archive]]),
        facts: { ...factsOf(server, [info], { orders: documents.length }, 1), ...facts },
      })
    }

    test('a document that is there already fails the restore loudly, and empties the target again', async () => {
      const target = await at.target()
      const backup = backupOf([{ _id: 1, mail: 'ada@a.example' }, { _id: 2 }, { _id: 1, mail: 'ada@a.example' }])
      const error = await target.restore(backup, nothing).catch((reason: unknown) => reason)
      expect(error).toMatchObject({
        code: 'restore-failed',
        message: expect.stringMatching(/took 2 of 3 documents of orders: .*[Dd]uplicate/),
      })
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('ada@')
      expect(await collectionsOf(target.name)).toEqual([])
    })

    test('an older server refuses the backup of a newer one before it writes', async () => {
      const target = await at.target()
      const newer = backupOf([{ _id: 1 }], { server: { version: '8.0.1', major: 8, settings: {} } })
      await expect(target.restore(newer, nothing)).rejects.toMatchObject({ code: 'tool-version' })
      expect(await collectionsOf(target.name)).toEqual([])
    })

    test('an empty database is no backup, unless the policy agrees', async () => {
      const url = at.mongo.urlOf('nothing-here')
      await expect(dumpOf(mongodbSource(url))).rejects.toMatchObject({
        code: 'source-failed',
        message: expect.stringContaining('nothing-here has no collections to back up'),
        hint: expect.stringContaining('allow-empty: true'),
      })
      const held = await dumpOf(mongodbSource(url, { allowEmpty: true }))
      const target = await at.target()
      await target.restore(plainBackup(held), nothing)
      expect(compare(held.facts, await target.facts(held.facts))).toEqual([])
    })

    test('users, whose digests it does not give, are refused before anything is read', async () => {
      await at.mongo.client
        .db('shop')
        .command({ createUser: 'ada', pwd: 'secret1', roles: [{ role: 'readAnyDatabase', db: 'admin' }] })
      const asked = { usersInfo: 1, showCredentials: true }
      await expect(at.mongo.client.db('shop').command(asked)).rejects.toThrow(/'showCredentials' is not supported/)
      await expect(dumpOf(at.sourceOf({ users: true }))).rejects.toMatchObject({
        code: 'policy-invalid',
        message: expect.stringMatching(/users cannot be true, because FerretDB at /),
      })
    })

    test('a name in include that nothing has is a mistake in the policy', async () => {
      const source = at.sourceOf({ collections: { include: ['order'], exclude: [] } })
      await expect(dumpOf(source)).rejects.toMatchObject({
        code: 'policy-invalid',
        message: 'source orders: collections includes order; did you mean orders?, but there is no such collection',
      })
    })

    test('a collection that is dropped while the dump runs is no backup, one that is made is noted', async () => {
      const { client } = at.mongo
      const db = client.db('changing')
      const documents = (count: number) =>
        Array.from({ length: count }, (_, _id) => BSON.serialize({ _id, a: 'a'.repeat(3000) }))
      const during = async (change: () => Promise<unknown>) => {
        for (let from = 0; from < 3000; from += 1000) await insertRaw(db, 'a', documents(3000).slice(from, from + 1000))
        await insertRaw(db, 'b', documents(10))
        try {
          await using live = await mongodb.open(mongodbSource(at.mongo.urlOf('changing')), bench, never)
          const dump = live.dump()
          for await (const part of dump.parts) {
            let isFirst = true
            for await (const _ of part.body) {
              if (isFirst) await change()
              isFirst = false
            }
          }
          return dump.result()
        } finally {
          await db.dropDatabase()
        }
      }
      await expect(during(() => db.dropCollection('b'))).rejects.toMatchObject({
        code: 'source-failed',
        message: expect.stringContaining('while the backup ran: b'),
      })
      const { findings, facts } = await during(() => db.createCollection('c'))
      expect(facts.rows).toEqual({ a: 3000, b: 10 })
      expect(findings).toMatchObject([{ level: 'note', message: expect.stringMatching(/not in it: c$/) }])
    })

    test('assertions are judged by count, filter, aggregate and name', async () => {
      const target = await targetAt(at.mongo.urlOf('shop'))
      const asked = async (kind: 'query' | 'count-of', ask: string, expectation: object) =>
        (await target.check({ kind, name: 'it', ask, expect: expectation } as Assertion))?.message
      expect(await asked('count-of', 'orders', { equals: 12_000 })).toBeUndefined()
      expect(await asked('count-of', 'order', { min: 1 })).toContain('there is no collection order')
      expect(
        await asked('query', '{"count": "orders", "query": {"customer": "customer 7"}}', { equals: 120 }),
      ).toBeUndefined()
      const newest = '{"aggregate": "orders", "pipeline": [{"$group": {"_id": null, "at": {"$max": "$at"}}}]}'
      expect(await asked('query', newest, { matches: '^2023-11-15T01:33:19' })).toBeUndefined()
      const total = '{"aggregate": "orders", "pipeline": [{"$match": {"_id": 3}}, {"$project": {"total": 1}}]}'
      expect(await asked('query', total, { equals: '3.50' })).toBeUndefined()
      const since = '{"count": "orders", "query": {"at": {"$gte": {"$date": "2023-11-15T00:00:00Z"}}}}'
      expect(await asked('query', since, { min: 1, max: 11_999 })).toBeUndefined()
      expect(await asked('query', '{"count": "orders", "query": {"customer": "none"}}', { min: 1 })).toContain(
        'it returned 0, below 1',
      )
      for (const [ask, because] of [
        ['{', 'it is not JSON'],
        ['{"find": "orders"}', 'it is neither'],
        ['{"aggregate": "orders", "pipeline": [{"$out": "other"}]}', 'its pipeline writes'],
        ['{"aggregate": "orders", "pipeline": []}', 'more than one document'],
        ['{"aggregate": "orders", "pipeline": [{"$limit": 1}]}', 'exactly one field'],
      ] as const)
        expect(await asked('query', ask, { min: 1 })).toContain(because)
      const required = { kind: 'required', name: 'it', names: ['orders', 'members'] } as const
      expect((await target.check(required))?.message).toContain('there is no collection members')
    })

    test('a host that does not answer, and a URL that is none, are told apart', async () => {
      const at = (url: string) => dumpOf(mongodbSource(url)).catch((reason: unknown) => reason)
      expect(await at('mongodb://127.0.0.1:1/shop?serverSelectionTimeoutMS=300')).toMatchObject({
        code: 'source-failed',
        message: expect.stringMatching(/^source orders: 127\.0\.0\.1:1\/shop cannot be reached: /),
      })
      expect(await at('mongodb://host')).toMatchObject({
        code: 'policy-invalid',
        message: expect.stringContaining('names no database'),
      })
    })
  })
