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

/** Recipients that are in use for longer than `encryption.rotate-every` allows. Pure. */
export function keyFindings(
  { encryption, timezone }: Policy,
  keys: readonly KeyHeld[],
  { since, unread }: KeyAges,
  now: Date,
): readonly HealthFinding[] {
  const { rotateEveryMs } = encryption
  if (rotateEveryMs === undefined) return []
  const due = keys.flatMap(({ fingerprint, holder }): readonly HealthFinding[] => {
    const at = since.get(fingerprint)
    if (!at || now.getTime() - at.getTime() < rotateEveryMs) return []
    const whose = holder === undefined ? fingerprint : `${fingerprint} (${holder})`
    const message = `the key ${whose} is due to be replaced: it is in use since ${formatTime(at, timezone)}, and the policy rotates keys every ${formatDuration(rotateEveryMs)}`
    return [{ level: 'warning', code: 'key-rotation-due', message, hint }]
  })
  const unseen = unread.map(({ store, message }): HealthFinding => {
    return { level: 'warning', code: 'not-looked', store, message: `how old the keys are is not known: ${message}` }
  })
  return [...due, ...unseen]
}

/** Whether a key of the policy is due to be replaced. Pure. */
export function observeKeys(policy: Policy, keys: readonly KeyHeld[], ages: KeyAges, now: Date): Observation {
  const rule = 'key-rotation-due'
  const [first, ...more] = keyFindings(policy, keys, ages, now).filter(({ code }) => code === rule)
  if (!first) return { rule, kind: ages.unread.length > 0 ? 'unknown' : 'clear' }
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  return { rule, kind: 'holds', message: `${first.message}${others}`, ...(first.hint ? { hint: first.hint } : {}) }
}
