import { messageOf, Problem, remedy } from '../../../problem.ts'
import { mustJoin, mustReach, unplayable } from '../../chain.ts'
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
export function playedLog(chain: Chain, until: Until, database: string): PlayedLog {
  const { position, log } = chain
  const stop = until === 'end' ? undefined : timeOf(until.time)
  mustJoin(chain, comparePlaces)
  mustReach(log, until === 'end' ? undefined : until.time, ({ to }) => {
    const { time } = placed(to)
    return time === undefined ? undefined : dateOf(time)
  })
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
    throw unplayable(`the piece up to ${piece.to.at} is cut off: ${messageOf(error)}`)
  }
  player.end(to)
}

function placed(position: Position): Place {
  const place = placeIn(position)
  if (place !== undefined) return place
  throw new Problem('object-damaged', `${position.at.slice(0, 80)} is no place in a binary log`, {
    hint: remedy.damaged,
  })
}
