import type { Finding } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { Alias } from './server.ts'

/** What a server has at one end of a dump. */
export interface Seen {
  readonly collections: readonly string[]
  readonly aliases: readonly Alias[]
}

export interface Settled {
  /** Those of the collections that are in the dump. */
  readonly aliases: readonly Alias[]
  readonly findings: readonly Finding[]
  /** Aliases that stand for a collection which was made meanwhile, and should be in the dump: without it they would be lost. */
  readonly lost: readonly Alias[]
}

/** No snapshot holds an alias: which are kept is decided once all collections are, from what was there before and is there now. */
export function settleAliases(
  before: Seen,
  now: Seen,
  kept: ReadonlySet<string>,
  takes: (collection: string) => boolean,
): Settled {
  const aliases = now.aliases.filter(({ collection_name: of }) => kept.has(of))
  const made = now.collections.filter((name) => !before.collections.includes(name) && !kept.has(name) && takes(name))
  const known = new Set(before.aliases.map(({ alias_name: name }) => name))
  const ofMade = now.aliases.filter(({ collection_name: of }) => made.includes(of))
  const lost = ofMade.filter(({ alias_name: name }) => known.has(name))
  const still = new Set([...aliases, ...lost].map(({ alias_name: name }) => name))
  const gone = before.aliases.filter(({ alias_name: name, collection_name: of }) => kept.has(of) && !still.has(name))
  const findings: Finding[] = []
  if (gone.length > 0)
    findings.push({
      level: 'warning',
      blame: 'source',
      message: `aliases that were deleted, or moved to what is not backed up, while the backup ran are not in it: ${namesSome(gone.map(({ alias_name, collection_name }) => `${alias_name} (of ${collection_name})`))}`,
      hint: 'If that was not meant, run the backup again.',
    })
  const others = ofMade.filter((alias) => !lost.includes(alias))
  const fresh = [...made, ...others.map(({ alias_name: name }) => `${name} (an alias)`)]
  if (fresh.length > 0)
    findings.push({
      level: 'note',
      blame: 'source',
      message: `made while the backup ran, so not in it: ${namesSome(fresh)}`,
    })
  return { aliases, findings, lost }
}
