import type { Backup } from './backup.ts'
import type { Deed } from './deed.ts'
import type { Model } from './model.ts'

/** What builds on a backup, directly or through others. */
export function builtOn(model: Model, { id, source }: Backup): readonly Backup[] {
  const next = model.of(source).filter(({ base }) => base === id)
  return next.flatMap((backup) => [backup, ...builtOn(model, backup)])
}

/** The backup, and those that it builds on; undefined: one of them was never there. */
function chainOf(model: Model, backup: Backup): readonly Backup[] | undefined {
  if (backup.base === undefined) return [backup]
  const base = model.backups.get(backup.base)
  const rest = base && chainOf(model, base)
  return rest && [backup, ...rest]
}

/** Stores of whose copies some proof says that it failed. */
export function failedIn(model: Model, { source, id }: Backup): readonly string[] {
  const prefix = `${source}/proofs/${id}/`
  const failed = [...model.places.values()].flatMap(({ objects }) =>
    [...objects].filter(([key]) => key.startsWith(prefix) && key.endsWith('.failed.json')),
  )
  return [...new Set(failed.map(([, { bytes }]) => (JSON.parse(bytes.toString()) as { store: string }).store))]
}

/** All that it builds on is whole wherever it is, deleted nowhere, and no proof says otherwise. */
export function isGrounded(model: Model, backup: Backup): boolean {
  const [, ...bases] = chainOf(model, backup) ?? []
  return bases.every((base) => {
    const holding = model.holding(base)
    const sound = holding.length > 0 && holding.every((store) => model.isWhole(store, base) && !model.mark(store, base))
    return sound && failedIn(model, base).length === 0
  })
}

/** A new increment builds on what is there, and no chain is longer than the policy allows. */
export function mustHaveGround(model: Model, { actor, alone }: Deed, backup: Backup): void {
  if (backup.base === undefined) return
  const chain = chainOf(model, backup)
  const { maxChain = 1 } = model.rules
  const fits = chain !== undefined && chain.length <= maxChain
  model.must(fits, `${actor} made ${backup.id}, one of ${chain?.length} in a chain`)
  const gone = chain?.find((one) => one !== backup && (model.wholeIn(one).length === 0 || model.isDeleted(one)))
  model.must(gone === undefined || !alone, `${actor} made ${backup.id}, which builds on ${gone?.id}, which is gone`)
}

/** What goes for good is needed by nothing: what is deleted can be brought back for as long as it is there. */
export function mustBearNothing(model: Model, backup: Backup, store: string, who: string): void {
  const needs = builtOn(model, backup).find((other) => model.holding(other).includes(store))
  model.must(needs === undefined, `${who}, and ${needs?.id}, which is there, builds on it`)
}
