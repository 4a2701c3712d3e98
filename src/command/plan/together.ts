import type { SourceComparison } from '../../judge/judge.ts'
import { readMember } from '../../policy/policy.ts'

/**
 * The databases of one source of the policy as one entry, for a review: the rules of all are those of the source, and what would
 * become of a backup is said with its id, which names the database. Pure.
 */
export function together(
  sources: readonly SourceComparison[],
  groups: ReadonlySet<string>,
): readonly SourceComparison[] {
  const placeOf = ({ source }: SourceComparison) => {
    const group = readMember(source)?.group
    return group !== undefined && groups.has(group) ? group : source
  }
  return [...Map.groupBy(sources, placeOf)].flatMap(([name, those]) =>
    groups.has(name) && those.some(({ source }) => source !== name) ? [asOne(name, those)] : those,
  )
}

function asOne(name: string, those: readonly SourceComparison[]): SourceComparison {
  const [first] = those
  if (first === undefined) throw new Error(`${name} has no databases`)
  const every = <T>(of: (one: SourceComparison) => readonly T[]): readonly T[] => {
    const seen = new Map(those.flatMap(of).map((one) => [JSON.stringify(one), one]))
    return [...seen.values()]
  }
  const statuses = new Set(those.map(({ status }) => status))
  const ruled = those.find(({ rules }) => rules)
  const ticking = those.find(({ cadence }) => cadence)
  const from = readMember(first.renamedFrom ?? '')?.group
  const { outlook: _, renamedFrom: __, contentMoved, ...rest } = first
  return {
    ...rest,
    source: name,
    databases: those.filter(({ status }) => status !== 'removed').length,
    status: statuses.size === 1 ? first.status : 'kept',
    ...(statuses.size === 1 && from !== undefined ? { renamedFrom: from } : {}),
    ...(contentMoved && statuses.size === 1 ? { contentMoved } : {}),
    backups: those.reduce((sum, { backups }) => sum + backups, 0),
    unread: every(({ unread }) => unread),
    ...(ruled?.rules ? { rules: ruled.rules } : {}),
    ...(ticking?.cadence ? { cadence: ticking.cadence } : {}),
    storesAdded: every(({ storesAdded }) => storesAdded),
    storesDropped: every(({ storesDropped }) => storesDropped),
    storesMoved: every(({ storesMoved }) => storesMoved),
    broken: every(({ broken }) => broken),
    changes: those.flatMap(({ changes }) => changes).sort((a, b) => a.ageMs - b.ageMs),
    advice: shortened(every(({ advice }) => advice)),
  }
}

const mostAdvice = 5

function shortened(advice: readonly string[]): readonly string[] {
  if (advice.length <= mostAdvice) return advice
  return [
    ...advice.slice(0, mostAdvice),
    `The same or the like is said of more of its databases: ${advice.length - mostAdvice} lines.`,
  ]
}
