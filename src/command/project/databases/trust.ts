import { type DatabaseList, isAhead, type Place } from '../../../catalog/catalog.ts'
import { patternsOf, readMember, type Source } from '../../../policy/policy.ts'
import { isProblem, type Problem } from '../../../problem.ts'
import { formatTime } from '../../../words/words.ts'

/** What one store says when it is asked for its list. */
export type ListRead =
  | { readonly kind: 'list'; readonly place: Pick<Place, 'name'>; readonly list: DatabaseList }
  | { readonly kind: 'none' }
  | { readonly kind: 'unread'; readonly problem: Problem }

export interface Judged {
  /** The newest that counts. */
  readonly listed?: DatabaseList
  /** Why it is not known which databases there are: nobody may conclude from it that every one has a backup. */
  readonly doubt?: string
}

/**
 * Which list counts, and what speaks against it. A damaged list, or one that a wrong clock has dated, may have been the newest. A store
 * that cannot be reached leaves it to the others. Pure.
 */
export function judgeLists(
  { name, databases }: Pick<Source, 'name' | 'databases'>,
  reads: readonly ListRead[],
  { shelved, now, timezone }: { readonly shelved: readonly string[]; readonly now: Date; readonly timezone: string },
): Judged {
  const lists = reads.flatMap((one) => (one.kind === 'list' ? [one] : []))
  const ahead = lists.find(({ list }) => isAhead(list.at, now))
  const counting = lists.filter(({ list }) => !isAhead(list.at, now)).map(({ list }) => list)
  const [listed] = counting.sort((a, b) => b.at.getTime() - a.at.getTime())
  const problems = reads.flatMap((one) => (one.kind === 'unread' ? [one.problem] : []))
  const damaged = problems.find((problem) => isProblem(problem, 'object-damaged'))
  const unread = damaged ?? (listed === undefined ? problems[0] : undefined)
  const patterns = patternsOf(databases ?? { include: [], exclude: [] })
  const doubt = unread
    ? unread.message
    : ahead
      ? `the list in ${ahead.place.name} is dated ${formatTime(ahead.list.at, timezone)}, in the future, so it does not count: a clock is wrong`
      : listed === undefined
        ? shelved.some((one) => readMember(one)?.group === name)
          ? 'there are backups of some, but no store has the list'
          : undefined
        : samePatterns(listed.patterns, patterns)
          ? undefined
          : `the list of ${formatTime(listed.at, timezone)} was made by other patterns (${shown(listed.patterns)}) than the policy has now (${shown(patterns)})`
  return { ...(listed === undefined ? {} : { listed }), ...(doubt === undefined ? {} : { doubt }) }
}

const samePatterns = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...new Set(a)].sort()) === JSON.stringify([...new Set(b)].sort())

const shown = (patterns: readonly string[]): string => (patterns.length === 0 ? 'all' : patterns.join(', '))
