import { hash } from 'node:crypto'
import { type Entry, standing } from '../entry.ts'
import type { LogPart, LogPosition } from '../manifest.ts'
import { flawBefore } from './flaw.ts'
import { piecesPerVolume, readLogName, volumeOf } from './name.ts'

/** One stored piece of a source's log. */
export interface Slice {
  readonly entry: Entry
  readonly number: number
  /** The piece before it, and the digest of that one's record. Absent: a stream begins with it. */
  readonly previous: LogPart['previous']
  readonly from: LogPosition
  readonly to: LogPosition
  /** By the server's clock. */
  readonly covers: { readonly from: Date; readonly until: Date }
  /** Why it begins a stretch: what it says itself, or what is wrong with the piece that it follows. */
  readonly opened: string | undefined
  /**
   * It stands for all pieces of its volume, up to this one: they were listed, and not read. `to` and `covers.until` are where the piece
   * after them begins. Absent: it stands for itself.
   */
  readonly through?: { readonly number: number; readonly id: string; readonly sha256: string }
}

/** Pieces without a gap, the oldest first; at least one. */
export type Stretch = readonly [Slice, ...Slice[]]

/** The piece that an entry is; undefined: it is none. */
export function sliceOf(entry: Entry): Slice | undefined {
  const { log, position } = entry.manifest
  if (log === undefined || position === undefined) return undefined
  const folder = readLogName(entry.manifest.source)?.folder
  // Only there is it found when it is looked for.
  if (folder?.kind !== 'volume' || folder.number !== volumeOf(log.number)) return undefined
  const covers = { from: new Date(log.covers.from), until: new Date(log.covers.until) }
  const { number, previous, from, opened } = log
  return { entry, number, previous, from, to: position, covers, opened }
}

/**
 * The piece that the next one follows: of those that were stored, whatever is known of their copies, the one that reaches
 * furthest; one that is deleted only where all are, so that what a person deletes holds up nothing. undefined: there is none. Pure.
 */
export function tipOf(entries: readonly Entry[]): Slice | undefined {
  const known = entries.filter(({ foreign }) => foreign === undefined)
  const there = known.filter(({ trashed }) => !trashed)
  return (there.length > 0 ? there : known)
    .flatMap((entry) => sliceOf(entry) ?? [])
    .reduce<Slice | undefined>((best, slice) => (best && !reachesFurther(slice, best) ? best : slice), undefined)
}

/**
 * Unbroken stretches of good pieces, the newest last. Of two that follow the same piece (two runs that knew nothing of each
 * other) the one counts from which the log goes furthest: it has all that the other has. `listed`: volumes of which no more is
 * known. Pure.
 */
export function stretchesOf(entries: readonly Entry[], now: Date, listed: readonly Slice[] = []): readonly Stretch[] {
  const slices = [...goodSlices(entries, now), ...listed]
  const byId = new Map(slices.map((slice) => [slice.through?.id ?? slice.entry.id, slice]))
  const follows = (slice: Slice) => {
    const before = slice.previous && byId.get(slice.previous.id)
    return before && joins(before, slice) ? before : undefined
  }
  /** What comes next after each, by id. */
  const next = new Map<string, Slice>()
  const reach = new Map<string, number>()
  for (const slice of slices.toSorted((a, b) => b.number - a.number)) {
    const after = next.get(slice.entry.id)
    const until = Math.max(slice.covers.until.getTime(), (after && reach.get(after.entry.id)) ?? 0)
    reach.set(slice.entry.id, until)
    const before = follows(slice)
    if (!before) continue
    const rival = next.get(before.entry.id)
    if (!rival || until > (reach.get(rival.entry.id) ?? 0)) next.set(before.entry.id, slice)
  }
  const stretches = slices
    .filter((slice) => follows(slice) === undefined)
    .map((first): Stretch => {
      const rest: Slice[] = []
      for (let slice = next.get(first.entry.id); slice; slice = next.get(slice.entry.id)) rest.push(slice)
      return [{ ...first, opened: flawBefore(first, entries, now) ?? first.opened }, ...rest]
    })
  return stretches.sort((a, b) => lastOf(a).covers.until.getTime() - lastOf(b).covers.until.getTime())
}

/** What a piece covers is by the server's clock: a runner's that was ahead makes none of it a thing to come. */
export const goodSlices = (entries: readonly Entry[], now: Date): readonly Slice[] =>
  entries
    .filter((entry) => standing(entry, entry.startedAt > now ? entry.startedAt : now) === 'good')
    .flatMap((entry) => sliceOf(entry) ?? [])

export const lastOf = (stretch: Stretch): Slice => stretch.at(-1) ?? stretch[0]

/** The record of a piece: its part that says what it holds. */
export const recordPart = 'piece.json'

/** The digest of the record of a piece, which the next one names. */
export const recordDigest = ({ manifest }: Entry): string | undefined =>
  manifest.parts.find(({ name }) => name === recordPart)?.sha256

/** One follows the other in the same log, and was told of these very bytes. */
function joins(before: Slice, slice: Slice): boolean {
  const { number, sha256 } = before.through ?? { number: before.number, sha256: recordDigest(before.entry) }
  return (
    slice.number === number + 1 &&
    slice.from.at === before.to.at &&
    slice.from.history === before.to.history &&
    slice.previous?.sha256 === sha256
  )
}

/** Of the ids of a complete volume, as the first piece of the next one names it (docs/format.md). */
export const digestOfIds = (ids: readonly string[]): string =>
  hash(
    'sha256',
    ids
      .toSorted()
      .map((id) => `${id}\n`)
      .join(''),
  )

/** The same of the volume that ends with this piece; undefined: it does not, or not all pieces of it lead there. Pure. */
export function volumeDigest(stretches: readonly Stretch[], last: Slice): string | undefined {
  const stretch = stretches.find((one) => lastOf(one).entry.id === last.entry.id) ?? []
  const pieces = stretch.filter(({ number }) => volumeOf(number) === volumeOf(last.number))
  const isComplete = last.number % piecesPerVolume === 0 && pieces.length === piecesPerVolume
  return isComplete ? digestOfIds(pieces.map(({ entry }) => entry.id)) : undefined
}

function reachesFurther(one: Slice, other: Slice): boolean {
  if (one.number !== other.number) return one.number > other.number
  const [a, b] = [one.covers.until.getTime(), other.covers.until.getTime()]
  return a === b ? one.entry.id > other.entry.id : a > b
}
