import { describe, expect, test } from 'vitest'
import { retainLog } from '../../src/retain/retain.ts'
import { decided } from './decided.ts'
import { entry, proof, rules } from './entry.ts'

const day = 86_400_000
const now = new Date('2026-02-20T12:00:00Z')
const moment = { now, timezone: 'UTC' }

describe('what the window of a log needs', () => {
  const base = (at: string, failed = false) => {
    const made = entry(at, failed ? { proofs: [proof('read', `${at.slice(0, 10)} 09:00`, 'data')] } : {})
    return { entry: made, moment: made.startedAt, piece: made }
  }
  const needs = (...bases: readonly ReturnType<typeof base>[]) => {
    const { needed, piecesFrom } = retainLog(bases, { ...moment, windowMs: 7 * day })
    return { needed: [...needed.keys()].map((id) => id.slice('orders-'.length, 'orders-'.length + 10)), piecesFrom }
  }

  test('begins with the newest base from before it', () => {
    const found = needs(base('2026-02-18 02:00'), base('2026-02-12 02:00'), base('2026-02-05 02:00'))
    expect(found).toEqual({ needed: ['2026-02-18', '2026-02-12'], piecesFrom: new Date('2026-02-12T02:00:00Z') })
  })

  test('begins with an older base where that one is damaged, which may be mended and stays', () => {
    const found = needs(base('2026-02-18 02:00'), base('2026-02-12 02:00', true), base('2026-02-05 02:00'))
    expect(found.needed).toEqual(['2026-02-18', '2026-02-12', '2026-02-05'])
    expect(found.piecesFrom).toEqual(new Date('2026-02-05T02:00:00Z'))
  })

  test('is everything where no good base is as old', () => {
    expect(needs(base('2026-02-18 02:00'), base('2026-02-12 02:00', true)).piecesFrom).toBeUndefined()
  })
})

describe('a volume of log of which nothing has to stay', () => {
  const before = new Date('2026-02-15T00:00:00Z')
  const volume = { ...rules({ last: 1000 }), before, minKeep: 0, mayEmpty: true }
  const proven = entry('2026-02-12 02:00', { proofs: [{ ...proof('restore', '2026-02-12 03:00'), outcome: 'passed' }] })
  const failed = entry('2026-02-11 02:00', { proofs: [proof('read', '2026-02-11 03:00', 'data')] })
  const kept = (entries: Parameters<typeof decided>[0]) =>
    decided(entries, volume, moment).decisions.flatMap(({ entry, keep }) => (keep ? [entry.id] : []))

  test('empties, whatever proofs say of its pieces', () => {
    expect(kept([proven, failed])).toEqual([])
  })

  test('keeps what is held, and what is not as old', () => {
    const held = entry('2026-02-10 02:00', { held: true })
    const young = entry('2026-02-16 02:00')
    expect(kept([young, proven, failed, held])).toEqual([young.id, held.id])
  })
})
