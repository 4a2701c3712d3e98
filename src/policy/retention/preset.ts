import { type Duration, parseDuration } from '../../time/time.ts'
import type { Preset } from './model.ts'
import type { RetentionInput } from './schema.ts'

type Rules = { readonly [K in 'keep' | 'tiers' | 'max']: NonNullable<RetentionInput[K]> }

/** What each preset is short for, exactly as it would be written out. */
const rulesOf: Readonly<Record<Preset, Rules>> = {
  frequent: {
    keep: {},
    tiers: [
      { until: length('4h'), every: 'all' },
      { until: length('24h'), every: length('1h') },
      { until: length('7d'), every: length('1d') },
      { until: length('4w'), every: length('1w') },
      { until: length('6mo'), every: length('1mo') },
    ],
    max: {},
  },
  classic: { keep: { hourly: 24, daily: 7, weekly: 4, monthly: 12 }, tiers: [], max: {} },
  light: { keep: { daily: 7, weekly: 4, monthly: 3 }, tiers: [], max: { count: 50 } },
}

/** The rules with a preset written out: what is said besides wins, in keep and max key by key. */
export function expandPreset(said: RetentionInput): RetentionInput {
  if (said.preset === undefined) return said
  const rules = rulesOf[said.preset]
  return {
    ...said,
    keep: { ...rules.keep, ...present(said.keep ?? {}) },
    tiers: said.tiers ?? rules.tiers,
    max: { ...rules.max, ...present(said.max ?? {}) },
  }
}

/** True where nothing is left of a default's preset, because the source says itself what the preset is made of. */
export function presetReplaced(preset: Preset, own: RetentionInput): boolean {
  return rulesOf[preset].tiers.length > 0 ? own.tiers !== undefined : own.keep !== undefined
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The map without the keys that are undefined. */
export function present<T extends object>(map: T): Present<T> {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Present<T>
}

function length(text: string): Duration {
  const duration = parseDuration(text)
  if ('wrong' in duration) throw new TypeError(`${text} is no duration`)
  return duration
}
