import { damaged } from './damage.ts'

/** Expands what LZF has compressed: runs of literal bytes, and copies of what came before. */
export function expandLzf(packed: Uint8Array, length: number): Buffer {
  const out = Buffer.alloc(length)
  let at = 0
  let to = 0
  const next = (): number => {
    const byte = packed[at++]
    if (byte === undefined) throw damaged('has a compressed string that ends too early')
    return byte
  }
  while (at < packed.length) {
    const control = next()
    if (control < 32) {
      const run = control + 1
      if (at + run > packed.length || to + run > length) throw damaged('has a compressed string that is not whole')
      out.set(packed.subarray(at, at + run), to)
      at += run
      to += run
      continue
    }
    const long = control >> 5 === 7 ? next() : 0
    const count = (control >> 5) + long + 2
    let from = to - (((control & 31) << 8) | next()) - 1
    if (from < 0 || to + count > length) throw damaged('has a compressed string that is not whole')
    for (let left = count; left > 0; left--) out[to++] = out[from++] as number
  }
  if (to !== length) throw damaged('has a compressed string that is not whole')
  return out
}
