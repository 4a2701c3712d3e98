import { BSON } from 'mongodb'
import { expect, test } from 'vitest'
import type { Target } from '../../../src/engine/engine.ts'
import { mongodb } from '../../../src/engine/mongodb/mongodb.ts'
import type { MongodbSource } from '../../../src/policy/source/mongodb.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { mongodbSource } from '../source.ts'
import { bench } from '../step.ts'
import { readForeign } from './foreign.ts'
import { type Command, type StandIn, type StandInOptions, startStandIn } from './stand-in.ts'

const never = new AbortController().signal
const nothing = { overwrite: false, only: [] } as const

const documents = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ _id: index, a: `document ${index}` }))
const shop = { orders: { documents: documents(5) }, customers: { documents: documents(3) } }

async function dumpOf(standIn: StandIn, more: Partial<MongodbSource> = {}): Promise<MemoryDump> {
  await using live = await mongodb.open(mongodbSource(standIn.url, more), bench, never)
  return await hold(live.dump())
}

const targetAt = async ({ url }: StandIn): Promise<Target> =>
  (await mongodb.target(url.replace('/shop', '/restored'), { tools: { kind: 'auto' } }, bench, never)) as Target

const finds = ({ commands }: StandIn) => commands.filter((command) => command['find'] !== undefined)
/** Nobody waits for the answer to it. */
const ended = ({ commands }: StandIn) => commands.some((command) => command['endSessions'] !== undefined)
const concerns = (of: StandIn) => finds(of).map(({ readConcern }) => readConcern)

async function problemOf(options: StandInOptions, url?: (url: string) => string) {
  await using standIn = await startStandIn({ collections: shop, ...options })
  const source = mongodbSource(url?.(standIn.url) ?? standIn.url)
  return await mongodb
    .open(source, bench, never)
    .then(async (live) => {
      await using _ = live
      return await hold(live.dump())
    })
    .catch((error: unknown) => error)
}

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

test('options, validators, indexes and views come back as they were, indexes after documents and views last', async () => {
  const validator = { mail: { $regex: '@' }, n: { $type: 'long' } }
  const collections = {
    members: {
      options: { validator, validationLevel: 'strict', collation: { locale: 'sv' }, temp: true },
      indexes: [
        { v: 2, key: { b: 1, a: -1 }, name: 'both', unique: true, sparse: true },
        { v: 2, key: { at: 1 }, name: 'old', expireAfterSeconds: BSON.Long.fromNumber(60) },
      ],
      documents: documents(3),
    },
    recent: { type: 'view', options: { viewOn: 'members', pipeline: [{ $limit: 5 }] } },
  }
  await using source = await startStandIn({ collections })
  const held = await dumpOf(source)
  expect(held.facts).toMatchObject({
    rows: { members: 3 },
    objects: { collection: ['members'], view: ['recent'] },
  })
  expect(held.facts.objects['index']?.map((text) => text.split(' ')[0])).toEqual(['members.both', 'members.old'])
  expect(held.facts.objects['option']?.map((text) => text.split(' ')[0])).toEqual([
    'members.collation',
    'members.validationLevel',
    'members.validator',
    'recent.pipeline',
    'recent.viewOn',
  ])
  const { names, documents: inside } = readForeign(held.parts.get('dump.archive') ?? Buffer.alloc(0))
  expect(names).toEqual(['shop.members', 'shop.recent'])
  // mongorestore makes a view where its block begins.
  expect(inside.get('shop.recent')).toEqual([])

  await using target = await startStandIn()
  await (await targetAt(target)).restore(plainBackup(held), nothing)
  const written = target.commands.filter(({ $db }) => $db === 'restored')
  expect(written.map((command) => Object.keys(command)[0])).toEqual([
    ...['listCollections', 'create', 'insert', 'createIndexes', 'create'],
  ])
  const [, make, insert, index, view] = written
  expect(make).toMatchObject({ create: 'members', validator, validationLevel: 'strict', collation: { locale: 'sv' } })
  expect(make).not.toHaveProperty('temp')
  expect(insert).toMatchObject({ insert: 'members', ordered: true, bypassDocumentValidation: true })
  expect(insert?.documents).toEqual(collections.members.documents.map((one) => Buffer.from(BSON.serialize(one))))
  expect(Object.keys(index?.['indexes'][0].key)).toEqual(['b', 'a'])
  expect(index?.['indexes'][1].expireAfterSeconds).toEqual(BSON.Long.fromNumber(60))
  expect(view).toMatchObject({ create: 'recent', viewOn: 'members', pipeline: [{ $limit: 5 }] })
})

test('documents that a server acknowledges without storing them fail the restore, and what was made goes', async () => {
  await using source = await startStandIn({ collections: shop })
  const held = await dumpOf(source)
  const lies: readonly BSON.Document[] = [
    { n: 2, ok: 1 },
    { n: 3, ok: 1, writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' } },
    {
      n: 0,
      ok: 1,
      writeErrors: [
        { index: 0, code: 11_000, errmsg: 'E11000 duplicate key error dup key: { mail: "ada@a.example" }' },
      ],
    },
  ]
  for (const lie of lies) {
    await using target = await startStandIn({ answer: (_, name) => (name === 'insert' ? lie : undefined) })
    const error = await (await targetAt(target)).restore(plainBackup(held), nothing).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'restore-failed',
      message: expect.stringMatching(/took \d of 3 documents of customers|insert into customers: waiting/),
    })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('ada@')
    const dropped = target.commands.flatMap((command) => (command['drop'] === undefined ? [] : [command['drop']]))
    expect(dropped).toEqual(['customers', 'orders'])
  }
})

test('a target that cannot be emptied again is named as half restored', async () => {
  await using source = await startStandIn({ collections: shop })
  const held = await dumpOf(source)
  await using target = await startStandIn({
    answer: (_, name) =>
      name === 'insert' ? { n: 0, ok: 1 } : name === 'drop' ? { ok: 0, code: 13, errmsg: 'not authorized' } : undefined,
  })
  const error = await (await targetAt(target)).restore(plainBackup(held), nothing).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'restore-failed', message: expect.stringContaining('left half restored') })
})

test('a collection that is dropped, or made anew, while the dump runs is no backup', async () => {
  for (const after of [{ orders: shop.orders }, { ...shop, customers: { ...shop.customers, type: 'view' } }]) {
    let listings = 0
    const described = (of: Readonly<Record<string, { readonly type?: string; readonly documents?: unknown }>>) =>
      Object.entries(of).map(([name, { type = 'collection' }]) => ({ name, type, options: {}, info: {} }))
    const error = await problemOf({
      answer: (_, name) =>
        name === 'listCollections'
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

/** What the roles of docs/engines.md allow, by MongoDB's own list. */
const everybody = ['hello', 'ismaster', 'isMaster', 'ping', 'buildInfo', 'endSessions']
const read = [...everybody, 'listCollections', 'listIndexes', 'dbStats', 'find', 'getMore', 'killCursors', 'aggregate']
const readWriteAndDbAdmin = [...read, 'create', 'insert', 'createIndexes', 'drop']
const only = (allowed: readonly string[]) => (command: Command, name: string) =>
  allowed.includes(name)
    ? undefined
    : {
        ok: 0,
        code: 13,
        codeName: 'Unauthorized',
        errmsg: `not authorized on ${command.$db} to execute command ${name}`,
      }

test('a backup needs no more than the role read, and a restore no more than readWrite and dbAdmin', async () => {
  const indexes = [{ v: 2, key: { a: 1 }, name: 'a' }]
  const collections = { ...shop, orders: { ...shop.orders, indexes, options: { validator: { a: { $exists: true } } } } }
  await using source = await startStandIn({ replicaSet: 'rs0', collections, answer: only(read) })
  const held = await dumpOf(source)
  await using target = await startStandIn({ answer: only(readWriteAndDbAdmin) })
  await (await targetAt(target)).restore(plainBackup(held), nothing)
  await using reader = await startStandIn({ answer: only(read) })
  await expect((await targetAt(reader)).restore(plainBackup(held), nothing)).rejects.toMatchObject({
    code: 'restore-failed',
    message: expect.stringContaining('may not make customers'),
    hint: expect.stringContaining('readWrite and dbAdmin'),
  })
})

test('an older server is refused before anything is written', async () => {
  await using source = await startStandIn({ version: '8.0.4', collections: shop })
  const held = await dumpOf(source)
  await using target = await startStandIn({ version: '7.0.14' })
  await expect((await targetAt(target)).restore(plainBackup(held), nothing)).rejects.toMatchObject({
    code: 'tool-version',
    message: expect.stringMatching(
      /the backup is of MongoDB 8\.0\.4, and 127\.0\.0\.1:\d+\/restored is the older 7\.0\.14/,
    ),
  })
  expect(target.commands.filter(({ $db }) => $db === 'restored')).toEqual([])
})

test('documents that expire by themselves are not compared in a database that stays', async () => {
  const indexes = [{ v: 2, key: { at: 1 }, name: 'old', expireAfterSeconds: 60 }]
  await using source = await startStandIn({ collections: { ...shop, orders: { ...shop.orders, indexes } } })
  const held = await dumpOf(source)
  await using target = await startStandIn()
  const { expected, findings } = await (await targetAt(target)).restore(plainBackup(held), nothing)
  expect(expected?.rows).toEqual({ customers: 3 })
  expect(expected?.objects['collection']).toEqual(['customers', 'orders'])
  expect(findings).toMatchObject([{ level: 'note', message: expect.stringMatching(/: orders$/) }])
})

test('TLS that the server does not speak is reported as that', async () => {
  expect(await problemOf({}, (url) => `${url}?tls=true&serverSelectionTimeoutMS=500`)).toMatchObject({
    code: 'source-failed',
    message: expect.stringContaining('source orders'),
  })
})
