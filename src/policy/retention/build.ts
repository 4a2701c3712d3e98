import { type Duration, instantOf, type Period } from '../../time/time.ts'
import type { Retention, StoreRetention } from './model.ts'
import { expandPreset, present, presetReplaced } from './preset.ts'
import { everything, type RetentionInput, type StoreRetentionInput } from './schema.ts'

/**
 * Each key of retention (keep, tiers, max ...) is the source's where it has one, else the default's, as a whole; presets are
 * written out before. undefined: nothing said.
 */
export function mergeRetention(
  defaults: RetentionInput | undefined,
  own: RetentionInput | undefined,
): RetentionInput | undefined {
  if (defaults === undefined && own === undefined) return undefined
  const { preset, ...below } = expandPreset(defaults ?? {})
  const above = expandPreset(own ?? {})
  const inherited = preset !== undefined && !presetReplaced(preset, above) ? { preset } : {}
  return { ...present(below), ...inherited, ...present(above) }
}

/** True where no rule would keep any backup. */
export function keepsNothing(retention: StoreRetentionInput): boolean {
  const keep = present(retention.keep ?? {})
  const rules = Object.keys(keep).filter((rule) => rule !== 'tags' || (keep.tags?.length ?? 0) > 0)
  return rules.length === 0 && (retention.tiers?.length ?? 0) === 0
}

export const defaultMinKeep = 3
/** How long a deleted backup can be brought back where nothing else is said, as once its source has left the policy. */
export const defaultGrace: Duration = { years: 0, months: 0, days: 7, ms: 0, text: '7d' }

/** Of what no rule of a policy decides on: nothing goes, whatever there is of it. */
export const keepsEverything = (grace: Duration, minKeep: number): Retention => ({
  ...buildRetention(undefined, 'UTC'),
  ...{ grace, minKeep },
})

/** From merged rules; a date without an offset is in the time zone. */
export function buildRetention(input: RetentionInput | undefined, timezone: string): Retention {
  // Nothing said: nothing is deleted. Deleting is asked for, never assumed.
  const { preset, before, manual, types, ...rest } = input ?? { keep: { last: everything } }
  const limits = Object.entries(present(types ?? {})).map(([type, limit]) => [type, present(limit)] as const)
  return {
    ...(preset === undefined ? {} : { preset }),
    ...(before === undefined ? {} : { before: instantOf(before, timezone) }),
    ...(manual === undefined ? {} : { manual }),
    ...(types === undefined ? {} : { types: Object.fromEntries(limits) }),
    ...buildRules(rest),
    minKeep: rest['min-keep'] ?? defaultMinKeep,
    protect: rest.protect ?? [],
    grace: rest.grace ?? defaultGrace,
  }
}

/** What keeps copies and what limits them. */
export function buildRules({ keep = {}, tiers = [], max = {} }: StoreRetentionInput): StoreRetention {
  const { last, within, tags = [], hourly, daily, weekly, monthly, yearly } = keep
  const withinPeriods: Partial<Record<Period, Duration>> = present({
    hourly: keep['within-hourly'],
    daily: keep['within-daily'],
    weekly: keep['within-weekly'],
    monthly: keep['within-monthly'],
    yearly: keep['within-yearly'],
  })
  return {
    keep: {
      ...(last === undefined ? {} : { last }),
      counts: present({ hourly, daily, weekly, monthly, yearly }),
      ...(within === undefined ? {} : { within }),
      withinPeriods,
      tags,
    },
    tiers,
    max: {
      ...(max.count === undefined ? {} : { count: max.count }),
      ...(max.size === undefined ? {} : { bytes: max.size }),
    },
  }
}
