import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/catalog/catalog.ts'
import { compareOutcomes, type Decisions, isProven, type Outcome } from '../../src/retain/retain.ts'
import { entry, proof } from './entry.ts'

/** What a policy makes of these: it deletes those whose number is in the list. */
function outcome(entries: readonly Entry[], deletes: readonly number[]): Outcome {
  const decisions = entries.map((one, i) => ({ entry: one, keep: !deletes.includes(i), because: [`reason ${i}`] }))
  return { entries, decided: { decisions, findings: [] } satisfies Decisions }
}

const now = new Date('2026-03-01T00:00:00Z')
const day = (n: number, over = {}) => entry(`2026-02-${String(n).padStart(2, '0')} 02:00`, over)
const restored = (at: string) => ({ proofs: [proof('restore', at)] })
const said = (before: Outcome, after: Outcome) =>
  compareOutcomes(before, after, now).map(({ entry: { id }, change, copyIn, lastProven }) =>
    [id.slice(7, 17), change, ...(copyIn ? [copyIn] : []), ...(lastProven ? ['last proven'] : [])].join(' '),
  )

const three = [day(3), day(2), day(1)]

describe('the comparison of two decisions', () => {
  test('tells those that differ from those that delete as before', () => {
    expect(said(outcome(three, [1, 2]), outcome(three, [0, 2]))).toEqual([
      '2026-02-03 newly-deleted',
      '2026-02-02 newly-kept',
      '2026-02-01 still-deleted',
    ])
    expect(said(outcome(three, []), outcome(three, []))).toEqual([])
  })

  test('reports all as new if there was no earlier policy, or if it refused', () => {
    expect(said({ entries: [] }, outcome(three, [2]))).toEqual(['2026-02-01 newly-deleted'])
    expect(said({ entries: three }, outcome(three, [2]))).toEqual(['2026-02-01 newly-deleted'])
  })

  test('gives the reasons of the later policy', () => {
    expect(compareOutcomes(outcome(three, [1]), outcome(three, []), now).map(({ because }) => because)).toEqual([
      ['reason 1'],
    ])
  })
})

describe('a backup that the later policy does not see', () => {
  test('is reported as left behind, with its location', () => {
    const only = day(1, { copies: ['offsite'] })
    const [change] = compareOutcomes(outcome([day(2), only], []), outcome([day(2)], []), now)
    expect(change).toMatchObject({
      change: 'left-behind',
      because: ['only in offsite, where the changed policy does not look'],
    })
  })

  test('is reported as left behind even if it only no longer counts', () => {
    const foreign = { ...day(1), foreign: 'its manifest is not signed by a signer of the policy' }
    const [change] = compareOutcomes(outcome([day(2), day(1)], []), outcome([day(2), foreign], []), now)
    expect(change).toMatchObject({ change: 'left-behind', because: [foreign.foreign] })
  })

  test('is not reported if it did not count before or is already deleted', () => {
    const trashed = { at: new Date(), purgeAfter: new Date() }
    const gone = [day(2, { foreign: 'planted' }), day(1, { trashed })]
    expect(said(outcome(gone, []), outcome([], []))).toEqual([])
  })
})

describe('the last proof', () => {
  const proven = day(1, restored('2026-02-01 04:00'))

  test('is lost with the only backup that was restored', () => {
    expect(said(outcome([day(2), proven], []), outcome([day(2), proven], [1]))).toEqual([
      '2026-02-01 newly-deleted last proven',
    ])
    expect(said(outcome([day(2), proven], []), outcome([day(2)], []))).toEqual(['2026-02-01 left-behind last proven'])
  })

  test('stays if another restored backup stays', () => {
    const other = day(2, restored('2026-02-02 04:00'))
    expect(said(outcome([other, proven], []), outcome([other, proven], [1]))).toEqual(['2026-02-01 newly-deleted'])
    expect(said(outcome([other, proven], []), outcome([other, proven], [0, 1]))).toEqual([
      '2026-02-02 newly-deleted last proven',
      '2026-02-01 newly-deleted last proven',
    ])
  })

  test('is a restore that no later proof has contradicted', () => {
    const passed = proof('restore', '2026-02-01 04:00')
    expect(isProven(day(1, { proofs: [passed] }), now)).toBe(true)
    expect(isProven(day(1, { proofs: [proof('read', '2026-02-01 04:00')] }), now)).toBe(false)
    expect(isProven(day(1, { proofs: [proof('restore', '2026-02-08 04:00', 'data'), passed] }), now)).toBe(false)
    // No Docker on a Sunday says nothing of the backup.
    expect(isProven(day(1, { proofs: [proof('restore', '2026-02-08 04:00', 'env'), passed] }), now)).toBe(true)
    expect(isProven(day(1, { proofs: [passed], foreign: 'planted' }), now)).toBe(false)
  })
})

test('copies that a store releases are distinguished from backups', () => {
  const copies = (deletes: readonly number[]) =>
    three.map((one, i) => ({
      entry: one,
      store: 'disk',
      keep: !deletes.includes(i),
      because: ['disk: last'],
      needs: [],
    }))
  const before = { ...outcome(three, []), copies: copies([2]) }
  expect(said(before, { ...outcome(three, []), copies: copies([1, 2]) })).toEqual([
    '2026-02-02 newly-deleted disk',
    '2026-02-01 still-deleted disk',
  ])
  expect(said(before, { ...outcome(three, []), copies: copies([]) })).toEqual(['2026-02-01 newly-kept disk'])
})

test('each backup is in at most one change, whatever the policies are', () => {
  const some = fc.subarray([0, 1, 2, 3, 4, 5])
  fc.assert(
    fc.property(some, some, some, some, (was, is, before, after) => {
      const all = [6, 5, 4, 3, 2, 1].map((n) => day(n))
      const pick = (seen: readonly number[]) => all.filter((_, i) => seen.includes(i))
      const changes = compareOutcomes(outcome(pick(was), before), outcome(pick(is), after), now)
      expect(new Set(changes.map(({ entry: { id } }) => id)).size).toBe(changes.length)
      expect(changes.every(({ because }) => because.length > 0)).toBe(true)
      const behind = changes.filter(({ change }) => change === 'left-behind').length
      expect(behind).toBe(was.filter((one) => !is.includes(one)).length)
    }),
  )
})
