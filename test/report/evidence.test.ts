import { describe, expect, test } from 'vitest'
import { evidenceFiles, type RestoreTest } from '../../src/report/report.ts'
import { health, hostile, orders, replaceTexts } from './health-sample.ts'

const one: RestoreTest = {
  source: 'orders',
  backup: orders.lastSuccess?.id ?? '',
  backupStartedAt: '2026-11-23T02:00:00.000Z',
  startedAt: '2026-11-23T04:00:00.000Z',
  outcome: 'passed',
  store: 'primary',
  engine: 'postgres',
  backupVersions: { server: '17.5', pg_dump: '17.5' },
  bytes: 139_000_000,
  restoreMs: 120_000,
  failures: [],
  manifest: 'orders/manifests/x.json',
  proof: 'orders/proofs/x.json',
  notKnown: ['asked_by: there is no record of it'],
}
const none = { policyDigest: 'd'.repeat(64), tests: [], restores: [] }

/** RFC 4180, strictly. */
function parseCsv(text: string): readonly (readonly string[])[] {
  expect(text.endsWith('\r\n')).toBe(true)
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((line) => {
      const cells: string[] = []
      for (let at = 0; at <= line.length; ) {
        const [whole, quoted, bare] = /^(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/.exec(line.slice(at)) ?? []
        if (whole === undefined) throw new Error(`no cell at ${at} of ${line}`)
        cells.push(quoted?.replaceAll('""', '"') ?? bare ?? '')
        at += whole.length + 1
      }
      return cells
    })
}

describe('the tables of the evidence pack', () => {
  test('have every field in every row, and the same in CSV and JSON', () => {
    const files = evidenceFiles(health, { ...none, tests: [one, { ...one, outcome: 'failed', failures: ['a', 'b'] }] })
    for (const [name, text] of files) {
      if (!name.endsWith('.csv')) continue
      const [head = [], ...rows] = parseCsv(text)
      const json = JSON.parse(files.get(name.replace('.csv', '.json')) ?? '') as Record<string, unknown>[]
      expect(rows.length).toBe(json.length)
      expect(head).toContain('not_known')
      for (const [i, row] of rows.entries()) {
        expect(Object.keys(json[i] ?? {}).sort()).toEqual([...head].sort())
        for (const [at, column] of head.entries()) expect(row[at]?.replace(/^'/, '')).toBe(String(json[i]?.[column]))
      }
    }
    expect([...files.keys()].sort()).toEqual([
      ...['backup-configuration.csv', 'backup-configuration.json', 'compliance.csv', 'compliance.json'],
      ...[
        'drills.csv',
        'drills.json',
        'findings.csv',
        'findings.json',
        'health.json',
        'restore-tests.csv',
        'restore-tests.json',
      ],
      ...['restores.csv', 'restores.json', 'trials.csv', 'trials.json'],
    ])
  })

  test('say whether a test kept RTO and RPO, and nothing where that was not measured', () => {
    const rows = (test: RestoreTest) =>
      JSON.parse(evidenceFiles(health, { ...none, tests: [test] }).get('restore-tests.json') ?? '')[0]
    expect(rows(one)).toMatchObject({ rto_met: 'yes', rpo_met: 'yes', restore_ms: 120_000, data_age_ms: 7_200_000 })
    expect(rows({ ...one, restoreMs: 150_001 }).rto_met).toBe('no')
    expect(rows({ ...one, backupStartedAt: '2026-11-23T01:59:59.000Z' }).rpo_met).toBe('no')
    const { restoreMs: _, ...unmeasured } = one
    expect(rows(unmeasured)).toMatchObject({ rto_met: '', restore_ms: '' })
    expect(rows({ ...unmeasured, outcome: 'failed' }).rto_met).toBe('no')
    expect(rows({ ...one, source: 'uploads' })).toMatchObject({
      rto_met: '',
      rpo_met: '',
      not_known: expect.stringContaining('rto_met: the policy has no RTO'),
    })
  })

  test('meet nothing by a proof that does not say what its name says', () => {
    const { restoreMs: _, outcome: __, ...planted } = one
    const text = evidenceFiles(health, { ...none, tests: [planted] }).get('restore-tests.json') ?? ''
    expect(JSON.parse(text)[0]).toMatchObject({ outcome: '', rto_met: '', rpo_met: '', restore_ms: '' })
  })

  test('have a row for each source of a drill, and for each restore on another version', () => {
    const files = evidenceFiles(health, none)
    const rows = (name: string) => JSON.parse(files.get(`${name}.json`) ?? '') as object[]
    expect(rows('drills')).toMatchObject([
      {
        ...{ drill: 'drill-2', kind: 'manual', outcome: 'failed', signed_off_by: 'Ada Lovelace', asked_by: 'ada' },
        ...{ source: 'orders', source_outcome: 'passed', restore_ms: 120_000, rto_met: 'yes', rpo_met: 'no' },
        not_known: '',
      },
      {
        ...{ drill: 'drill-2', source: 'uploads', source_outcome: 'failed', problem: 'the comparison failed' },
        ...{ restore_ms: '', rto_met: '', rpo_met: '' },
        not_known: 'restore_ms, rto_met: no restore was measured; data_age_ms, rpo_met: no backup was restored',
      },
      { drill: 'drill-1', outcome: 'passed', source: '', not_known: expect.stringContaining('all but kind') },
    ])
    expect(rows('trials')).toMatchObject([{ source: 'orders', outcome: 'failed', image: 'postgres:19', not_known: '' }])
  })

  test('hold no formula and no line of their own, whatever the texts are', () => {
    const evil = replaceTexts(health, hostile)
    const starts = ['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '＝1']
    const findings = starts.map((message) => ({ level: 'note', code: 'other', message }) as const)
    for (const given of [evil, { ...health, findings }]) {
      for (const [name, text] of evidenceFiles(given, {
        ...none,
        tests: [{ ...one, store: '=x', failures: [hostile] }],
      })) {
        if (!name.endsWith('.csv')) continue
        expect(text.length).toBeLessThan(500_000)
        for (const row of parseCsv(text))
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@＝\t\r]|[\u0000-\u001f]/)
      }
    }
  })
})
