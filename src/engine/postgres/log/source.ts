import { Problem } from '../../../problem.ts'
import type { LogSource, Position } from '../../contract.ts'
import type { Opening } from '../opening.ts'
import { basePostgres } from './base.ts'
import { collectPiece, mustFollow } from './collect.ts'
import { mustBeFit } from './fit.ts'
import { incrementFault } from './increment.ts'
import type { LogOptions } from './option.ts'
import { formatPosition, parsePosition } from './position.ts'
import { rereadFrom } from './receive.ts'
import { Slot } from './slot.ts'
import { serverClock, standingOf } from './standing.ts'

/** The write-ahead log of a server, by its replication protocol. */
export function postgresLog(opening: Opening, options: LogOptions): LogSource {
  const { source, session } = opening
  const slot = new Slot(source.name, session)
  return {
    rehearse: () => mustBeFit(opening, options),
    base: (since) => basePostgres(opening, options, since),
    incrementFault: () => incrementFault(opening),
    end: async () => {
      const time = await serverClock(session)
      const { end, system, timeline } = await standingOf(session)
      return formatPosition({ lsn: end, time, system, timeline })
    },
    collect: (from) => collectPiece(opening, options, from),
    release: async (until) => await release(until, slot, opening),
    teardown: () => slot.drop(),
  }
}

async function release(until: Position, slot: Slot, { session }: Opening): Promise<void> {
  const place = parsePosition(until)
  const now = await standingOf(session)
  mustFollow(place, now)
  const keepFrom = rereadFrom(place, now.segmentBytes)
  if (place.ended === undefined) {
    const kept = (await slot.state())?.kept
    // Nothing follows from it where the server may have forgotten that already.
    if (kept === undefined || keepFrom <= kept) return
    throw new Problem('usage', `no piece of log has ended at ${until.at}`, {
      hint: 'Collect a piece of log and store it first; the server may forget what lies before its end.',
    })
  }
  await slot.advance(keepFrom)
}
