import stringWidth from 'string-width'

/** Nearly all that is shown: one column each. */
const plain = /^[\u0020-\u007e\u2013]*$/
const widthOf = (cell: string) => (plain.test(cell) ? cell.length : stringWidth(cell))

/** Rows as aligned columns, by the width that a terminal gives each character; the last column is not padded. Pure. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const widths = Array.from({ length: columns }, (_, i) =>
    rows.reduce((width, row) => Math.max(width, widthOf(row[i] ?? '')), 0),
  )
  const pad = (cell: string, width = 0) => cell + ' '.repeat(Math.max(0, width - widthOf(cell)))
  const line = (row: readonly string[]) => row.map((cell, i) => pad(cell, widths[i])).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}
