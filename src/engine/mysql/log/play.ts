import { messageOf, Problem, remedy } from '../../../problem.ts'
import type { Chain, PlainPiece, Position, Until } from '../../contract.ts'
import { dateOf, timeOf } from '../server/clock.ts'
import { comparePlaces, type Place, placeIn } from './place.ts'
import { Player } from './player.ts'
import { Scanner } from './scanner.ts'

export interface PlayedLog {
  /** What is played back, as one file. */
  bytes(): AsyncGenerator<Buffer>
  /** When the last transaction in it was committed, in microseconds; undefined: it has none. */
  reached(): bigint | undefined
}

/**
 * The pieces of a chain from where its backup lies to a moment, as one log.
 * @throws Problem `restore-failed` where they end before that moment, `object-damaged` where they do not join.
 */
export function playedLog({ position, log }: Chain, until: Until, database: string): PlayedLog {
  const stop = until === 'end' ? undefined : timeOf(until.time)
  mustJoin(position, log)
  mustReach(log, stop)
  const player = new Player({ from: placed(position), stop, database })
  return {
    reached: () => player.reached,
    async *bytes() {
      for (const piece of log) {
        yield* bytesOf(piece, player)
        if (player.isAtStop) return
      }
    },
  }
}

async function* bytesOf(piece: PlainPiece, player: Player): AsyncGenerator<Buffer> {
  const [from, to] = [placed(piece.from), placed(piece.to)]
  player.begin(from, to)
  const scanner = new Scanner(player)
  for (const part of piece.parts) {
    const body = await piece.open(part)
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        yield* scanner.push(chunk)
        if (player.isAtStop) return
      }
    } finally {
      body.destroy()
    }
  }
  try {
    scanner.end()
  } catch (error) {
    throw unjoined(`the piece up to ${piece.to.at} is cut off: ${messageOf(error)}`)
  }
  player.end(to)
}

function mustJoin(position: Position, log: readonly PlainPiece[]): void {
  const first = log[0]
  if (first !== undefined && (comparePlaces(first.from, position) ?? 1) > 0)
    throw unjoined(`its first piece begins at ${first.from.at}, and the backup lies at ${position.at}`)
  for (const [index, { from }] of log.entries()) {
    const before = log[index - 1]?.to
    if (before !== undefined && comparePlaces(before, from) !== 0)
      throw unjoined(`a piece begins at ${from.at}, and the one before it ends at ${before.at}`)
  }
}

function mustReach(log: readonly PlainPiece[], stop: bigint | undefined): void {
  if (stop === undefined) return
  const last = log.at(-1)
  const until = last === undefined ? undefined : placed(last.to).time
  if (until !== undefined && stop <= until) return
  const where =
    until === undefined
      ? 'there is no log after the backup'
      : `the log is collected until ${dateOf(until).toISOString()}`
  throw new Problem('restore-failed', `${dateOf(stop).toISOString()} cannot be reached: ${where}`, {
    hint: 'Restore to an earlier time, or to the end of the log with --at latest.',
  })
}

function placed(position: Position): Place {
  const place = placeIn(position)
  if (place !== undefined) return place
  throw new Problem('object-damaged', `${position.at.slice(0, 80)} is no place in a binary log`, {
    hint: remedy.damaged,
  })
}

const unjoined = (because: string): Problem =>
  new Problem('object-damaged', `the log cannot be played back: ${because}`, { hint: remedy.damaged })
