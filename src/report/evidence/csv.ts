import { oneLine } from '../../words/words.ts'

export type Row = Readonly<Record<string, string | number>>

/** A spreadsheet takes up to 32,767 characters of a cell. */
const mostCell = 4000

/**
 * A table as RFC 4180 has it. A text that a spreadsheet would take for a formula gets an apostrophe in front: names of objects and
 * messages come from anybody who may write into a store. Pure.
 */
export function csv(columns: readonly string[], rows: readonly Row[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
  return lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = oneLine(value, mostCell).toWellFormed()
  const safe = /^[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text
  return /[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
