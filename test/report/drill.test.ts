import { describe, expect, test } from 'vitest'
import type { DrillHealth, Health } from '../../src/judge/judge.ts'
import { drillTable } from '../../src/report/html/drill-table.ts'
import { drillText, renderDrill } from '../../src/report/report.ts'

const full: DrillHealth = {
  ...{ id: 'd1', kind: 'full', outcome: 'passed', startedAt: '2026-03-02T04:00:00.000Z', durationMs: 192_000 },
  by: { actor: 'ida' } as NonNullable<DrillHealth['by']>,
  sources: [
    {
      ...{ source: 'orders', outcome: 'passed', backup: 'orders-1', store: 'a', compared: '1 table, 2 rows equal' },
      ...{ assertions: { asked: 3, outcome: 'passed' }, application: { asked: 2, outcome: 'passed' } },
      rpo: { targetMs: 3_600_000, ageMs: 7_200_000, met: false },
      rto: { targetMs: 60_000, measuredMs: 30_000, met: true },
      readyMs: 30_000,
    },
  ],
}
const [orders] = full.sources ?? []
if (!orders) throw new Error('no source')
const broken: DrillHealth = {
  ...{ id: 'd2', kind: 'full', outcome: 'failed', startedAt: '2026-03-01T04:00:00.000Z', durationMs: 1000 },
  sources: [
    {
      source: 'config',
      outcome: 'failed',
      problem: 'a | <b>row</b> is missing',
      application: { asked: 1, outcome: 'failed' },
    },
    { source: 'uploads', outcome: 'not-begun', problem: 'it waits for config, which was not restored' },
  ],
}
const signed = (outcome: 'passed' | 'failed'): DrillHealth => ({
  ...{ id: 'd3', kind: 'manual', outcome, startedAt: '2026-02-01T04:00:00.000Z', durationMs: 0, sources: [] },
  signedOff: { name: 'Ida <Lund>', claimed: true, because: 'by hand in 40 min' },
})

describe('a drill in a terminal', () => {
  test('has a line of each source with what was compared, asked and met', () => {
    expect(drillText(full, 'UTC').split('\n')).toEqual([
      expect.stringMatching(
        /^✓ 2026-03-02 04:00 UTC {2}full drill passed: 1 of 1 source in 3 m 12 s, each within its RTO, asked by ida$/,
      ),
      '    ✓ orders-1; 1 table, 2 rows equal; assertions passed (3); application passed (2); RPO 2 h of 1 h, missed; RTO 30.0 s of 1 m',
    ])
  })

  test('says which sources were late, counted from its beginning, although each restore was in time', () => {
    const late = { ...full, sources: [{ ...orders, readyMs: 90_000 }] }
    expect(drillText(late, 'UTC')).toContain(
      'passed: 1 of 1 source in 3 m 12 s, later than its RTO from the beginning: orders',
    )
  })

  test('says who signed it off or that it failed, what was said, and why a record is not known', () => {
    expect(drillText(signed('passed'), 'UTC')).toMatch(
      /^✓ .* manual drill signed off by Ida <Lund> \(as claimed\)\n {4}by hand/,
    )
    expect(drillText(signed('failed'), 'UTC')).toMatch(
      /^✗ .* manual drill failed, says Ida <Lund> \(as claimed\)\n {4}by hand/,
    )
    const { sources: _, durationMs: __, ...bare } = broken
    expect(drillText({ ...bare, unread: 'no store has it' }, 'UTC')).toBe(
      '✗ 2026-03-01 04:00 UTC  full drill failed (d2)\n    its record cannot be read: no store has it',
    )
  })
})

test('a drill in the summary of a job is a table in which nothing is markup', () => {
  const text = renderDrill(broken)
  expect(text).toContain('#### ❌ full drill failed: 0 of 2 sources in 1.0 s')
  const [config, uploads] = text.split('\n').filter((line) => /^\| [❌⏸✅]/u.test(line))
  expect(config?.startsWith('| ❌ <code>config</code> |')).toBe(true)
  expect(uploads).toContain('⏸️ <code>uploads</code>')
  expect(text).not.toContain('<b>')
  expect(renderDrill(full)).toMatch(/passed \(3\) \| passed \(2\)/)
})

test('the ledger of the page has what is overdue, outcomes with their reasons, and who signed off, as text', () => {
  const health = {
    timezone: 'UTC',
    at: '2026-03-05T12:00:00.000Z',
    drills: {
      schedules: [{ kind: 'partial', cron: '0 4 * * 1', overdueSince: '2026-03-02T04:00:00.000Z' }],
      ledger: [full, broken, signed('failed')],
      unread: [{ store: 'b', message: 'no answer' }],
    },
  } as unknown as Health
  const page = drillTable(health)
  const text = page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(text).toMatch(/overdue partial \( 0 4 \* \* 1 \): overdue since 2026-03-02 04:00 UTC/)
  expect(text).toContain('b: no answer')
  expect(text).toMatch(/full ✓ passed 3 m 12 s orders 1 of 1 –/)
  expect(text).toContain('config: a | &#60;b&#62;row&#60;/b&#62; is missing')
  expect(text).toMatch(/manual ✕ failed – – – Ida &#60;Lund&#62; as claimed by hand in 40 min/)
  expect(page).not.toContain('<b>')
  expect(drillTable({ ...health, drills: undefined } as unknown as Health)).toBe('')
})
