import { Readable } from 'node:stream'
import { Problem } from '../../../problem.ts'
import type { LogPiece, Part, PieceResult, Position } from '../../contract.ts'
import { placeOf } from '../connection.ts'
import type { Opening } from '../opening.ts'
import { dateOf } from '../server/clock.ts'
import type { Asker } from '../session.ts'
import { type AskedLog, askLog, endOf } from './ask.ts'
import { Follower } from './follow.ts'
import { asGap, gap, purged, recreated } from './gap.ts'
import { mustBePlace, type Place, positionAt } from './place.ts'
import { checkLog } from './preflight.ts'
import { readFiles } from './read.ts'
import { Scanner } from './scanner.ts'

export const logPart = 'binlog'

// A place behind 4 GiB cannot be asked for: the file is read from its beginning instead.
const mostStart = 2 ** 32 - 1
// What a busy server has written since it was asked is read to its end, as far as that is quicker than to break off.
const mostAfter = 4 * 1024 * 1024

/** Everything from that place to where the log ends now, as files that follow each other. */
export function collectLog(asker: Opening, from: Position): LogPiece {
  let result: PieceResult | undefined
  async function* parts(): AsyncGenerator<Part> {
    const [findings, asked] = await Promise.all([checkLog(asker), askLog(asker)])
    const route = routeOf(asked, asker, from)
    const follower = new Follower(route)
    const names = asked.files.map(({ name }) => name)
    const files = names.slice(names.indexOf(route.from.file))
    const bytes = follow(asker, follower, files, route.start)
    const hasMore = route.end.file !== route.from.file || route.end.offset !== route.from.offset
    if (hasMore) yield { name: logPart, compression: 'zstd', body: Readable.from(bytes, { objectMode: false }) }
    else for await (const _ of bytes);
    if (!follower.isAtEnd) throw incomplete(asker)
    const to = positionAt({ ...follower.place, time: asked.time }, asked.history)
    result = { from, to, covers: coversOf(route.from, follower, asked.time), findings }
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result: () => {
      if (result === undefined) throw incomplete(asker)
      return result
    },
  }
}

async function* follow(asker: Asker, follower: Follower, files: readonly string[], start: number) {
  const scanner = new Scanner(follower)
  let after = 0
  try {
    for await (const chunk of readFiles(asker, files, start)) {
      yield* scanner.push(chunk)
      if (follower.isAtEnd) after += chunk.length
      if (after > mostAfter) break
    }
    if (follower.isAtEnd) return
    scanner.end()
  } catch (error) {
    throw asGap(error, `${files[0]}:${start}`)
  }
  const { file, offset } = follower.place
  throw new Problem('source-failed', `${placeOf(asker.connection)}: the log broke off at ${file}:${offset}`, {
    hint: 'Run it again: the server was about to write what follows.',
  })
}

/** @throws Problem `log-gap` for a place that this server's log does not have. */
function routeOf(asked: AskedLog, asker: Asker, from: Position) {
  const place = mustBePlace(from)
  if (from.history !== asked.history)
    throw gap(`the log was collected from another server (${from.history}), this one is ${asked.history}`)
  const there = asked.files.find(({ name }) => name === place.file)
  if (there === undefined) throw purged(place.file, asked.files[0]?.name)
  if (there.bytes < place.offset)
    throw recreated(place.file, `it has ${there.bytes} bytes, and was collected up to ${place.offset}`)
  const start = Math.max(4, place.offset - (place.last?.size ?? 0))
  return { from: place, end: endOf(asked, asker), start: start > mostStart ? 4 : start }
}

function coversOf(from: Place, { first }: Follower, time: bigint): PieceResult['covers'] {
  const until = dateOf(time)
  const since = from.time ?? (first === undefined ? time : BigInt(first) * 1_000_000n)
  return { from: dateOf(since < time ? since : time), until }
}

const incomplete = ({ connection }: Asker): Problem =>
  new Problem('dump-incomplete', `the piece of the log of ${placeOf(connection)} is not complete`, {
    hint: 'Run it again: what was not stored can be collected once more.',
  })
