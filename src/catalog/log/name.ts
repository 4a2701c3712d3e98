/** Pieces of log in one volume: as many as are listed and read at once. */
export const piecesPerVolume = 400

/** No piece follows the one with this number. */
export const lastPiece = 999_999_999

const mark = '=log'

/** A volume that is named in a key has a number of so many digits, so that names sort as numbers. */
const digits = 6

/** What the log of a source is made of; each is kept as the backups of a source of its own. */
export type LogFolder =
  /** Its lease. */
  | { readonly kind: 'log' }
  /** Starting points that are no dumps. */
  | { readonly kind: 'bases' }
  /** Pieces, from (number - 1) * piecesPerVolume + 1 on. */
  | { readonly kind: 'volume'; readonly number: number }

/**
 * "orders/=log", "orders/=log-base", "orders/=log-000001": no database has such a name, because `memberName` writes two
 * hexadecimal digits behind a "=".
 */
export function logName(source: string, folder: LogFolder): string {
  switch (folder.kind) {
    case 'log':
      return `${source}/${mark}`
    case 'bases':
      return `${source}/${mark}-base`
    case 'volume':
      return `${source}/${mark}-${String(folder.number).padStart(digits, '0')}`
  }
}

/** Which volume has this piece. Pieces are counted from 1, through all streams of a source. */
export const volumeOf = (piece: number): number => Math.floor((piece - 1) / piecesPerVolume) + 1

/** The inverse of `logName`; undefined: it is the name of a source, or of none. */
export function readLogName(name: string): { readonly source: string; readonly folder: LogFolder } | undefined {
  const [, source, rest] = /^([^/]+)\/=log(-base|-\d{6,9})?$/.exec(name) ?? []
  if (source === undefined) return undefined
  if (rest === undefined) return { source, folder: { kind: 'log' } }
  if (rest === '-base') return { source, folder: { kind: 'bases' } }
  return { source, folder: { kind: 'volume', number: Number(rest.slice(1)) } }
}
