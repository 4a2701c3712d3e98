import { type Entry, standing } from '../catalog/catalog.ts'
import { zonedText } from '../time/time.ts'

/** What a log can be played onto, and by the server's clock, the moment from which on it can. */
export interface LogBase {
  readonly entry: Entry
  readonly moment: Date
  /** The piece that its place in the log lies in; undefined: no piece that is there. */
  readonly piece: Entry | undefined
}

export interface LogRetention {
  /** Pieces that began before are of use to nothing that is kept. undefined: all of them are needed. */
  readonly piecesFrom: Date | undefined
  /** The same of bases that are kept beside dumps. */
  readonly basesFrom: Date | undefined
  /** By id, why a base stays. */
  readonly needed: ReadonlyMap<string, string>
}

/**
 * What a window needs: the newest good base from before it began, every base since, and all pieces of log from the oldest of these on.
 * A base that is held keeps the log from it on as well. Where no good base is as old as the window, everything stays. Pure.
 */
export function retainLog(
  bases: readonly LogBase[],
  { windowMs, now, timezone }: { readonly windowMs: number; readonly now: Date; readonly timezone: string },
): LogRetention {
  const begins = new Date(now.getTime() - windowMs)
  // By the clock that says later, the server's or ours: one that is slow takes nothing out of the window.
  const dated = ({ moment, entry }: LogBase) => Math.max(moment.getTime(), entry.startedAt.getTime())
  const usable = bases.filter(({ piece }) => piece).toSorted((a, b) => dated(b) - dated(a))
  const anchor = usable.find((base) => dated(base) <= begins.getTime() && standing(base.entry, now) === 'good')
  // One that is damaged may be mended, and stays as long as an older one has to stand in for it.
  const kept = usable.filter((base) => !anchor || dated(base) >= dated(anchor) || base.entry.held)
  const since = zonedText(begins, timezone)
  const needed = new Map(
    kept.map(({ entry }) => [entry.id, `point-in-time: the log since ${since} is played onto it`] as const),
  )
  if (!anchor) return { piecesFrom: undefined, basesFrom: undefined, needed }
  const first = (times: readonly Date[]) => new Date(Math.min(...times.map((time) => time.getTime())))
  const pieces = kept.flatMap(({ piece }) => (piece ? [piece.startedAt] : []))
  return {
    piecesFrom: first(pieces),
    basesFrom: first(kept.map(({ entry }) => entry.startedAt)),
    needed,
  }
}
