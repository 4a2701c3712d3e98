import { BSON } from 'mongodb'
import { expect } from 'vitest'
import type { Chain } from '../../../../src/engine/engine.ts'
import { parseMongodbUrl } from '../../../../src/engine/mongodb/connection.ts'
import { placeIn, positionAt } from '../../../../src/engine/mongodb/log/place.ts'
import { playedLog } from '../../../../src/engine/mongodb/log/play.ts'
import { playOnto } from '../../../../src/engine/mongodb/log/replay.ts'
import { Server } from '../../../../src/engine/mongodb/server.ts'
import { hold } from '../../memory.ts'
import { never } from '../place.ts'
import { type Collection, startStandIn, uuidOf } from '../stand-in.ts'
import { chainOf, type HeldPiece, openLive, plainPiece } from './fixture.ts'
import { Keeper } from './keeper.ts'
import { ReplicaSet } from './set.ts'

const { Binary, Long, Timestamp } = BSON

export const uuid = (name: string) => new Binary(Buffer.from(uuidOf(name).replaceAll('-', ''), 'hex'), 4)
const second = 1000

/** What was backed up, and the log that goes on from there: its entries are a second apart. */
export class Story implements AsyncDisposable {
  readonly set = new ReplicaSet()
  readonly #opened = new AsyncDisposableStack()
  readonly #begun = Date.UTC(2026, 0, 1)
  #base: Chain | undefined
  /** Of entries: those until here the backup may have. */
  #complete = 0

  /** `already`: entries that were logged while the backup ran. */
  async backUp(
    collections: Readonly<Record<string, Collection>>,
    already: () => void = () => undefined,
  ): Promise<void> {
    this.set.insert({ _id: 'the first' }, 'other.things')
    const standIn = this.#opened.use(await startStandIn(this.set.options({ collections })))
    const live = this.#opened.use(await openLive(`${standIn.url}?directConnection=true`))
    const held = await hold(live.source.dump(), async () => already())
    this.#base = chainOf(held, [])
    this.#complete = this.set.entries.length
  }

  /** Of the collection of that name, which need not be called so any more. */
  op(op: 'i' | 'u' | 'd', name: string, o: object, o2?: object, of = name): void {
    this.#log({ op, ns: `shop.${name}`, ui: uuid(of), o, ...(o2 === undefined ? {} : { o2 }) })
  }

  command(o: object, of?: string, more: object = {}): void {
    this.#log({ op: 'c', ns: 'shop.$cmd', o, ...(of === undefined ? {} : { ui: uuid(of) }), ...more })
  }

  transaction(o: object, previous: BSON.Timestamp | undefined, more: object = {}): BSON.Document {
    const prevOpTime = { ts: previous ?? new Timestamp({ t: 0, i: 0 }), t: Long.fromNumber(-1) }
    const lsid = { id: new Binary(Buffer.alloc(16, 1), 4), uid: new Binary(Buffer.alloc(32), 0) }
    return this.#log({ op: 'c', ns: 'admin.$cmd', o, lsid, txnNumber: Long.ONE, prevOpTime, ...more })
  }

  #log(entry: object): BSON.Document {
    return this.set.log({ ...entry, wall: this.at(this.set.entries.length) })
  }

  /** When the entry was written: the first after the backup is number 1, if nothing was logged meanwhile. */
  at(number: number): Date {
    return new Date(this.#begun + number * second)
  }

  /** `until`: of an entry; undefined: the end. */
  async play(until?: number): Promise<Keeper> {
    const base = this.#base
    if (base === undefined) throw new Error('nothing is backed up')
    const last = this.set.entries.at(-1) as BSON.Document
    const bytes = Buffer.concat(this.set.entries.slice(1).map((entry) => BSON.serialize(entry)))
    const place = { seconds: last['ts'].t, number: last['ts'].i, time: this.at(1_000).getTime() }
    const covers = { from: this.at(0), until: this.at(1_000) }
    const result = { from: base.position, to: positionAt(place, 'rs0'), covers, findings: [] }
    const piece: HeldPiece = { parts: new Map([['oplog.bson', bytes]]), result }
    const chain = { ...base, log: [plainPiece(piece)] }
    const keeper = new Keeper()
    const standIn = this.#opened.use(await startStandIn(keeper.options()))
    const url = standIn.url.replace('/shop', '/restored')
    await using server = await Server.connect(parseMongodbUrl(url, 'the test', 'the test'), never)
    const at = placeIn(base.position)?.dump
    if (at === undefined) throw new Error('the position is not that of a dump')
    const complete = this.set.entries[this.#complete - 1]?.['ts']
    expect(at.complete).toEqual({ seconds: complete.t, number: complete.i })
    const played = playedLog(chain, until === undefined ? 'end' : { time: this.at(until) })
    await playOnto(server, chain, played, at, never)
    return keeper
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync()
  }
}
