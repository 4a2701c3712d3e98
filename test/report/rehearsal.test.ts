import { describe, expect, test } from 'vitest'
import type { RehearsalReport } from '../../src/judge/judge.ts'
import { rehearsalText, renderRehearsal } from '../../src/report/report.ts'

const report: RehearsalReport = {
  ...{
    version: 1,
    command: 'rehearse',
    project: 'shop',
    source: 'orders',
    id: 'orders-1',
    proven: true,
    outcome: 'passed',
  },
  startedAt: '2026-02-14T02:00:05.123Z',
  migration: { durationMs: 5200, exitCode: 0 },
  durations: { restore: 12_000 },
  locks: [{ object: 'public.orders', mode: 'AccessExclusiveLock', heldMs: 5000 }],
  failed: [],
  changes: [
    { kind: 'index', name: 'i on t', change: 'removed' },
    { kind: 'role', name: 'clerk', change: 'added' },
    { kind: 'rows', name: 'public.orders', change: 'rows', before: 1000, after: 999 },
  ],
  schema: {
    changes: [
      { name: 'column public.orders.note', before: 'text', rows: 1000 },
      { name: 'column public.orders.paid', before: 'boolean', after: 'boolean not null' },
    ],
    more: 0,
  },
  findings: [],
  assertions: 1,
}

describe('a rehearsal', () => {
  test('is told on a terminal: what others could not do meanwhile, and what is lost', () => {
    expect(rehearsalText(report)).toBe(`orders: the migration ran, and every assertion holds
  backup        orders-1
  restore       12.0 s
  migration     done, in 5.2 s
  longest lock  public.orders: for 5.0 s nobody else could read or write it (AccessExclusiveLock)
  schema        2 differences
                - column public.orders.note: text (1,000 rows had it)
                - column public.orders.paid: boolean
                + column public.orders.paid: boolean not null
  other names   added: role clerk
  rows          public.orders: 1,000 → 999 rows`)
  })

  test('that failed halfway says what stays of it; one that no assertion judged does not claim that any holds', () => {
    const failed = { ...report, outcome: 'migration-failed', migration: { durationMs: 1, exitCode: 1 } } as const
    for (const said of Object.values(both(failed))) expect(said).toContain('were not rolled back')
    const { text } = both({ ...failed, changes: [], schema: { changes: [], more: 0 } })
    expect(text).not.toContain('were not rolled back')
    expect(both({ ...report, assertions: 0 }).text).toMatch(/^orders: the migration ran; the policy has no assertion/)
  })

  test('tells names of things where an engine has no schema, and says that it has none', () => {
    const { markdown, text } = both({ ...report, schema: null })
    expect(text).toContain('not available for this engine, but for names')
    expect(text).toContain('removed: index i on t')
    expect(markdown).toContain('- removed: index <code>i on t</code>')
    expect(markdown).not.toContain('```')
  })

  test('a name full of markup, newlines and control characters ends no block and no line', () => {
    const evil = 'a\n```\n# h\u001b[31m\u0000</code><img src=x>@team|b'
    const change = { name: `column ${evil}`, before: evil, after: `${evil}2` }
    const { markdown, text } = both({
      ...report,
      source: evil,
      locks: [{ object: evil, mode: evil, heldMs: 1 }],
      changes: [{ kind: evil, name: evil, change: 'added' }],
      schema: { changes: [change], more: 0 },
      failed: [{ code: evil, message: evil, statement: evil }],
    })
    const [before = '', inside = '', after = ''] = markdown.split(/^```(?:diff)?$/m)
    expect(markdown.split(/^```/m)).toHaveLength(3)
    expect(
      inside
        .trim()
        .split('\n')
        .map((line) => line[0]),
    ).toEqual(['-', '+'])
    expect(before + after).not.toMatch(/<img|^# h|@team/m)
    expect(text).not.toMatch(/^(```|# h)/m)
    expect(text + markdown).not.toMatch(/[\u0000\u001b]/)
  })

  test('of very many differences shows some, and says how many there are', () => {
    const changes = Array.from({ length: 1000 }, (_, index) => ({
      name: `column t.c${index}`,
      after: 'x'.repeat(10_000),
    }))
    const { markdown, text } = both({ ...report, schema: { changes, more: 5 } })
    expect(text).toContain('1,005 differences')
    expect(markdown).toContain('and 900 more lines, which the JSON has')
    // GitHub takes 65536 characters for a comment.
    expect(markdown.length).toBeLessThan(60_000)
  })
})

const both = (one: RehearsalReport) => ({ markdown: renderRehearsal(one), text: rehearsalText(one) })
