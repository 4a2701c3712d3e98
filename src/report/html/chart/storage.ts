import { boxes, path } from './figure.ts'

/** Tints of the one accent, told apart by the legend and the table. */
export const storeKind = (index: number) => `store${(index % 6) + 1}`

/** Bytes by store as one bar, in proportion to the largest of all sources. */
export function storageBar(bytes: readonly number[], most: number): string {
  let at = 0
  return bytes
    .map((value, i) => {
      const wide = (value / Math.max(most, 1)) * 1000
      const bar = wide <= 0 ? '' : path(`column ${storeKind(i)}`, boxes([[at, 2, Math.max(wide - 1.5, 0.5), 12]]))
      at += wide
      return bar
    })
    .join('')
}
