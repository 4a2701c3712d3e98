import { describe, expect, test } from 'vitest'
import type { Health, HealthState } from '../../src/judge/judge.ts'
import { adviceOf, verdictOf } from '../../src/report/html/verdict.ts'

const at = '2026-02-14T02:00:00Z'
type Finding = Health['findings'][number]

/** As much of the health data as the verdict reads. */
function health(sources: readonly (readonly [HealthState, 'backup' | 'none'])[], over: object = {}): Health {
  const count = (state: HealthState) => sources.filter(([one]) => one === state).length
  const worst = (['bad', 'unknown', 'warning'] as const).find((state) => count(state) > 0) ?? 'good'
  return {
    ...{ timezone: 'UTC', at, state: worst, stores: [], findings: [] },
    sources: sources.map(([state, has], i) => ({
      ...{ source: `s${i}`, state, findings: [], proofs: [] },
      ...(has === 'backup' ? { lastSuccess: { at } } : {}),
    })),
    totals: { bad: count('bad'), unknown: count('unknown') },
    ...over,
  } as unknown as Health
}

describe('the headline of the page', () => {
  test.each([
    ['Everything can be restored', health([['good', 'backup']])],
    [
      'Everything can be restored; there are warnings',
      health([
        ['good', 'backup'],
        ['warning', 'backup'],
      ]),
    ],
    [
      'Everything can be restored, but 1 source needs attention',
      health([
        ['bad', 'backup'],
        ['good', 'backup'],
      ]),
    ],
    [
      'Everything can be restored, but 1 store is in trouble',
      health([['good', 'backup']], { stores: [{ state: 'bad', findings: [] }] }),
    ],
    [
      '1 source of 2 cannot be restored',
      health([
        ['good', 'backup'],
        ['bad', 'none'],
      ]),
    ],
    // A new source is not in trouble, and yet there is nothing to restore.
    [
      '1 source of 2 cannot be restored',
      health([
        ['good', 'backup'],
        ['good', 'none'],
      ]),
    ],
    [
      '1 source of 2 could not be read',
      health([
        ['good', 'backup'],
        ['unknown', 'none'],
      ]),
    ],
    ['Nothing is backed up', health([])],
  ])('is "%s"', (headline, of) => {
    expect(verdictOf(of).headline).toBe(headline)
  })

  test('never counts a source that could not be read as restorable', () => {
    expect(
      verdictOf(
        health([
          ['unknown', 'none'],
          ['good', 'backup'],
        ]),
      ),
    ).toMatchObject({ restorable: 1, to: at })
  })
})

test('advice is the worst first, the same of many sources once, and names the store that it is of', () => {
  const finding = (level: Finding['level'], message: string): Finding => ({ level, code: 'other', message })
  const both = [finding('warning', 'late')]
  const base = health([
    ['warning', 'backup'],
    ['bad', 'backup'],
  ])
  const [first, second] = base.sources
  if (!first || !second) throw new Error('two sources')
  const found = adviceOf({
    ...base,
    sources: [
      { ...first, findings: both },
      { ...second, findings: [...both, finding('failure', 'lost')] },
    ],
    stores: [{ store: 'offsite', findings: [finding('note', 'slow')] }] as unknown as Health['stores'],
  })
  expect(found.map(({ level, message, sources, store }) => [level, message, sources, store])).toEqual([
    ['failure', 'lost', [1], undefined],
    ['warning', 'late', [0, 1], undefined],
    ['note', 'slow', [], 'offsite'],
  ])
})
