import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { annotations, type Report, renderSummary, renderText, type SourceReport } from '../../src/report/report.ts'
import { formatBytes, formatDuration, formatTime, oneLine, sparkline } from '../../src/words/words.ts'
import { app, backup, good, orders, report } from './sample.ts'

const hostile =
  'a|b `c` <img src=x onerror=alert(1)> **d** [e](https://evil.example) @team #1 $x$ \n\n# h\n</details> \u001b[31mred\u001b[0m \u202etxt www.evil.example'

/** Every text that comes from outside, replaced. */
function with_(text: string): Report {
  const finding = { level: 'failure', blame: 'data', message: text, hint: text } as const
  return {
    ...report,
    project: text,
    command: text,
    policy: text,
    problems: [{ code: text, message: text, hint: text, source: text, line: 3 }],
    sources: [
      {
        ...orders,
        source: text,
        engine: text,
        tasks: [{ kind: text, due: true, because: [text] }],
        backup: {
          ...backup,
          id: text,
          parts: [{ name: text, bytes: 1, plainBytes: 1 }],
          copies: [{ store: text, where: text, outcome: 'failed', message: text }],
          findings: [finding],
        },
        proofs: [
          {
            id: text,
            store: text,
            level: text,
            outcome: 'failed',
            durationMs: 1,
            findings: [finding],
            durations: { [text]: 1 },
            compared: text,
          },
        ],
        retention: {
          applied: false,
          kept: 1,
          deleted: [{ id: text, bytes: 1, because: [text] }],
          decisions: [{ id: text, keep: false, because: [text], bytes: 1 }],
          purged: [text],
          findings: [text],
        },
        problems: [{ code: text, message: text, hint: text }],
      },
    ],
  }
}

describe('the summary', () => {
  test('leaves out the columns of tasks that did not run, and shows the last known proof', () => {
    const lastProof = { id: 'app-1', level: 'restore', outcome: 'passed', at: '2026-02-13T04:00:00.000Z' }
    const text = renderSummary({ ...good, timezone: 'Europe/Stockholm', sources: [{ ...app, tasks: [], lastProof }] })
    expect(text).toContain('| source | proof |')
    expect(text).toContain('✅ last: restore passed, 2026-02-13 05:00 CET')
  })

  test('mentions the RTO if a restore measured it, and nowhere else', () => {
    const proof = {
      ...orders.proofs[0],
      durations: { start: 60_000, restore: 103_000 },
      durationMs: 1_200_000,
    } as const
    const proofs = [proof, { ...proof, level: 'read' }] as SourceReport['proofs']
    const text = renderSummary({ ...good, sources: [{ ...orders, proofs }] })
    expect(text.match(/RTO/g)).toHaveLength(1)
    expect(text).toContain('restored in 2 m 43 s, within the RTO of 15 m')
  })

  test('says what to do after a failed run, as in its golden file', async () => {
    await expect(renderSummary(report)).toMatchFileSnapshot('golden/summary-failed.md')
  })

  test('says that a run succeeded, as in its golden file', async () => {
    await expect(renderSummary(good)).toMatchFileSnapshot('golden/summary-succeeded.md')
  })

  test('does not interpret markup in what it reports', () => {
    const text = renderSummary(with_(hostile))
    expect(text).not.toMatch(/<img|\*\*d\*\*|\[e\]|@team|#1 |\]\(|https:\/\/|\u001b|\u202e|www\.|`/)
    expect(text.match(/<\/details>/g)).toHaveLength(2)
  })

  test('has the same tables and elements whatever the texts contain', () => {
    const frame = (text: string) =>
      renderSummary(with_(text))
        .split('\n')
        .map((line) => `${line.match(/\||<\/?(details|summary|code|br)>/g)?.join('') ?? ''}${line === '' ? '' : '.'}`)
    const plain = frame('x')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        expect(frame(`${text}x`)).toEqual(plain)
      }),
      { numRuns: 100, examples: [['|'], ['\n\n'], ['\\|'], ['`|`'], ['<br>'], ['- '], ['1. ']] },
    )
  })

  test('is never larger than 1 MiB, and says that it was cut', () => {
    const message = '|'.repeat(2000)
    const many = Array.from({ length: 300 }, (_, i) => ({
      ...orders,
      source: `s${i}`,
      problems: [{ code: 'x', message }],
    }))
    const decisions = Array.from({ length: 5000 }, (_, i) => ({
      id: `id-${i}`,
      keep: true,
      because: [message],
      bytes: 1,
    }))
    const retention = { applied: true, kept: 500, deleted: [], decisions, purged: [], findings: [] }
    const text = renderSummary({ ...report, sources: many.map((source) => ({ ...source, retention })) })
    expect(Buffer.byteLength(text)).toBeLessThan(1_048_576)
    expect(text).toMatch(/The rest did not fit here: the JSON report has everything\._\n$/)
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
  })
})

describe('the terminal', () => {
  const idle = (source: string): SourceReport => ({
    ...app,
    source,
    tasks: [
      { kind: 'backup', due: false, because: ['not due'], next: '2026-02-15T02:00:00.000Z' },
      { kind: 'read', due: false, because: ['not due'], next: '2026-02-15T03:00:00.000Z' },
      { kind: 'prune', due: true, because: ['evaluated on every run (12 backups)'] },
    ],
    retention: { applied: false, kept: 12, deleted: [], decisions: [], purged: [], findings: [] },
  })
  const many = Array.from({ length: 25 }, (_, i) => idle(`s${i + 1}`))
  const plain = { colour: false, width: 100 } as const

  test('gives one line to each of 25 sources with nothing to do', () => {
    const lines = renderText({ ...good, sources: many }, plain).split('\n')
    expect(lines).toHaveLength(2 + 25)
    expect(lines[26]).toBe('✓ s25 sqlite  nothing due until 2026-02-15 02:00 UTC; 12 kept')
  })

  test('says that both are missing for a source without a schedule and without a backup', () => {
    const bare = { ...idle('new'), history: [], tasks: [{ kind: 'prune', due: true, because: ['no backup'] }] }
    const { retention: _, ...never } = bare
    expect(renderText({ ...good, sources: [never] }, plain)).toContain('no schedule, no backup yet')
    expect(renderText({ ...good, sources: [bare] }, plain)).toContain('nothing due; 12 kept')
  })

  test('says that a paused source without a backup is paused, not that it lacks a schedule', () => {
    const task = { kind: 'backup', due: false, paused: true, because: ['paused in the policy'] } as const
    const { retention: _, ...paused } = { ...idle('new'), history: [], tasks: [task] }
    const text = renderText({ ...good, sources: [paused] }, plain)
    expect(text).toContain('paused, no backup yet')
    expect(text).not.toContain('no schedule')
  })

  test('reports a problem of 25 sources once, before them, and puts the failures first', () => {
    const dead = { code: 'store-failed', message: 'dr could not be listed: no answer', hint: 'Look at it.' }
    const own = { code: 'tool-failed', message: 'pg_dump failed' }
    const sources = many.map((source, i) => ({ ...source, problems: i === 7 ? [dead, own] : i === 0 ? [] : [dead] }))
    const text = renderText({ ...report, sources }, plain)
    expect(text.match(/dr could not be listed/g)).toHaveLength(1)
    expect(text).toMatch(/^✗ shop: run failed, 2 problems/)
    expect(text).toContain('of s2, s3, s4, s5, s6 and 19 more')
    expect(text.indexOf('✗ s25')).toBeLessThan(text.indexOf('✓ s1 '))
    expect(text).toMatch(/✗ s8 sqlite\n( {2}.*\n)* {2}problem +pg_dump failed/)
    expect(renderSummary({ ...report, sources }).match(/could not be listed/g)).toHaveLength(1)
  })

  test('says once why a proof failed and who is at fault, as a problem here, in the summary and in an annotation', () => {
    const [proof] = orders.proofs
    if (!proof) throw new Error('the sample has a proof')
    const because = 'dump.pgc in primary is damaged: its SHA-256 is not the one in its manifest'
    const finding = { level: 'failure', blame: 'copy', message: because, hint: 'Use another copy.' } as const
    const also = { ...finding, message: 'facts.json is damaged' }
    const failed: Report = {
      ...report,
      problems: [],
      sources: [
        {
          ...app,
          proofs: [{ ...proof, outcome: 'failed', findings: [finding, also] }],
          problems: [
            { code: 'proof-failed', message: `the restore proof of app-1 failed: ${because}`, hint: finding.hint },
          ],
        },
      ],
    }
    const text = renderText(failed, { colour: false, width: 500 })
    expect(text.split(because)).toHaveLength(2)
    expect(text.split('facts.json is damaged')).toHaveLength(2)
    expect(text).toMatch(/restore +✗ failed in .*: failure of this copy$/m)
    expect(renderSummary(failed).split('is not the one in its manifest')).toHaveLength(2)
    const said = annotations(failed).filter(({ message }) => message.includes(because))
    expect(said.map(({ title }) => title)).toEqual(['app: proof-failed'])
  })

  test('shows only what needs attention if it is quiet', () => {
    const quiet = { ...plain, detail: 'quiet' } as const
    expect(renderText({ ...good, sources: many }, quiet)).toBe('')
    const failed = renderText({ ...report, sources: [orders, ...many] }, quiet)
    expect(failed).toContain('✗ orders')
    expect(failed).not.toContain('s25')
    expect(renderText({ ...good, sources: many }, { ...plain, detail: 'verbose' })).toContain('retention  12 kept')
  })

  test('says what to do after a failed run, as in its golden file', async () => {
    await expect(renderText(report, { colour: false, width: 100 })).toMatchFileSnapshot('golden/text-failed.txt')
  })

  test('shows why each backup stays or goes if that was asked for', () => {
    const only = { source: 'orders', engine: 'postgres', tasks: [], proofs: [], history: [], problems: [] }
    const retention = orders.retention && { ...orders.retention, applied: false }
    if (!retention) throw new Error('the sample has retention')
    const asked: Report = { ...report, command: 'prune', status: 'succeeded', sources: [{ ...only, retention }] }
    expect(renderText(asked, { colour: false, width: 120 })).toMatchInlineSnapshot(`
      "✓ shop: prune succeeded (3 m 20 s)

      ✓ orders postgres
        retention  2 kept, 1 would be deleted (11.0 MiB sealed), copies out of offsite: 1, 1 purged
                   keep orders-2026-02-14T02-00-05.123456Z (12.3 MiB sealed): daily: newest of 2026-02-14 (1 of 2); newest
                     backup proven by a restore
                   keep orders-2026-02-13T02-00-00.000000Z (12.0 MiB sealed): daily: newest of 2026-02-13 (2 of 2)
                   delete orders-2026-02-06T02-00-00.000000Z (11.0 MiB sealed): no rule keeps it: daily is full (2 of 2)
                   would leave offsite: orders-2026-02-13T02-00-00.000000Z (12.0 MiB sealed): offsite keeps the 1 newest
                   max count 1 cannot be met: 2 backups must stay"
    `)
  })

  test('does not interpret escape sequences in what it reports, and keeps its width', () => {
    const text = renderText(with_(hostile), { colour: false, width: 80 })
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/)
    for (const line of text.split('\n').filter((line) => line.startsWith('  ')))
      expect(line.length).toBeLessThanOrEqual(84)
    const plain = renderText(report, { colour: true, width: 100 }).replace(/\u001b\[\d+m/g, '')
    expect(plain).toBe(renderText(report, { colour: false, width: 100 }))
  })
})

describe('annotations', () => {
  test('name the worst problem first, with the line of the policy', () => {
    expect(annotations(report)).toEqual([
      {
        level: 'error',
        file: '.github/backup-policy.yml',
        line: 23,
        title: 'orders: store-unavailable',
        message:
          'orders-2026-02-14T02-00-05.123456Z is not in offsite: timed out after 30 s. The next run completes the copy.',
      },
      { level: 'warning', title: 'orders: backup', message: 'server 15.4 is out of support. Upgrade to 17.' },
      { level: 'warning', title: 'orders: retention', message: 'max count 1 cannot be met: 2 backups must stay' },
    ])
  })

  test('say nothing about what is good, and report each failure once', () => {
    expect(annotations(good)).toEqual([])
    const [proof] = orders.proofs
    if (!proof) throw new Error('the sample has a proof')
    const failed = { ...app, proofs: [{ ...proof, id: 'app-1', outcome: 'failed' }] }
    expect(annotations({ ...good, sources: [failed, failed] })).toEqual([
      { level: 'error', title: 'app: restore failed', message: 'restore of app-1 failed' },
    ])
  })
})

describe('formats', () => {
  test.each([
    [0, '0 B'],
    [941.8012661795464, '942 B'],
    [0.4, '0 B'],
    [1023, '1023 B'],
    [1023.7, '1.0 KiB'],
    [1024, '1.0 KiB'],
    [12.34 * 1_048_576, '12.3 MiB'],
    [99.96 * 1024, '100 KiB'],
    [1_048_575, '1.0 MiB'],
    [5 * 1024 ** 4, '5.0 TiB'],
  ])('write %i bytes', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  test.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [12_340, '12.3 s'],
    [59_949, '59.9 s'],
    [59_951, '1 m'],
    [72_400, '1 m 12 s'],
    [3_599_600, '1 h'],
    [7_229_800, '2 h'],
    [7_500_000, '2 h 5 m'],
    [88_199_000, '1 d'],
    [88_201_000, '1 d 1 h'],
    [273_600_000, '3 d 4 h'],
  ])('write %i ms', (ms, text) => expect(formatDuration(ms)).toBe(text))

  test('write times, sparklines and lines', () => {
    expect(formatTime('2026-02-14T09:15:30.123Z', 'UTC')).toBe('2026-02-14 09:15 UTC')
    expect(formatTime('2026-02-14T09:15:30.123Z', 'Europe/Stockholm')).toBe('2026-02-14 10:15 CET')
    expect(formatTime(new Date('2026-07-14T09:15:30Z'), 'America/New_York')).toBe('2026-07-14 05:15 EDT')
    expect(formatTime('2026-02-14T09:15:30.123Z', 'Asia/Tokyo')).toBe('2026-02-14 18:15 GMT+9')
    expect(sparkline([0, 1, 4, 8])).toBe('▁▁▄█')
    expect(sparkline([])).toBe('')
    expect(sparkline([0])).toBe('▁')
    expect(oneLine('a\r\n\tb\u0000c \u001b[1;31md\u001b[0m')).toBe('a b c d')
    expect(oneLine('abcdef', 4)).toBe('abc…')
  })
})
