import { describe, expect, test } from 'vitest'
import { type Entry, type SourceCatalog, withChains } from '../../src/catalog/catalog.ts'
import { type Conditions, judgeGate } from '../../src/judge/judge.ts'
import { catalogOf, entry, proof } from '../retain/entry.ts'

const hour = 3_600_000
const day = 24 * hour
const now = new Date('2026-02-14T12:00:00Z')
const source = { name: 'orders', engine: 'postgres' } as const
const asked: Conditions = { maxAgeMs: hour, verifiedWithinMs: 8 * day, copies: 2, tags: [] }
const both = { copies: ['primary', 'offsite'], missing: [] }
const proven = { ...both, proofs: [proof('restore', '2026-02-09 12:00')] }

const judge = (entries: readonly Entry[], over: Partial<Conditions> = {}, rest: Partial<SourceCatalog> = {}) => {
  return judgeGate(source, catalogOf(entries, rest), { ...asked, ...over }, { now, timezone: 'UTC' })
}
const says = (entries: readonly Entry[], over: Partial<Conditions> = {}) =>
  judge(entries, over).unmet.map(({ kind, message }) => `${kind}: ${message}`)

const fresh = entry('2026-02-14 11:40', both)
const old = entry('2026-02-09 02:00', proven)

describe('a gate', () => {
  test('is met by a backup that is young, in enough stores and from a proven source, and says how to restore it', () => {
    const verdict = judge([fresh, old])
    expect(verdict).toMatchObject({ met: true, unmet: [], notes: [] })
    expect(verdict.backup).toEqual({ entry: fresh, ageMs: 20 * 60_000, stores: ['primary', 'offsite'] })
    expect(verdict.restore).toBe(`backproof restore --id ${fresh.id} --into '\${RESTORE_URL}'`)
  })

  test('accepts the newest backup that meets it, even an earlier one if the newest is degraded', () => {
    const half = entry('2026-02-14 11:50', { copies: ['primary'], missing: ['offsite'] })
    expect(judge([half, fresh, old])).toMatchObject({ met: true, backup: { entry: fresh } })
  })

  test('is met exactly at its limits, and not past them', () => {
    const at = entry('2026-02-14 11:00', both)
    const last = entry('2026-02-06 02:00', { ...both, proofs: [proof('restore', '2026-02-06 12:00')] })
    expect(judge([at, last]).met).toBe(true)
    expect(judge([at, last], { maxAgeMs: hour - 1 }).unmet).toMatchObject([{ kind: 'stale' }])
    expect(judge([at, last], { verifiedWithinMs: 8 * day - 1 }).unmet).toMatchObject([{ kind: 'unproven' }])
  })

  test('needs no proof if none is asked for', () => {
    expect(judge([fresh], { verifiedWithinMs: undefined })).toMatchObject({ met: true })
  })

  test('notes a store that could not be read, and does not count its copies', () => {
    const unread = [{ store: 'offsite', message: 'connection refused' }]
    const seen = entry('2026-02-14 11:40', { copies: ['primary'], missing: ['offsite'], proofs: proven.proofs })
    const verdict = judge([seen], {}, { unread })
    expect(verdict.unmet).toMatchObject([{ kind: 'degraded' }])
    expect(verdict.notes).toEqual([
      {
        kind: 'unread',
        store: 'offsite',
        message: 'offsite could not be read, so its copies do not count: connection refused',
      },
    ])
    expect(judge([seen], { copies: 1 }, { unread }).met).toBe(true)
  })
})

describe('a gate that is not met', () => {
  test('names a missing backup', () => {
    expect(says([], { verifiedWithinMs: undefined })).toEqual(['missing: no backup counts'])
  })

  test('names an orphaned increment, and judges the newest backup that can be restored', () => {
    const orphan = entry('2026-02-14 11:50', { ...both, base: 'gone' })
    const [newest, ...rest] = withChains([orphan, entry('2026-02-14 09:00', proven)], false)
    expect(says(newest ? [newest, ...rest] : [])).toEqual([
      `stale: the newest backup, ${rest[0]?.id}, is 3 h old; asked for: 1 h at most`,
      `orphaned: ${orphan.id} does not count: it builds on gone, which is deleted or missing`,
    ])
  })

  test('of a source without a log asks for a backup, which no run makes that is not due', () => {
    const unmet = judge([entry('2026-02-14 11:40', proven)], { atLeastEveryMs: hour / 4 }).unmet
    expect(unmet).toMatchObject([{ kind: 'stale', hint: '`backproof backup --source orders` makes a newer one.' }])
  })

  test('names a stale backup', () => {
    const stale = entry('2026-02-14 09:00', proven)
    expect(says([stale])).toEqual([`stale: the newest backup, ${stale.id}, is 3 h old; asked for: 1 h at most`])
  })

  test('names a backup that was never proven, was proven too long ago, or has failed since', () => {
    expect(says([fresh])).toEqual([
      `unproven: no restore of any backup has passed, the newest is ${fresh.id}; asked for: one within 8 d`,
    ])
    const late = entry('2026-02-01 02:00', { ...both, proofs: [proof('restore', '2026-02-02 12:00')] })
    expect(says([fresh, late])).toEqual([
      'unproven: the newest restore that passed, of proof, was 12 d ago; asked for: one within 8 d',
    ])
    const read = entry('2026-02-13 02:00', { ...both, proofs: [proof('read', '2026-02-13 03:00')] })
    expect(says([fresh, read])).toHaveLength(1)
    const broken = entry('2026-02-13 02:00', { ...both, proofs: [proof('restore', '2026-02-13 03:00', 'data')] })
    expect(says([fresh, broken, old])).toEqual([
      `unproven: the restore of ${broken.id} failed at 2026-02-13 03:00 UTC: no, and no restore of it or a newer backup has passed since`,
    ])
  })

  test('names no failure that was caused by the environment or answered by a later proof', () => {
    const env = entry('2026-02-13 02:00', { ...both, proofs: [proof('restore', '2026-02-13 03:00', 'env')] })
    expect(says([fresh, env, old])).toEqual([])
    const broken = entry('2026-02-12 02:00', { ...both, proofs: [proof('restore', '2026-02-12 03:00', 'data')] })
    const answer = entry('2026-02-13 02:00', { ...both, proofs: [proof('restore', '2026-02-13 03:00')] })
    expect(says([fresh, answer, broken, old])).toEqual([])
  })

  test('names a degraded backup', () => {
    const half = entry('2026-02-14 11:40', { copies: ['primary'], missing: ['offsite'], proofs: proven.proofs })
    expect(says([half])).toEqual([`degraded: ${half.id} is in 1 of 2 stores (primary), not in offsite; asked for: 2`])
  })

  test('names a backup whose copy is about to be deleted in a store', () => {
    const going = entry('2026-02-14 11:40', { ...proven, marked: ['offsite'] })
    expect(says([going])).toMatchObject([expect.stringMatching(/^degraded: .* is in 1 of 2 stores \(primary\)/)])
  })

  test('names a foreign-signed backup', () => {
    const why = 'its manifest is not signed by a signer of the policy'
    const planted = entry('2026-02-14 11:50', { ...both, foreign: why })
    const stale = entry('2026-02-14 09:00', proven)
    expect(says([planted, stale])).toEqual([
      expect.stringMatching(/^stale: /),
      `foreign: ${planted.id} does not count: ${why}`,
    ])
    expect(judge([planted, fresh, old])).toMatchObject({
      met: true,
      notes: [{ kind: 'foreign', message: `foreign: ${planted.id} does not count: ${why}` }],
    })
  })

  test('names a future-dated backup', () => {
    const future = entry('2026-02-14 14:00', proven)
    expect(says([future], { verifiedWithinMs: undefined })).toEqual([
      'missing: no backup counts',
      `future-dated: ${future.id} is dated 2 h ahead of now: a clock is wrong`,
    ])
  })

  test('names a deleted backup and a damaged one', () => {
    const trashed = entry('2026-02-14 11:50', { ...both, trashed: { at: now, purgeAfter: now } })
    const damaged = entry('2026-02-14 11:55', { ...both, proofs: [proof('check', '2026-02-14 11:56', 'data')] })
    const stale = entry('2026-02-14 09:00', proven)
    expect(says([damaged, trashed, stale], { verifiedWithinMs: undefined })).toEqual([
      expect.stringMatching(/^stale: /),
      `damaged: the check of ${damaged.id} failed at 2026-02-14 11:56 UTC: no`,
      `deleted: ${trashed.id} was deleted`,
    ])
  })

  test('does not mention a deleted backup that would not have met it either', () => {
    const trashed = { trashed: { at: now, purgeAfter: now }, marked: ['primary', 'offsite'] }
    const without = { verifiedWithinMs: undefined }
    const stale = entry('2026-02-14 09:00', proven)
    for (const gone of [
      // Too old, in too few stores, without the tag.
      entry('2026-02-14 10:00', { ...both, ...trashed }),
      entry('2026-02-14 11:50', { copies: ['primary'], missing: ['offsite'], ...trashed }),
    ]) {
      const verdict = judge([gone, stale], without)
      expect(verdict).toMatchObject({ met: false, backup: { entry: stale } })
      expect(verdict.unmet.map(({ kind }) => kind)).toEqual(['stale'])
      expect(verdict.notes).toEqual([])
      expect(says([gone], without)).toEqual(['missing: no backup counts'])
    }
    const untagged = entry('2026-02-14 11:50', { ...both, ...trashed })
    expect(says([untagged, old], { ...without, tags: ['release-42'] }).join()).not.toContain('deleted')
  })

  test('counts neither a deleted backup nor its proof, whatever they would have met', () => {
    const trashed = { trashed: { at: now, purgeAfter: now }, marked: ['primary', 'offsite'] }
    const perfect = entry('2026-02-14 11:50', { ...both, ...trashed, proofs: [proof('restore', '2026-02-14 11:55')] })
    const verdict = judge([perfect])
    expect(verdict.met).toBe(false)
    expect(verdict.backup).toBeUndefined()
    expect(verdict.proof).toBeUndefined()
    expect(verdict.unmet.map(({ kind }) => kind)).toEqual(['missing', 'deleted', 'unproven'])
    // Beside one that is young enough, its proof is no proof of the source.
    expect(judge([perfect, fresh]).unmet.map(({ kind }) => kind)).toEqual(['unproven'])
  })

  test('names a backup without the tag', () => {
    const tagged = entry('2026-02-14 08:00', { ...proven, tags: ['release-42', 'eu'] })
    expect(says([fresh, old], { tags: ['release-42'] })).toEqual([
      `untagged: no backup is tagged release-42: the newest, ${fresh.id}, has no tag`,
    ])
    expect(says([fresh, tagged], { tags: ['release-42', 'eu'] })).toEqual([
      expect.stringMatching(/^stale: the newest backup tagged release-42 and eu, .* is 4 h old/),
    ])
    expect(judge([fresh, tagged], { tags: ['eu'], maxAgeMs: day }).backup?.entry).toBe(tagged)
  })

  test('names every unmet condition at once, with one line for each', () => {
    const worst = entry('2026-02-14 09:00', { copies: ['primary'], missing: ['offsite'] })
    expect(judge([worst]).unmet.map(({ kind }) => kind)).toEqual(['stale', 'degraded', 'unproven'])
  })

  test('does not list all names if many backups do not count', () => {
    const planted = Array.from({ length: 30 }, (_, i) =>
      entry(`2026-02-14 10:${String(59 - i).padStart(2, '0')}`, { foreign: 'x' }),
    )
    const lines = says(planted, { verifiedWithinMs: undefined })
    expect(lines).toHaveLength(7)
    expect(lines.at(-1)).toBe('foreign: and 25 others that do not count')
  })
})
