import { setTimeout as pause } from 'node:timers/promises'
import { BSON, type FindOptions } from 'mongodb'
import { Problem } from '../../../problem.ts'
import type { Server } from '../server.ts'
import { compareStamps, type LoggedEntry, type Stamp } from './entry.ts'
import { entriesOf, oplogOf } from './oplog.ts'

/** What a server says of its log. */
export interface AskedLog {
  /** By its clock in milliseconds: all that was written until then lies before the end. */
  readonly time: number
  readonly history: string
  /** What no election can undo any more. */
  readonly end: Stamp & { readonly term?: number }
  /** True where the end lies behind what was written before it was asked: too few members have it. */
  readonly isBehind: boolean
}

// A majority has what was written in milliseconds, unless its members lag.
const patienceMs = 10_000
const pollMs = 50

export async function askLog(server: Server): Promise<AskedLog> {
  const { info } = server
  const first = await hello(server)
  const time = first.clock
  const history = info.replicaSet ?? ''
  if (info.product !== 'MongoDB') return { time, history, end: await newestOf(server), isBehind: false }
  // Told before the clock was, so it is asked once more.
  const { applied } = marksOf(await hello(server), server)
  const until = performance.now() + patienceMs
  for (;;) {
    const marks = marksOf(await hello(server), server)
    const isBehind = compareStamps(marks.majority, applied) < 0
    if (!isBehind) return { time, history, end: marks.majority, isBehind }
    // More may have been written in the same millisecond.
    if (performance.now() > until)
      return { time: Math.min(time, marks.majorityTime - 1), history, end: marks.majority, isBehind }
    await pause(pollMs)
    server.stopIfAborted()
  }
}

interface Hello {
  readonly clock: number
  readonly lastWrite: BSON.Document | undefined
}

async function hello(server: Server): Promise<Hello> {
  const reply = await server.ask('tell its state', () => server.client.db('admin').command({ hello: 1 }))
  const { localTime, lastWrite } = reply
  if (!(localTime instanceof Date)) throw strange(server, 'does not tell its clock')
  return { clock: localTime.getTime(), lastWrite }
}

function marksOf({ lastWrite }: Hello, server: Server) {
  const [applied, majority] = [stampOf(lastWrite?.['opTime']), stampOf(lastWrite?.['majorityOpTime'])]
  const wall = lastWrite?.['majorityWriteDate']
  if (applied === undefined || majority === undefined || !(wall instanceof Date))
    throw strange(server, 'does not tell what a majority of its replica set has')
  return { applied, majority, majorityTime: wall.getTime() }
}

function stampOf(optime: BSON.Document | undefined): AskedLog['end'] | undefined {
  const { ts, t } = optime ?? {}
  if (!(ts instanceof BSON.Timestamp)) return undefined
  return { seconds: ts.t, number: ts.i, ...(t === undefined ? {} : { term: Number(t) }) }
}

export const timestampOf = ({ seconds, number }: Stamp): BSON.Timestamp => new BSON.Timestamp({ t: seconds, i: number })

async function newestOf(server: Server): Promise<AskedLog['end']> {
  const entry = await oneOf(server, {}, { sort: { $natural: -1 } })
  if (entry === undefined) throw without(server)
  return { ...entry.stamp, ...(entry.term === undefined ? {} : { term: entry.term }) }
}

/** The first by its order that a filter takes. */
export async function oneOf(
  server: Server,
  filter: BSON.Document,
  options: FindOptions = {},
): Promise<LoggedEntry | undefined> {
  const cursor = oplogOf(server).find(filter, { ...options, raw: true, limit: 1 })
  for await (const entry of entriesOf(server, cursor)) return entry
  return undefined
}

export function without({ connection, info }: Server): Problem {
  const { place, where } = connection
  if (info.product !== 'MongoDB')
    return new Problem(
      'source-failed',
      `${place}: ${info.product} at ${where} keeps no oplog, which point-in-time needs`,
      {
        hint: 'Take point-in-time out of the source, and back it up as often as its loss may be.',
      },
    )
  return new Problem('source-failed', `${place}: the oplog of the server at ${where} is empty`, {
    hint: 'Run rs.status() on the server, and point-in-time once it is a member of its replica set.',
  })
}

const strange = ({ connection }: Server, because: string): Problem =>
  new Problem('source-failed', `${connection.place}: the server at ${connection.where} ${because}`, {
    hint: 'Name a member of a replica set of MongoDB 4.4 or later in its url.',
  })
