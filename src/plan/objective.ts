import type { Policy, Source } from '../policy/policy.ts'
import { hours } from './backup.ts'
import { cadenceOf, widestGap } from './compare.ts'

/** One promise of a source that its own schedules cannot keep. */
export interface BrokenObjective {
  readonly objective: 'rpo' | 'verified-within'
  readonly says: string
}

/** The objectives that the policy itself already breaks, whatever happens to the backups. Pure. */
function brokenObjectives(
  source: Source,
  { timezone }: Pick<Policy, 'timezone'>,
  now: Date,
): readonly BrokenObjective[] {
  const { rpoMs, verifiedWithinMs } = source.objectives
  // What is lost is what its log does not have yet, where it is collected.
  const everyMs = source.pointInTime?.everyMs
  const widestMs = everyMs ?? cadenceOf(source, timezone, now).widestMs
  const what = everyMs === undefined ? 'backups are' : 'pieces of its log are'
  const proven = source.verify.restore === undefined ? undefined : widestGap(source.verify.restore, timezone, now)
  return [
    // Without a schedule backups come by command: nothing is known, and what takes a schedule away says so itself.
    ...(rpoMs !== undefined && widestMs !== undefined && widestMs > rpoMs
      ? [
          {
            objective: 'rpo',
            says: `the RPO of ${hours(rpoMs)} cannot be met: ${what} up to ${hours(widestMs)} apart`,
          } as const,
        ]
      : []),
    // Without a schedule of their own, restores may be proven by a workflow that says `verify`: nothing is known.
    ...(verifiedWithinMs !== undefined && proven !== undefined && proven > verifiedWithinMs
      ? [
          {
            objective: 'verified-within',
            says: `verified-within of ${hours(verifiedWithinMs)} cannot be met: test restores are up to ${hours(proven)} apart`,
          } as const,
        ]
      : []),
  ]
}

/** The objectives that a change breaks: kept before, or not promised before. */
export function newlyBroken(
  before: { readonly source: Source; readonly policy: Policy } | undefined,
  after: { readonly source: Source; readonly policy: Policy },
  now: Date,
): readonly BrokenObjective[] {
  const already = before ? brokenObjectives(before.source, before.policy, now) : []
  return brokenObjectives(after.source, after.policy, now).filter(
    ({ objective }) => !already.some((one) => one.objective === objective),
  )
}
