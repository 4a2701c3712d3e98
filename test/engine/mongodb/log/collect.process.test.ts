import { BSON } from 'mongodb'
import { afterEach, describe, expect, test } from 'vitest'
import { comparePlaces, placeIn } from '../../../../src/engine/mongodb/log/place.ts'
import type { MongodbSource } from '../../../../src/policy/source/mongodb.ts'
import { type LogFixture, logContract } from '../../log/contract.ts'
import { hold } from '../../memory.ts'
import { type Command, type StandIn, type StandInOptions, startStandIn } from '../stand-in.ts'
import { startCut } from './cut.ts'
import { holdPiece, type Live, openLive, pointInTime, startOf } from './fixture.ts'
import { ReplicaSet } from './set.ts'

const { Timestamp } = BSON
let opened = new AsyncDisposableStack()
afterEach(async () => {
  await opened.disposeAsync()
  opened = new AsyncDisposableStack()
})

const textsIn = (bytes: Buffer) => [...bytes.toString('latin1').matchAll(/<<(.*?)>>/g)].map(([, text = '']) => text)

logContract('of a replica set', async (): Promise<LogFixture> => {
  const set = new ReplicaSet()
  set.insert({ _id: 0, text: 'the first' })
  const standIn = opened.use(await startStandIn(set.options()))
  const cut = opened.use(await startCut(standIn.port))
  const live = opened.use(await openLive(`mongodb://127.0.0.1:${cut.port}/shop?directConnection=true`))
  return {
    log: live.log,
    cutAfter: (bytes) => cut.after(bytes),
    forgets: false,
    compare: comparePlaces,
    start: () => startOf(live),
    write: async (text) => void set.insert({ text: `<<${text}>>` }),
    texts: textsIn,
    lose: async () => {
      set.entries = []
    },
    async replace() {
      const { length } = set.entries
      set.entries = []
      for (let n = 0; n < length; n++) set.insert({ _id: n, text: 'of another' })
    },
  }
})

interface At {
  readonly set: ReplicaSet
  readonly standIn: StandIn
  readonly live: Live
}

async function begin(more: StandInOptions = {}, source: Partial<MongodbSource> = {}): Promise<At> {
  const set = new ReplicaSet()
  set.log({ op: 'n', ns: '', o: { msg: 'initiating set' } })
  const standIn = opened.use(await startStandIn(set.options(more)))
  const live = opened.use(await openLive(`${standIn.url}?directConnection=true`, source))
  return { set, standIn, live }
}

const entriesIn = (bytes: Buffer | undefined): BSON.Document[] => {
  const all: BSON.Document[] = []
  for (let at = 0; bytes !== undefined && at < bytes.length; at += bytes.readInt32LE(at))
    all.push(BSON.deserialize(bytes.subarray(at, at + bytes.readInt32LE(at))))
  return all
}

describe('what an election could undo is not collected', () => {
  test('a piece ends where a majority is, once it has what was written before the run', async () => {
    const { set, live, standIn } = await begin()
    const start = await startOf(live)
    set.insert({ text: '<<one>>' })
    set.behind = 1
    setTimeout(() => {
      set.behind = 0
    }, 300)
    const { parts } = await holdPiece(live.log.collect(start))
    expect(textsIn(parts.get('oplog.bson') as Buffer)).toEqual(['one'])
    const read = standIn.commands.filter(({ find }) => find === 'oplog.rs')
    expect(read.length).toBeGreaterThan(2)
    for (const { readConcern } of read) expect(readConcern).toMatchObject({ level: 'majority' })
  })

  test('a majority that lags on is waited for, then what it has is collected and promised, with a warning', async () => {
    const { set, live } = await begin()
    const start = await startOf(live)
    const { wall } = set.insert({ text: '<<one>>' })
    set.insert({ text: '<<two>>' })
    set.behind = 1
    const { parts, result } = await holdPiece(live.log.collect(start))
    expect(textsIn(parts.get('oplog.bson') as Buffer)).toEqual(['one'])
    expect(result.covers.until).toEqual(new Date(wall.getTime() - 1))
    expect(result.findings).toMatchObject([{ level: 'warning', message: expect.stringContaining('a majority of rs0') }])
    set.behind = 0
    expect(textsIn((await holdPiece(live.log.collect(result.to))).parts.get('oplog.bson') as Buffer)).toEqual(['two'])
  }, 30_000)

  test('a last entry that was rolled back is a gap, also where another has its place', async () => {
    const { set, live } = await begin()
    const start = await startOf(live)
    set.insert({ text: '<<one>>' })
    const { result } = await holdPiece(live.log.collect(start))
    const [undone] = set.entries.splice(-1) as [BSON.Document]
    set.entries.push({ ...undone, t: BSON.Long.fromNumber(2) })
    set.insert({ text: '<<two>>' })
    await expect(holdPiece(live.log.collect(result.to))).rejects.toMatchObject({
      code: 'log-gap',
      message: expect.stringContaining('has rolled back'),
    })
  })
})

describe('a piece', () => {
  test('holds nothing of other databases, whose last entry is only a place', async () => {
    const { set, live } = await begin()
    const start = await startOf(live)
    set.log({ op: 'n', ns: '', o: { msg: 'periodic noop' } })
    set.insert({ text: 'of theirs' }, 'theirs.notes')
    set.insert({ text: 'not a part of shop' }, 'shop2.notes')
    const operations = [
      { op: 'i', ns: 'shop.notes', o: { _id: 1, text: 'ours' } },
      { op: 'i', ns: 'theirs.notes', o: { _id: 2, text: 'of theirs' } },
      { op: 'i', ns: 'shop.notes', o: { _id: 3, text: 'ours' } },
    ]
    set.log({ op: 'c', ns: 'admin.$cmd', o: { applyOps: operations } })
    const lsid = { id: new BSON.Binary(Buffer.alloc(16), 4) }
    const transaction = { op: 'c', ns: 'admin.$cmd', lsid, txnNumber: BSON.Long.ONE }
    set.log({ ...transaction, o: { applyOps: [operations[1]], prepare: true } })
    set.log({ ...transaction, o: { commitTransaction: 1 } })
    const last = set.insert({ text: 'of theirs' }, 'theirs.notes')
    const { parts, result } = await holdPiece(live.log.collect(start))
    const bytes = parts.get('oplog.bson') as Buffer
    expect(bytes.includes('theirs') || bytes.includes('not a part')).toBe(false)
    expect(entriesIn(bytes)).toMatchObject([
      { op: 'c', o: { applyOps: [{ o: { _id: 1 } }, { o: { _id: 3 } }] } },
      { op: 'c', o: { applyOps: [], prepare: true }, txnNumber: 1 },
      { op: 'c', o: { commitTransaction: 1 } },
      { op: 'n', ns: '', o: {}, ts: last['ts'], wall: last['wall'] },
    ])
    // It goes on from the entry itself.
    expect((await holdPiece(live.log.collect(result.to))).parts.size).toBe(0)
  })

  test('is a gap where the server has removed what was about to be read', async () => {
    const { set, live } = await begin()
    const start = await startOf(live)
    set.insert({ text: '<<one>>' })
    set.before = ({ find, filter }) =>
      find === 'oplog.rs' && filter?.ts?.$lte !== undefined
        ? { ok: 0, code: 136, codeName: 'CappedPositionLost', errmsg: 'CollectionScan died' }
        : undefined
    await expect(holdPiece(live.log.collect(start))).rejects.toMatchObject({ code: 'log-gap' })
  })

  test('that ends before the end of the log fails, and is no gap', async () => {
    const { set, live } = await begin()
    const start = await startOf(live)
    set.insert({ text: '<<one>>' })
    set.insert({ text: '<<two>>' })
    set.before = ({ find, filter }) => {
      if (find === 'oplog.rs' && filter?.ts?.$lte !== undefined) set.entries.splice(-1)
      return undefined
    }
    await expect(holdPiece(live.log.collect(start))).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('broke off'),
    })
  })
})

describe('a dump', () => {
  test('lies at the newest entry before it began, and moments count from its snapshot', async () => {
    const { set, live } = await begin()
    const { ts } = set.insert({ text: 'before' })
    const { result } = await hold(live.source.dump(), async () => void set.insert({ text: 'meanwhile' }))
    expect(placeIn(result.position as never)).toMatchObject({
      ...{ seconds: ts.t, number: ts.i, term: 1 },
      dump: { database: 'shop', complete: { number: ts.i + 1 } },
    })
    expect(result.moment).toBeInstanceOf(Date)
  })

  test('lies before the oldest transaction that has logged a part of it', async () => {
    const { set, live } = await begin()
    const { ts } = set.insert({ text: 'before' })
    const part = set.log({ op: 'c', ns: 'admin.$cmd', o: { applyOps: [], partialTxn: true } })
    set.insert({ text: 'after' })
    set.transactions = [{ state: 'inProgress', startOpTime: { ts: part['ts'], t: 1 } }]
    const { result } = await hold(live.source.dump())
    expect(placeIn(result.position as never)).toMatchObject({ seconds: ts.t, number: ts.i })
  })

  test('is placed again where a transaction has just ended that had logged a part of it', async () => {
    const { set, live } = await begin()
    const part = set.log({ op: 'c', ns: 'admin.$cmd', o: { applyOps: [], prepare: true } })
    let asked = 0
    set.before = ({ $db, find }) => {
      if ($db === 'config' && find === 'transactions' && asked++ === 0)
        set.log({ op: 'c', ns: 'admin.$cmd', o: { commitTransaction: 1 }, prevOpTime: { ts: part['ts'], t: 1 } })
      return undefined
    }
    const { result } = await hold(live.source.dump())
    expect(placeIn(result.position as never)).toMatchObject({ number: part['ts'].i + 1 })
    expect(asked).toBe(2)
  })

  test('of a source whose log nobody collects asks nothing of a log', async () => {
    const set = new ReplicaSet()
    const standIn = opened.use(await startStandIn(set.options()))
    const { pointInTime: _none, ...without } = { pointInTime }
    const live = opened.use(
      await openLive(`${standIn.url}?directConnection=true`, { ...without, pointInTime: undefined as never }),
    )
    const { result } = await hold(live.source.dump())
    expect(result.position).toBeUndefined()
    expect(standIn.commands.some(({ find }) => find === 'oplog.rs')).toBe(false)
  })

  test('of a server without a log is whole, and says why it has no place in one', async () => {
    const standIn = opened.use(await startStandIn({ collections: { notes: {} } }))
    const live = opened.use(await openLive(standIn.url))
    const { result } = await hold(live.source.dump())
    expect(result.position).toBeUndefined()
    expect(result.findings).toMatchObject([{ level: 'note', message: expect.stringContaining('stands alone') }])
  })
})

const ferret = (_: Command, name: string) =>
  name === 'buildInfo' ? { version: '7.0.77', ferretdb: { version: 'v2.7.0' }, ok: 1 } : undefined
const denied = (code: number) => (command: Command) =>
  command['find'] === 'oplog.rs' ? { ok: 0, code, codeName: 'X', errmsg: 'not allowed on local.oplog.rs' } : undefined

describe('it is refused in one sentence, with what to type', () => {
  test.each<[string, StandInOptions, Partial<MongodbSource>, RegExp, RegExp]>([
    [
      'a server by itself',
      { replicaSet: undefined as never },
      {},
      /stands alone and keeps no oplog/,
      /rs\.initiate\(\)/,
    ],
    [
      'a router of a sharded cluster',
      { replicaSet: undefined as never, state: () => ({ msg: 'isdbgrid' }) },
      {},
      /router of a sharded cluster/,
      /Take point-in-time out/,
    ],
    [
      'a secondary',
      { state: () => ({ isWritablePrimary: false, ismaster: false, secondary: true }) },
      {},
      /leads to a secondary/,
      /Name the members of the replica set/,
    ],
    ['FerretDB 2', { answer: ferret }, {}, /FerretDB .* keeps no oplog/, /back it up as often/],
    [
      'a selection of collections',
      {},
      { collections: { include: ['notes'], exclude: [] } },
      /point-in-time does not go with collections/,
      /Take collections out/,
    ],
    [
      'a user without the role',
      { answer: denied(13) },
      {},
      /may not read local\.oplog\.rs/,
      /role: "backup", db: "admin"/,
    ],
    [
      'a provider that offers no oplog',
      { answer: denied(8000) },
      {},
      /provider .* lets nobody read the oplog/,
      /more often/,
    ],
  ])('%s', async (_what, options, source, message, hint) => {
    const set = new ReplicaSet()
    const standIn = opened.use(await startStandIn(set.options(options)))
    const live = opened.use(await openLive(`${standIn.url}?directConnection=true`, source))
    await expect(live.log.rehearse()).rejects.toMatchObject({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    })
  })

  test('an oplog that has rolled over and goes back less than three times the interval is warned of', async () => {
    const { set, live } = await begin()
    const wall = new Date(Date.now() - 20 * 60_000)
    set.entries = []
    set.log({ op: 'n', ns: '', o: { msg: 'initiating set' }, wall })
    set.insert({ text: 'one' })
    const start = await startOf(live)
    expect((await holdPiece(live.log.collect(start))).result.findings).toEqual([])
    set.entries.splice(0, 1, { ...set.entries[1], ts: new Timestamp({ t: 1, i: 1 }), wall })
    expect((await holdPiece(live.log.collect(start))).result.findings).toMatchObject([
      {
        level: 'warning',
        message: expect.stringMatching(/goes back 20 m.*every 15 m/),
        hint: expect.stringContaining('replSetResizeOplog'),
      },
    ])
  })
})
