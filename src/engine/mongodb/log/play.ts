import { messageOf, Problem, remedy } from '../../../problem.ts'
import { mustJoin, mustReach, unplayable } from '../../chain.ts'
import type { Chain, PlainPiece, Position, Until } from '../../contract.ts'
import { mostDocumentBytes } from '../archive/layout.ts'
import { compareStamps, entryOf, type LoggedEntry } from './entry.ts'
import { comparePlaces, type Place, placeIn, textOf } from './place.ts'

/** Entries that follow a backup, the oldest first, and all that were logged until a moment. */
export interface PlayedLog {
  entries(): AsyncGenerator<LoggedEntry>
  /** Where the backup lies. */
  readonly from: Place
}

/**
 * The pieces of a chain from where its backup lies to a moment, as one log.
 * @throws Problem `restore-failed` where they end before that moment, `object-damaged` where they do not join.
 */
export function playedLog(chain: Chain, until: Until, hear: (bytes: number) => void = () => undefined): PlayedLog {
  const stop = until === 'end' ? undefined : until.time
  mustJoin(chain, comparePlaces)
  mustReach(chain.log, stop, ({ to }) => {
    const { time } = placed(to)
    return time === undefined ? undefined : new Date(time)
  })
  const from = placed(chain.position)
  return {
    from,
    async *entries() {
      for (const piece of chain.log)
        for await (const entry of entriesIn(piece, hear)) {
          // What follows may say an earlier time, and was logged later all the same.
          if (stop !== undefined && entry.latest > stop.getTime()) return
          if (compareStamps(entry.stamp, from) > 0) yield entry
        }
    },
  }
}

/** @throws Problem `object-damaged` unless they begin after where the piece does, and end where it does. */
async function* entriesIn(piece: PlainPiece, hear: (bytes: number) => void): AsyncGenerator<LoggedEntry> {
  const [from, to] = [placed(piece.from), placed(piece.to)]
  let last = from as LoggedEntry['stamp']
  const damaged = (because: string) => unplayable(`the piece up to ${textOf(to)} ${because}`)
  for (const part of piece.parts)
    for await (const document of documentsOf(await piece.open(part), damaged)) {
      const entry = readable(document, damaged)
      if (compareStamps(entry.stamp, last) <= 0)
        throw damaged(`has an entry of ${textOf(entry.stamp)} after ${textOf(last)}`)
      last = entry.stamp
      yield entry
      hear(document.length)
    }
  if (compareStamps(last, to) !== 0) throw damaged(`is cut off at ${textOf(last)}`)
}

type Damaged = (because: string) => Problem

function readable(document: Buffer, damaged: Damaged): LoggedEntry {
  try {
    return entryOf(document)
  } catch (error) {
    throw damaged(`cannot be read: ${messageOf(error)}`)
  }
}

/** Documents one after the other, whatever the pieces are in which they come. */
async function* documentsOf(body: AsyncIterable<Buffer>, damaged: Damaged): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  let needed = 4
  for await (const chunk of body) {
    held.push(chunk)
    bytes += chunk.length
    if (bytes < needed) continue
    const all = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held)
    let at = 0
    for (needed = 4; all.length - at >= needed; ) {
      needed = all.readInt32LE(at)
      if (needed < 5 || needed > mostDocumentBytes) throw damaged(`has an entry of ${needed} bytes`)
      if (all.length - at < needed) break
      // What it came in is filled anew.
      yield Buffer.from(all.subarray(at, at + needed))
      at += needed
      needed = 4
    }
    held = at === all.length ? [] : [Buffer.from(all.subarray(at))]
    bytes = all.length - at
  }
  if (bytes > 0) throw damaged('is cut off')
}

function placed(position: Position): Place {
  const place = placeIn(position)
  if (place !== undefined) return place
  throw new Problem('object-damaged', `${position.at.slice(0, 80)} is not an entry of a replica set's log`, {
    hint: remedy.damaged,
  })
}
