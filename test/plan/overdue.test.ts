import { describe, expect, test } from 'vitest'
import type { RunRecord, SourceCatalog } from '../../src/catalog/catalog.ts'
import { proofOverdue } from '../../src/plan/plan.ts'
import { sqliteSource } from '../engine/source.ts'
import { catalogOf, entry, proof } from '../retain/entry.ts'

const now = new Date('2026-02-14T12:00:00Z')
const verify = { size: {}, assertions: [], read: '0 3 * * *', restore: '0 4 * * 1' }
const source = { ...sqliteSource('a.sqlite'), verify }
const since = (kind: 'read' | 'restore', over: Partial<SourceCatalog>) =>
  proofOverdue(kind, source, catalogOf([], over), { now, timezone: 'UTC' })?.toISOString()
const old = (...proofs: ReturnType<typeof proof>[]) => ({ entries: [entry('2026-01-01 00:00', { proofs })] })

describe('a proof', () => {
  test('is overdue once a whole period has passed without one', () => {
    expect(since('read', old())).toBe('2026-02-13T03:00:00.000Z')
    expect(since('restore', old())).toBe('2026-02-02T04:00:00.000Z')
    expect(since('read', old(proof('read', '2026-02-13 02:59')))).toBe('2026-02-13T03:00:00.000Z')
    expect(since('read', old(proof('read', '2026-02-13 03:00')))).toBeUndefined()
  })

  test('is not overdue after a stronger one or an attempt, and one from the future does not count', () => {
    expect(since('read', old(proof('restore', '2026-02-14 04:00')))).toBeUndefined()
    expect(since('restore', old(proof('read', '2026-02-14 04:00')))).toBe('2026-02-02T04:00:00.000Z')
    expect(since('read', old(proof('read', '2026-02-14 04:00', 'env')))).toBeUndefined()
    expect(since('read', old(proof('read', '2027-02-14 04:00')))).toBe('2026-02-13T03:00:00.000Z')
  })

  test('is not overdue if the source had nothing to prove before', () => {
    expect(since('read', {})).toBeUndefined()
    expect(since('read', { entries: [entry('2026-02-14 00:00')] })).toBeUndefined()
    expect(since('read', { entries: [entry('2026-01-01 00:00', { foreign: 'not signed' })] })).toBeUndefined()
  })

  test('is overdue even if the backups of that time are long gone and only run records are left', () => {
    const entries = [entry('2026-02-14 00:00')]
    const startedAt = new Date('2026-01-05T02:00:00Z')
    const run: RunRecord = {
      id: 'x',
      source: 'orders',
      command: 'run',
      trigger: '',
      startedAt,
      finishedAt: startedAt,
      outcome: 'succeeded',
      because: [],
    }
    expect(since('read', { entries, runs: [run] })).toBe('2026-02-13T03:00:00.000Z')
    expect(since('read', { entries, runs: [{ ...run, outcome: 'failed' }] })).toBeUndefined()
    expect(since('read', { entries, runs: [{ ...run, command: 'gate' }] })).toBeUndefined()
  })

  test('is not overdue while a store cannot be listed, because it may have the proof', () => {
    expect(since('read', { ...old(), unread: [{ store: 'primary', message: 'timed out' }] })).toBeUndefined()
  })
})
