import type { KeyAges } from '../../catalog/catalog.ts'
import type { Policy } from '../../policy/policy.ts'
import { formatDuration, formatTime } from '../../words/words.ts'
import type { Observation } from '../alert/contract.ts'
import type { HealthFinding } from './contract.ts'

/** A recipient of the policy, by its fingerprint, and who holds it. */
export interface KeyHeld {
  readonly fingerprint: string
  /** The comment beside it in the policy. */
  readonly holder?: string
}

const hint =
  'Make a new key (`backproof keys generate`), put its recipient into encryption.recipients in place of the old one, and run `backproof keys rotate` with the old secret key.'

const drillHint =
  'Let its holder run `backproof keys drill` with the secret key: if it is lost, replace it while another key still opens the backups.'

/** Recipients that are in use for longer than `encryption.rotate-every` allows, or were not tried for `drill-every`. Pure. */
export function keyFindings(
  { encryption, timezone }: Policy,
  keys: readonly KeyHeld[],
  { since, drilled, unread }: KeyAges,
  now: Date,
): readonly HealthFinding[] {
  const { rotateEveryMs, drillEveryMs } = encryption
  if (rotateEveryMs === undefined && drillEveryMs === undefined) return []
  const isOver = (at: Date | undefined, ms: number | undefined) =>
    at !== undefined && ms !== undefined && now.getTime() - at.getTime() >= ms
  const named = ({ fingerprint, holder }: KeyHeld) =>
    holder === undefined ? fingerprint : `${fingerprint} (${holder})`
  const undrilled = keys.flatMap((key): readonly HealthFinding[] => {
    const last = drilled.get(key.fingerprint)
    const at = last ?? since.get(key.fingerprint)
    if (!at || drillEveryMs === undefined || !isOver(at, drillEveryMs)) return []
    const when = last ? `since ${formatTime(last, timezone)}` : 'so far'
    const message = `nobody has shown ${when} that the secret key of ${named(key)} opens the newest backups; the policy asks for that every ${formatDuration(drillEveryMs)}`
    return [{ level: 'warning', code: 'key-drill-overdue', message, hint: drillHint }]
  })
  const due = keys.flatMap((key): readonly HealthFinding[] => {
    const at = since.get(key.fingerprint)
    if (!at || rotateEveryMs === undefined || !isOver(at, rotateEveryMs)) return []
    const whose = named(key)
    const message = `the key ${whose} is due to be replaced: it is in use since ${formatTime(at, timezone)}, and the policy rotates keys every ${formatDuration(rotateEveryMs)}`
    return [{ level: 'warning', code: 'key-rotation-due', message, hint }]
  })
  const unseen = unread.map(({ store, message }): HealthFinding => {
    return { level: 'warning', code: 'not-looked', store, message: `how old the keys are is not known: ${message}` }
  })
  return [...due, ...undrilled, ...unseen]
}

/** Whether a key of the policy is due to be replaced. Pure. */
export function observeKeys(policy: Policy, keys: readonly KeyHeld[], ages: KeyAges, now: Date): Observation {
  const rule = 'key-rotation-due'
  const [first, ...more] = keyFindings(policy, keys, ages, now).filter(({ code }) => code === rule)
  if (!first) return { rule, kind: ages.unread.length > 0 ? 'unknown' : 'clear' }
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  return { rule, kind: 'holds', message: `${first.message}${others}`, ...(first.hint ? { hint: first.hint } : {}) }
}
