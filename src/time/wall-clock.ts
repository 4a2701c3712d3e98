const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

/** The last instant that a Date can hold. */
const endMs = 8.64e15
const stretchMs = 6 * 3_600_000
const mostStretches = 20_000
/** By zone, for stretches of six hours: what the zone's clocks are ahead of UTC; undefined where they are changed within. */
const offsets = new Map<string, Map<number, number | undefined>>()

/** What a clock on the wall of the IANA zone shows, as the milliseconds of the instant at which a clock in UTC shows it. */
export function wallMs(at: Date, zone: string): number {
  const ms = at.getTime()
  if (zone === 'UTC') return ms
  const known = offsets.get(zone) ?? new Map<number, number | undefined>()
  offsets.set(zone, known)
  const stretch = Math.floor(ms / stretchMs)
  if (!known.has(stretch)) {
    if (known.size >= mostStretches) known.clear()
    const [first, last] = [Math.max(stretch * stretchMs, -endMs), Math.min((stretch + 1) * stretchMs - 1, endMs)]
    const offset = askWall(new Date(first), zone) - first
    // Clocks that show the same at both ends were not changed in between: no zone changes twice in six hours.
    known.set(stretch, askWall(new Date(last), zone) - last === offset ? offset : undefined)
  }
  const offset = known.get(stretch)
  return offset === undefined ? askWall(at, zone) : ms + offset
}

function askWall(at: Date, zone: string): number {
  const ms = at.getTime()
  const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of format(zone).formatToParts(at)) if (type in part) part[type as 'year'] = Number(value)
  const whole = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second)
  return whole + (((ms % 1000) + 1000) % 1000)
}

/**
 * The instants at which the wall clock shows this, earliest first: two where clocks were put back over it, and where they
 * were put forward over it the instant at which that was done.
 */
export function instantsOf(wall: number, zone: string): readonly [number, ...number[]] {
  if (zone === 'UTC') return [wall]
  const wallOf = (ms: number) => wallMs(new Date(ms), zone)
  // Offsets are within 14 hours, and changes are weeks apart: these two instants lie before and after the wall's time.
  const offsets = [wall - 26 * hourMs, wall + 26 * hourMs].map((ms) => wallOf(ms) - ms)
  const [first = wall, second = wall] = offsets.map((offset) => wall - offset)
  const shown = [...new Set([first, second])].filter((ms) => wallOf(ms) === wall).sort((a, b) => a - b)
  const [earliest, ...later] = shown
  if (earliest !== undefined) return [earliest, ...later]
  let [low, high] = [Math.min(first, second), Math.max(first, second)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (wallOf(middle) < wall) low = middle
    else high = middle
  }
  return [high]
}

/** "2026-02-14 09:15" on the zone's wall clock. */
export function wallText(at: Date, zone: string): string {
  return new Date(wallMs(at, zone)).toISOString().slice(0, 16).replace('T', ' ')
}

/** "2026-02-14 09:15 CET": for people; of a zone without letters of its own "GMT+9". */
export function zonedText(at: Date, zone: string): string {
  return `${wallText(at, zone)} ${zoneLetters(at, zone)}`
}

/** Regions of English: each knows the letters of some zones only (CLDR). */
const regions = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA'] as const
const lettersOf = new Map<string, readonly Intl.DateTimeFormat[]>()

/** "CET", "EST", "UTC", "GMT+9": what the zone is called at this time. */
function zoneLetters(at: Date, zone: string): string {
  if (zone === 'UTC') return zone
  // A simulation asks the same few times over and over. What a zone is called changes with what its clocks show.
  const ms = at.getTime()
  const key = `${zone} ${Math.floor(ms / stretchMs)} ${wallMs(at, zone) - ms}`
  const letters = lettersAt.get(key) ?? lettersFor(at, zone)
  if (lettersAt.size >= mostStretches) lettersAt.clear()
  lettersAt.set(key, letters)
  return letters
}

const lettersAt = new Map<string, string>()

function lettersFor(at: Date, zone: string): string {
  const made = lettersOf.get(zone) ?? regions.map((region) => lettersIn(region, zone))
  lettersOf.set(zone, made)
  const names = made.map(
    (letters) => letters.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '',
  )
  return names.find((name) => !/^GMT./.test(name)) ?? names[0] ?? zone
}

const lettersIn = (region: string, timeZone: string) =>
  new Intl.DateTimeFormat(region, { timeZone, timeZoneName: 'short' })

const hourMs = 3_600_000
