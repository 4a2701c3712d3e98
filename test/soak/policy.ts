import { keys } from './keys.ts'
import type { Random } from './random.ts'

const dayMs = 86_400_000

/** The rules of one world, as the model understands them: written again here, not taken from the program. */
export interface Rules {
  readonly stores: readonly string[]
  readonly sources: readonly string[]
  readonly last: number
  readonly daily: number
  readonly minKeep: number
  readonly graceMs: number
  /** Manual backups stay until they are deleted by id. */
  readonly keepsManual: boolean
  /** The store that keeps fewer copies than the others, and how many. */
  readonly small: { readonly store: string; readonly last: number } | undefined
  readonly everyHours: number
  readonly signed: boolean
  readonly protect: string
  readonly rpoHours: number
  /** Stores that are read first, in this order; none: as the policy names them. */
  readonly readFrom: readonly string[]
  /** Each read proof reads every copy. */
  readonly everyCopy: boolean
  /** Its stores say when an object was written. */
  readonly tellsTime: boolean
  /** Sources at once. */
  readonly concurrency: number
  /** So many backups build on each other at most; undefined: all are full. */
  readonly maxChain: number | undefined
}

export function drawRules(random: Random): Rules {
  const stores = ['a', 'b', 'c'].slice(
    0,
    random.weighted({ one: 1, two: 4, three: 3 }) === 'one' ? 1 : random.between(2, 3),
  )
  return {
    stores,
    sources: random.chance(0.35) ? ['files', 'docs'] : ['files'],
    last: random.between(1, 4),
    daily: random.chance(0.4) ? random.between(1, 4) : 0,
    minKeep: random.between(1, 2),
    graceMs: random.pick([1, 2, 3]) * dayMs,
    keepsManual: random.chance(0.2),
    small:
      stores.length > 1 && random.chance(0.4) ? { store: stores.at(-1) ?? '', last: random.between(1, 2) } : undefined,
    everyHours: random.pick([1, 6, 12]),
    signed: random.chance(0.3),
    protect: 'release-*',
    rpoHours: random.pick([2, 12, 30]),
    readFrom: random.chance(0.4) ? random.shuffled(random.some(stores, 0.7)) : [],
    everyCopy: random.chance(0.4),
    tellsTime: random.chance(0.9),
    concurrency: random.pick([1, 2, 4]),
    maxChain: random.chance(0.6) ? random.between(2, 6) : undefined,
  }
}

/** `sources`: those that the policy has now. */
export function policyText(rules: Rules, sources = rules.sources): string {
  const { stores, readFrom, last, daily, minKeep, graceMs, small, everyHours } = rules
  const keep = daily > 0 ? `{ last: ${last}, daily: ${daily} }` : `{ last: ${last} }`
  const between = rules.maxChain === undefined ? '' : `, incremental: "*/20 * * * *", max-chain: ${rules.maxChain}`
  const own = (name: string) => (small?.store === name ? `, retention: { keep: { last: ${small.last} } }` : '')
  return `version: 1
project: soak
concurrency: ${rules.concurrency}
stores:
${stores.map((name) => `  ${name}: { directory: { path: ./${name} }${own(name)} }`).join('\n')}
encryption:
  recipients: [${keys.recipient}]
${rules.signed ? `  signers: [${keys.signer}]\n` : ''}defaults:
  stores: [${stores.join(', ')}]
${readFrom.length > 0 ? `  read-from: [${readFrom.join(', ')}]\n` : ''}  schedule: "0 */${everyHours} * * *"
  objectives: { rpo: ${rules.rpoHours}h }
  retention:
    keep: ${keep}
    manual: ${rules.keepsManual ? 'keep' : 'rules'}
    min-keep: ${minKeep}
    grace: ${graceMs / dayMs}d
    protect: ["${rules.protect}"]
  verify: { check: "0 5 * * *", read: "30 3 * * *", copies: ${rules.everyCopy ? 'all' : 'one'} }
sources:
${sources.map((name) => `  ${name}: { engine: files, paths: [/data/${name}]${between} }`).join('\n')}
`
}
