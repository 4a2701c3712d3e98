import { describe, expect, test } from 'vitest'
import { healthMetrics } from '../../../src/report/report.ts'
import { expectValid } from '../../judge/health/valid.ts'
import { health, hostile, now, orders, replaceTexts } from '../health-sample.ts'
import { type Parsed, parseExposition } from './parser.ts'

const valueAt = ({ series }: Parsed, name: string, labels: Readonly<Record<string, string>>) =>
  series.find(
    (one) =>
      one.name === `backproof_${name}` && Object.entries(labels).every(([key, value]) => one.labels[key] === value),
  )?.value

describe('the metrics', () => {
  test('are of a sample that has the form of the health data', () => expectValid(health))

  test('have the numbers of the health data, in seconds and bytes', () => {
    const parsed = parseExposition(healthMetrics(health))
    const of = (name: string, labels = {}) => valueAt(parsed, name, { source: 'orders', ...labels })
    expect(valueAt(parsed, 'report_timestamp_seconds', { project: 'shop' })).toBe(Date.parse(now) / 1000)
    expect(of('last_success_timestamp_seconds')).toBe(Date.parse(orders.lastSuccess?.at ?? '') / 1000)
    expect(of('last_success_age_seconds')).toBe(7 * 3600)
    expect(of('last_success_size_bytes')).toBe(139_000_000)
    expect(of('last_success_duration_seconds')).toBe(90)
    expect(of('last_attempt_succeeded')).toBe(1)
    expect(of('attempts_succeeded_ratio', { days: '30' })).toBe(0.9667)
    expect([of('rpo_objective_seconds'), of('rpo_achieved_seconds'), of('rpo_met')]).toEqual([7200, 7 * 3600, 0])
    expect([of('rto_objective_seconds'), of('rto_measured_seconds'), of('rto_met')]).toEqual([150, 120, 1])
    expect([of('copies'), of('copies_objective')]).toEqual([2, 2])
    const passed = { level: 'restore', outcome: 'passed' }
    expect(of('last_proof_timestamp_seconds', passed)).toBe(Date.parse(now) / 1000 - 5 * 3600)
    expect(of('last_proof_timestamp_seconds', { level: 'read', outcome: 'failed' })).toBe(
      Date.parse(now) / 1000 - 9 * 86_400,
    )
    expect(of('source_state', { state: 'bad' })).toBe(1)
    expect(of('source_state', { state: 'good' })).toBe(0)
    expect(of('findings', { code: 'rpo-missed', level: 'failure' })).toBe(1)
    const store = (name: string) => valueAt(parsed, `store_${name}`, { store: 'primary' })
    expect([store('reachable'), store('bytes'), store('free_bytes')]).toEqual([1, 4_780_000_000, 9_000_000_000])
    expect(valueAt(parsed, 'findings', { store: 'primary', code: 'storage-low' })).toBe(1)
    expect(valueAt(parsed, 'findings', { source: '', store: '', code: 'unclaimed' })).toBe(1)
  })

  test('are absent where nothing is known, and never zero', () => {
    const parsed = parseExposition(healthMetrics(health))
    const known = parsed.series.filter(({ labels }) => labels['source'] === 'uploads').map(({ name }) => name)
    expect([...new Set(known)].sort()).toEqual([
      'backproof_deletion_frozen',
      'backproof_source_info',
      'backproof_source_state',
    ])
    const offsite = parsed.series.filter(({ labels }) => labels['store'] === 'offsite').map(({ name }) => name)
    expect(offsite).toContain('backproof_store_reachable')
    expect(valueAt(parsed, 'store_reachable', { store: 'offsite' })).toBe(0)
    for (const name of ['backproof_store_bytes', 'backproof_store_free_bytes', 'backproof_copy_whole'])
      expect(offsite).not.toContain(name)
  })

  test('stay valid, small and of the same series whatever the names hold', () => {
    const text = healthMetrics(replaceTexts(health, hostile))
    const parsed = parseExposition(text)
    expect(parsed.series.length).toBe(parseExposition(healthMetrics(health)).series.length)
    expect(text.length).toBeLessThan(300_000)
    expect(text).not.toMatch(/^backproof_evil/m)
    expect(parsed.series.some(({ name }) => name === 'backproof_evil')).toBe(false)
  })

  test('of two sources of one name are those of the first: a series that comes twice makes the file invalid', () => {
    const other = { ...orders, backups: { ...orders.backups, count: 7 } }
    const parsed = parseExposition(healthMetrics({ ...health, sources: [orders, other] }))
    expect(valueAt(parsed, 'backups', { source: 'orders' })).toBe(40)
  })
})

describe('the parser of the tests', () => {
  test.each([
    ['a series without its family', 'a 1\n'],
    ['a family without HELP', '# TYPE a gauge\na 1\n'],
    ['a series twice', '# HELP a b\n# TYPE a gauge\na{x="1"} 1\na{x="1"} 2\n'],
    ['a label that does not end', '# HELP a b\n# TYPE a gauge\na{x="1} 1\n'],
    ['a backslash alone', '# HELP a b\n# TYPE a gauge\na{x="\\d"} 1\n'],
    ['a value that is none', '# HELP a b\n# TYPE a gauge\na{x="1"} one\n'],
    ['no line feed at the end', '# HELP a b\n# TYPE a gauge\na 1'],
    ['a family without series', '# HELP a b\n# TYPE a gauge\n'],
  ])('refuses %s', (_, text) => expect(() => parseExposition(text)).toThrow())
})
