import type { Health } from '../../src/judge/judge.ts'

/** The same project on a bad day: findings, stores that are away, objectives that are missed, drills, what is not known. */
export function troubled(health: Health): Health {
  const [first, second, ...rest] = health.sources
  const [store, ...stores] = health.stores
  if (!first || !second || !store) throw new Error('two sources and a store at least')
  const finding = (level: 'failure' | 'warning' | 'note', message: string) => ({
    level,
    code: 'other' as const,
    message,
    hint: 'Run `backproof verify --level restore`.',
  })
  const { rpo, rto, verified, copies } = first.objectives
  const { newest: _, oldest: __, ...counted } = second.backups
  const { lastSuccess: ___, size: ____, ...bare } = second
  return {
    ...health,
    state: 'bad',
    sources: [
      {
        ...first,
        state: 'bad',
        findings: [
          finding('failure', 'the newest backup is too old'),
          finding('warning', 'a copy is lost'),
          finding('note', 'a standby was asked'),
        ],
        objectives: {
          rpo: { ...rpo, met: false, days: rpo.days.map((day, i) => ({ ...day, met: i % 9 !== 0 })) },
          rto: { ...rto, met: false },
          verified: { ...verified, met: false },
          copies: { ...copies, target: 3, met: false },
        },
        recovery: {
          ...first.recovery,
          windows: first.recovery.moments.slice(0, 1).map((to) => ({ from: first.recovery.moments.at(-1) ?? to, to })),
        },
        copies: first.copies.map((copy, i) =>
          i === 0 ? { ...copy, state: 'damaged' as const, because: 'a part was replaced' } : copy,
        ),
      },
      {
        ...bare,
        state: 'unknown',
        backups: { ...counted, count: 0 },
        history: { backups: [], proofs: [] },
        proofs: [],
        recovery: { count: 0, moments: [], windows: [] },
        objectives: { rpo: { days: [] }, rto: {}, copies: {}, verified: {} },
        unread: [{ store: store.store, message: 'connection refused' }],
        findings: [finding('failure', 'nothing could be read')],
      },
      ...rest,
    ],
    stores: [
      {
        ...store,
        state: 'bad',
        probe: { state: 'unreachable', at: health.at, cached: true, message: 'no answer' },
        findings: [finding('failure', 'it does not answer')],
      },
      ...stores,
    ],
    findings: [finding('warning', '2 backups of old are claimed by no source')],
    drills: {
      schedules: [{ kind: 'full', cron: '0 4 1 * *', overdueSince: health.at }],
      ledger: [
        {
          ...{ id: 'drill-1', kind: 'manual', outcome: 'failed', startedAt: health.at, durationMs: 420_000 },
          signedOff: { name: 'Ada Lovelace', claimed: true },
          sources: [
            {
              source: first.source,
              outcome: 'failed',
              problem: 'the comparison failed',
              rto: { measuredMs: 1, met: false },
            },
            { source: second.source, outcome: 'passed' },
          ],
        },
      ],
    },
    totals: { ...health.totals, good: health.totals.sources - 2, bad: 1, unknown: 1 },
  }
}
