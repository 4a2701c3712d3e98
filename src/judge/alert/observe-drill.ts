import type { DrillTask, Moment } from '../../plan/plan.ts'
import { drillFindings } from '../health/drill.ts'
import type { Observation } from './contract.ts'

/**
 * Whether a drill of the policy is overdue. `whole`: every source was looked at; else nobody knows since when there was something
 * to practise with, and only that none is overdue can be told. Pure.
 */
export function observeDrills(tasks: readonly DrillTask[], whole: boolean, moment: Moment): Observation {
  const rule = 'drill-overdue'
  const [first, ...more] = drillFindings(tasks, { ledger: [] }, moment)
  if (first && !whole) return { rule, kind: 'unknown' }
  if (!first) return { rule, kind: tasks.some(({ unknown }) => unknown) ? 'unknown' : 'clear' }
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  return { rule, kind: 'holds', message: `${first.message}${others}`, ...(first.hint ? { hint: first.hint } : {}) }
}
