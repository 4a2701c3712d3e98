import type { SourceCatalog } from '../../catalog/catalog.ts'
import type { Health } from '../health/contract.ts'
import { adviceOf } from './advice.ts'
import { complianceOf } from './compliance.ts'
import type { PeriodReport, SourcePeriod, Span } from './contract.ts'
import { sourcePeriod } from './source-period.ts'
import { isWithin } from './span.ts'

/** How a week or a month was, by what the stores hold now. `catalogs`: of the sources of the health data. Pure. */
export function judgePeriod(health: Health, catalogs: ReadonlyMap<string, SourceCatalog>, span: Span): PeriodReport {
  const { project, policy, at, timezone, state } = health
  const sources = health.sources.flatMap((source) => {
    const catalog = catalogs.get(source.source)
    return catalog ? [sourcePeriod(source, catalog, span, health)] : []
  })
  const compliance = complianceOf(health)
  const count = (met: string) => compliance.filter((one) => one.met === met).length
  const sum = (of: (source: SourcePeriod) => number) => sources.reduce((total, source) => total + of(source), 0)
  const [expected, kept] = [sum((one) => one.adherence?.expected ?? 0), sum((one) => one.adherence?.kept ?? 0)]
  return {
    version: 1,
    command: 'report',
    ...{ project, policy, at, timezone },
    period: {
      kind: span.kind,
      name: span.name,
      from: span.from.toISOString(),
      to: span.to.toISOString(),
      complete: span.to.getTime() <= Date.parse(at),
    },
    state,
    totals: {
      sources: sources.length,
      ...{ expected, kept, ...rateOf(kept, expected) },
      backups: sum(({ backups }) => backups),
      failed: sum(({ attempts }) => attempts.failed),
      addedBytes: sum(({ storage }) => storage.addedBytes),
      restoresPassed: sum(({ proofs }) => proofs.restore.passed),
      restoresFailed: sum(({ proofs }) => proofs.restore.failed),
      restoresMade: sum(({ restores }) => restores.completed),
      restoresNotMade: sum(({ restores }) => restores.failed),
      rulesMet: count('met'),
      rulesUnmet: count('unmet'),
      rulesUnknown: count('unknown'),
    },
    sources,
    stores: health.stores.map(({ store, state, backups, room, cost }) => ({
      ...{ store, state },
      ...(backups && !backups.partial ? { backups: backups.count, bytes: backups.bytes } : {}),
      ...(room ? { freeBytes: room.freeBytes } : {}),
      ...(cost ? { cost } : {}),
    })),
    ...drillsIn(health, span),
    compliance,
    advice: adviceOf(health),
  }
}

/** Of nothing there is no rate. */
export const rateOf = (part: number, of: number) =>
  of === 0 ? {} : { rate: Math.round((part / of) * 10_000) / 10_000 }

function drillsIn({ drills, at }: Health, span: Span): Pick<PeriodReport, 'drills'> {
  if (!drills) return {}
  const made = drills.ledger.filter(({ startedAt }) => isWithin(startedAt, span, at))
  const passed = made.filter(({ outcome }) => outcome === 'passed').length
  const unread = (drills.unread ?? []).map(({ store }) => store)
  return { drills: { passed, failed: made.length - passed, made, ...(unread.length > 0 ? { unread } : {}) } }
}
