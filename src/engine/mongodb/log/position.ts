import { setTimeout as pause } from 'node:timers/promises'
import { BSON } from 'mongodb'
import { type Finding, isProblem, Problem } from '../../../problem.ts'
import type { DumpResult } from '../../contract.ts'
import type { Server } from '../server.ts'
import { askLog, oneOf, timestampOf } from './ask.ts'
import { compareStamps, type LoggedEntry, printOf, type Stamp } from './entry.ts'
import { rewritten } from './gap.ts'
import { type Place, positionAt } from './place.ts'
import { type Logging, mustHaveLog } from './preflight.ts'

/** Where a dump lies in the log. */
export class DumpPosition {
  readonly findings: readonly Finding[]
  readonly #server: Server
  readonly #place: Place | undefined
  #moment: number | undefined

  private constructor(server: Server, place: Place | undefined, findings: readonly Finding[]) {
    this.#server = server
    this.#place = place
    this.findings = findings
  }

  /**
   * Before anything of the database is read, so that nothing is missing between the two; what is in both is played back once more,
   * which changes nothing. A source that nobody collects the log of has none.
   */
  static async ask(server: Server, source: Logging): Promise<DumpPosition> {
    if (source.pointInTime === undefined) return new DumpPosition(server, undefined, [])
    try {
      mustHaveLog(server, source)
      return new DumpPosition(server, await placeNow(server), [])
    } catch (error) {
      // The dump is whole all the same, and whoever collects the log fails for it.
      if (!isProblem(error, 'source-failed') && !isProblem(error, 'policy-invalid')) throw error
      const message = `the dump does not say where in the oplog it lies: ${error.message}`
      return new DumpPosition(server, undefined, [
        { level: 'note', blame: 'source', message, ...(error.hint === undefined ? {} : { hint: error.hint }) },
      ])
    }
  }

  /** How it is read where it is not read as of one moment: nothing that an election could undo. */
  get reads(): { readonly readConcern?: { readonly level: 'majority' } } {
    const isMajority = this.#place !== undefined && this.#server.info.product === 'MongoDB'
    return isMajority ? { readConcern: { level: 'majority' } } : {}
  }

  /** Everything is read as of a moment that has come. */
  async readsFromNow(): Promise<void> {
    if (this.#place !== undefined) this.#moment ??= (await askLog(this.#server)).time
  }

  /** Once everything is read. */
  async result(): Promise<Pick<DumpResult, 'position' | 'moment'>> {
    if (this.#place === undefined) return {}
    const { end, time, history } = await askLog(this.#server)
    const dump = { database: this.#server.connection.database, complete: end }
    return { position: positionAt({ ...this.#place, dump }, history), moment: new Date(this.#moment ?? time) }
  }
}

const attempts = 20
const pauseMs = 100

async function placeNow(server: Server): Promise<Place> {
  for (let tried = 1; ; tried++) {
    const { end, time } = await askLog(server)
    const open = await oldestTransaction(server)
    if (!(await isStraddled(server, end))) return await placeBefore(server, open, end, time)
    if (tried === attempts) throw noPause(server)
    await pause(pauseMs)
    server.stopIfAborted()
  }
}

async function placeBefore(server: Server, open: Stamp | undefined, end: Stamp, time: number): Promise<Place> {
  if (open === undefined || compareStamps(open, end) > 0) {
    const entry = await oneOf(server, { ts: { $gte: timestampOf(end) } })
    if (entry === undefined || compareStamps(entry.stamp, end) !== 0) throw rewritten(end)
    return placeOf(entry, time)
  }
  // What a transaction has logged before it ended is needed, too.
  const before = await oneOf(server, { ts: { $lt: timestampOf(open) } }, { sort: { $natural: -1 } })
  if (before === undefined) throw rewritten(open)
  return placeOf(before, Math.min(time, before.earliest))
}

/** True where a transaction has ended since that had logged a part of it before: the server does not name it any more. */
async function isStraddled(server: Server, end: Stamp): Promise<boolean> {
  if (server.info.product !== 'MongoDB') return false
  const place = timestampOf(end)
  const { end: now } = await askLog(server)
  const part = { $gt: new BSON.Timestamp({ t: 0, i: 0 }), $lte: place }
  const ended = { ts: { $gt: place, $lte: timestampOf(now) }, op: 'c', 'prevOpTime.ts': part }
  return (await oneOf(server, ended)) !== undefined
}

const noPause = ({ connection }: Server): Problem =>
  new Problem('source-failed', `${connection.place}: at each of ${attempts} attempts a large transaction was ending`, {
    hint: 'Run it again.',
  })

const placeOf = ({ stamp, term, bytes }: LoggedEntry, time: number): Place => ({
  ...stamp,
  ...(term === undefined ? {} : { term }),
  print: printOf(bytes),
  time,
})

/** Of those that are prepared, or so large that they are logged in several entries, where the oldest begins. */
async function oldestTransaction(server: Server): Promise<Stamp | undefined> {
  if (server.info.product !== 'MongoDB') return undefined
  const open = { state: { $in: ['prepared', 'inProgress'] }, 'startOpTime.ts': { $exists: true } }
  const found = await server.ask(
    'read config.transactions',
    () =>
      server.client
        .db('config')
        .collection('transactions')
        .find(open, { sort: { 'startOpTime.ts': 1 }, limit: 1, readPreference: 'primary' })
        .toArray(),
    { role: 'backup', or: 'point-in-time' },
  )
  const ts = found[0]?.['startOpTime']?.ts
  return ts === undefined ? undefined : { seconds: ts.t, number: ts.i }
}
