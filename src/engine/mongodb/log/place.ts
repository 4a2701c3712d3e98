import { Problem } from '../../../problem.ts'
import type { Position } from '../../contract.ts'
import { compareStamps, type Stamp } from './entry.ts'

/** An entry of a replica set's log, and what proves later that it is still the same log. */
export interface Place extends Stamp {
  readonly term?: number
  /** Of the entry itself: a set that was made anew, or set back, has another one there. */
  readonly print?: string
  /** By the server's clock in milliseconds, read before the place was asked for: all that was written until then lies before. */
  readonly time?: number
  /** Of a dump: its database, and where the log was when it was complete. Up to there the dump may have what follows already. */
  readonly dump?: { readonly database: string; readonly complete: Stamp }
}

const form = /^(\d{1,10})\.(\d{1,10})((?:;\w+=[^;]+)*)$/

/** undefined: it is no place in the log of a replica set. */
export function placeIn({ at }: Position): Place | undefined {
  const [, seconds, number, more = ''] = form.exec(at) ?? []
  if (seconds === undefined || number === undefined) return undefined
  const named = new Map([...more.matchAll(/;(\w+)=([^;]+)/g)].map(([, name = '', value = '']) => [name, value]))
  const [term, print, time] = [named.get('term'), named.get('print'), named.get('time')]
  const [, since, within] = /^(\d{1,10})\.(\d{1,10})$/.exec(named.get('complete') ?? '') ?? []
  const [database] = /^[0-9a-f]+$/.exec(named.get('database') ?? '') ?? []
  return {
    ...stampOf(seconds, number),
    ...(term === undefined ? {} : { term: Number(term) }),
    ...(print === undefined ? {} : { print }),
    ...(time === undefined ? {} : { time: Number(time) }),
    ...(database === undefined || since === undefined || within === undefined
      ? {}
      : { dump: { database: Buffer.from(database, 'hex').toString(), complete: stampOf(since, within) } }),
  }
}

/** Throws `log-gap` for what a log cannot be read on from. */
export function mustBePlace(position: Position): Place {
  const place = placeIn(position)
  if (place !== undefined) return place
  throw new Problem('log-gap', `${position.at.slice(0, 80)} is not an entry of a replica set's log`, {
    hint: 'Make a new backup: the log is collected from there on.',
  })
}

export function positionAt({ seconds, number, term, print, time, dump }: Place, history: string): Position {
  const more = [
    ...(term === undefined ? [] : [`;term=${term}`]),
    ...(print === undefined ? [] : [`;print=${print}`]),
    ...(time === undefined ? [] : [`;time=${time}`]),
    ...(dump === undefined
      ? []
      : [`;complete=${textOf(dump.complete)}`, `;database=${Buffer.from(dump.database).toString('hex')}`]),
  ]
  return { at: `${textOf({ seconds, number })}${more.join('')}`, history }
}

/** "1700000000.3" */
export const textOf = ({ seconds, number }: Stamp): string => `${seconds}.${number}`

const stampOf = (seconds: string, number: string): Stamp => ({ seconds: Number(seconds), number: Number(number) })

/** As `Replay.compare`. */
export function comparePlaces(one: Position, other: Position): number | undefined {
  const [a, b] = [placeIn(one), placeIn(other)]
  if (one.history !== other.history || a === undefined || b === undefined) return undefined
  const order = compareStamps(a, b)
  if (order === 0) return a.print === undefined || b.print === undefined || a.print === b.print ? 0 : undefined
  // A later entry is of the same election or a later one: else one of them was rolled back.
  if (a.term !== undefined && b.term !== undefined && (order < 0 ? a.term > b.term : b.term > a.term)) return undefined
  return order
}
