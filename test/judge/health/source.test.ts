import { describe, expect, test } from 'vitest'
import type { SourceCatalog } from '../../../src/catalog/catalog.ts'
import {
  type Conditions,
  type Health,
  judgeGate,
  judgeHealth,
  judgeProject,
  restoresOf,
} from '../../../src/judge/judge.ts'
import type { Policy, Source } from '../../../src/policy/policy.ts'
import {
  type GateReport,
  gateText,
  healthPage,
  healthText,
  renderGate,
  renderHealth,
} from '../../../src/report/report.ts'
import { postgresSource } from '../../engine/source.ts'
import { catalogOf, entry, proof, rules } from '../../retain/entry.ts'

const hour = 3_600_000
const now = new Date('2026-02-14T12:00:00Z')
const source: Source = postgresSource('', {
  stores: ['primary', 'offsite'],
  schedule: '0 * * * *',
  objectives: { rpoMs: 2 * hour, rtoMs: hour / 4, verifiedWithinMs: 8 * 24 * hour, copies: 2 },
  retention: rules({ last: 3 }),
})
const both = { copies: ['primary', 'offsite'], missing: [] }
const policyOf = (made: Source) =>
  ({
    project: 'shop',
    timezone: 'UTC',
    path: 'backup-policy.yml',
    sources: { orders: made },
    stores: {},
    encryption: { recipients: [], signers: [] },
  }) as unknown as Policy
const look = (catalog: SourceCatalog, over: Partial<Source> = {}, durations?: Record<string, number>) => {
  const made = { ...source, ...over } as Source
  const [restore] = restoresOf(catalog, now)
  const times = new Map(restore && durations ? [[restore, { durations }]] : [])
  const health = judgeHealth(policyOf(made), made, catalog, now, { times })
  return { health, says: health.findings.map(({ level, message }) => `${level}: ${message}`) }
}
const fresh = entry('2026-02-14 11:10', both)
const old = entry('2026-02-13 02:00', { ...both, proofs: [proof('restore', '2026-02-13 04:00')] })

describe('the health of a source', () => {
  test('is good if every objective is met', () => {
    const { health, says } = look(catalogOf([fresh, old]), {}, { start: 1000, restore: 60_000, compare: 9e9 })
    expect(says).toEqual([])
    expect(health).toMatchObject({
      state: 'good',
      objectives: { rto: { measuredMs: 61_000, targetMs: hour / 4, met: true } },
      retention: { frozen: false },
      schedule: { state: 'alive', cron: '0 * * * *', nextAt: '2026-02-14T13:00:00.000Z' },
    })
    expect(health.history.backups.map(({ bytes }) => bytes)).toEqual([100, 100])
  })

  test('names what is wrong, with the worst first', () => {
    const half = entry('2026-02-14 05:00', { copies: ['primary'], missing: ['offsite'] })
    const broken = entry('2026-02-14 04:00', { ...both, proofs: [proof('restore', '2026-02-14 04:30', 'data')] })
    const { health, says } = look(catalogOf([half, broken, old]), {}, { restore: hour })
    expect(health).toMatchObject({ state: 'bad', retention: { frozen: true }, schedule: { state: 'silent' } })
    expect(says).toEqual([
      expect.stringMatching(/^failure: stale: /),
      expect.stringMatching(/^failure: degraded: /),
      expect.stringMatching(/^failure: unproven: the restore of .* failed/),
      expect.stringMatching(/^failure: nothing is deleted: the restore of /),
      expect.stringMatching(/^warning: no tick for 7 h/),
      'warning: the last restore took 1 h, the RTO is 15 m',
      'warning: 1 of its backups is not in every store',
    ])
  })

  test('says of each failure what to type', () => {
    const half = entry('2026-02-14 05:00', { copies: ['primary'], missing: ['offsite'] })
    const broken = entry('2026-02-14 11:00', { ...both, proofs: [proof('restore', '2026-02-14 11:30', 'data')] })
    const run = {
      ...{ id: 'r', source: 'orders', command: 'backup', trigger: 'schedule', outcome: 'failed' },
      ...{ startedAt: new Date('2026-02-14T11:40Z'), finishedAt: new Date('2026-02-14T11:41Z') },
      ...{ because: [], problem: { code: 'source-failed', message: 'no answer' } },
    } as const
    const { health } = look(catalogOf([broken, half], { runs: [run] as unknown as SourceCatalog['runs'] }))
    const failures = health.findings.filter(({ level }) => level === 'failure')
    expect(failures.map(({ code, hint }) => [code, hint])).toEqual([
      ['rpo-missed', expect.stringContaining('`backproof backup --source orders`')],
      ['degraded', expect.stringContaining('`backproof run --source orders`')],
      ['damaged', expect.stringContaining('`backproof verify --source orders --level restore`')],
      ['unproven', expect.stringContaining('`backproof verify --source orders --level restore`')],
      ['failed', expect.stringContaining('`backproof backup --source orders`')],
      ['deletion-frozen', expect.stringContaining('`backproof verify --source orders --level restore`')],
    ])
    expect(look(catalogOf([])).health.findings[0]).toMatchObject({
      code: 'no-backup',
      hint: 'Run `backproof backup --source orders`.',
    })
  })

  test('says of a failed proof of a time to come which object is in the way, for no restore answers it', () => {
    const proofs = [proof('restore', '2026-02-14 11:30'), proof('restore', '2026-02-15 12:00', 'data')]
    const { health } = look(catalogOf([entry('2026-02-14 11:10', { ...both, proofs }), old]))
    const failures = health.findings.filter(({ level, code }) => level === 'failure' && code !== 'rpo-missed')
    expect(failures.map(({ code }) => code)).toEqual(['damaged', 'unproven', 'deletion-frozen'])
    for (const { hint } of failures)
      expect(hint).toMatch(
        /^That time is 1 d to come.* remove orders\/proofs\/orders-2026-02-14T11:10\/2026-02-15T12-00-00\.000000Z\.restore\.\S+\.failed\.json from /,
      )
  })

  test('is not good if the last proof failed or proofs do not come, even if no objective asks for them', () => {
    const objectives = {}
    const env = entry('2026-02-14 11:10', { ...both, proofs: [proof('restore', '2026-02-14 11:20', 'env')] })
    expect(look(catalogOf([env, old]), { objectives })).toMatchObject({
      health: { state: 'warning', retention: { frozen: false } },
      says: ['warning: the last restore, of proof at 2026-02-14 11:20 UTC, failed: no'],
    })
    const healed = entry('2026-02-14 11:10', {
      ...both,
      proofs: [proof('restore', '2026-02-14 11:30'), proof('read', '2026-02-14 11:20', 'env')],
    })
    expect(look(catalogOf([healed, old]), { objectives }).health.state).toBe('good')
    const verify = { size: {}, assertions: [], restore: '0 4 * * *' }
    const never = entry('2026-01-01 02:00', both)
    expect(look(catalogOf([fresh, never]), { objectives, verify })).toMatchObject({
      health: { state: 'warning' },
      says: ['warning: the restore proof is overdue: its schedule has asked for one since 2026-02-13 04:00 UTC'],
    })
  })

  test('is good without a schedule, and a warning while paused', () => {
    const { schedule: _, ...unscheduled } = source
    const onDemand = judgeHealth(
      policyOf(unscheduled as Source),
      { ...unscheduled, objectives: {} } as Source,
      catalogOf([]),
      now,
    )
    expect(onDemand).toMatchObject({ state: 'good', findings: [{ level: 'note' }] })
    const paused = look(catalogOf([fresh, old]), { paused: true })
    expect(paused.health).toMatchObject({ state: 'warning', schedule: { state: 'paused' } })
    expect(paused.says).toEqual(['warning: paused: nothing backs it up by schedule'])
  })
})

const hostile =
  'a|b `c` <img src=x onerror=alert(1)> **d** [e](https://evil.example) @team </section> "\'&\n\n# h\n```\n\u001b[31mred\u001b[0m \u202etxt'

describe('text from outside', () => {
  const catalog = catalogOf([fresh, entry('2026-02-14 11:30', { foreign: hostile })], {
    unread: [{ store: 'offsite', message: hostile }],
    damaged: [{ store: 'primary', id: 'x', message: hostile }],
    runs: [
      {
        id: 'x',
        source: 'orders',
        command: 'backup',
        trigger: 'schedule',
        startedAt: new Date('2026-02-14T11:30:00Z'),
        finishedAt: now,
        outcome: 'failed',
        because: [],
        problem: { code: 'x', message: hostile },
      },
    ],
  })
  const project = { sources: [look(catalog).health], stores: [], findings: [], unclaimed: [] }
  const health: Health = judgeProject(policyOf(source), project, now)
  const conditions: Conditions = { maxAgeMs: hour, verifiedWithinMs: undefined, copies: 2, tags: [] }
  const gate: GateReport = {
    project: 'shop',
    judgedAt: now,
    timezone: 'UTC',
    verdicts: [judgeGate(source, catalog, conditions, { now, timezone: 'UTC' })],
    made: [],
    warnings: { orders: [hostile] },
    override: { because: hostile, until: now, by: hostile },
  }

  test('never becomes markup in a page', () => {
    const page = healthPage(health)
    expect(page).toContain('&#60;img')
    expect(page).not.toMatch(/<img|<\/section> &|onerror="/)
    // Its own elements alone, whatever the names are.
    const tags = (text: string) => (text.match(/<\/?[a-z][a-z0-9]*/g) ?? []).join(' ')
    expect(tags(page)).toBe(
      tags(healthPage(JSON.parse(JSON.stringify(health).replaceAll(JSON.stringify(hostile).slice(1, -1), 'x')))),
    )
    expect(page.match(/<script/g)).toHaveLength(1)
  })

  test.each([
    ['health', renderHealth(health)],
    ['gate', renderGate(gate)],
  ])('never becomes markup in Markdown: %s', (_, text) => {
    expect(text).toContain('&#60;img')
    for (const markup of ['<img', '**d**', '](https', '@team', '`c`', '\n# h']) expect(text).not.toContain(markup)
    const rows = text.split('\n').filter((line) => line.startsWith('| '))
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1)
  })

  test('reaches a terminal on one line, without escape sequences', () => {
    for (const text of [healthText(health), gateText(gate)]) {
      expect(text).not.toMatch(/\u001b|\u202e/)
      expect(text).not.toMatch(/^# h/m)
    }
  })

  test('is complete in the JSON', () => {
    expect(JSON.stringify(health)).toContain(JSON.stringify(hostile).slice(1, -1))
  })
})

describe('what is known of a source beyond its objectives', () => {
  test('has what each backup counted, and the group of the policy', () => {
    const counted = { ...fresh, manifest: { ...fresh.manifest, counts: { tables: 12, rows: 48_210 } } }
    const { health } = look(catalogOf([counted, old]))
    expect(health.history.backups.map(({ counts }) => counts)).toEqual([
      undefined,
      [
        { noun: 'tables', count: 12 },
        { noun: 'rows', count: 48_210 },
      ],
    ])
    expect(health.group).toBeUndefined()
    expect(look(catalogOf([fresh]), { group: 'shop' }).health.group).toBe('shop')
  })

  test('says that its newest backup is beyond the limit of an alert, and only where a rule asks for it', () => {
    const sizes = catalogOf([entry('2026-02-14 11:10', { ...both, bytes: 1000 }), old])
    const odd = (alerts: Source['alerts']) =>
      look(sizes, alerts ? { alerts } : {}).health.findings.filter(({ code }) => code.startsWith('too-'))
    expect(odd(undefined)).toEqual([])
    expect(odd({ tooSmall: 0.5, tooLarge: 10 })).toEqual([])
    expect(odd({ tooLarge: 2 })).toEqual([
      expect.objectContaining({ level: 'warning', code: 'too-large', backup: 'orders-2026-02-14T11:10' }),
    ])
  })

  test('has the restores on other images, newest first, which are no proofs', () => {
    const trial = (at: string, outcome: 'passed' | 'failed') => ({
      id: old.id,
      at: new Date(at),
      store: 'offsite',
      outcome,
    })
    const trials = [trial('2026-02-14T10:00:00Z', 'failed'), trial('2026-02-13T10:00:00Z', 'passed')]
    const catalog = catalogOf([fresh, old], { trials })
    const images = new Map(trials.slice(0, 1).map((one) => [one, 'postgres:18']))
    const health = judgeHealth(policyOf(source), source, catalog, now, { images })
    expect(health.trials).toEqual([
      { id: old.id, at: '2026-02-14T10:00:00.000Z', store: 'offsite', outcome: 'failed', image: 'postgres:18' },
      { id: old.id, at: '2026-02-13T10:00:00.000Z', store: 'offsite', outcome: 'passed' },
    ])
    expect(health.state).toBe('good')
    const whole = judgeProject(policyOf(source), { sources: [health], stores: [], findings: [], unclaimed: [] }, now)
    expect(healthText(whole, 'verbose')).toContain('postgres:18 failed 2 h ago')
    expect(renderHealth(whole)).toContain('postgres:18 failed 2 h ago')
    expect(look(catalogOf([fresh])).health.trials).toBeUndefined()
  })
})
