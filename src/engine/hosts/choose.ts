import type { Role } from '../../policy/policy.ts'
import { formatDuration, namesSome } from '../../words/words.ts'

/** What one of several servers of a cluster says of itself. */
export type Answer = Unfit | Primary | Replica

/** `dead`: it does not answer; `refused`: it does, but not to us. */
interface Unfit {
  readonly kind: 'dead' | 'refused'
  readonly because: string
  readonly hint?: string | undefined
}

interface Known {
  /** Names of its cluster, of which two hosts have one in common; empty: it has none that could be asked for. */
  readonly ids: readonly string[]
  /** How far its log is, or how far it has replayed that of the primary. */
  readonly at?: bigint
}

export interface Primary extends Known {
  readonly kind: 'primary'
  /** The history that it writes: a timeline, the UUID of a server. */
  readonly history: string
}

export interface Replica extends Known {
  readonly kind: 'replica'
  /** The history that it follows, where that can be asked for. */
  readonly follows?: string
  /** Why nothing new comes to it. */
  readonly broken?: string
  /** It lags at most so much. */
  readonly behindSeconds?: number
  /** Why that is not known. */
  readonly unknown?: string
  readonly hint?: string
}

export interface Asked {
  /** "db-2.example:5432" */
  readonly server: string
  readonly answer: Answer
}

export interface Wish {
  readonly role: Role
  readonly maxLagMs: number
  /** Rather none than one of the other role. */
  readonly strict?: boolean
}

/** One that is not dumped although it might have been, and why. */
export interface Passed {
  readonly server: string
  readonly because: string
  readonly kind: 'dead' | 'refused' | 'unfit'
  readonly hint?: string | undefined
}

export type Choice =
  | {
      readonly kind: 'taken'
      readonly server: string
      readonly role: Role
      /** Of a replica. */
      readonly lagSeconds?: number
      /** It does not have the role that was wished for, which no other had. */
      readonly isSecondBest: boolean
      readonly passed: readonly Passed[]
    }
  | { readonly kind: 'strangers' | 'rivals' | 'none'; readonly because: string; readonly hint: string }

type Of<A extends Answer> = { readonly server: string; readonly answer: A }

/** Which of several servers of one cluster is dumped, in the order in which they are named, and why not the others. Pure. */
export function choose(hosts: readonly Asked[], wish: Wish): Choice {
  const unfit = hosts.filter((one): one is Of<Unfit> => one.answer.kind === 'dead' || one.answer.kind === 'refused')
  const replicas = hosts.filter((one): one is Of<Replica> => one.answer.kind === 'replica')
  const primaries = hosts.filter((one): one is Of<Primary> => one.answer.kind === 'primary')
  const strangers = twoClusters([...primaries, ...replicas.filter(({ answer }) => answer.broken === undefined)])
  if (strangers !== undefined)
    return {
      kind: 'strangers',
      because: `${strangers.join(' and ')} are not servers of one cluster`,
      hint: 'Take the host that does not belong to it out of hosts, or out of the URL, and make it a source of its own.',
    }
  const followed = primaries.filter(({ answer: { history } }) =>
    replicas.some(({ answer }) => answer.follows === history && answer.broken === undefined),
  )
  const [primary, another] = primaries.length > 1 ? followed : primaries
  if (primaries.length > 1 && (primary === undefined || another !== undefined))
    return {
      kind: 'rivals',
      because: `${namesSome(primaries.map(({ server, answer }) => `${server} (${answer.history})`))} are all primaries, and the replicas do not show which of them is in use`,
      hint: 'Stop the one that is not in use, or take it out of the hosts: a backup of the wrong one would lack what was written since.',
    }

  const judged = replicas.map(({ server, answer }) => ({
    server,
    ...judge(answer, primary?.answer, primaries.length > 1, wish.maxLagMs),
  }))
  const rivals = primaries.filter((one) => one !== primary)
  const passed: readonly Passed[] = hosts.flatMap(({ server }): Passed | readonly Passed[] => {
    const dead = unfit.find((one) => one.server === server)
    if (dead) return { server, ...dead.answer }
    if (rivals.some((one) => one.server === server)) return { server, kind: 'unfit', because: promoted }
    const replica = judged.find((one) => one.server === server)
    return replica !== undefined && 'because' in replica ? { ...replica, kind: 'unfit' } : []
  })
  const replica = judged.find((one) => 'lagSeconds' in one)
  const ofReplica =
    replica === undefined || !('lagSeconds' in replica)
      ? undefined
      : ({ role: 'replica', server: replica.server, lagSeconds: replica.lagSeconds } as const)
  const ofPrimary = primary && ({ role: 'primary', server: primary.server } as const)
  const [first, second] = wish.role === 'replica' ? [ofReplica, ofPrimary] : [ofPrimary, ofReplica]
  const taken = first ?? (wish.strict ? undefined : second)
  if (taken === undefined) return none(hosts, passed, wish)
  // Where the primary is wanted, how replicas are is no concern.
  const said = taken.role === 'primary' && first ? passed.filter((one) => !isReplica(one, judged)) : passed
  return { kind: 'taken', ...taken, isSecondBest: first === undefined, passed: said }
}

const promoted = 'it takes writes as well, but no other host follows it: it was promoted, or was left behind'

const isReplica = ({ server }: Passed, replicas: readonly { readonly server: string }[]): boolean =>
  replicas.some((one) => one.server === server)

type Judged = { readonly lagSeconds: number } | { readonly because: string; readonly hint?: string }

function judge(replica: Replica, primary: Primary | undefined, hasRivals: boolean, maxLagMs: number): Judged {
  const { broken, follows, at, behindSeconds, unknown, hint } = replica
  const hinted = hint === undefined ? {} : { hint }
  if (broken !== undefined) return { because: `its replication is broken: ${broken}`, ...hinted }
  if (primary !== undefined && follows === undefined && hasRivals)
    return { because: 'there are two primaries, and it is not known which one it follows', ...hinted }
  if (primary !== undefined && follows !== undefined && follows !== primary.history)
    return { because: `it follows ${follows}, and not the primary's ${primary.history}` }
  // Nothing that the primary had written when it was asked is missing.
  if (primary?.at !== undefined && at !== undefined && at >= primary.at) return { lagSeconds: 0 }
  if (behindSeconds === undefined) return { because: `its lag is unknown: ${unknown ?? 'it does not say'}`, ...hinted }
  if (behindSeconds * 1000 > maxLagMs)
    return {
      because: `it lags ${formatDuration(behindSeconds * 1000)}, more than the ${formatDuration(maxLagMs)} of max-lag`,
    }
  return { lagSeconds: Math.max(0, behindSeconds) }
}

/** Two that have nothing in common, not even by way of others. */
function twoClusters(hosts: readonly Of<Primary | Replica>[]): readonly [string, string] | undefined {
  const [first, ...others] = hosts.filter(({ answer }) => answer.ids.length > 0)
  if (first === undefined) return undefined
  const known = new Set(first.answer.ids)
  let left = others
  for (let before = -1; before !== left.length; ) {
    before = left.length
    left = left.filter(({ answer: { ids } }) => {
      if (!ids.some((id) => known.has(id))) return true
      for (const id of ids) known.add(id)
      return false
    })
  }
  return left[0] && [first.server, left[0].server]
}

function none(hosts: readonly Asked[], passed: readonly Passed[], wish: Wish): Choice {
  const others = hosts.filter(({ server }) => !passed.some((one) => one.server === server))
  const reasons = [
    ...passed.map(({ server, because }) => `${server}: ${because}`),
    ...others.map(({ server, answer }) => `${server}: it is a ${answer.kind}`),
  ]
  const hint =
    passed.find(({ kind }) => kind === 'refused')?.hint ??
    passed.find(({ hint }) => hint !== undefined)?.hint ??
    'Repair one of them; to dump a replica as it is, name it alone in url, without hosts and max-lag.'
  const what = wish.strict
    ? `none of the hosts is a ${wish.role} that can be dumped`
    : 'none of the hosts can be dumped'
  return { kind: 'none', because: `${what}: ${reasons.join('; ')}`, hint }
}
