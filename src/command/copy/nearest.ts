import type { Entry } from '../../catalog/catalog.ts'
import type { Policy } from '../../policy/policy.ts'

/**
 * The stores whose copies to try, in order: by the source's `read-from`, then the nearest first, directories before S3;
 * among equals, in the order of the policy. A copy that is marked as deleted comes last.
 */
export function nearestCopies(
  { stores, sources }: Pick<Policy, 'stores' | 'sources'>,
  { manifest, copies, marked }: Pick<Entry, 'manifest' | 'copies' | 'marked'>,
): readonly string[] {
  const own = Object.hasOwn(sources, manifest.source) ? sources[manifest.source]?.readFrom : undefined
  const distance = (store: string): number => {
    const said = own?.indexOf(store) ?? -1
    const far = said >= 0 ? said : 1000 + (stores[store]?.kind === 'directory' ? 0 : 1)
    return marked.includes(store) ? far + 10_000 : far
  }
  return copies.toSorted((one, other) => distance(one) - distance(other))
}

/** The same, with the copies that are known to be damaged at the end: they may have been mended by hand. */
export function allCopies(
  policy: Pick<Policy, 'stores' | 'sources'>,
  entry: Pick<Entry, 'manifest' | 'copies' | 'marked' | 'damaged'>,
): readonly string[] {
  const damaged = (entry.damaged ?? []).map(({ store }) => store)
  return [...new Set([...nearestCopies(policy, entry), ...damaged])]
}
