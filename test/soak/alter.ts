import { redigested } from '../catalog/redigested.ts'
import type { Random } from './random.ts'

/** Other bytes: of JSON such as still parse, and say something else. */
export function alter(key: string, bytes: Buffer, random: Random): Buffer {
  const altered = Buffer.from(bytes)
  if (bytes.length === 0) return altered
  if (!key.endsWith('.json') || key.includes('/data/')) {
    const at = random.below(bytes.length)
    altered[at] = (altered[at] ?? 0) ^ (1 << random.below(8))
    return altered
  }
  const text = bytes.toString('latin1')
  for (let attempt = 0; attempt < 20; attempt++) {
    const other = random.pick(changes)(text, random)
    if (other === text || !parses(other)) continue
    // As rot does it, or as somebody who means it.
    return Buffer.from(random.chance(0.5) ? redigested(other) : other, 'latin1')
  }
  return altered
}

/** What decides most is changed most often. */
const changes: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => digit(text, /\d(?=[\d.Z"])/g, random),
  (text, random) => digit(text, /(?<="(?:startedAt|trashedAt|purgeAfter)": "\d{3})\d/g, random),
  (text, random) => digit(text, /(?<="(?:startedAt|trashedAt|purgeAfter)": "\d{4}-)\d\d/g, random),
  (text) => text.replace(/"retain": (true|false)/, (_, is) => `"retain": ${is === 'false'}`),
  (text) => text.replace(/"release-\d"/, '"another-1"'),
]

function digit(text: string, pattern: RegExp, random: Random): string {
  const found = [...text.matchAll(pattern)]
  if (found.length === 0) return text
  const { index, 0: old } = random.pick(found)
  const other = old.length === 1 ? String(random.below(10)) : String(random.between(1, 12)).padStart(2, '0')
  return text.slice(0, index) + other + text.slice(index + old.length)
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
