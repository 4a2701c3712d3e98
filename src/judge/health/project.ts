import type { Policy } from '../../policy/policy.ts'
import type { Health, HealthFinding, HealthState, SourceHealth, StoreHealth } from './contract.ts'
import { stateOf, worstOf } from './source.ts'

export interface ProjectLook {
  readonly sources: readonly SourceHealth[]
  readonly stores: readonly StoreHealth[]
  /** Of no source and no store. */
  readonly findings: readonly HealthFinding[]
  readonly unclaimed: NonNullable<Health['unclaimed']>
  readonly drills?: Health['drills']
}

/** The health data of a project. Pure. */
export function judgeProject(
  policy: Policy,
  { sources, stores, findings, unclaimed, drills }: ProjectLook,
  now: Date,
): Health {
  const states = [...sources.map(({ state }) => state), ...stores.map(({ state }) => state), stateOf(findings, false)]
  const count = (state: HealthState) => sources.filter((source) => source.state === state).length
  const sum = (of: (source: SourceHealth) => number) => sources.reduce((total, source) => total + of(source), 0)
  return {
    version: 1,
    command: 'report',
    project: policy.project,
    policy: policy.path,
    at: now.toISOString(),
    timezone: policy.timezone,
    state: worstOf(states),
    totals: {
      sources: sources.length,
      good: count('good'),
      warning: count('warning'),
      bad: count('bad'),
      unknown: count('unknown'),
      withoutBackup: sources.filter(({ backups, state }) => backups.count === 0 && state !== 'unknown').length,
      backups: sum(({ backups }) => backups.count),
      bytes: sum(({ backups }) => backups.bytes),
      storedBytes: sum(({ backups }) => backups.storedBytes),
      triggers: {
        total: sum(({ triggers }) => triggers.totals.total),
        succeeded: sum(({ triggers }) => triggers.totals.succeeded),
        failed: sum(({ triggers }) => triggers.totals.failed),
      },
    },
    sources,
    stores,
    findings,
    ...(drills ? { drills } : {}),
    ...(unclaimed.length > 0 ? { unclaimed } : {}),
  }
}
