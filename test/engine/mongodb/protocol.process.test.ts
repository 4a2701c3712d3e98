import { BSON } from 'mongodb'
import { expect, test } from 'vitest'
import { mongodb } from '../../../src/engine/mongodb/mongodb.ts'
import { mongodbSource } from '../source.ts'
import { bench } from '../step.ts'
import { documents, dumpOf, finds, never, problemOf, shop } from './place.ts'
import { type Command, type StandIn, startStandIn, uuidOf } from './stand-in.ts'

/** Nobody waits for the answer to it. */
const ended = ({ commands }: StandIn) => commands.some((command) => command['endSessions'] !== undefined)
const concerns = (of: StandIn) => finds(of).map(({ readConcern }) => readConcern)

test('a replica set is read in one snapshot: every collection as of the moment of the first', async () => {
  await using standIn = await startStandIn({ replicaSet: 'rs0', collections: shop })
  const { result, facts } = await dumpOf(standIn)
  expect(result.consistency).toBe('snapshot')
  expect(facts.rows).toEqual({ orders: 5, customers: 3 })
  const [first, second] = concerns(standIn)
  expect(first).toMatchObject({ level: 'snapshot' })
  expect(second).toMatchObject({ level: 'snapshot', atClusterTime: expect.anything() })
  // The same session, and none is left.
  const [one, other] = finds(standIn).map(({ lsid }) => JSON.stringify(lsid))
  expect(one).toBe(other)
  await expect.poll(() => ended(standIn)).toBe(true)
  await expect.poll(() => standIn.open()).toBe(0)
})

test.each([
  ['a single server', {}, {}],
  ['a replica set before 5.0', { replicaSet: 'rs0', version: '4.4.29' }, {}],
  ['a replica set with snapshot: false', { replicaSet: 'rs0' }, { snapshot: false }],
  [
    'FerretDB, which takes a snapshot for no more than a word',
    {
      replicaSet: 'rs0',
      answer: (_: Command, name: string) =>
        name === 'buildInfo' ? { version: '7.0.77', ferretdb: { version: 'v2.7.0' }, ok: 1 } : undefined,
    },
    {},
  ],
])('%s is read collection by collection, and the dump says so', async (_what, options, more) => {
  await using standIn = await startStandIn({ collections: shop, ...options })
  const { result } = await dumpOf(standIn, more)
  expect(result.consistency).toBe('per-object')
  expect(concerns(standIn)).toEqual([undefined, undefined])
})

test('capped collections, which have no snapshot before 8.0, are read by themselves and named', async () => {
  const collections = { ...shop, log: { options: { capped: true, size: 4096 }, documents: documents(1) } }
  const of = async (version: string) => {
    await using standIn = await startStandIn({ replicaSet: 'rs0', version, collections })
    const { result } = await dumpOf(standIn)
    return { result, alone: finds(standIn).filter(({ readConcern }) => readConcern === undefined) }
  }
  const before = await of('7.0.14')
  expect(before.result.consistency).toBe('per-object')
  expect(before.result.findings).toMatchObject([{ level: 'note', message: expect.stringMatching(/: log$/) }])
  expect(before.alone).toMatchObject([{ find: 'log' }])
  const after = await of('8.0.4')
  expect(after.result).toMatchObject({ consistency: 'snapshot', findings: [] })
})

test('a snapshot that the server has forgotten is reported with the setting to raise', async () => {
  const error = await problemOf({
    replicaSet: 'rs0',
    answer: (_, name) =>
      name === 'getMore'
        ? { ok: 0, code: 239, codeName: 'SnapshotTooOld', errmsg: 'Read timestamp is older' }
        : undefined,
  })
  expect(error).toMatchObject({
    code: 'source-failed',
    hint: expect.stringContaining('minSnapshotHistoryWindowInSeconds'),
  })
})

test('a collection that is dropped, or made anew, while the dump runs is no backup', async () => {
  for (const after of [{ orders: shop.orders }, { ...shop, customers: { ...shop.customers, type: 'view' } }]) {
    let listings = 0
    const described = (of: Readonly<Record<string, { readonly type?: string; readonly documents?: unknown }>>) =>
      Object.entries(of).map(([name, { type = 'collection' }]) => ({
        ...{ name, type, options: {} },
        info: { uuid: new BSON.UUID(uuidOf(name)) },
      }))
    const error = await problemOf({
      answer: (command, name) =>
        name === 'listCollections' && command['filter']?.name === undefined
          ? {
              cursor: { id: BSON.Long.ZERO, ns: 'shop.$cmd', firstBatch: described(++listings > 2 ? after : shop) },
              ok: 1,
            }
          : undefined,
    })
    expect(error).toMatchObject({
      code: 'source-failed',
      message: expect.stringMatching(/while the backup ran: customers$/),
    })
  }
})

test('without a snapshot a cursor that ends too early, as on a collection that is renamed and back, is no backup', async () => {
  const collections = { ...shop, orders: { documents: documents(9) } }
  const early = (command: Command, name: string) =>
    name === 'getMore'
      ? {
          cursor: { id: BSON.Long.ZERO, ns: `shop.${command['collection']}`, nextBatch: documents(1) },
          ok: 1,
        }
      : undefined
  expect(await problemOf({ collections, answer: early })).toMatchObject({
    code: 'source-failed',
    message: 'source orders: 3 documents of orders came, and it had 9 before and 9 after',
    hint: expect.stringContaining('Run it again'),
  })
})

test('what is removed, or put in, while a collection is read is no failure', async () => {
  for (const counts of [
    [9, 5],
    [3, 9],
  ]) {
    let asked = 0
    await using standIn = await startStandIn({
      collections: { orders: shop.orders },
      answer: (_, name) =>
        name === 'aggregate'
          ? { cursor: { id: BSON.Long.ZERO, ns: 'shop.orders', firstBatch: [{ _id: 1, n: counts[asked++] }] }, ok: 1 }
          : undefined,
    })
    expect((await dumpOf(standIn)).facts.rows).toEqual({ orders: 5 })
  }
})

test('a collection that is gone by its name when its cursor has ended is no backup, whatever is there in the end', async () => {
  const error = await problemOf({
    answer: (command, name) =>
      name === 'listCollections' && command['filter']?.name === 'orders'
        ? { cursor: { id: BSON.Long.ZERO, ns: 'shop.$cmd', firstBatch: [] }, ok: 1 }
        : undefined,
  })
  expect(error).toMatchObject({
    code: 'source-failed',
    message: expect.stringMatching(/while the backup ran: orders$/),
  })
})

test('a collection called __proto__ is in the facts with its documents', async () => {
  const collections = Object.fromEntries([['__proto__', { documents: documents(3) }]])
  await using standIn = await startStandIn({ collections })
  const { facts } = await dumpOf(standIn)
  expect(Object.entries(facts.rows)).toEqual([['__proto__', 3]])
})

test('a dump that is given up closes its cursor and its session', async () => {
  await using standIn = await startStandIn({ replicaSet: 'rs0', collections: { big: { documents: documents(2000) } } })
  {
    await using live = await mongodb.open(mongodbSource(standIn.url), bench, never)
    for await (const part of live.dump().parts) {
      // Some of it, so that the cursor is open.
      const body = part.body[Symbol.asyncIterator]()
      while (!standIn.commands.some((command) => command['getMore'] !== undefined)) await body.next()
      part.body.destroy()
      break
    }
  }
  expect(standIn.commands).toContainEqual(expect.objectContaining({ killCursors: 'big' }))
  await expect.poll(() => ended(standIn)).toBe(true)
  await expect.poll(() => standIn.open()).toBe(0)
})

test('a cursor that the server has given up, or an answer that breaks off, is no backup', async () => {
  const lost = await problemOf({
    answer: (_, name) =>
      name === 'getMore' ? { ok: 0, code: 43, codeName: 'CursorNotFound', errmsg: 'cursor id 1 not found' } : undefined,
  })
  expect(lost).toMatchObject({ code: 'source-failed', message: expect.stringContaining('cursor id 1 not found') })
})

test('a time series is refused with what to do, unless it is left out', async () => {
  const collections = { ...shop, weather: { type: 'timeseries', options: { timeseries: { timeField: 'at' } } } }
  expect(await problemOf({ collections })).toMatchObject({
    code: 'source-failed',
    message: 'source orders: weather is a time series, which this program does not dump',
    hint: expect.stringContaining('exclude: [weather]'),
  })
  await using standIn = await startStandIn({ collections })
  const { facts } = await dumpOf(standIn, { collections: { include: [], exclude: ['weather'] } })
  expect(Object.keys(facts.rows)).toEqual(['customers', 'orders'])
})

test('fields named by digits are warned of, because their order changes', async () => {
  const indexes = [
    {
      v: 2,
      key: new Map([
        ['b', 1],
        ['0', 1],
      ]),
      name: 'odd',
    },
  ]
  await using standIn = await startStandIn({ collections: { ...shop, orders: { ...shop.orders, indexes } } })
  const { result } = await dumpOf(standIn)
  expect(result.findings).toMatchObject([{ level: 'warning', message: expect.stringMatching(/: orders$/) }])
})

test('a server that is too old is reported with its version', async () => {
  expect(await problemOf({ wire: 6 })).toMatchObject({
    code: 'tool-version',
    message: expect.stringContaining('too old'),
  })
})

test('a missing right is reported with the statement that gives it', async () => {
  const denied = { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'not authorized on shop to execute command' }
  for (const refused of ['listCollections', 'find', 'dbStats'])
    expect(await problemOf({ answer: (_, name) => (name === refused ? denied : undefined) })).toMatchObject({
      code: 'source-failed',
      hint: expect.stringContaining('grantRolesToUser("USER", [{ role: "read", db: "shop" }])'),
    })
})

test('TLS that the server does not speak is reported as that', async () => {
  expect(await problemOf({}, (url) => `${url}?tls=true&serverSelectionTimeoutMS=500`)).toMatchObject({
    code: 'source-failed',
    message: expect.stringContaining('source orders'),
  })
})
