import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { BSON, type Db } from 'mongodb'
import { expect } from 'vitest'
import type { Target } from '../../../src/engine/engine.ts'
import { rawDocuments } from '../../../src/engine/mongodb/driver.ts'
import { mongodb } from '../../../src/engine/mongodb/mongodb.ts'
import type { MongodbSource } from '../../../src/policy/source/mongodb.ts'
import { type Mongo, password, startMongo } from '../../server/mongo.ts'
import type { Fixture, Writer } from '../contract.ts'
import { mongodbSource } from '../source.ts'
import { bench } from '../step.ts'
import { startStandIn } from './stand-in.ts'

export const never: AbortSignal = new AbortController().signal

const { Binary, BSONRegExp, BSONSymbol, Code, DBRef, Decimal128 } = BSON
const { Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } = BSON

/** One document for each type, as bytes: fields of digits and duplicates of a name have an order, too. */
export const everyType: readonly Buffer[] = [
  new ObjectId('64b7f0c0a1b2c3d4e5f60718'),
  Decimal128.fromString('1.10'),
  Decimal128.fromString('-1E+6111'),
  Decimal128.fromString('NaN'),
  ...[new MinKey(), new MaxKey(), new Double(Number.NaN), new Double(-0), new Double(5), new Double(Infinity)],
  ...[Long.MAX_VALUE, Long.MIN_VALUE, Long.fromNumber(7), new Int32(7)],
  ...[new Binary(Buffer.from([1, 2, 0, 255]), 0), new Binary(Buffer.alloc(16, 9), 4), new Binary(Buffer.alloc(0), 128)],
  ...[new BSONRegExp('^a.*z$', 'ims'), new BSONRegExp('', '')],
  ...[new Date(-62_135_596_800_000), new Date(-1), new Date(0), new Date(253_402_300_799_999)],
  new DBRef('orders', new ObjectId('64b7f0c0a1b2c3d4e5f60719'), 'other'),
  [[1, [2, [3, []]]], [], {}],
  ...[new Code('function () {}'), new Code('x', { a: 1 }), new BSONSymbol('s'), new Timestamp({ t: 1, i: 2 })],
  ...[null, true, false, '', 'å\u0000ß 𝄞', { '': { '': 1 } }],
  new Map([
    ['10', 1],
    ['2', 2],
    ['1', 3],
  ]),
].map((value, index) =>
  Buffer.from(
    BSON.serialize(
      new Map<string, unknown>([
        ['_id', index],
        ['v', value],
      ]),
    ),
  ),
)

export async function insertRaw(db: Db, collection: string, documents: readonly Uint8Array[]): Promise<void> {
  const reply = await db.command({ insert: collection, ordered: true, documents: rawDocuments(documents) })
  expect(reply).toMatchObject({ n: documents.length, ok: 1 })
  expect(reply['writeErrors']).toBeUndefined()
}

export async function rawOf(db: Db, collection: string): Promise<readonly Buffer[]> {
  const found = await db
    .collection(collection)
    .find({}, { raw: true, sort: { _id: 1 } })
    .toArray()
  return found.map((bytes) => Buffer.from(bytes as unknown as Uint8Array))
}

/** One of each thing that this server has. */
export async function seed(db: Db): Promise<void> {
  const orders = Array.from({ length: 12_000 }, (_, index) =>
    BSON.serialize({
      _id: index,
      customer: `customer ${index % 100}`,
      total: Decimal128.fromString(`${index}.50`),
      at: new Date(1_700_000_000_000 + index * 1000),
      text: randomBytes(90).toString('base64'),
    }),
  )
  for (let from = 0; from < orders.length; from += 1000) await insertRaw(db, 'orders', orders.slice(from, from + 1000))
  await db.command({
    createIndexes: 'orders',
    indexes: [
      { key: { customer: 1, at: -1 }, name: 'by customer' },
      { key: { total: 1 }, name: 'large', partialFilterExpression: { total: { $gt: 100 } } },
      { key: { text: 'text' }, name: 'words' },
      { key: { place: '2dsphere' }, name: 'place' },
    ],
  })
  await insertRaw(
    db,
    'customers',
    Array.from({ length: 100 }, (_, index) => BSON.serialize({ _id: index, mail: `${index}@a.example` })),
  )
  await db.command({ createIndexes: 'customers', indexes: [{ key: { mail: 1 }, name: 'mail', unique: true }] })
  await insertRaw(db, 'types', everyType)
  await db.command({ create: 'empty' })
  await insertRaw(db, 'sessions', [BSON.serialize({ _id: 1, at: new Date() })])
  await db.command({
    createIndexes: 'sessions',
    indexes: [{ key: { at: 1 }, name: 'old', expireAfterSeconds: 86_400 }],
  })
  await insertRaw(db, 'large.documents', [BSON.serialize({ _id: 1, blob: new Binary(randomBytes(1_500_000)) })])
}

async function writeInto(db: Db): Promise<Writer> {
  const stopped = new AbortController()
  let written = 0
  const writing = (async () => {
    for (let index = 0; !stopped.signal.aborted; index++) {
      await insertRaw(db, 'orders', [
        BSON.serialize({ _id: `written ${index}`, text: randomBytes(40).toString('hex') }),
      ])
      written++
      await pause(2)
    }
  })()
  await expect.poll(() => written, { timeout: 60_000 }).toBeGreaterThan(0)
  return {
    writes: async () => written,
    async stop() {
      stopped.abort()
      await writing
    },
  }
}

export interface MongodbFixture extends Fixture {
  readonly mongo: Mongo
  readonly db: Db
  readonly sourceOf: (more: Partial<MongodbSource>) => MongodbSource
  /** The address of a new and empty database. */
  readonly database: () => string
}

export async function startFixture(): Promise<MongodbFixture> {
  await using started = new AsyncDisposableStack()
  const mongo = started.use(await startMongo())
  // This server lets everybody do everything.
  const denied = { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'not authorized on shop to execute command' }
  const answer = (_: object, name: string) => (name === 'find' ? denied : undefined)
  const strict = started.use(await startStandIn({ collections: { orders: { documents: [{ _id: 1 }] } }, answer }))
  const db = mongo.client.db('shop')
  await seed(db)
  const url = mongo.urlOf('shop')
  let targets = 0
  const database = () => mongo.urlOf(`target-${++targets}`)
  const secret = `wrong/${randomUUID()}`
  const all = started.move()
  return {
    ...{ mongo, db, database },
    sourceOf: (more) => mongodbSource(url, more),
    source: mongodbSource(url),
    bench: { ...bench, label: `test-${randomUUID()}` },
    seeded: {
      rows: { orders: 12_000, customers: 100, empty: 0, sessions: 1, types: everyType.length, 'large.documents': 1 },
      objects: {
        collection: ['customers', 'empty', 'large.documents', 'orders', 'sessions', 'types'],
        index: expect.arrayContaining([
          expect.stringMatching(/^customers\.mail [0-9a-f]{16}$/),
          expect.stringMatching(/^orders\.by customer /),
          expect.stringMatching(/^sessions\.old /),
        ]) as unknown as readonly string[],
      },
    },
    contents: ['collection orders (12,000 documents)', 'collection empty (0 documents)'],
    write: () => writeInto(db),
    target: async () => (await mongodb.target(database(), { tools: { kind: 'auto' } }, bench, never)) as Target,
    isEmpty: async ({ name }) => (await mongo.client.db(name).listCollections().toArray()).length === 0,
    locked: {
      source: mongodbSource(url.replace(encodeURIComponent(password), encodeURIComponent(secret))),
      secret,
      place: `source orders: 127.0.0.1:${mongo.port}/shop`,
    },
    powerless: { source: mongodbSource(strict.url), lacking: /\[\{ role: "read", db: "shop" \}\]/ },
    async traces() {
      const names = (await mongo.client.db('shop').listCollections().toArray()).map(({ name }) => name)
      return [...names.sort(), `${await mongo.connections()} connections`]
    },
    self: url.replace('127.0.0.1', 'localhost'),
    some: 'custom*',
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
