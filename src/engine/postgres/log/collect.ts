import { pipeline } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type Finding, isProblem, Problem } from '../../../problem.ts'
import { failureOf } from '../../../runtime/runtime.ts'
import type { LogPiece, Part, PieceResult, Position } from '../../contract.ts'
import type { Opening } from '../opening.ts'
import { replicationAdvice } from './fit.ts'
import { formatLsn, type Lsn } from './lsn.ts'
import type { LogOptions } from './option.ts'
import { formatPosition, type Place, parsePosition } from './position.ts'
import { Received, receiveCommand, rereadFrom } from './receive.ts'
import { Slot, slotFindings, slotLost } from './slot.ts'
import { mark, type Standing } from './standing.ts'

/** The one part of a piece: the bytes of the log from where it begins to where it ends, as the server has them. */
export const walPart = 'wal'

export function collectPiece(opening: Opening, options: LogOptions, from: Position): LogPiece {
  let result: PieceResult | undefined
  async function* parts(): AsyncGenerator<Part> {
    result = yield* received(opening, options, from)
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result: () => {
      if (result !== undefined) return result
      throw new Problem('dump-incomplete', `the log of ${opening.source.name} after ${from.at} is not complete`, {
        hint: 'Run it again: the server still has it.',
      })
    },
  }
}

async function* received(opening: Opening, options: LogOptions, from: Position): AsyncGenerator<Part, PieceResult> {
  const { source, session, runtime, connection } = opening
  const place = parsePosition(from)
  const findings = await slotStands(new Slot(source.name, session), options)
  const marked = await mark(session)
  mustFollow(place, marked)
  const { segmentBytes, timeline, system, end, marker, until } = marked
  const range = { timeline, segmentBytes, begin: rereadFrom(place, segmentBytes), from: place.lsn, to: end }
  const mine = new AbortController()
  const child = runtime.spawn(
    receiveCommand(range, connection, runtime),
    AbortSignal.any([opening.signal, mine.signal]),
  )
  child.ended.catch(() => undefined)
  const body = new Received(range, place, marker)
  // Before whoever passes the error on as it is.
  child.stdout.once('error', (error: unknown) => body.destroy(told(error, opening, place.lsn) as Error))
  pipeline(child.stdout, body, () => undefined)
  try {
    yield { name: walPart, compression: 'zstd', body }
    await child.ended.catch((error: unknown) => {
      throw told(error, opening, place.lsn)
    })
    await finished(body)
  } finally {
    mine.abort(new Problem('cancelled', 'the piece of log was abandoned before its end'))
    await child.ended.catch(() => undefined)
  }
  const to = formatPosition({ lsn: end, ended: { marker, tail: body.tail() }, time: until, system, timeline })
  return { from, to, covers: { from: place.time, until }, findings }
}

/** A slot that somebody dropped is made again before anything is received: what is still there is kept from then on. */
async function slotStands(slot: Slot, options: LogOptions): Promise<readonly Finding[]> {
  if (options.slot === 'none') return []
  const state = await slot.state()
  if (state?.status === 'lost') throw slotLost(slot)
  if (state !== undefined) return slotFindings(slot, state, options)
  await slot.make()
  return [
    {
      level: 'warning',
      blame: 'source',
      message: `the replication slot ${slot.name} was not there, and was made again: until then nothing kept the log on the server`,
      hint: 'Whoever drops it should know that the log of this source is kept by it: see select * from pg_replication_slots.',
    },
  ]
}

/** Throws `log-gap` where the server's log is another than the one that was collected. */
export function mustFollow(place: Place, now: Standing): void {
  const again = 'Make a new base: the log is collected from there on. What was collected until then stays restorable.'
  const gap = (message: string) => new Problem('log-gap', message, { hint: again })
  if (place.system !== now.system)
    throw gap(`the server is another one (system identifier ${place.system} before, ${now.system} now)`)
  if (place.timeline !== now.timeline)
    throw gap(
      `the server was restored or failed over (timeline ${place.timeline} before, ${now.timeline} now, the same system): its log was collected until ${formatLsn(place.lsn)}`,
    )
  if (place.lsn > now.end)
    throw gap(
      `the server's log ends at ${formatLsn(now.end)}, before ${formatLsn(place.lsn)}, up to where it was collected: it was set back to an earlier state`,
    )
}

/** What the server says of log that it does not have, or of a connection that it does not take. */
function told(error: unknown, opening: Opening, from: Lsn): unknown {
  if (!isProblem(error, 'tool-failed')) return error
  const said = failureOf(error)?.stderr ?? ''
  const removed = /requested WAL segment ([0-9A-F]{24}) has already been removed/.exec(said)?.[1]
  if (removed !== undefined)
    return new Problem(
      'log-gap',
      `the server has removed the segment ${removed} of its log, which was not collected yet (from ${formatLsn(from)})`,
      {
        hint: 'Make a new base; what was collected until then stays restorable. Collect the log more often, or raise max_slot_wal_keep_size (with slot: none, wal_keep_size).',
        cause: error.cause,
      },
    )
  if (/requested starting point .* (?:is ahead of the WAL flush position|is not in this server's history)/.test(said))
    return new Problem('log-gap', `the server's log does not reach ${formatLsn(from)}`, {
      hint: 'Make a new base; what was collected until then stays restorable.',
      cause: error.cause,
    })
  return replicationAdvice(error, opening.connection, opening.runtime)
}
