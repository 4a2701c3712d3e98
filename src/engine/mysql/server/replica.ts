import type { Role } from '../../../policy/policy.ts'
import { type Problem, stopIfAborted } from '../../../problem.ts'
import { failureOf, type Runtime } from '../../../runtime/runtime.ts'
import type { Bench, ChosenHost } from '../../contract.ts'
import type { Answer } from '../../hosts/choose.ts'
import { type Cluster, isClustered, openHost, unreached, wishOf } from '../../hosts/hosts.ts'
import { atServer, type Connection, type FamilySource, serversOf } from '../connection.ts'
import { findPrograms } from '../programs.ts'
import { type Asker, identifier, query } from '../session.ts'

export interface FoundServer {
  readonly connection: Connection
  readonly runtime: Runtime
  readonly host?: ChosenHost
}

/** The server that is dumped, with the programs for it: of several servers, the one that is chosen. */
export async function openOneOf(
  source: FamilySource,
  named: Connection,
  bench: Bench,
  prefer: Role,
  signal: AbortSignal,
): Promise<FoundServer> {
  const servers = serversOf(named)
  const of = `source ${source.name}`
  const find = async (connection: Connection): Promise<FoundServer> => ({
    connection,
    runtime: await findPrograms(connection, source.tools, bench, signal, of),
  })
  if (!isClustered(source, servers)) return await find(named)
  // First: to pull an image may take longer than a server has time to answer.
  const found = await Promise.allSettled(servers.map((server) => find(atServer(named, server))))
  stopIfAborted(signal)
  const cluster: Cluster<FoundServer & AsyncDisposable> = {
    servers,
    open: async (server) => {
      const one = found[servers.indexOf(server)]
      if (one?.status !== 'fulfilled') throw one?.reason
      return { ...one.value, [Symbol.asyncDispose]: async () => undefined }
    },
    ask: ({ connection, runtime }, signal) => askStanding({ connection, runtime, signal }),
    explain: (error) => explain(error, named),
  }
  const { opened, host } = await openHost(source, cluster, wishOf(source, prefer), signal)
  return { connection: opened.connection, runtime: opened.runtime, host }
}

type Status = Readonly<Record<string, string>>

/** One for each source that it replicates from. */
export async function replicaStatus(asker: Asker): Promise<readonly Status[]> {
  const [names = [], ...rows] = await query(asker, asker.connection.product.sources, { anywhere: true, named: true })
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])))
}

/** Whether a replica that was chosen is one no more. */
export const isPromoted = async (asker: Asker): Promise<boolean> => (await replicaStatus(asker)).length === 0

async function askStanding(asker: Asker): Promise<Answer> {
  const { product } = asker.connection
  const [[own = '', log = ''] = []] = await query(asker, product.identity, { anywhere: true })
  return standingOf(own, log, await replicaStatus(asker))
}

/** `own`: what its replicas call it; `log`: the transactions that it has, by GTID; `sources`: what `show replica status` says. */
export function standingOf(own: string, log: string, sources: readonly Status[]): Answer {
  // Of MySQL the UUIDs of those that wrote them, of MariaDB the numbers: "0-1-17".
  const writers = [...log.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\d-)\d+(?=-\d)/g)].map(([id]) => `server ${id}`)
  const named = sources.map((source) => `server ${source['Source_UUID'] ?? source['Master_Server_Id']}`)
  const ids = [...new Set([`server ${own}`, ...named, ...writers])]
  if (sources.length === 0) return { kind: 'primary', ids, history: `server ${own}` }
  const [follows] = named
  const standing = { kind: 'replica', ids, ...(follows && named.length === 1 ? { follows } : {}) } as const
  const told = (source: Status, names: readonly string[]) => names.map((name) => source[name]).find(Boolean) ?? ''
  for (const source of sources)
    for (const [thread, what] of [
      ['IO', 'it receives nothing from its source'],
      ['SQL', 'it applies nothing'],
    ] as const) {
      const running = told(source, [`Replica_${thread}_Running`, `Slave_${thread}_Running`])
      if (running === 'Yes') continue
      const error = told(source, [`Last_${thread}_Error`]).split('\n', 1)[0]
      return {
        ...standing,
        broken: `${what} (its ${thread} thread: ${running || 'unknown'})${error ? `: ${error}` : ''}`,
      }
    }
  const behind = sources.map((source) => told(source, ['Seconds_Behind_Source', 'Seconds_Behind_Master']))
  if (behind.every((seconds) => /^\d+$/.test(seconds)))
    return { ...standing, behindSeconds: Math.max(...behind.map(Number)) }
  return { ...standing, unknown: 'Seconds_Behind_Source is NULL' }
}

function explain(error: Problem, { product, user }: Connection): Extract<Answer, { kind: 'dead' | 'refused' }> {
  const said = failureOf(error)?.stderr ?? error.message
  const denied = /ERROR (\d+) .*?: (.+)/.exec(said)
  if (denied?.[1] === '1227')
    return {
      kind: 'refused',
      because: `it does not tell ${user} whether it is a replica`,
      hint: `Run GRANT ${product.replicaRight} ON *.* TO ${identifier(user)}@HOST; on the primary.`,
    }
  if (denied !== null && !/^200\d$/.test(denied[1] ?? ''))
    return { kind: 'refused', because: `it refuses the connection: ${denied[2]}`, hint: error.hint }
  const reason = denied?.[2] ?? /cannot be reached: (.+)/.exec(said)?.[1] ?? said.trim()
  return { kind: 'dead', because: `it cannot be reached: ${reason}`, hint: unreached }
}

export const promoted = ({ name }: ChosenHost) =>
  ({
    level: 'warning',
    blame: 'source',
    message: `${name} was promoted while it was dumped: the backup is of the moment at which its dump began, and has nothing that was written to it since`,
  }) as const
