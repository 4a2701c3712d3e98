import type { Entry } from '../../src/catalog/catalog.ts'
import { type EntryOptions, entry } from '../retain/entry.ts'

/** What a simulated backup is like. */
export interface Shape {
  readonly plain: number
  /** What compression leaves. */
  readonly ratio?: number
  readonly rows?: number
  readonly tables?: number
  readonly tookMs?: number
}

const dayMs = 86_400_000
const begin = Date.parse('2026-01-05T02:00:00Z')

/** When the n-th day's backup starts; the first is a Monday's. */
export const dayAt = (day: number) => new Date(begin + day * dayMs)

/** A backup with a manifest that says all that is compared. */
export function shaped(at: Date, shape: Shape, over: EntryOptions = {}): Entry {
  const { plain, ratio = 0.25, rows, tables, tookMs = 90_000 } = shape
  const plainBytes = Math.round(plain)
  const bytes = Math.round(plain * ratio)
  const made = entry(at, { bytes, ...over })
  const part = { name: 'database.sql', bytes, sha256: '0'.repeat(64), plainBytes, compression: 'zstd' } as const
  const counts = rows === undefined ? {} : { counts: { rows: Math.round(rows), tables: tables ?? 12 } }
  const finishedAt = new Date(at.getTime() + tookMs).toISOString()
  return { ...made, manifest: { ...made.manifest, parts: [part], finishedAt, ...counts } }
}

/** One a day, newest first, as a catalog has them. */
export function daily(shapes: readonly Shape[]): readonly Entry[] {
  return shapes.map((shape, day) => shaped(dayAt(day), shape)).reverse()
}

/** Random numbers that are the same for the same seed (mulberry32), between 0 and 1. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Of a normal distribution around 0 with a deviation of 1 (Box and Muller). */
export const normal = (roll: () => number) => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll())
