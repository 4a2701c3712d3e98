import { describe, expect, test } from 'vitest'
import { readPlan } from '../../../src/command/serve/schedule/due.ts'
import {
  afterJob,
  afterPlan,
  type Instant,
  jumped,
  mayBeDue,
  pauseMs,
  untilTick,
  unwatched,
} from '../../../src/command/serve/schedule/watch.ts'

const minute = 60_000
const at = (minutes: number): Instant => ({ wallMs: 1e12 + minutes * minute, monotonicMs: minutes * minute })
const wall = (minutes: number) => at(minutes).wallMs

describe('a source', () => {
  test('is looked at when nothing is known of it', () => {
    expect(mayBeDue(unwatched, at(0))).toBe(true)
  })

  test('of which nothing is due is not looked at before its schedule fires', () => {
    const { start, watch } = afterPlan(unwatched, { due: [], nextMs: wall(10) }, at(0))
    expect(start).toBe(false)
    expect([1, 9, 10, 11].map((minutes) => mayBeDue(watch, at(minutes)))).toEqual([false, false, true, true])
  })

  test('without a schedule is left to the rounds', () => {
    const { watch } = afterPlan(unwatched, { due: [] }, at(0))
    expect(mayBeDue(watch, at(1e6))).toBe(false)
  })

  test('that stays due is tried again ever more rarely', () => {
    let watch = unwatched
    const started: number[] = []
    for (let minutes = 0; minutes < 60; minutes += 1) {
      if (!mayBeDue(watch, at(minutes))) continue
      const after = afterPlan(watch, { due: ['backup'] }, at(minutes))
      started.push(minutes)
      watch = afterJob(after.watch, at(minutes))
    }
    expect(started).toEqual([0, 1, 3, 7, 15, 30, 45])
    expect(pauseMs(1000)).toBe(15 * minute)
  })

  test('that stays due is tried whenever its schedule fires, and from then on as a new one', () => {
    let watch = unwatched
    const started: number[] = []
    for (let minutes = 0; minutes < 25; minutes += 1) {
      if (!mayBeDue(watch, at(minutes))) continue
      const nextMs = wall((Math.floor(minutes / 10) + 1) * 10)
      const after = afterPlan(watch, { due: ['backup'], nextMs }, at(minutes))
      started.push(minutes)
      watch = afterJob(after.watch, at(minutes))
    }
    expect(started).toEqual([0, 1, 3, 7, 10, 11, 13, 17, 20, 21, 23])
  })

  test('whose job has ended is looked at again', () => {
    const { watch } = afterPlan(unwatched, { due: [], nextMs: wall(10) }, at(0))
    expect(mayBeDue(afterJob(watch, at(1)), at(1))).toBe(true)
  })
})

test('a correction of a clock is no jump; summer time, sleep and a clock that was set back are', () => {
  const later = (wallMs: number, monotonicMs: number) => jumped(at(0), { wallMs: wall(0) + wallMs, monotonicMs })
  expect(later(minute + 900, minute)).toBe(false)
  expect(later(61 * minute, minute)).toBe(true)
  expect(later(-60 * minute, minute)).toBe(true)
})

test('a tick is at the next whole multiple of the interval', () => {
  expect(untilTick(Date.parse('2026-03-02T12:00:00.250Z'), minute)).toBe(minute - 250)
  expect(untilTick(Date.parse('2026-03-02T12:00:00.000Z'), minute)).toBe(minute)
})

test('the databases of a server are one source to the scheduler, and retention is no reason to start', () => {
  const task = (kind: string, due: boolean, next?: string) => ({ kind, due, because: ['x'], ...(next ? { next } : {}) })
  const json = {
    version: 1,
    sources: [
      { source: 'orders/a', tasks: [task('backup', false, '2026-03-02T13:00:00.000Z'), task('prune', true)] },
      { source: 'orders/b', tasks: [task('backup', true, '2026-03-02T12:30:00.000Z'), task('copy', true)] },
      { source: 'files', tasks: [task('prune', true)] },
    ],
  }
  expect(readPlan(json)).toEqual([
    { source: 'orders', due: ['backup', 'copy'], nextMs: Date.parse('2026-03-02T12:30:00.000Z') },
    { source: 'files', due: [] },
  ])
})
