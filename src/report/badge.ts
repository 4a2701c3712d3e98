import type { Health, HealthState } from '../judge/judge.ts'
import { formatTime, oneLine, plural } from '../words/words.ts'

/** Contrast with white of at least 4.5. */
const colours: Readonly<Record<HealthState, string>> = {
  good: '#18702f',
  warning: '#8a5a00',
  bad: '#b91c1c',
  unknown: '#57606a',
}

/** A badge for a page: a small picture that needs nothing else. It says a moment, and no age: nobody knows when it is looked at. */
export function healthBadge(health: Health): string {
  return badge('backups', wordsOf(health), health.state, `as of ${formatTime(health.at, health.timezone)}`)
}

/** "restorable to 2026-02-14 02:00 CET": every source is, at least to this moment. */
function wordsOf({ sources, totals, state, timezone }: Health): string {
  if (sources.length === 0) return 'no sources'
  if (totals.unknown > 0) return `${plural(totals.unknown, 'source')} not readable`
  const last = sources.flatMap(({ lastSuccess }) => lastSuccess?.at ?? []).sort()[0]
  const without = sources.filter(({ lastSuccess }) => lastSuccess === undefined).length
  if (last === undefined) return 'no backup yet'
  const failing = state === 'bad' && totals.bad > 0 ? `${totals.bad} of ${totals.sources} failing, ` : ''
  if (without > 0) return `${failing}${plural(without, 'source')} without a backup`
  return `${failing}restorable to ${formatTime(last, timezone)}`
}

const escaped = (text: string) => oneLine(text, 80).replace(/[^\w .,:+-]/gu, (one) => `&#${one.codePointAt(0)};`)

/** Of Verdana and its kin at 11 pixels: enough for what is written here. */
const widthOf = (text: string) => Math.ceil(oneLine(text, 80).length * 6.6) + 14

/** Label and words side by side. Pure. */
export function badge(label: string, words: string, state: HealthState, title: string): string {
  const [left, right] = [widthOf(label), widthOf(words)]
  const width = left + right
  const text = (at: number, room: number, said: string) =>
    `<text x="${at}" y="14" textLength="${room - 14}" lengthAdjust="spacingAndGlyphs">${escaped(said)}</text>`
  const said = `${escaped(label)}: ${escaped(words)} (${escaped(title)})`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${said}">
<title>${said}</title>
<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3d444d"/><rect x="${left}" width="${right}" height="20" fill="${colours[state]}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">${text(7, left, label)}${text(left + 7, right, words)}</g>
</svg>
`
}
