import { Problem, remedy } from '../../../problem.ts'
import type { PlainPiece, Position } from '../../contract.ts'
import { encodeMember, endOfArchive } from '../../files/member.ts'
import { type Lsn, segmentFile, segmentOf } from './lsn.ts'
import { type Place, parsePosition } from './position.ts'

/** Pieces of one log without a gap. */
export interface Pieces {
  /** Where the first one begins. */
  readonly from: Place
  /** Where the base begins, which is where a segment does: what lies before belongs to an older base. */
  readonly begin: Lsn
  readonly to: Place
  readonly pieces: readonly PlainPiece[]
}

/** @throws Problem `restore-failed` for pieces that do not join, are of different histories, or begin behind the base. */
export function joined(pieces: readonly PlainPiece[], position: Position): Pieces | undefined {
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (first === undefined || last === undefined) return undefined
  pieces.slice(1).forEach((piece, index) => {
    const before = pieces[index]?.to
    if (before?.at === piece.from.at && before.history === piece.from.history) return
    throw broken(`a piece of log begins at ${piece.from.at}, and the one before it ended at ${before?.at}`)
  })
  const [from, to, base] = [first.from, last.to, position].map(parsePosition) as [Place, Place, Place]
  if (new Set([first.from, last.to, position].map(({ history }) => history)).size > 1)
    throw broken(`the base at ${position.at} and the log from ${first.from.at} to ${last.to.at} are not of one history`)
  if (from.lsn <= base.lsn && base.lsn <= to.lsn) return { from, begin: base.lsn, to, pieces }
  throw broken(`the log from ${first.from.at} to ${last.to.at} does not hold the base at ${position.at}`)
}

/**
 * The pieces as files of whole segments, which need no padding, in a tar that any tar reads: what is missing of the last one is
 * zeros, at which a recovery ends.
 */
export async function* segmentsTar(
  { from, begin, to, pieces }: Pieces,
  segmentBytes: number,
  hear: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const size = BigInt(segmentBytes)
  if (begin % size !== 0n) throw broken('the base does not begin where a segment of the log does')
  let at = from.lsn
  for await (let chunk of bytesOf(pieces)) {
    hear(chunk.length)
    const skipped = begin > at ? begin - at : 0n
    if (skipped > 0n) {
      const step = Math.min(Number(skipped), chunk.length)
      at += BigInt(step)
      chunk = chunk.subarray(step)
    }
    while (chunk.length > 0) {
      if (at % size === 0n) yield headerOf(to.timeline, at, segmentBytes)
      const left = Number(size - (at % size))
      const step = chunk.subarray(0, left)
      yield step
      at += BigInt(step.length)
      chunk = chunk.subarray(step.length)
    }
  }
  if (at % size !== 0n && at > begin) {
    for (let left = Number(size - (at % size)); left > 0; left -= zeros.length)
      yield zeros.subarray(0, Math.min(left, zeros.length))
  }
  yield endOfArchive
}

const zeros = Buffer.alloc(64 * 1024)

/** The bytes of all pieces, each of which has as many as its positions say. */
async function* bytesOf(pieces: readonly PlainPiece[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    const wanted = parsePosition(piece.to).lsn - parsePosition(piece.from).lsn
    let read = 0n
    for (const part of piece.parts)
      for await (const chunk of (await piece.open(part)) as AsyncIterable<Buffer>) {
        read += BigInt(chunk.length)
        yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      }
    if (read === wanted) continue
    throw new Problem(
      'object-damaged',
      `the piece of log that ends at ${piece.to.at} has ${read} bytes, not ${wanted}`,
      {
        hint: remedy.damaged,
      },
    )
  }
}

function headerOf(timeline: number, at: Lsn, segmentBytes: number): Buffer {
  return encodeMember({
    path: segmentFile(timeline, segmentOf(at, segmentBytes), segmentBytes),
    type: 'file',
    target: '',
    size: segmentBytes,
    mode: 0o600,
    uid: 0,
    gid: 0,
    mtimeNs: 0n,
    sparse: false,
  })
}

export const broken = (
  message: string,
  hint = 'Take another time, or another copy with --store NAME: `backproof list` shows both.',
) => new Problem('restore-failed', `${message}: it cannot be restored from these`, { hint })
