import { type Clustered, clusterDefaults, namesHosts, type Role } from '../../policy/policy.ts'
import { type Finding, isProblem, messageOf, Problem, stopIfAborted } from '../../problem.ts'
import type { Address } from '../../runtime/runtime.ts'
import type { ChosenHost } from '../contract.ts'
import { serversText } from '../server-url.ts'
import { type Answer, type Asked, type Choice, choose, type Passed, type Wish } from './choose.ts'

/** How the servers of a cluster are reached and asked, one by one. */
export interface Cluster<T> {
  readonly servers: readonly Address[]
  open(server: Address, signal: AbortSignal): Promise<T>
  /** What it is; asked a second time where its primary was ahead. */
  ask(opened: T, signal: AbortSignal): Promise<Answer>
  /** Why it could not be opened, or asked. */
  explain(error: Problem, server: Address): Extract<Answer, { kind: 'dead' | 'refused' }>
}

/** The one that is dumped. */
export interface OpenedHost<T> {
  readonly opened: T
  readonly server: Address
  readonly host: ChosenHost
}

/** True where there is something to choose, or to check before it is dumped. */
export function isClustered({ cluster }: Pick<Clustered, 'cluster'>, servers: readonly Address[]): boolean {
  return cluster !== undefined || servers.length > 1
}

export const wishOf = ({ cluster }: Pick<Clustered, 'cluster'>, role: Role): Wish => ({
  role,
  maxLagMs: cluster?.maxLagMs ?? clusterDefaults.maxLagMs,
})

/** A server that takes longer is dead. */
const limitMs = 15_000

/**
 * Opens all hosts at once, and keeps the one that is to be dumped.
 * @throws Problem `source-failed` with the reason for each; `policy-invalid` where they are not of one cluster.
 */
export async function openHost<T extends AsyncDisposable>(
  source: Clustered & { readonly name: string },
  cluster: Cluster<T>,
  wish: Wish,
  signal: AbortSignal,
): Promise<OpenedHost<T>> {
  await using opened = new AsyncDisposableStack()
  const tried = await Promise.all(cluster.servers.map((server) => attempt(cluster, server, opened, signal)))
  stopIfAborted(signal)
  const asked = await Promise.all(tried.map((one) => again(cluster, one, tried, signal)))
  const hosts = asked.map(({ server, answer }): Asked => ({ server: nameOf(server), answer }))
  const choice = choose(hosts, wish)
  if (choice.kind !== 'taken')
    throw new Problem(
      choice.kind === 'strangers' ? 'policy-invalid' : 'source-failed',
      `source ${source.name}: ${choice.because}`,
      { hint: choice.hint },
    )
  const index = hosts.findIndex(({ server }) => server === choice.server)
  const taken = asked[index]
  if (taken?.opened === undefined) throw new Error('a host that was not opened cannot be chosen')
  await Promise.all(asked.map((one) => (one === taken ? undefined : one.opened?.[Symbol.asyncDispose]())))
  opened.move()
  const { server, role, lagSeconds } = choice
  const name = namesHosts(source) ? server : `host ${index + 1} of ${hosts.length}`
  const lag = lagSeconds === undefined ? {} : { lagSeconds: Math.round(lagSeconds * 10) / 10 }
  return { opened: taken.opened, server: taken.server, host: { name, role, ...lag, findings: findingsOf(choice) } }
}

const nameOf = (server: Address): string => serversText({ servers: [server] })

interface Tried<T> {
  readonly server: Address
  readonly answer: Answer
  readonly opened?: T
}

async function attempt<T extends AsyncDisposable>(
  cluster: Cluster<T>,
  server: Address,
  stack: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<Tried<T>> {
  const mine = new AbortController()
  const late = setTimeout(
    () =>
      mine.abort(new Problem('source-failed', `it does not answer within ${limitMs / 1000} s`, { hint: unreached })),
    limitMs,
  )
  try {
    const both = AbortSignal.any([signal, mine.signal])
    const opened = stack.use(await cluster.open(server, both))
    return { server, opened, answer: await cluster.ask(opened, both) }
  } catch (error) {
    stopIfAborted(signal)
    if (mine.signal.aborted)
      return { server, answer: { kind: 'dead', because: messageOf(mine.signal.reason), hint: unreached } }
    if (!isProblem(error, 'tool-failed', 'source-failed')) throw error
    return { server, answer: cluster.explain(error, server) }
  } finally {
    clearTimeout(late)
  }
}

export const unreached = 'Check that it runs, and that it can be reached from here by this address.'

/** A replica that was asked before its primary may have come up to it since. */
async function again<T>(
  cluster: Cluster<T>,
  one: Tried<T>,
  all: readonly Tried<T>[],
  signal: AbortSignal,
): Promise<Tried<T>> {
  const { server, answer, opened } = one
  if (answer.kind !== 'replica' || opened === undefined || answer.at === undefined) return one
  const { at } = answer
  const isBehind = all.some((other) => other.answer.kind === 'primary' && (other.answer.at ?? 0n) > at)
  if (!isBehind) return one
  try {
    return { ...one, answer: await cluster.ask(opened, signal) }
  } catch (error) {
    if (!isProblem(error, 'tool-failed', 'source-failed')) throw error
    return { ...one, answer: cluster.explain(error, server) }
  }
}

function findingsOf(choice: Extract<Choice, { kind: 'taken' }>): readonly Finding[] {
  const { role, server, isSecondBest, passed } = choice
  const said = passed.map((one) => `${one.server}: ${one.because}`).join('; ')
  if (!isSecondBest) return passed.map(finding)
  const hint = passed.find((one) => one.hint !== undefined)?.hint
  return [
    {
      level: 'warning',
      blame: 'source',
      message:
        role === 'primary'
          ? `the backup is of the primary ${server}, because no replica can be dumped${said === '' ? ': the hosts have none' : `: ${said}`}`
          : `the backup is of the replica ${server}, because no primary can be dumped${said === '' ? ': the hosts have none' : `: ${said}`}`,
      hint:
        hint ??
        (role === 'primary'
          ? 'Repair the replicas, raise max-lag, or set prefer: primary if the primary is to be dumped.'
          : 'Repair the primary, or set prefer: replica if a replica is to be dumped.'),
    },
  ]
}

function finding({ server, because, kind, hint }: Passed): Finding {
  const message = `${server} was passed over: ${because}`
  const level = kind === 'refused' ? 'warning' : 'note'
  return { level, blame: 'source', message, ...(hint === undefined ? {} : { hint }) }
}
