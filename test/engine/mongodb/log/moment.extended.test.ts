import { setTimeout as pause } from 'node:timers/promises'
import { type Db, Timestamp } from 'mongodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chain, engineOf } from '../../../../src/engine/engine.ts'
import { type Ferret, ferretMissing, startFerret } from '../../../server/ferretdb.ts'
import { mongoMissing } from '../../../server/mongo.ts'
import { hold, type MemoryDump } from '../../memory.ts'
import { bench } from '../../step.ts'
import { never } from '../place.ts'
import { chainOf, type HeldPiece, holdPiece, openLive } from './fixture.ts'
import { openStage, type Stage } from './stage.ts'

const times = Number(process.env['BACKPROOF_MOMENTS'] ?? 50)
const missing = ferretMissing ?? (await mongoMissing())

/** What it says is when it was written, by the server's clock: FerretDB's is this machine's. */
interface Noted {
  _id: number
  at: number
  text: string
  changed?: number
}

if (missing !== undefined) test.skip(`FerretDB 1 and 2: ${missing}`)
else
  describe('FerretDB 1, played back on FerretDB 2', () => {
    let server: Ferret
    let stage: Stage
    let opening: Promise<Stage> | undefined
    let base: MemoryDump
    let chain: Chain
    let isWriting = true
    const pieces: HeldPiece[] = []
    const clock: Record<string, Date> = {}
    const shop = (): Db => server.client.db('shop')
    const journal = (db: Db) => db.collection<Noted>('journal')
    const orders = (db: Db) => db.collection<{ _id: number; note: string }>('orders')
    let last: { readonly at: Date; readonly documents: readonly Noted[] }

    beforeAll(async () => {
      server = await startFerret()
      opening = openStage()
      await server.makeOplog()
      await orders(shop()).insertOne({ _id: 1, note: 'before the backup' })
      await journal(shop()).createIndex({ at: 1 }, { name: 'by time', unique: true })
      await using live = await openLive(server.urlOf('shop'))
      const write = async () => {
        for (let n = 0; isWriting; n++) {
          await journal(shop()).insertOne({ _id: n, at: Date.now(), text: `${n % 10}`.repeat(n % 300) })
          if (n % 5 === 4) await journal(shop()).updateOne({ _id: n - 2 }, { $set: { changed: n } })
          if (n % 7 === 6) await journal(shop()).deleteOne({ _id: n - 5 })
          await server.client
            .db('other')
            .collection('things')
            .insertOne({ of: 'nobody here' } as object)
          await pause(5)
        }
      }
      const writing = write()
      await pause(200)
      base = await hold(live.source.dump())
      const tick = async () => {
        const from = pieces.at(-1)?.result.to ?? base.result.position
        if (from === undefined) throw new Error('no position')
        pieces.push(await holdPiece(live.log.collect(from)))
      }
      const mark = async (name: string) => {
        await pause(20)
        clock[name] = new Date()
        await pause(20)
      }
      await tick()
      await mark('before')
      await orders(shop()).insertOne({ _id: 2, note: 'written, then deleted' })
      await mark('between')
      await tick()
      await orders(shop()).deleteOne({ _id: 2 })
      await mark('deleted')
      isWriting = false
      await writing
      // FerretDB does not log it.
      await server.client
        .db('local')
        .collection('oplog.rs')
        .insertOne(dropped(await newest(), 'orders'))
      await mark('dropped')
      await tick()
      await server.restart()
      await journal(shop()).insertOne({ _id: 1_000_000, at: Date.now(), text: 'after the server began anew' })
      await tick()
      last = { at: new Date(), documents: await journal(shop()).find().sort({ _id: 1 }).toArray() }
      chain = chainOf(base, pieces)
      stage = await opening
    }, 180_000)
    afterAll(async () => {
      isWriting = false
      // Also where what was told before it was there has failed.
      await (await opening)?.[Symbol.asyncDispose]()
      await server?.[Symbol.asyncDispose]()
    })

    const newest = async () =>
      await server.client.db('local').collection('oplog.rs').find().sort({ $natural: -1 }).limit(1).next()
    const at = (name: string) => ({ time: clock[name] as Date })
    const there = async (db: Db) => (await db.listCollections().toArray()).map(({ name }) => name).sort()

    test('before a document was written it is not there, and nothing of another database ever is', async () => {
      const db = await stage.to(chain, at('before'))
      expect(await orders(db).find().toArray()).toEqual([{ _id: 1, note: 'before the backup' }])
      expect(Buffer.concat(pieces.flatMap(({ parts }) => [...parts.values()])).includes('nobody here')).toBe(false)
    })

    test('between its writing and its deletion the document is there, after it no more, and after a drop no collection is', async () => {
      expect(await orders(await stage.to(chain, at('between'))).countDocuments()).toBe(2)
      expect(await orders(await stage.to(chain, at('deleted'))).countDocuments()).toBe(1)
      expect(await there(await stage.to(chain, at('dropped')))).toEqual(['journal'])
    })

    test('at the end of the log everything is as it was there, with its indexes', async () => {
      const db = await stage.to(chain, 'end')
      expect(await journal(db).find().sort({ _id: 1 }).toArray()).toEqual(last.documents)
      expect(await journal(db).indexes()).toContainEqual(expect.objectContaining({ name: 'by time', unique: true }))
    })

    test(
      `${times} moments by chance: the journal ends just there`,
      async () => {
        const all = new Map<number, number>()
        const first = base.result.moment as Date
        const until = pieces.at(-1)?.result.covers.until as Date
        for (const { _id, at: written } of last.documents) all.set(_id, written)
        for (let n = 0; n < times; n++) {
          const time = new Date(first.getTime() + Math.floor(Math.random() * (until.getTime() - first.getTime())))
          const found = await journal(await stage.to(chain, { time }))
            .find()
            .sort({ _id: 1 })
            .toArray()
          const [newestThere] = found.slice(-1)
          // It was written when it was sent, and logged some milliseconds later.
          expect(newestThere?.at).toBeLessThanOrEqual(time.getTime())
          const next = last.documents.find(({ _id }) => _id > (newestThere?._id ?? -1))
          if (next !== undefined) expect(next.at).toBeGreaterThan(time.getTime() - 100)
          for (const { changed } of found) expect(changed ?? 0).toBeLessThanOrEqual(newestThere?._id ?? 0)
        }
      },
      60_000 + times * 10_000,
    )

    test('a recovery is a server of its own that can be dumped, and its dump restored', async () => {
      const { replay } = await engineOf('mongodb')
      if (replay === undefined) throw new Error('the engine plays nothing back')
      const heard: string[] = []
      const by = { tools: { kind: 'auto' }, image: undefined } as const
      await using recovered = await replay.recover(chain, at('between'), by, bench, never, ({ step }) =>
        heard.push(step),
      )
      expect(heard).toEqual(expect.arrayContaining(['base', 'replay']))
      expect(recovered.reached?.getTime()).toBeLessThanOrEqual(at('between').time.getTime())
      expect((await recovered.target.facts(base.facts)).rows).toMatchObject({ orders: 2 })
      const dumped = await hold(recovered.dump())
      expect(dumped.facts.rows).toMatchObject({ orders: 2 })
      expect(dumped.facts.objects['collection']).toEqual(['journal', 'orders'])
    })

    test('a moment after the last piece is refused before anything is restored', async () => {
      const { until } = (pieces.at(-1) as HeldPiece).result.covers
      const later = { time: new Date(until.getTime() + 1000) }
      await expect(stage.to(chain, later)).rejects.toMatchObject({
        code: 'restore-failed',
        message: expect.stringContaining(until.toISOString()),
      })
    })

    test('a piece that is missing, swapped or cut off is refused, and never played as a shorter log', async () => {
      const [first, second, third] = pieces as [HeldPiece, HeldPiece, HeldPiece]
      await expect(stage.to(chainOf(base, [first, third]), 'end')).rejects.toMatchObject({ code: 'object-damaged' })
      const swapped = { ...second, parts: first.parts }
      await expect(stage.to(chainOf(base, [first, swapped]), 'end')).rejects.toMatchObject({ code: 'object-damaged' })
      const bytes = second.parts.get('oplog.bson') as Buffer
      const lengths: number[] = []
      for (let from = 0; from < bytes.length; from += bytes.readInt32LE(from)) lengths.push(bytes.readInt32LE(from))
      for (const cut of [31, lengths.at(-1) as number]) {
        const shorter = { ...second, parts: new Map([['oplog.bson', bytes.subarray(0, bytes.length - cut)]]) }
        await expect(stage.to(chainOf(base, [first, shorter]), 'end')).rejects.toMatchObject({ code: 'object-damaged' })
      }
    })
  })

function dropped(newest: object | null, collection: string): object {
  const { ts, t } = newest as { readonly ts: { readonly t: number; readonly i: number }; readonly t: number }
  return {
    op: 'c',
    ns: 'shop.$cmd',
    ts: new Timestamp({ t: ts.t, i: ts.i + 1 }),
    o: { drop: collection },
    t,
    v: 2,
    wall: new Date(),
  }
}
