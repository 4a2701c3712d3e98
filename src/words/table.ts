import stringWidth from 'string-width'

/** Rows as aligned columns, by the width that a terminal gives each character; the last column is not padded. Pure. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => stringWidth(row[i] ?? ''))))
  const pad = (cell: string, width = 0) => cell + ' '.repeat(Math.max(0, width - stringWidth(cell)))
  const line = (row: readonly string[]) => row.map((cell, i) => pad(cell, widths[i])).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}
