import { mayBeMended, purgeAt, type SourceCatalog, standing } from '../catalog/catalog.ts'
import type { Policy, Source } from '../policy/policy.ts'
import { type Moment, planBackup } from './backup.ts'
import { planCheck } from './check.ts'
import { planProof } from './proof.ts'
import type { Copy, CopyTask, PruneTask, Task } from './task.ts'

/**
 * For every source, or those named: what is due now and what is not, with the reasons, in the order in which to do it.
 * A source without a catalog counts as one without backups. Times in the reasons are in the policy's zone.
 */
export function plan(
  policy: Policy,
  catalog: ReadonlyMap<string, SourceCatalog>,
  now: Date,
  only: readonly string[] = [],
): readonly Task[] {
  const moment: Moment = { now, timezone: policy.timezone }
  const names = new Set(only)
  return Object.values(policy.sources)
    .filter(({ name }) => names.size === 0 || names.has(name))
    .flatMap((source) => planSource(source, catalog.get(source.name) ?? empty(source.name), moment))
}

const empty = (source: string): SourceCatalog => ({ source, entries: [], runs: [], unread: [], damaged: [] })

function planSource(source: Source, catalog: SourceCatalog, moment: Moment): readonly Task[] {
  const backup = planBackup(source, catalog, moment)
  return [
    backup,
    planCopy(source, catalog, moment),
    planCheck(source, catalog, moment, backup.due),
    planProof('read', source, catalog, moment, backup.due),
    planProof('restore', source, catalog, moment, backup.due),
    planPrune(source, catalog, moment),
  ]
}

/** Copies run at every tick until each backup is in every store that should have it, and whole there. */
function planCopy(source: Source, { entries, unread }: SourceCatalog, { now }: Moment): CopyTask {
  const copies = entries
    .filter((entry) => !['foreign', 'deleted', 'leaving'].includes(standing(entry, now)))
    .flatMap((entry): Copy[] => {
      const { id, copies, missing, marked, released = [], damaged = [] } = entry
      const broken = damaged.filter(({ store }) => !marked.includes(store) && !released.includes(store))
      const from = copies.find((store) => !marked.includes(store) && !damaged.some((copy) => copy.store === store))
      if (from === undefined) {
        const parts = copies.filter((store) => !marked.includes(store))
        if (parts.length < 2 || !mayBeMended({ ...entry, copies: parts })) return []
        const others = (to: string) => parts.filter((store) => store !== to).join(' and ')
        const mended = broken.filter(({ store }) => parts.includes(store))
        return mended.map(({ store, because }) => ({ id, from: others(store), to: store, damage: because }))
      }
      return [
        ...missing.filter((store) => !unread.some((one) => one.store === store)).map((to) => ({ id, from, to })),
        ...broken.map(({ store, because }) => ({ id, from, to: store, damage: because })),
      ]
    })
  const base = { source: source.name, kind: 'copy', copies } as const
  const unknown = unread.map(({ store, message }) => `store ${store} could not be listed: ${message}`)
  if (copies.length === 0) return { ...base, due: false, because: ['no backup that is known lacks a copy', ...unknown] }
  const said = (what: string, of: readonly Copy[]) =>
    [...Map.groupBy(of, ({ to }) => to)].map(([store, [first, ...more]]) => {
      const ids = more.length === 0 ? first?.id : `${more.length + 1} backups, the newest ${first?.id}`
      return `store ${store} ${what} ${ids}${first?.damage ? `: ${first.damage}` : ''}`
    })
  const because = [
    ...said(
      'lacks',
      copies.filter(({ damage }) => damage === undefined),
    ),
    ...said(
      'has a damaged copy of',
      copies.filter(({ damage }) => damage !== undefined),
    ),
  ]
  return { ...base, due: true, because: [...because, ...unknown] }
}

function planPrune(source: Source, { entries, unread }: SourceCatalog, { now }: Moment): PruneTask {
  const base = { source: source.name, kind: 'prune' } as const
  if (unread.length > 0) {
    const because = unread.map(
      ({ store, message }) => `nothing is deleted on partial knowledge: store ${store} could not be listed: ${message}`,
    )
    return { ...base, due: false, because }
  }
  const ours = entries.filter((entry) => standing(entry, now) !== 'foreign')
  if (ours.length === 0) return { ...base, due: false, because: ['no earlier backup to decide on'] }
  const live = ours.filter((entry) => standing(entry, now) !== 'deleted').length
  const expired = ours.filter((entry) => entry.trashed && purgeAt(entry.trashed, source.retention.grace) <= now).length
  const purge =
    expired === 0 ? [] : [`${expired} deleted backup${expired === 1 ? ' is' : 's are'} past the grace period`]
  const decide = `evaluated on every run (${live} backup${live === 1 ? '' : 's'})`
  return { ...base, due: true, because: [decide, ...purge] }
}

export { answered } from './answer.ts'
export { failedSince, type Moment, usable } from './backup.ts'
export { inTurn } from './check.ts'
export { type Cadence, cadenceOf, comparePolicies, type PolicyChange, type SourceChange } from './compare.ts'
export { countDue, lastDue, nextDue } from './cron/cron.ts'
export { cronFault } from './cron/cron-fault.ts'
export { putOffMs } from './cron/jitter.ts'
export { ticksBetween } from './cron/tick.ts'
export { type DrillLook, type DrillMade, type DrillTask, drillTurn, planDrills } from './drill.ts'
export { type Gap, unexplainedGap } from './gap.ts'
export { type ScheduleHealth, scheduleHealth } from './health.ts'
export { type Building, buildingOn } from './increment.ts'
export { baseFault, type LogState, type LogTask, planBase, planTick } from './log.ts'
export { type BrokenObjective, newlyBroken } from './objective.ts'
export { scheduleChecks } from './policy-check.ts'
export { logProofDue, proofOverdue } from './proof.ts'
export { type Reach, reachOf } from './reach.ts'
export { busySources, inShard, type Matrix, matrixOf, parseShard, parseShards } from './shard.ts'
export type { ProofTask, Task } from './task.ts'
