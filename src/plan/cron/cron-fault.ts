import { CronExpressionParser } from 'cron-parser'
import { nextDue } from './cron.ts'
import { plainLine } from './cron-line.ts'

const example = '"0 2 * * *", which is 02:00 every day'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

interface Field {
  readonly name: string
  readonly low: number
  readonly high: number
  /** Names of values, from the lowest. */
  readonly names: readonly string[]
}

const fields: readonly Field[] = [
  { name: 'minute', low: 0, high: 59, names: [] },
  { name: 'hour', low: 0, high: 23, names: [] },
  { name: 'day of the month', low: 1, high: 31, names: [] },
  { name: 'month', low: 1, high: 12, names: months },
  // Sunday is 0 and 7.
  { name: 'weekday', low: 0, high: 7, names: weekdays },
]

/**
 * What is wrong with a schedule, with the field that is wrong and what it may be; undefined if nothing. Five fields as in
 * crontab(5): minute, hour, day of the month, month, weekday, with lists, ranges, steps and names; day of the month and
 * weekday both given mean either.
 */
export function cronFault(line: string, timezone: string): string | undefined {
  const name = `${line}\n${timezone}`
  if (!faults.has(name)) faults.set(name, faultOf(line, timezone))
  return faults.get(name)
}

/** By line and time zone: thousands of sources share a few dozen lines. */
const faults = new Map<string, string | undefined>()

function faultOf(line: string, timezone: string): string | undefined {
  if (!isZone(timezone)) return `${JSON.stringify(timezone)} is not a time zone, such as Europe/Stockholm or UTC`
  const texts = line.trim() === '' ? [] : line.trim().split(/\s+/)
  if (texts.length !== fields.length)
    return `a schedule has five fields (minute hour day month weekday), such as "0 2 * * *"; ${JSON.stringify(line)} has ${texts.length}`
  for (const [index, field] of fields.entries()) {
    const text = texts[index] ?? ''
    for (const item of text.split(',')) {
      const fault = itemFault(item, field)
      if (fault !== undefined) return `the ${field.name} ${JSON.stringify(text)} ${fault}`
    }
  }
  try {
    CronExpressionParser.parse(plainLine(line), { tz: timezone })
  } catch {
    // Every field is right by itself: what is left is a day that no month has.
    return neverFires(line)
  }
  return nextDue(line, timezone, new Date('2020-01-01T00:00:00Z')) ? undefined : neverFires(line)
}

const neverFires = (line: string) => `the schedule ${JSON.stringify(line)} never fires: there is no such day`

function itemFault(item: string, { low, high, names }: Field): string | undefined {
  const [, whole, from, to, step] = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item) ?? []
  const words = [from, to].filter((word) => word !== undefined)
  if (whole === undefined && from === undefined) return notAnItem
  if (words.some((word) => !/^\d+$/.test(word) && names.length === 0)) return notAnItem
  const values = words.map((word) => (/^\d+$/.test(word) ? Number(word) : low + positionOf(word, names)))
  if (values.some(Number.isNaN)) return `has an unknown name: the names are ${names.join(', ')}`
  const outside = values.findIndex((value) => value < low || value > high)
  if (outside !== -1)
    return `has ${words[outside]}, which is not from ${low} to ${high}; a schedule is such as ${example}`
  const [first = low, last = high] = values
  if (first > last) return `ends before it begins: write ${first}-${high},${low}-${last} where it goes round`
  if (step !== undefined && Number(step) === 0) return 'has a step of 0; a step is 1 or more, such as */10'
  return undefined
}

const notAnItem = 'is not a number, *, a list (1,15), a range (1-5) or a step (*/10)'

function positionOf(word: string, names: readonly string[]): number {
  const position = names.indexOf(word.toLowerCase())
  return position === -1 ? Number.NaN : position
}

function isZone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: timezone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
