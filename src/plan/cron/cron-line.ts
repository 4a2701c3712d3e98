import { CronExpressionParser } from 'cron-parser'

const fieldNames = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'] as const

const known = new Map<string, string>()

/**
 * The line with lists whose items overlap (`0,30,20-40`, `MON-FRI,wed`) as plain lists, which cron-parser would refuse.
 * Throws what it throws.
 */
export function plainLine(line: string): string {
  if (!line.includes(',')) return line
  const found = known.get(line) ?? line.trim().split(/\s+/).map(plainField).join(' ')
  known.set(line, found)
  return found
}

/** True where the hour begins with `*`: a time that the clock shows twice is then due at both. */
export function isEveryHour(line: string): boolean {
  return line.trim().split(/\s+/)[1]?.startsWith('*') ?? false
}

function plainField(field: string, index: number): string {
  const name = fieldNames[index]
  if (!name || !field.includes(',')) return field
  const items = field.split(',')
  const values = items.flatMap((item) => {
    const alone = fieldNames.map((_, i) => (i === index ? item : '*')).join(' ')
    return CronExpressionParser.parse(alone, { tz: 'UTC' }).fields[name].values.map(Number)
  })
  if (items[0] === '*') return '*'
  // Sunday is 0 and 7.
  const numbers = new Set(name === 'dayOfWeek' ? values.map((day) => day % 7) : values)
  return [...numbers].sort((a, b) => a - b).join(',')
}
