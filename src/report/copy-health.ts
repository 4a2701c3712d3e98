import type { Entry, Level, Proof } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'

/** What is known of a source's copies in one store. */
export interface CopyHealth {
  readonly store: string
  /** Of the newest backup's copy. */
  readonly state: 'whole' | 'damaged' | 'missing' | 'not read'
  /** What is wrong with it. */
  readonly because?: string
  /** The last proof of any backup by its copy in this store. */
  readonly proof?: { readonly id: string; readonly level: Level; readonly outcome: Proof['outcome']; readonly at: Date }
}

/** One for each store of the source, in the policy's order. Entries newest first. Pure. */
export function copyHealth({ stores }: Pick<Source, 'stores'>, entries: readonly Entry[]): readonly CopyHealth[] {
  const [newest] = entries
  if (!newest) return []
  return stores.map((store) => {
    const broken = newest.damaged?.find((copy) => copy.store === store)
    const last = entries
      .flatMap(({ proofs }) => proofs)
      .filter((proof) => proof.store === store)
      .reduce<Proof | undefined>((best, proof) => (best && best.startedAt >= proof.startedAt ? best : proof), undefined)
    const proof = last && { id: last.id, level: last.level, outcome: last.outcome, at: last.startedAt }
    return {
      store,
      state: broken
        ? 'damaged'
        : newest.unread?.includes(store)
          ? 'not read'
          : newest.copies.includes(store)
            ? 'whole'
            : 'missing',
      ...(broken ? { because: broken.because } : {}),
      ...(proof ? { proof } : {}),
    }
  })
}
