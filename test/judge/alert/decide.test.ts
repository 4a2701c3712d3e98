import { expect, test } from 'vitest'
import type { AlertState } from '../../../src/catalog/catalog.ts'
import { decideAlerts, type Observation, settle } from '../../../src/judge/judge.ts'

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)
const holds: Observation = { rule: 'failed', kind: 'holds', message: 'it failed' }
const clear = (asOf: Date): Observation => ({ rule: 'failed', kind: 'clear', asOf })
const decide = (
  seen: Observation | undefined,
  now: Date,
  state?: AlertState,
  over: Partial<Parameters<typeof decideAlerts>[0]> = {},
) =>
  decideAlerts({
    ...{
      source: 'orders',
      observations: seen ? [seen] : [],
      state,
      channels: ['hook'],
      times: { remindMs: 86_400_000 },
    },
    ...{ now, by: 'one' },
    ...over,
  })
const kinds = ({ news }: ReturnType<typeof decide>) => news.map(({ kind, channels }) => `${kind} ${channels.join()}`)

/** An alert that was opened and told at this time. */
function opened(now: Date): AlertState {
  const decision = decide(holds, now)
  return settle(decision.state, decision.news, { by: 'one', now })
}

test('what another run is sending is not sent twice, until that run must be dead', () => {
  const { state } = decide(holds, at('10:00'))
  expect(kinds(decide(holds, at('10:01'), state, { by: 'two' }))).toEqual([])
  expect(kinds(decide(holds, at('10:03'), state, { by: 'two' }))).toEqual(['opened hook'])
})

test('a claim of a time far ahead silences nothing', () => {
  const { state } = decide(holds, at('10:00'))
  const record = state.alerts['failed']
  if (!record) throw new Error('no alert')
  const planted = {
    ...state,
    alerts: { failed: { ...record, claim: { by: 'mallory', until: '2036-01-01T00:00:00Z' } } },
  }
  expect(kinds(decide(holds, at('10:01'), planted))).toEqual(['opened hook'])
})

test('a telling that is dated in the future does not hold back a reminder', () => {
  const state = opened(at('10:00'))
  expect(kinds(decide(holds, at('09:00'), state))).toEqual(['reminded hook'])
})

test('an alert stays open until something newer than it shows that it is over', () => {
  const state = opened(at('10:00'))
  expect(kinds(decide(clear(at('09:30')), at('11:00'), state))).toEqual([])
  expect(kinds(decide(clear(at('10:30')), at('11:00'), state))).toEqual(['closed hook'])
})

test('a rule that was taken out of the policy is closed', () => {
  expect(kinds(decide(undefined, at('11:00'), opened(at('10:00'))))).toEqual(['closed hook'])
})

test('a channel that is new hears of what is open, and of nothing that is over', () => {
  const state = opened(at('10:00'))
  expect(kinds(decide(holds, at('11:00'), state, { channels: ['hook', 'mail'] }))).toEqual(['opened mail'])
  const closed = decide(clear(at('11:00')), at('11:00'), state)
  const settled = settle(closed.state, closed.news, { by: 'one', now: at('11:00') })
  expect(kinds(decide(clear(at('12:00')), at('12:00'), settled, { channels: ['hook', 'mail'] }))).toEqual([])
})

test('nothing is written where nothing has changed', () => {
  expect(decide(clear(at('10:00')), at('10:00')).changed).toBe(false)
  const state = opened(at('10:00'))
  expect(decide({ rule: 'failed', kind: 'unknown' }, at('10:30'), state).changed).toBe(false)
})

test('an alert that is over is forgotten after a day', () => {
  const closed = decide(clear(at('11:00')), at('11:00'), opened(at('10:00')))
  const settled = settle(closed.state, closed.news, { by: 'one', now: at('11:00') })
  expect(decide(clear(at('12:00')), at('12:00'), settled).state.alerts).toHaveProperty('failed')
  const later = new Date('2026-03-03T10:01:00Z')
  expect(decide(clear(later), later, settled).state.alerts).toEqual({})
})

test('a message of any length and with any characters is kept short, on one line', () => {
  const { state } = decide(
    { ...holds, message: `a\n::error::\u001b[31m${'x'.repeat(100_000)}` } as Observation,
    at('10:00'),
  )
  const message = state.alerts['failed']?.message ?? ''
  expect(message.length).toBeLessThanOrEqual(500)
  expect(message).not.toMatch(/[\u0000-\u001f]/)
})
