import { type Entry, isLost, mayBeMended, type SourceCatalog } from '../../catalog/catalog.ts'
import { usable } from '../../plan/plan.ts'
import { Problem } from '../../problem.ts'

/**
 * The newest backup where no intact copy of it is left, and nothing can be put together from the damaged ones, or that has
 * just been tried in vain; undefined = there is an intact copy, or hope. Pure.
 */
export function lostNewest(catalog: SourceCatalog, now: Date, triedInVain: readonly string[] = []): Entry | undefined {
  const [newest] = usable(catalog, now)
  if (!newest || !isLost(newest)) return undefined
  return mayBeMended(newest) && !triedInVain.includes(newest.id) ? undefined : newest
}

/** Until a newer backup is there, every run says so. */
export function lostProblem({ id, manifest: { source }, damaged = [] }: Entry): Problem {
  const why = damaged.map(({ store, because }) => `${store}: ${because}`).join('; ')
  return new Problem('object-damaged', `no intact copy is left of ${id}, the newest backup of ${source} (${why})`, {
    hint: `A source with a schedule is backed up right away; otherwise run \`backproof backup --source ${source}\` now. \`backproof list --source ${source}\` shows the backups before it.`,
  })
}
