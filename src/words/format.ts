import { zonedText } from '../time/time.ts'

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** "512 B", "12.3 MiB": powers of 1024, three digits. */
export function formatBytes(bytes: number): string {
  let unit = 0
  let value = Math.abs(bytes)
  // 1023.5, and 1023.95, would round to 1024.0 of the smaller unit.
  while (value >= (unit === 0 ? 1023.5 : 1023.95) && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${bytes < 0 ? '-' : ''}${unit === 0 ? Math.round(value) : value.toFixed(value < 99.95 ? 1 : 0)} ${units[unit]}`
}

// The five sizes of a backup, each by its own name wherever a person reads it (docs/operations.md#sizes).

/** As one store holds it: compressed and encrypted. */
export const sealedSize = (bytes: number) => `${formatBytes(bytes)} sealed`

/** The same over every copy there is. */
export const storedSize = (bytes: number) => `${formatBytes(bytes)} sealed in all stores`

/** What the dump has, before compression and encryption. */
export const plainSize = (bytes: number) => `${formatBytes(bytes)} plain`

/** What a restore wrote: of what was selected alone, less than the dump has. */
export const restoredSize = (bytes: number) => `${formatBytes(bytes)} restored`

/** What the source itself says that it has: of a database with its indexes. */
export const sourceSize = (bytes: number) => `${formatBytes(bytes)} in the source`

/** "850 ms", "12.3 s", "1 m 12 s", "2 h 5 m", "3 d 4 h". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'm', seconds % 60, 's')
  // Each from the milliseconds: what is rounded twice goes up a step too early.
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1440) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'm')
  const hours = Math.round(ms / 3_600_000)
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

const pair = (large: number, unit: string, small: number, rest: string) =>
  `${large} ${unit}${small === 0 ? '' : ` ${small} ${rest}`}`

/** "2026-02-14 09:15 CET", of a Date or an ISO 8601 time with an offset, in the policy's time zone. */
export function formatTime(at: string | Date, timezone: string): string {
  return zonedText(new Date(at), timezone)
}

/** "2026-02-14T09:15:30Z": a moment to the second, as `--at` takes it; `up`: not before it. */
export function formatSecond(at: Date, round: 'up' | 'down' = 'down'): string {
  const seconds = at.getTime() / 1000
  const whole = round === 'up' ? Math.ceil(seconds) : Math.floor(seconds)
  return new Date(whole * 1000).toISOString().replace('.000Z', 'Z')
}

/** "2026-02-14T09:15:30Z", or "2026-02-14T09:15:30.250Z" where it is within a second. */
export const formatMoment = (at: Date): string => at.toISOString().replace('.000Z', 'Z')

/** "123,456" */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** "1 backup", "12 backups" */
export function plural(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`
}

/** A message below the name of its source, which it need not begin with as well. */
export function withoutSource(message: string, source: string): string {
  const own = `source ${source}: `
  return message.startsWith(own) ? message.slice(own.length) : message
}

/** A number of things; the noun is in the plural: "tables". */
export interface Count {
  readonly noun: string
  readonly count: number
}

/** "12 tables, 1 row" */
export function formatCounts(counts: readonly Count[]): string {
  const one = (noun: string) => noun.replace(/ies$|(?<=x)es$|s$/, (end) => (end === 'ies' ? 'y' : ''))
  return counts.map(({ noun, count }) => `${formatCount(count)} ${count === 1 ? one(noun) : noun}`).join(', ')
}

const bars = '▁▂▃▄▅▆▇█'

const mostBars = 30

/**
 * Sizes as bars between the smallest and the largest, so that a change shows; what differs by less than a fifth of the
 * largest keeps its proportion, so that noise stays small. Of more than thirty, each bar is the median of as many as the others.
 */
export function sparkline(values: readonly number[]): string {
  const shown = sampled(values, mostBars)
  const most = Math.max(...shown, 1)
  const least = Math.min(...shown, most * 0.8)
  const height = (value: number) => Math.ceil(((value - least) / (most - least)) * bars.length) - 1
  return shown.map((value) => bars[Math.max(height(value), 0)]).join('')
}

/** So many of them: medians of slices of the same length, so that a year shows as a whole. */
function sampled(values: readonly number[], most: number): readonly number[] {
  if (values.length <= most) return values
  return Array.from({ length: most }, (_, i) => {
    const [from, to] = [i, i + 1].map((one) => Math.floor((one * values.length) / most))
    const slice = values.slice(from, to).sort((a, b) => a - b)
    return slice[slice.length >> 1] ?? 0
  })
}

/** Text from anywhere on one line: no control characters, no terminal sequences, no characters that turn the direction. */
export function oneLine(text: string, most = 2000): string {
  // Cut twice: what follows should not be slow on what is not shown.
  const line = text
    .slice(0, most * 4)
    .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '\ufffd')
    .trim()
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
}
