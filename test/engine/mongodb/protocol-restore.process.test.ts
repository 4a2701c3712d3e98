import { Readable } from 'node:stream'
import { BSON } from 'mongodb'
import { expect, test } from 'vitest'
import { mongodb } from '../../../src/engine/mongodb/mongodb.ts'
import type { Problem } from '../../../src/problem.ts'
import { plainBackup } from '../memory.ts'
import { mongodbSource } from '../source.ts'
import { bench } from '../step.ts'
import { readForeign } from './foreign.ts'
import { documents, dumpOf, never, nothing, shop, targetAt } from './place.ts'
import { type Command, startStandIn } from './stand-in.ts'

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

test('a full disk of the server is told as that of its machine, and what a document says of one is not', async () => {
  await using source = await startStandIn({ collections: shop })
  const held = await dumpOf(source)
  const noRoom = 'WiredTigerRecordStore::insertRecord 28: No space left on device'
  const duplicate = 'E11000 duplicate key error collection: shop.customers index: note'
  const refused = (error: BSON.Document) => ({ n: 0, ok: 1, writeErrors: [{ index: 0, ...error }] })
  const answers: readonly (readonly [BSON.Document, boolean])[] = [
    [refused({ code: 14_031, errmsg: 'available disk space of 9 bytes is less than required minimum' }), true],
    [refused({ code: 1, errmsg: noRoom }), true],
    [{ n: 3, ok: 1, writeConcernError: { code: 14_031, errmsg: 'no disk' } }, true],
    [{ ok: 0, code: 14_031, codeName: 'OutOfDiskSpace', errmsg: 'available disk space of 9 bytes' }, true],
    [refused({ code: 11_000, errmsg: `${duplicate}: "No space left on device"` }), false],
    [refused({ code: 121, errmsg: 'Document failed validation: No space left on device' }), false],
  ]
  for (const [answer, ofMachine] of answers) {
    await using target = await startStandIn({ answer: (_, name) => (name === 'insert' ? answer : undefined) })
    const error = await (await targetAt(target)).restore(plainBackup(held), nothing).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'restore-failed', ofMachine })
    expect((error as Problem).hint?.startsWith('The disk of the server is full')).toBe(ofMachine)
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

test('users and roles of the database go along on request, in an archive that another reader reads', async () => {
  const documents: Readonly<Record<string, readonly BSON.Document[]>> = {
    'system.users': [{ _id: 'shop.ada', user: 'ada', db: 'shop', credentials: { 'SCRAM-SHA-256': { salt: 'x' } } }],
    'system.roles': [{ _id: 'shop.clerk', role: 'clerk', db: 'shop', privileges: [] }],
    'system.version': [{ _id: 'authSchema', currentVersion: 5 }],
  }
  const answer = (command: Command, name: string) =>
    name === 'find' && command.$db === 'admin'
      ? { cursor: { id: BSON.Long.ZERO, ns: 'admin.x', firstBatch: documents[command['find']] }, ok: 1 }
      : undefined
  await using source = await startStandIn({ collections: shop, answer })
  const held = await dumpOf(source, { users: true })
  expect(held.facts.objects).toMatchObject({ user: ['ada'], role: ['clerk'] })
  expect(source.commands).toContainEqual(expect.objectContaining({ find: 'system.users', filter: { db: 'shop' } }))
  const { names, documents: inside } = readForeign(held.parts.get('users.archive') ?? Buffer.alloc(0))
  expect(names).toEqual(['shop.$admin.system.users', 'shop.$admin.system.roles', 'shop.$admin.system.version'])
  expect(inside.get('shop.$admin.system.users')).toEqual([
    Buffer.from(BSON.serialize(documents['system.users']?.[0] ?? {})),
  ])

  const reading = { tools: { kind: 'auto' }, image: undefined } as const
  await mongodb.contents(plainBackup(held), reading, bench, never)
  const cut = (name: string, body: Buffer) => Readable.from([name === 'users.archive' ? body.subarray(0, -4) : body])
  await expect(mongodb.contents(plainBackup(held, cut), reading, bench, never)).rejects.toMatchObject({
    code: 'object-damaged',
    message: expect.stringContaining('the part users.archive is damaged'),
  })

  await using target = await startStandIn()
  const { expected, findings } = await (await targetAt(target)).restore(plainBackup(held), nothing)
  expect(expected?.objects).not.toHaveProperty('user')
  expect(findings).toMatchObject([{ level: 'note', message: expect.stringContaining('users.archive') }])
})

test('users that may not be read, or that a server does not give, are told before anything of the database is read', async () => {
  const denied = (command: Command, name: string) =>
    name === 'find' && command.$db === 'admin'
      ? { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'not authorized on admin to execute command find' }
      : undefined
  const ferret = (_: Command, name: string) =>
    name === 'buildInfo' ? { version: '7.0.77', ferretdb: { version: 'v2.7.0' }, ok: 1 } : undefined
  const refusals = [
    [
      denied,
      {
        code: 'source-failed',
        message: expect.stringMatching(/may not read admin\.system\.users, where its users are at /),
        hint: expect.stringContaining('grantRolesToUser("USER", [{ role: "backup", db: "admin" }])'),
      },
    ],
    [
      ferret,
      {
        code: 'policy-invalid',
        message: expect.stringMatching(
          /^source orders, at line \d+ of the policy: users cannot be true, because FerretDB at \S+ gives nobody the digests/,
        ),
      },
    ],
  ] as const
  for (const [answer, refusal] of refusals) {
    await using source = await startStandIn({ collections: shop, answer })
    await expect(dumpOf(source, { users: true })).rejects.toMatchObject(refusal)
    await using live = await mongodb.open(mongodbSource(source.url, { users: true }), bench, never)
    await expect(live.rehearse()).rejects.toMatchObject(refusal)
    expect(source.commands.filter(({ find }) => shop[find as keyof typeof shop] !== undefined)).toEqual([])
  }
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
