import { expect, test } from 'vitest'
import type { AlertState } from '../../../src/catalog/catalog.ts'
import { decideAlerts, type Observation, settle } from '../../../src/judge/judge.ts'
import type { AlertTimes, RuleName } from '../../../src/policy/policy.ts'

const hourMs = 3_600_000

/** From when to when a rule holds: ISO times. */
interface Episode {
  readonly rule: RuleName
  readonly from: string
  readonly to: string
}

interface Month {
  readonly episodes: readonly Episode[]
  readonly times: AlertTimes
  readonly channels?: readonly string[]
  /** Channels that refuse at this time. */
  readonly down?: (at: Date) => readonly string[]
  /** What cannot be read at this time. */
  readonly unknown?: (at: Date) => boolean
  readonly from?: string
  readonly days?: number
  readonly everyMs?: number
}

/** A look every hour; gives what was told, in the order of its telling. */
function live(month: Month): readonly string[] {
  const { episodes, times, channels = ['hook'], down = () => [], unknown = () => false } = month
  const { from = '2026-03-01T00:00:00Z', days = 31, everyMs = hourMs } = month
  const rules = [...new Set(episodes.map(({ rule }) => rule))]
  const said: string[] = []
  let state: AlertState | undefined
  for (let ms = Date.parse(from); ms < Date.parse(from) + days * 24 * hourMs; ms += everyMs) {
    const now = new Date(ms)
    const observations = rules.map((rule): Observation => {
      if (unknown(now)) return { rule, kind: 'unknown' }
      const holds = episodes.some((one) => one.rule === rule && Date.parse(one.from) <= ms && ms < Date.parse(one.to))
      return holds ? { rule, kind: 'holds', message: `${rule} holds` } : { rule, kind: 'clear', asOf: now }
    })
    const decision = decideAlerts({ source: 'orders', observations, state, channels, times, now, by: 'watch' })
    const away = down(now)
    const told = decision.news.map((one) => ({ ...one, channels: one.channels.filter((name) => !away.includes(name)) }))
    for (const { kind, rule, channels } of told)
      for (const name of channels) said.push(`${now.toISOString().slice(5, 16)} ${name} ${kind} ${rule}`)
    state = decision.news.length > 0 ? settle(decision.state, told, { by: 'watch', now }) : decision.state
  }
  return said
}

const day = (text: string) => `2026-03-${text}:00Z`
const remindMs = 24 * hourMs
/** Stockholm is an hour ahead of UTC, from 29 March on two. */
const quiet = { fromMinute: 22 * 60, toMinute: 7 * 60, timezone: 'Europe/Stockholm', except: ['proof-failed'] } as const

test('a month with quiet hours tells exactly what opened, went on and ended, each once', () => {
  const said = live({
    times: { remindMs, quiet },
    episodes: [
      { rule: 'failed', from: day('03T10:00'), to: day('03T13:00') },
      // Within one night: nobody is woken, and it is not kept secret.
      { rule: 'not-run-for', from: day('05T00:00'), to: day('05T03:00') },
      // Begins at night, and lasts over two reminders.
      { rule: 'degraded', from: day('08T23:00'), to: day('11T12:00') },
      // Comes and goes.
      ...['10', '12', '14', '16'].map(
        (hour): Episode => ({ rule: 'failed', from: day(`15T${hour}:00`), to: day(`15T${Number(hour) + 1}:00`) }),
      ),
      // Told at once: the policy excepts it.
      { rule: 'proof-failed', from: day('20T02:00'), to: day('20T04:00') },
      // Ends in the night of the change of clocks.
      { rule: 'rpo-missed', from: day('28T12:00'), to: day('29T02:00') },
    ],
  })
  expect(said).toEqual([
    '03-03T10:00 hook opened failed',
    '03-03T13:00 hook closed failed',
    '03-05T06:00 hook passed not-run-for',
    '03-09T06:00 hook opened degraded',
    '03-10T06:00 hook reminded degraded',
    '03-11T06:00 hook reminded degraded',
    '03-11T12:00 hook closed degraded',
    '03-15T10:00 hook opened failed',
    '03-15T11:00 hook closed failed',
    '03-15T12:00 hook opened failed',
    '03-15T13:00 hook closed failed',
    // The third time: from now on it is closed after six hours without it.
    '03-15T14:00 hook opened failed',
    '03-16T06:00 hook closed failed',
    '03-20T02:00 hook opened proof-failed',
    '03-20T04:00 hook closed proof-failed',
    '03-28T12:00 hook opened rpo-missed',
    '03-29T05:00 hook closed rpo-missed',
  ])
})

test('a channel that refuses is told later, and the other ones are not told twice', () => {
  const said = live({
    times: {},
    channels: ['hook', 'mail'],
    episodes: [
      { rule: 'failed', from: day('03T10:00'), to: day('03T15:00') },
      { rule: 'degraded', from: day('05T10:00'), to: day('05T12:00') },
    ],
    down: (at) => (at < new Date(day('03T12:00')) || at.getUTCDate() === 5 ? ['mail'] : []),
  })
  expect(said).toEqual([
    '03-03T10:00 hook opened failed',
    '03-03T12:00 mail opened failed',
    '03-03T15:00 hook closed failed',
    '03-03T15:00 mail closed failed',
    '03-05T10:00 hook opened degraded',
    '03-05T12:00 hook closed degraded',
    // It never knew of it as open.
    '03-06T00:00 mail passed degraded',
  ])
})

test('what cannot be read closes nothing', () => {
  const said = live({
    times: {},
    days: 5,
    episodes: [{ rule: 'failed', from: day('02T10:00'), to: day('02T12:00') }],
    unknown: (at) => at >= new Date(day('02T11:00')) && at < new Date(day('04T11:00')),
  })
  expect(said).toEqual(['03-02T10:00 hook opened failed', '03-04T11:00 hook closed failed'])
})

test('a daily look that is a few minutes early reminds every day', () => {
  const said = live({
    times: { remindMs },
    days: 4,
    everyMs: 24 * hourMs - 300_000,
    episodes: [{ rule: 'failed', from: day('01T00:00'), to: day('30T00:00') }],
  })
  expect(said.map((line) => line.split(' ')[2])).toEqual(['opened', 'reminded', 'reminded', 'reminded', 'reminded'])
})
