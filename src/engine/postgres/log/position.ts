import { Problem } from '../../../problem.ts'
import type { Position } from '../../contract.ts'
import { formatLsn, type Lsn, parseLsn } from './lsn.ts'

/** A position of this engine, read. */
export interface Place {
  /** The first byte that is not before it. */
  readonly lsn: Lsn
  /** Where a piece ended: absent for a base, and for the end of a log that nobody collected. */
  readonly ended?: Ending
  /** The server's clock, and not after it. */
  readonly time: Date
  readonly system: string
  readonly timeline: number
}

/** By what the end of a piece is known again. */
export interface Ending {
  /** Where our own message ends in the log: behind it lies the record of its commit, and then the piece ends. */
  readonly marker: Lsn
  /** SHA-256, in hex, of the log from the beginning of the marker's segment to the end of the piece. */
  readonly tail: string
}

const form =
  /^([0-9A-F]+\/[0-9A-F]+) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)(?: marker ([0-9A-F]+\/[0-9A-F]+) tail ([0-9a-f]{64}))?$/
const historyForm = /^system (\d{1,20}) timeline (\d{1,10})$/

export function formatPosition({ lsn, ended, time, system, timeline }: Place): Position {
  const more = ended === undefined ? '' : ` marker ${formatLsn(ended.marker)} tail ${ended.tail}`
  return { at: `${formatLsn(lsn)} ${time.toISOString()}${more}`, history: historyOf(system, timeline) }
}

export const historyOf = (system: string, timeline: number): string => `system ${system} timeline ${timeline}`

/** undefined: this engine did not write it. */
function placeIn({ at, history }: Position): Place | undefined {
  const [, lsnText = '', time = '', markerText, tail] = form.exec(at) ?? []
  const [, system = '', timeline = ''] = historyForm.exec(history) ?? []
  const lsn = parseLsn(lsnText)
  const marker = markerText === undefined ? undefined : parseLsn(markerText)
  if (lsn === undefined || system === '' || (marker !== undefined && marker > lsn)) return undefined
  const ended = marker === undefined || tail === undefined ? {} : { ended: { marker, tail } }
  return { lsn, ...ended, time: new Date(time), system, timeline: Number(timeline) }
}

/** @throws Problem `object-damaged` for a position that this engine did not write. */
export function parsePosition(position: Position): Place {
  const place = placeIn(position)
  if (place) return place
  const { at, history } = position
  throw new Problem(
    'object-damaged',
    `${JSON.stringify(`${at}, ${history}`.slice(0, 200))} is no position of PostgreSQL's log`,
    {
      hint: 'Make a new base: the log is collected from there on. If it came from a store, its objects were changed.',
    },
  )
}

/** Negative: `one` lies before `other`; undefined: in different histories, or one of them is no position, which hides no other. */
export function comparePositions(one: Position, other: Position): number | undefined {
  const [a, b] = [placeIn(one), placeIn(other)]
  if (a === undefined || b === undefined) return undefined
  if (a.system !== b.system || a.timeline !== b.timeline) return undefined
  return a.lsn < b.lsn ? -1 : a.lsn > b.lsn ? 1 : 0
}
