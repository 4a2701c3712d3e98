import { expect, test } from 'vitest'
import { type Entry, timeTags } from '../../src/catalog/catalog.ts'
import { sampleManifest } from './sample.ts'

const entry = (startedAt: string, trigger: 'schedule' | 'manual' = 'schedule', over: Partial<Entry> = {}) =>
  ({
    manifest: sampleManifest(startedAt, { trigger }),
    startedAt: new Date(startedAt),
    copies: ['primary'],
    marked: [],
    proofs: [],
    ...over,
  }) as unknown as Entry

test.each([
  ['the first of all', [], '2026-02-18T02:00:00Z', ['daily', 'weekly', 'monthly']],
  ['a second one that day', ['2026-02-18T02:00:00Z'], '2026-02-18T03:00:00Z', ['daily']],
  ['the first of a week that starts on Monday', ['2026-02-15T23:59:00Z'], '2026-02-16T00:00:00Z', ['daily', 'weekly']],
  ['the first of a month within a week', ['2026-06-30T02:00:00Z'], '2026-07-01T02:00:00Z', ['daily', 'monthly']],
] as const)('%s', (_, before, at, tags) => {
  expect(
    timeTags(
      before.map((time) => entry(time)),
      new Date(at),
    ),
  ).toEqual(tags)
})

test('a manual backup does not take a tag away from an automatic one', () => {
  expect(timeTags([entry('2026-02-18T01:00:00Z', 'manual')], new Date('2026-02-18T02:00:00Z'))).toEqual([
    'daily',
    'weekly',
    'monthly',
  ])
})

test('a deleted backup returns its tags', () => {
  const at = new Date('2026-02-18T01:00:00Z')
  const gone = entry(at.toISOString(), 'schedule', { trashed: { at, purgeAfter: at } })
  expect(timeTags([gone], new Date('2026-02-18T02:00:00Z'))).toEqual(['daily', 'weekly', 'monthly'])
})
