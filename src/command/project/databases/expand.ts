import type { DatabaseList } from '../../../catalog/catalog.ts'
import { kindOf, memberName, readMember, type Source, takesDatabase } from '../../../policy/policy.ts'
import { Problem } from '../../../problem.ts'
import { plural } from '../../../words/words.ts'

/** What is known of the databases of one source of the policy. */
export interface Sighting {
  /** What its server answers, or why it does not; absent: it was not asked. */
  readonly answer?: { readonly databases: readonly string[] } | { readonly failure: unknown }
  /** The newest list that a store has. */
  readonly listed?: DatabaseList
  /** Names of sources that stores have a folder of, whatever is in it. */
  readonly shelved: readonly string[]
  /** A store whose list could not be read may have a newer one. */
  readonly isPartial: boolean
  /** Why the list cannot be relied on. */
  readonly doubt?: string
}

/** A source of the policy that stands for many. */
export interface Expansion {
  readonly group: Source
  /** One of each database, in the order of their names; none: nothing is known of any. */
  readonly members: readonly Source[]
  /** Of databases that are not there any more, or that the policy does not take any more: their backups stay. */
  readonly gone: readonly Source[]
  /** Names among those whose databases the policy's patterns leave out: they may well be on the server. */
  readonly leftOut: ReadonlySet<string>
  /** Why it is not known which databases there are; absent where the server has answered. */
  readonly doubt?: string
  /** When the list was made that this goes by; absent where the server has answered, or there is none. */
  readonly listedAt?: Date
  /** Names of sources that the server's answer has and the list before does not. */
  readonly fresh: readonly string[]
  /** The other way round. */
  readonly vanished: readonly string[]
  /** Why no database can be backed up now. */
  readonly failure?: unknown
}

/**
 * The sources that one source of the policy stands for: by the server's answer, else by the last list, else by what the stores
 * have. What could not be read is never taken for what is not there: without an answer, and without every store's list, whatever
 * has a folder is one. Pure.
 */
export function expand(group: Source, { answer, listed, shelved, isPartial, doubt }: Sighting): Expansion {
  const rule = group.databases ?? { include: [], exclude: [] }
  const takes = (database: string) => takesDatabase(rule, database)
  const named = (databases: readonly string[]) => new Map(databases.map((one) => [memberName(group.name, one), one]))
  const inStores = new Map(
    shelved.flatMap((name) => {
      const member = readMember(name)
      return member?.group === group.name ? [[name, member.database ?? name.slice(group.name.length + 1)] as const] : []
    }),
  )
  const before = named((listed?.databases ?? []).filter(takes))
  const isAnswered = answer !== undefined && 'databases' in answer
  const onServer = isAnswered ? answer.databases : []
  const guessed = listed === undefined || isPartial ? [...inStores].filter(([, database]) => takes(database)) : []
  const there = isAnswered ? named(onServer.filter(takes)) : new Map([...guessed, ...before])
  const sorted = [...there].sort(([a], [b]) => (a < b ? -1 : 1))
  const build = ([name, database]: readonly [string, string], carries: boolean): Source => {
    const member = kindOf(group.engine).member?.(group, { group: group.name, database, carries })
    if (member === undefined) throw new Error(`${group.engine} has no databases`)
    return { ...member, name }
  }
  const away = [...new Map([...inStores, ...before])].filter(([name]) => !there.has(name))
  const fresh = isAnswered ? [...there.keys()].filter((name) => !before.has(name) && !inStores.has(name)) : []
  const onIt = named(onServer)
  const vanished = isAnswered ? [...before.keys()].filter((name) => !onIt.has(name)) : []
  const leftOut = away.filter(([name, database]) => (isAnswered ? onIt.has(name) : !takes(database)))
  const failure = answer === undefined || sorted.length > 0 ? undefined : failureOf(group, answer)
  const unlisted = answer !== undefined && 'failure' in answer ? answer.failure : failure
  return {
    group,
    members: sorted.map((one, at) => build(one, at === 0)),
    gone: away.sort(([a], [b]) => (a < b ? -1 : 1)).map((one) => build(one, false)),
    fresh: fresh.sort(),
    vanished: vanished.sort(),
    leftOut: new Set(leftOut.map(([name]) => name)),
    ...(doubt === undefined || isAnswered ? {} : { doubt }),
    ...(listed === undefined || isAnswered ? {} : { listedAt: listed.at }),
    ...(unlisted === undefined ? {} : { failure: unlisted }),
  }
}

/** Patterns that match nothing are a mistake, or all is lost: neither may pass for a backup. */
function failureOf({ name, databases }: Source, answer: NonNullable<Sighting['answer']>): unknown {
  if ('failure' in answer) return answer.failure
  const { include = [], exclude = [] } = databases ?? {}
  const patterns = [...include, ...exclude.map((one) => `!${one}`)].join(', ')
  const count = answer.databases.length
  const message =
    count === 0
      ? `the server of ${name} has no database`
      : `none of the ${plural(count, 'database')} on the server of ${name} matches ${patterns}`
  return new Problem('source-failed', message, {
    hint: `Check databases of ${name} in the policy: * is any run of characters, ? is one, and a leading ! leaves out.`,
  })
}
