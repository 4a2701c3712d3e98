import type { Random } from './random.ts'

/** Other bytes of the same length: of JSON such as still parse, and say something else. */
export function alter(key: string, bytes: Buffer, random: Random): Buffer {
  const altered = Buffer.from(bytes)
  if (bytes.length === 0) return altered
  if (!key.endsWith('.json') || key.includes('/data/')) {
    const at = random.below(bytes.length)
    altered[at] = (altered[at] ?? 0) ^ (1 << random.below(8))
    return altered
  }
  const text = bytes.toString('latin1')
  const places = [...text.matchAll(/\d(?=[\d.Z"])/g)].map(({ index }) => index)
  for (let attempt = 0; attempt < 20 && places.length > 0; attempt++) {
    const at = random.pick(places)
    const other = `${text.slice(0, at)}${random.below(10)}${text.slice(at + 1)}`
    if (other !== text && parses(other)) return Buffer.from(other, 'latin1')
  }
  return altered
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
