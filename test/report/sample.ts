import type { BackupReport, Report, SourceReport } from '../../src/report/report.ts'

const id = 'orders-2026-02-14T02-00-05.123456Z'
const mib = 1_048_576

export const backup: BackupReport = {
  id,
  startedAt: '2026-02-14T02:00:05.123Z',
  durationMs: 72_400,
  durations: { dump: 60_100, readBack: 11_900, commit: 400 },
  plainBytes: 40 * mib,
  sealedBytes: 12.3 * mib,
  parts: [
    { name: 'dump.pgc', bytes: 12.2 * mib, plainBytes: 39.9 * mib },
    { name: 'facts.json', bytes: 0.1 * mib, plainBytes: 0.1 * mib },
  ],
  copies: [
    { store: 'primary', where: 's3://shop-backups/prod', outcome: 'stored' },
    { store: 'offsite', where: 's3://shop-dr', outcome: 'failed', message: 'timed out after 30 s' },
  ],
  counts: [
    { noun: 'tables', count: 12 },
    { noun: 'rows', count: 123_456 },
  ],
  consistency: 'snapshot',
  findings: [{ level: 'warning', blame: 'source', message: 'server 15.4 is out of support', hint: 'Upgrade to 17.' }],
  tags: ['daily'],
}

export const orders: SourceReport = {
  source: 'orders',
  engine: 'postgres',
  tasks: [
    {
      kind: 'backup',
      due: true,
      because: ['last backup 2026-02-13 02:00 is older than the tick of 2026-02-14 02:00'],
      next: '2026-02-14T02:30:00.000Z',
    },
    { kind: 'copy', due: false, because: ['no backup that is known lacks a copy'] },
    {
      kind: 'read',
      due: false,
      because: ['not due until 03:00: last read 2026-02-13 03:00'],
      next: '2026-02-14T03:00:00.000Z',
    },
    { kind: 'restore', due: true, because: ['first restore: no backup has one yet'] },
    { kind: 'prune', due: true, because: ['evaluated on every run (3 backups)'] },
  ],
  backup,
  proofs: [
    {
      id,
      store: 'primary',
      level: 'restore',
      outcome: 'passed',
      durationMs: 123_000,
      rtoMs: 900_000,
      findings: [],
      durations: { download: 20_000, restore: 103_000 },
      compared: '12 tables, 123,456 rows equal',
    },
  ],
  retention: {
    applied: true,
    kept: 2,
    deleted: [
      {
        id: 'orders-2026-02-06T02-00-00.000000Z',
        bytes: 11 * mib,
        because: ['no rule keeps it: daily is full (2 of 2)'],
      },
    ],
    decisions: [
      {
        id,
        keep: true,
        because: ['daily: newest of 2026-02-14 (1 of 2)', 'newest backup proven by a restore'],
        bytes: 12.3 * mib,
      },
      {
        id: 'orders-2026-02-13T02-00-00.000000Z',
        keep: true,
        because: ['daily: newest of 2026-02-13 (2 of 2)'],
        bytes: 12 * mib,
      },
      {
        id: 'orders-2026-02-06T02-00-00.000000Z',
        keep: false,
        because: ['no rule keeps it: daily is full (2 of 2)'],
        bytes: 11 * mib,
      },
    ],
    copies: [
      {
        id: 'orders-2026-02-13T02-00-00.000000Z',
        store: 'offsite',
        keep: false,
        because: ['offsite keeps the 1 newest'],
        bytes: 12 * mib,
        needs: ['primary'],
        purged: false,
      },
    ],
    purged: ['orders-2026-01-30T02-00-00.000000Z'],
    findings: ['max count 1 cannot be met: 2 backups must stay'],
  },
  history: [
    { at: '2026-02-06T02:00:00.000Z', bytes: 6 * mib },
    { at: '2026-02-13T02:00:00.000Z', bytes: 12 * mib },
    { at: '2026-02-14T02:00:05.123Z', bytes: 12.3 * mib },
  ],
  problems: [
    {
      code: 'store-unavailable',
      message: `${id} is not in offsite: timed out after 30 s`,
      hint: 'The next run completes the copy.',
      source: 'orders',
      line: 23,
    },
  ],
}

export const app: SourceReport = {
  source: 'app',
  engine: 'sqlite',
  tasks: [{ kind: 'backup', due: false, because: ['not due until 2026-02-15 02:00: last backup 2026-02-14 02:00'] }],
  proofs: [],
  history: [],
  problems: [],
}

export const report: Report = {
  version: 1,
  command: 'run',
  project: 'shop',
  policy: '.github/backup-policy.yml',
  timezone: 'UTC',
  startedAt: '2026-02-14T02:00:00.000Z',
  finishedAt: '2026-02-14T02:03:20.000Z',
  status: 'failed',
  sources: [orders, app],
  problems: [],
}

/** A report with nothing to complain about. */
export const good: Report = {
  ...report,
  status: 'succeeded',
  sources: [
    {
      ...orders,
      problems: [],
      backup: { ...backup, copies: backup.copies.slice(0, 1), findings: [] },
      ...(orders.retention ? { retention: { ...orders.retention, findings: [] } } : {}),
    },
    app,
  ],
}
