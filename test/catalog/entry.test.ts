import { expect, test } from 'vitest'
import { isUsable, standing } from '../../src/catalog/catalog.ts'
import { entry, proof } from '../retain/entry.ts'

const now = new Date('2026-02-14T12:00:00Z')
const at = '2026-02-14 02:00'
const trashed = { at: now, purgeAfter: now }
const failed = proof('read', '2026-02-14 03:00', 'data')
const passed = proof('read', '2026-02-14 04:00')

test.each([
  ['good', 'is whole and was never proven', {}],
  ['good', 'has passed a proof since one failed', { proofs: [passed, failed] }],
  ['good', 'failed a proof for want of an image', { proofs: [proof('read', '2026-02-14 03:00', 'env')] }],
  ['good', 'has a copy that nobody has marked', { copies: ['primary', 'offsite'], marked: ['primary'] }],
  ['foreign', 'is not ours, whatever else it is', { foreign: 'not signed', trashed, proofs: [failed] }],
  ['deleted', 'is marked in every store', { trashed, marked: ['primary'], proofs: [failed] }],
  ['leaving', 'has only copies that are marked', { marked: ['primary'] }],
  ['damaged', 'failed a proof', { proofs: [failed] }],
  ['damaged', 'passed only a weaker proof since', { proofs: [proof('check', '2026-02-14 04:00'), failed] }],
] as const)('the standing of a backup is %s if it %s', (expected, _, over) => {
  expect(standing(entry(at, over), now)).toBe(expected)
})

test('the standing of a backup is future until its time is reached', () => {
  const early = entry('2026-02-14 12:01')
  expect(standing(early, now)).toBe('future')
  expect(standing(early, new Date('2026-02-14T12:01:00Z'))).toBe('good')
})

test('a damaged backup is usable, because it may still be restored and proven; a deleted one is not', () => {
  expect(isUsable(entry(at, { proofs: [failed] }), now)).toBe(true)
  expect(isUsable(entry(at, { trashed }), now)).toBe(false)
})
