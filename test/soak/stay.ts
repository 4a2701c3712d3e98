import type { Backup } from './backup.ts'
import { builtOn } from './chain.ts'
import type { Model } from './model.ts'

/** Why retention may not delete it; undefined: it may. What was done since `since` may or may not be known. */
export function mustStay(model: Model, backup: Backup, since: number): string | undefined {
  const { last, daily, minKeep, keepsManual } = model.rules
  if (backup.retain) return 'it is retained'
  if (backup.guardedAt !== undefined && backup.guardedAt < since) return 'its tag is protected'
  if (backup.heldAt !== undefined && backup.heldAt < since) return 'it is held'
  if (keepsManual && backup.trigger === 'manual') return 'it is manual'
  const needs = builtOn(model, backup).find((other) => mayCount(model, other, since) && other.markedAt === undefined)
  if (needs) return `${needs.id} builds on it`
  const others = model.of(backup.source).filter((other) => other !== backup && mayCount(model, other, since))
  const newer = others.filter(({ startedAt }) => startedAt >= backup.startedAt)
  const least = Math.max(last, minKeep)
  const ruled = keepsManual ? newer.filter(({ trigger }) => trigger !== 'manual') : newer
  if (newer.length < minKeep || ruled.length < last) return `only ${ruled.length} are newer, and ${least} are kept`
  const days = new Set(ruled.map(({ startedAt }) => dayOf(startedAt)))
  if (days.size < daily && !days.has(dayOf(backup.startedAt)))
    return `it is the newest of one of the last ${daily} days`
  return isNewestProven(model, backup, others, since) ? 'it is the newest that was proven' : undefined
}

/** It may have counted at some moment since then. */
function mayCount(model: Model, other: Backup, since: number): boolean {
  if (model.holding(other).length === 0) return false
  return other.markedAt === undefined || other.markedAt >= since
}

function isNewestProven(model: Model, backup: Backup, others: readonly Backup[], since: number): boolean {
  const passed = (one: Backup, level: string, before: number) =>
    model
      .proofs(one)
      .some(
        (proof) =>
          proof.level === level && proof.outcome === 'passed' && proof.at < before - lateMs && proof.saidAt <= before,
      )
  for (const level of ['restore', 'read']) {
    const proven = [backup, ...others].filter((one) => passed(one, level, Number.POSITIVE_INFINITY))
    if (proven.length === 0) continue
    const newest = proven.reduce((a, b) => (a.startedAt >= b.startedAt ? a : b))
    return newest === backup && passed(backup, level, since)
  }
  return false
}

const dayOf = (at: number) => Math.floor(at / 86_400_000)

/** Listings may not have noticed what was written since. */
const lateMs = 125_000
