import { basesOf, type Entry, hasIndex, isLost, type SourceCatalog, standing } from '../catalog/catalog.ts'
import type { SourceCommon } from '../policy/policy.ts'

/** What the next increment builds on; or why the next backup is a full one. */
export type Building = { readonly base: Entry; readonly chain: readonly Entry[] } | { readonly full: string }

/** What the newest backup is good for, by what the stores say. `chain`: the full backup first, the base last. Pure. */
export function buildingOn(
  { increments }: Pick<SourceCommon, 'increments'>,
  { entries }: Pick<SourceCatalog, 'entries'>,
  now: Date,
): Building {
  if (!increments) return { full: 'the policy asks for none' }
  const [base] = entries
    .filter((entry) => entry.startedAt <= now && standing(entry, now) !== 'foreign')
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  if (!base) return { full: 'there is no backup yet that it could build on' }
  const is = standing(base, now)
  if (base.broken) return { full: `${base.id} is ${is}: ${base.broken.because}` }
  if (is !== 'good' || isLost(base)) return { full: `${base.id} is ${is === 'good' ? 'damaged' : is}` }
  const chain = [...basesOf(base, entries), base]
  const bare = chain.find(({ manifest }) => !hasIndex(manifest))
  if (bare) return { full: `${bare.id} has no index of its files` }
  if (chain.length >= increments.maxChain)
    return { full: `the chain of ${chain[0]?.id} has ${chain.length} backups, as many as max-chain allows` }
  return { base, chain }
}
