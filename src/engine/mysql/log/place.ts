import { Problem } from '../../../problem.ts'
import type { Position } from '../../contract.ts'

/** A place in a server's binary log, and what proves later that it is still the same log. */
export interface Place {
  /** "binlog.000002" */
  readonly file: string
  readonly offset: number
  /** When that file was begun, as its first event says, in seconds: one of the same name after a RESET says another. */
  readonly begun?: number
  /** The event that ends there: a server that was set back to an earlier state and has gone on has another one. */
  readonly last?: { readonly size: number; readonly print: string }
  /** By the server's clock in microseconds, read before the place was asked for: all that was committed until then lies before. */
  readonly time?: bigint
}

const form = /^([\w.-]+\.\d+):(\d+)((?:;\w+=[\w.:-]+)*)$/

/** undefined: it is no place in a file of a server's own log. */
export function placeIn({ at }: Position): Place | undefined {
  const [, file, offset, more = ''] = form.exec(at) ?? []
  if (file === undefined) return undefined
  const named = new Map([...more.matchAll(/;(\w+)=([^;]+)/g)].map(([, name = '', value = '']) => [name, value]))
  const [, size, print] = /^(\d+)\.([0-9a-f]+)$/.exec(named.get('last') ?? '') ?? []
  const begun = named.get('begun')
  const time = named.get('time')
  return {
    file,
    offset: Number(offset),
    ...(begun === undefined ? {} : { begun: Number(begun) }),
    ...(print === undefined ? {} : { last: { size: Number(size), print } }),
    ...(time === undefined ? {} : { time: BigInt(time) }),
  }
}

/** Throws `log-gap` for what a log of a server's own cannot begin at. */
export function mustBePlace(position: Position): Place {
  const place = placeIn(position)
  if (place !== undefined) return place
  throw new Problem('log-gap', `${position.at.slice(0, 80)} is no place in the binary log of the server itself`, {
    hint: 'Name the primary in its url, and make a new backup: the log is collected from there on.',
  })
}

export function positionAt({ file, offset, begun, last, time }: Place, history: string): Position {
  const more = [
    ...(begun === undefined ? [] : [`;begun=${begun}`]),
    ...(last === undefined ? [] : [`;last=${last.size}.${last.print}`]),
    ...(time === undefined ? [] : [`;time=${time}`]),
  ]
  return { at: `${file}:${offset}${more.join('')}`, history }
}

/** "binlog" and 2. */
export function numbered(file: string): readonly [stem: string, number: number] {
  const dot = file.lastIndexOf('.')
  return [file.slice(0, dot), Number(file.slice(dot + 1))]
}

/** The file that a server begins after that one. */
export function nextFile(file: string): string {
  const [stem, number] = numbered(file)
  return `${stem}.${String(number + 1).padStart(file.length - stem.length - 1, '0')}`
}

// A backup asks for the time when it has its place already, and a piece of log before it asks for its own.
const slack = 60_000_000n

/** As `Replay.compare`. */
export function comparePlaces(one: Position, other: Position): number | undefined {
  const [a, b] = [placeIn(one), placeIn(other)]
  if (one.history !== other.history || a === undefined || b === undefined) return undefined
  const [[stem, number], [otherStem, otherNumber]] = [numbered(a.file), numbered(b.file)]
  if (stem !== otherStem) return undefined
  const order = number === otherNumber ? a.offset - b.offset : number - otherNumber
  // What was written first was there first: else the log was reset in between, and its files have the same names once more.
  if (a.time !== undefined && b.time !== undefined && order < 0 && a.time > b.time + slack) return undefined
  if (a.time !== undefined && b.time !== undefined && order > 0 && b.time > a.time + slack) return undefined
  if (a.begun === undefined || b.begun === undefined) return order
  // Of one log, a file is begun after those before it.
  const begun = a.begun - b.begun
  return number === otherNumber ? (begun === 0 ? order : undefined) : order * begun < 0 ? undefined : order
}
