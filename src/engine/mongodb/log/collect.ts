import { Readable } from 'node:stream'
import { type Finding, Problem } from '../../../problem.ts'
import { formatDuration } from '../../../words/words.ts'
import type { LogPiece, Part, PieceResult, Position } from '../../contract.ts'
import type { Server } from '../server.ts'
import { type AskedLog, askLog, oneOf, timestampOf } from './ask.ts'
import { compareStamps, type LoggedEntry, printOf, type Stamp } from './entry.ts'
import { gap, notReached, rewritten, rolledOver } from './gap.ts'
import { entriesOf, oplogOf } from './oplog.ts'
import { mustBePlace, type Place, positionAt, textOf } from './place.ts'
import { checkLog, type Logging } from './preflight.ts'
import { emptied, sieved } from './sieve.ts'

/** By this name in a folder mongorestore --oplogReplay finds it. */
export const logPart = 'oplog.bson'

const chunkBytes = 256 * 1024
const batchSize = 1000

/** Everything of a database from that entry to where the log ends now: what follows what, the server is asked for all of it. */
export function collectLog(server: Server, source: Logging, from: Position): LogPiece {
  let result: PieceResult | undefined
  async function* parts(): AsyncGenerator<Part> {
    const findings = await checkLog(server, source)
    const asked = await askLog(server)
    const start = mustFit(asked, from)
    await mustBeThere(server, start)
    let last: Place = start
    if (compareStamps(start, asked.end) < 0) {
      const reading = new Reading(server, start, asked.end)
      yield { name: logPart, compression: 'zstd', body: Readable.from(reading.bytes(), { objectMode: false }) }
      if (reading.last === undefined) throw incomplete(server)
      last = reading.last
    }
    const { time, history } = asked
    const { dump: _dump, ...place } = last
    const since = Math.min(start.time ?? start.seconds * 1000, time)
    result = {
      from,
      to: positionAt({ ...place, time }, history),
      covers: { from: new Date(since), until: new Date(time) },
      findings: [...findings, ...behind(asked, server)],
    }
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result: () => {
      if (result === undefined) throw incomplete(server)
      return result
    },
  }
}

/** The entries between two places. */
class Reading {
  readonly #server: Server
  readonly #from: Place
  readonly #end: Stamp
  /** Once all of it was read. */
  last: Place | undefined

  constructor(server: Server, from: Place, end: Stamp) {
    this.#server = server
    this.#from = from
    this.#end = end
  }

  async *bytes(): AsyncGenerator<Buffer> {
    const { connection } = this.#server
    const ts = { $gte: timestampOf(this.#from), $lte: timestampOf(this.#end) }
    const cursor = oplogOf(this.#server).find({ ts }, { raw: true, batchSize })
    let held: Buffer[] = []
    let bytes = 0
    let last: LoggedEntry | undefined
    for await (const entry of entriesOf(this.#server, cursor)) {
      if (last === undefined) mustBeSame(entry, this.#from)
      else if (compareStamps(last.stamp, entry.stamp) >= 0) throw disordered(this.#server, entry)
      const isFirst = last === undefined
      last = entry
      if (isFirst) continue
      const isEnd = compareStamps(entry.stamp, this.#end) === 0
      const kept = sieved(entry, connection.database) ?? (isEnd ? emptied(entry) : undefined)
      if (kept === undefined) continue
      held.push(kept)
      bytes += kept.length
      if (bytes < chunkBytes) continue
      yield Buffer.concat(held)
      ;[held, bytes] = [[], 0]
    }
    if (last === undefined) throw notReached(this.#from)
    if (compareStamps(last.stamp, this.#end) !== 0) throw brokenOff(this.#server, last)
    if (bytes > 0) yield Buffer.concat(held)
    this.last = { ...last.stamp, ...(last.term === undefined ? {} : { term: last.term }), print: printOf(last.bytes) }
  }
}

/** @throws Problem `log-gap` for a place that this server's log does not have. */
function mustFit(asked: AskedLog, from: Position): Place {
  const place = mustBePlace(from)
  if (from.history !== asked.history)
    throw gap(`the log was collected from replica set ${from.history}, and this one is ${asked.history}`)
  if (compareStamps(place, asked.end) > 0) throw notReached(place)
  return place
}

/** What is read from there on follows what was collected only if the entry itself is still there. */
async function mustBeThere(server: Server, from: Place): Promise<void> {
  const entry = await oneOf(server, { ts: { $gte: timestampOf(from) } })
  if (entry === undefined) throw notReached(from)
  mustBeSame(entry, from)
}

function mustBeSame(entry: LoggedEntry, from: Place): void {
  if (compareStamps(entry.stamp, from) > 0) throw rolledOver(from, entry.stamp)
  const isOther = from.print !== undefined && printOf(entry.bytes) !== from.print
  if (entry.term !== from.term || isOther) throw rewritten(from)
}

function behind({ isBehind, time }: AskedLog, { connection, info }: Server): readonly Finding[] {
  if (!isBehind) return []
  const message = `${connection.place}: a majority of ${info.replicaSet} had not taken what was written for ${formatDuration(10_000)}, so the log is collected until ${new Date(time).toISOString()} only`
  return [{ level: 'warning', blame: 'source', message, hint: 'Run rs.status(), and look at the members that lag.' }]
}

const brokenOff = ({ connection }: Server, { stamp }: LoggedEntry): Problem =>
  new Problem('source-failed', `${connection.place}: the oplog broke off at ${textOf(stamp)}`, {
    hint: 'Run it again: what was not stored can be collected once more.',
  })

const disordered = ({ connection }: Server, { stamp }: LoggedEntry): Problem =>
  new Problem('source-failed', `${connection.place}: the entries of the oplog are in no order at ${textOf(stamp)}`, {
    hint: 'Look at the log of the server, and run validate on local.oplog.rs.',
  })

const incomplete = ({ connection }: Server): Problem =>
  new Problem('dump-incomplete', `the piece of the log of ${connection.place} is not complete`, {
    hint: 'Run it again: what was not stored can be collected once more.',
  })
