import type { BackupHealth, Health, HealthFinding, SourceHealth, StoreHealth } from '../../src/judge/judge.ts'

/** A moment; everything is before it. */
export const now = '2026-11-23T09:00:00.000Z'
const [hour, day] = [3_600_000, 86_400_000]
const ago = (ms: number) => new Date(Date.parse(now) - ms).toISOString()

const by = { actor: 'ada', repository: 'acme/shop', workflow: 'backup', run: '4711', event: 'schedule' } as const

const backup = (back: number, bytes: number): BackupHealth => ({
  id: `orders-${ago(back).slice(0, 10)}T02-00-00.000000Z`,
  at: ago(back),
  endedAt: ago(back - 90_000),
  ageMs: back,
  bytes,
  plainBytes: bytes * 4,
  kind: 'full',
  trigger: 'schedule',
  by,
  tags: ['daily'],
  stores: ['primary', 'offsite'],
  missing: [],
  standing: 'good',
  consistency: 'snapshot',
})

const size = (i: number) => 100_000_000 + i * 1_000_000
const newest = backup(7 * hour, size(39))
export const oldest = backup(7 * hour + 39 * day, size(0))

const stale: HealthFinding = {
  level: 'failure',
  code: 'rpo-missed',
  message: 'stale: the newest backup is 7 h old; asked for: 2 h at most',
  hint: 'Run `backproof backup`.',
}

export const orders: SourceHealth = {
  source: 'orders',
  engine: 'postgres',
  group: 'shop',
  class: 'critical',
  state: 'bad',
  schedule: { state: 'alive', cron: '0 2 * * *', timezone: 'Europe/Stockholm', nextAt: ago(-16 * hour) },
  backups: { count: 40, bytes: 4_780_000_000, storedBytes: 9_560_000_000, degraded: 0, newest, oldest },
  lastSuccess: newest,
  triggers: {
    last: { at: ago(7 * hour), endedAt: ago(7 * hour - 95_000), command: 'backup', outcome: 'succeeded', by },
    running: [],
    success: {
      days7: { succeeded: 7, failed: 0, rate: 1 },
      days30: { succeeded: 29, failed: 1, rate: 0.9667 },
      days90: { succeeded: 40, failed: 1, rate: 0.9756 },
    },
    totals: { total: 60, succeeded: 58, failed: 2 },
    since: ago(60 * day),
    recent: [
      { at: ago(7 * hour), endedAt: ago(7 * hour - 95_000), command: 'backup', outcome: 'succeeded', by },
      {
        at: ago(3 * day),
        endedAt: ago(3 * day - 5000),
        command: 'backup',
        outcome: 'failed',
        trigger: 'schedule',
        problem: { code: 'tool-failed', message: 'pg_dump failed: connection refused' },
      },
    ],
  },
  size: { backups: 40, spanMs: 39 * day, medianBytes: size(20), perWeekBytes: 7_000_000, perWeek: 0.0504 },
  copies: [
    {
      store: 'primary',
      state: 'whole',
      count: 40,
      bytes: 4_780_000_000,
      oldestAt: oldest.at,
      newestAt: newest.at,
      newestId: newest.id,
      proofs: { check: { id: newest.id, at: ago(6 * hour), level: 'check', outcome: 'passed', store: 'primary' } },
    },
    { store: 'offsite', state: 'unread', because: 'list: connection refused', proofs: {} },
  ],
  proofs: [
    { id: newest.id, at: ago(6 * hour), level: 'check', outcome: 'passed', store: 'primary' },
    {
      id: newest.id,
      at: ago(5 * hour),
      level: 'restore',
      outcome: 'passed',
      store: 'primary',
      durationMs: 130_000,
      durations: { start: 4000, restore: 116_000, compare: 9000 },
    },
  ],
  trials: [{ id: newest.id, at: ago(4 * hour), store: 'primary', outcome: 'failed', image: 'postgres:19' }],
  restores: {
    recent: [
      {
        ...{ id: `${newest.id}-0a1b2c3d`, backup: newest.id, state: 'failed', at: ago(2 * hour) },
        ...{ endedAt: ago(2 * hour - 60_000), durationMs: 60_000, by: { actor: 'ida', host: 'desk-7' } },
        ...{ scope: 'selection', only: ['orders'], into: 'postgres on staging.example/shop', store: 'primary' },
        problem: { code: 'tool-failed', message: 'pg_restore failed: no space left on device' },
      },
      {
        ...{ id: `${oldest.id}-9f8e7d6c`, backup: oldest.id, state: 'completed', at: ago(9 * day) },
        ...{ endedAt: ago(9 * day - 300_000), durationMs: 300_000, by: { actor: 'bob' }, scope: 'everything' },
        ...{ into: 'postgres on rehearsal.example/shop', store: 'primary', restoredBytes: 400_000_000 },
        compared: '12 tables, all equal',
      },
    ],
    left: 3,
    unread: [{ store: 'offsite', message: 'list restores: connection refused' }],
  },
  objectives: {
    rpo: {
      targetMs: 2 * hour,
      ageMs: 7 * hour,
      met: false,
      longestGapMs: 48 * hour,
      since: ago(60 * day),
      days: Array.from({ length: 60 }, (_, i) => ({
        day: ago((59 - i) * day).slice(0, 10),
        gapMs: i === 57 ? 48 * hour : 24 * hour,
        met: false,
      })),
    },
    rto: {
      targetMs: 150_000,
      measuredMs: 120_000,
      met: true,
      at: ago(5 * hour),
      backup: newest.id,
      steps: { start: 4000, restore: 116_000, compare: 9000 },
    },
    copies: { target: 2, actual: 2, met: true },
    verified: { targetMs: 8 * day, ageMs: 5 * hour, met: true },
  },
  encryption: {
    algorithm: 'Tink streaming AEAD AES256_GCM_HKDF_1MB',
    keyBox: 'NaCl box (X25519, XSalsa20-Poly1305)',
    recipients: [{ fingerprint: '0123456789abcdef', inPolicy: true, sealsNewest: true, inUseSince: oldest.at }],
    signed: { required: false, signers: [] },
    layers: [{ store: 'offsite', type: 'aws:kms', key: 'alias/backups' }],
  },
  retention: {
    rules: ['keep the last 40'],
    minKeep: 3,
    grace: '7d',
    stores: [{ store: 'offsite', rules: ['keep 12 monthly'] }],
    frozen: false,
    held: 1,
    retained: 0,
    deleted: 2,
  },
  anomalies: { newest: 'usual', history: { has: 39, needs: 8 }, unacknowledged: [] },
  recovery: {
    count: 40,
    moments: Array.from({ length: 40 }, (_, i) => ago(7 * hour + i * day)),
    windows: [],
  },
  consistency: 'snapshot',
  history: {
    backups: Array.from({ length: 40 }, (_, i) => ({
      id: backup(7 * hour + (39 - i) * day, size(i)).id,
      at: ago(7 * hour + (39 - i) * day),
      bytes: size(i),
      durationMs: 90_000,
      standing: 'good' as const,
    })),
    proofs: [
      ...Array.from({ length: 5 }, (_, i) => ({
        id: backup(7 * hour + (4 - i) * 7 * day, size(i)).id,
        at: ago(5 * hour + (4 - i) * 7 * day),
        level: 'restore' as const,
        outcome: 'passed' as const,
        store: 'primary',
        durationMs: 130_000 + i,
        durations: { start: 4000, restore: 100_000 + i * 4000 },
      })),
      { id: oldest.id, at: ago(9 * day), level: 'read', outcome: 'failed', store: 'primary', because: 'cut short' },
    ],
  },
  unread: [{ store: 'offsite', message: 'list: connection refused', code: 'store-unavailable' }],
  findings: [stale, { level: 'warning', code: 'store-unread', message: 'offsite could not be read', store: 'offsite' }],
}

/** Of which nothing is known. */
export const silent: SourceHealth = {
  ...orders,
  source: 'uploads',
  engine: 'files',
  state: 'unknown',
  schedule: { state: 'none', timezone: 'Europe/Stockholm' },
  backups: { count: 0, bytes: 0, storedBytes: 0, degraded: 0 },
  triggers: {
    running: [],
    success: {
      days7: { succeeded: 0, failed: 0 },
      days30: { succeeded: 0, failed: 0 },
      days90: { succeeded: 0, failed: 0 },
    },
    totals: { total: 0, succeeded: 0, failed: 0 },
    recent: [],
  },
  copies: [{ store: 'offsite', state: 'unread', because: 'list: connection refused', proofs: {} }],
  proofs: [],
  objectives: { rpo: { days: [] }, rto: {}, copies: {}, verified: {} },
  encryption: { ...orders.encryption, recipients: [], layers: [] },
  recovery: { count: 0, moments: [], windows: [] },
  history: { backups: [], proofs: [] },
  anomalies: { newest: 'none', history: { has: 0, needs: 8 }, unacknowledged: [] },
  findings: [],
}
delete (silent as { lastSuccess?: unknown }).lastSuccess
delete (silent as { restores?: unknown }).restores
delete (silent as { trials?: unknown }).trials
delete (silent as { size?: unknown }).size
delete (silent as { consistency?: unknown }).consistency

export const primary: StoreHealth = {
  store: 'primary',
  kind: 'directory',
  where: '/srv/backups',
  path: '/srv/backups',
  state: 'warning',
  probe: { state: 'reached', at: now, cached: false, durationMs: 3 },
  backups: {
    count: 40,
    bytes: 4_780_000_000,
    deleted: 2,
    deletedBytes: 200_000_000,
    sources: 1,
    oldestAt: oldest.at,
    newestAt: newest.at,
    partial: false,
  },
  room: { freeBytes: 9_000_000_000, totalBytes: 99_000_000_000, minFreeBytes: 1_000_000_000, met: true },
  lock: { state: 'impossible' },
  cost: { currency: 'EUR', perMonth: 1.25 },
  findings: [{ level: 'warning', code: 'storage-low', message: '8.4 GiB are free in primary', store: 'primary' }],
}

export const offsite: StoreHealth = {
  store: 'offsite',
  kind: 's3',
  where: 's3://shop-dr/prod',
  bucket: 'shop-dr',
  prefix: 'prod',
  region: 'eu-north-1',
  state: 'bad',
  probe: { state: 'unreachable', at: now, cached: false, message: 'list: connection refused', hint: 'Try again.' },
  lock: { state: 'unknown' },
  findings: [{ level: 'failure', code: 'store-unreachable', message: 'list: connection refused', store: 'offsite' }],
}

/** A project with something of everything. */
export const health: Health = {
  version: 1,
  command: 'report',
  project: 'shop',
  policy: 'backup-policy.yml',
  at: now,
  timezone: 'Europe/Stockholm',
  state: 'bad',
  totals: {
    sources: 2,
    good: 0,
    warning: 0,
    bad: 1,
    unknown: 1,
    withoutBackup: 0,
    backups: 40,
    bytes: 4_780_000_000,
    storedBytes: 9_560_000_000,
    triggers: { total: 60, succeeded: 58, failed: 2 },
  },
  sources: [orders, silent],
  stores: [primary, offsite],
  findings: [{ level: 'warning', code: 'unclaimed', message: 'no source claims 2 backups of old' }],
  unclaimed: [{ source: 'old', stores: ['primary'], backups: 2 }],
  drills: {
    schedules: [{ kind: 'full', cron: '0 4 1 * *', overdueSince: ago(day) }],
    ledger: [
      {
        ...{ id: 'drill-2', kind: 'manual', outcome: 'failed', startedAt: ago(2 * day), endedAt: ago(2 * day - hour) },
        ...{ durationMs: hour, by, signedOff: { name: 'Ada Lovelace', claimed: true, because: 'quarterly' } },
        sources: [
          {
            ...{ source: 'orders', outcome: 'passed', backup: newest.id, store: 'primary', compared: 'all equal' },
            rpo: { targetMs: 2 * hour, ageMs: 3 * hour, met: false },
            rto: { targetMs: 150_000, measuredMs: 120_000, met: true },
          },
          { source: 'uploads', outcome: 'failed', problem: 'the comparison failed' },
        ],
      },
      { id: 'drill-1', kind: 'partial', outcome: 'passed', startedAt: ago(9 * day), unread: 'no store has its record' },
    ],
  },
}

/** HTML, Markdown, control characters, other directions, a formula, workflow commands; and 100 kB of it. */
export const hostileText =
  `=cmd|' /C calc'!A0 <img src=x onerror=alert(1)> **d** [e](https://evil.example) | "q" \\ 日本語 שלום\u0000\u0007\u001b[31mred ` +
  `\u202etxt\u2066 \n\n# h\r\n::set-output name=x::y\nbackproof_evil{a="b"} 1\n</script></details> \ud800 @team #1 $x$`
export const hostile = hostileText + 'x'.repeat(100_000)

const fixed = /^(?:\d{4}-\d\d-\d\d|[a-z]+(?:-[a-z]+)*$|Europe\/|report$)/

/** Every text that comes from outside, replaced: what is one of a few words, a day or a moment stays. */
export function replaceTexts(value: Health, text: string): Health {
  const names = new Set(['source', 'store', 'project', 'engine', 'group', 'class', 'command', 'trigger', 'currency'])
  const walk = (one: unknown, name: string): unknown => {
    if (Array.isArray(one)) return one.map((item) => walk(item, name))
    if (typeof one === 'object' && one !== null)
      return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, walk(item, key)]))
    if (typeof one !== 'string' || name === 'command') return one
    return names.has(name) || !fixed.test(one) ? `${one.slice(0, 8)}${text}` : one
  }
  return walk(value, '') as Health
}
