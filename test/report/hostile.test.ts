import { describe, expect, test } from 'vitest'
import { judgeHealth, judgeProject, judgeStore, type StoreLook } from '../../src/judge/judge.ts'
import type { Policy, Source } from '../../src/policy/policy.ts'
import { badge, healthBadge, healthPage, healthText, renderHealth } from '../../src/report/report.ts'
import { inert } from '../../src/world.ts'
import { postgresSource } from '../engine/source.ts'
import { catalogOf, entry, proof, rules } from '../retain/entry.ts'

const now = new Date('2026-02-14T12:00:00Z')
const markup =
  'a|b `c` <img src=x onerror=alert(1)> </td></script> **d** [e](https://evil.example) @team #7 "\'&\n\n# h\n```\n'
const control = '\u001b[31mred\u001b[0m \u202etxt \u0000\u0007\ud800'
const command = '\n::error file=x::pwned\n##[error]pwned\n  ::add-mask::x'
const hostile = `${markup}${control}${command}`

/** Health in which every text from outside is this one. */
function healthWith(text: string) {
  const source: Source = postgresSource('', {
    stores: ['primary', 'offsite'],
    schedule: '0 * * * *',
    objectives: { rpoMs: 3_600_000, copies: 2 },
    retention: rules({ last: 3 }),
  })
  const policy = {
    project: text,
    timezone: 'UTC',
    path: text,
    sources: { orders: source },
    stores: { primary: { kind: 'directory', path: text, minFreeBytes: 1, timeoutMs: 1 } },
    encryption: { recipients: [], signers: [] },
    prices: { currency: text, perGibMonth: { primary: 1 } },
  } as unknown as Policy
  const failed = { ...proof('read', '2026-02-14 11:00', 'env'), store: text }
  const finding = { level: 'failure', blame: 'env', message: text, hint: text } as const
  const newest = entry('2026-02-14 10:00', {
    tags: [text],
    proofs: [{ ...failed, findings: [finding] }],
    missing: ['offsite'],
    lost: [{ store: text, because: text }],
    damaged: [{ store: text, because: text }],
  })
  const made = { ...newest, manifest: { ...newest.manifest, origin: { actor: text, workflow: text } } }
  const run = { id: 'x', source: 'orders', command: 'backup', trigger: text, because: [text], origin: { actor: text } }
  const catalog = catalogOf([made, entry('2026-02-14 09:00', { foreign: text })], {
    unread: [{ store: text, message: text, hint: text }],
    damaged: [{ store: text, id: 'x', message: text }],
    runs: [
      { ...run, startedAt: now, finishedAt: now, outcome: 'failed', problem: { code: text, message: text } } as const,
    ],
  })
  const at = now.toISOString()
  const work = { running: [{ store: text, holder: text, since: at, expiresAt: at }], unread: [text] }
  const look: StoreLook = {
    probe: { state: 'refused', at, cached: false, message: text, hint: text },
    room: { freeBytes: 0, totalBytes: 1 },
    lock: { state: 'unknown' },
  }
  const judged = { ...judgeHealth(policy, source, catalog, now, { work }), source: text, engine: text }
  const stores = [{ ...judgeStore(policy, 'primary', [catalog], look, now), store: text }]
  const findings = [{ level: 'warning', code: 'unclaimed', message: text, hint: text } as const]
  return judgeProject(policy, { sources: [judged], stores, findings, unclaimed: [] }, now)
}

describe('text from outside', () => {
  const health = healthWith(hostile)
  const markdown = renderHealth(health)

  test('never becomes markup in Markdown, and leaves tables and lines as they are', () => {
    expect(markdown).toContain('&#60;img')
    for (const one of ['<img', '</td', '<script', '**d**', '](https', '@team', '`c`', '\n# h', '```'])
      expect(markdown).not.toContain(one)
    const tables = markdown.split('\n\n').filter((block) => block.startsWith('| '))
    expect(tables).toHaveLength(2)
    for (const table of tables)
      expect(
        new Set(
          table
            .trim()
            .split('\n')
            .map((row) => row.split('|').length),
        ).size,
      ).toBe(1)
    for (const line of markdown.split('\n')) expect(line).toMatch(/^$|^(##|###|\||- |…|\d{4}-)/)
  })

  test('is no command to a runner, and no sequence to a terminal', () => {
    for (const text of [healthText(health), healthText(health, 'verbose'), markdown, JSON.stringify(health, null, 2)]) {
      expect(inert(text, true)).not.toMatch(/^\s*(::|##\[)/m)
      expect(inert(text, true)).not.toContain('##[error')
    }
    for (const text of [healthText(health), markdown]) {
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
      expect(text).not.toMatch(/^# h/m)
    }
  })

  test('is never markup of a badge, whatever is in it', () => {
    const picture = badge(hostile, hostile, 'bad', hostile)
    for (const svg of [picture, healthBadge(health)]) {
      expect(svg.match(/<\/?[a-zA-Z!?]+/g)?.every((tag) => /^<\/?(svg|title|clipPath|rect|g|text)$/.test(tag))).toBe(
        true,
      )
      expect(svg).not.toMatch(/onerror="|[\u0000-\u0009\u000b-\u001f\ud800-\udfff]|&(?!#\d+;)/)
      // A lone surrogate is no character that XML may refer to.
      expect(svg).not.toMatch(/&#(?:0|7|27|5529\d|5[56]\d{3}|57[0-2]\d\d);/)
      expect(svg.match(/"/g)?.length).toBe(
        svg.replace(/="[^"<>]*"/g, '').match(/"/g)?.length ?? svg.match(/"/g)?.length,
      )
    }
  })

  test('may be 100 kB long, and nothing of it is larger than what it is shown in', () => {
    const long = healthWith(`${hostile}${'x'.repeat(100_000)}`)
    expect(Buffer.byteLength(renderHealth(long))).toBeLessThan(60_000)
    expect(renderHealth(long, 3000).length).toBeLessThan(3000)
    expect(healthText(long).length).toBeLessThan(60_000)
    expect(healthBadge(long).length).toBeLessThan(3000)
    expect(badge('x'.repeat(100_000), 'x'.repeat(100_000), 'good', 'x'.repeat(100_000)).length).toBeLessThan(3000)
    expect(healthPage(long).length).toBeLessThan(100_000)
  })
})

describe('what to do first', () => {
  test('stands above the tables, with a hint, and the same thing of many sources is one line', () => {
    const health = healthWith('no')
    const [source] = health.sources
    if (!source) throw new Error('no source')
    const finding = { level: 'failure', code: 'failed', message: 'connection refused', hint: 'Start it.' } as const
    const sources = Array.from({ length: 12 }, (_, i) => ({ ...source, source: `s${i}`, findings: [finding] }))
    const text = renderHealth({ ...health, sources, stores: [], findings: [] })
    expect(text.split('\n\n').slice(1, 4)).toEqual(
      ['2026-02-14 12:00 UTC', '\n### What to do first', '- ❌ **s0 and 11 more**: connection refused<br>👉 Start it.']
        .map((one) => one.trimStart())
        .map((one) => expect.stringContaining(one)),
    )
    expect(text.match(/connection refused/g)).toHaveLength(1)
  })
})
