import { type Finding, Problem } from '../../../problem.ts'
import { formatDuration } from '../../../words/words.ts'
import type { MongodbSource } from '../mongodb-source.ts'
import type { Server } from '../server.ts'
import { oneOf, without } from './ask.ts'
import { commandOf, type LoggedEntry } from './entry.ts'

/** What of a source says how its log is collected. */
export type Logging = Pick<MongodbSource, 'name' | 'collections' | 'pointInTime'>

/**
 * Throws what would leave a gap in the log of a source, or make it unfit to be played back; gives what a person should know of it
 * besides.
 */
export async function checkLog(server: Server, source: Logging): Promise<readonly Finding[]> {
  mustHaveLog(server, source)
  const [oldest, newest] = [await oneOf(server, {}), await oneOf(server, {}, { sort: { $natural: -1 } })]
  if (oldest === undefined || newest === undefined) throw without(server)
  return judgeWindow(oldest, newest, source, server)
}

/** Pure. */
export function mustHaveLog({ connection, info }: Pick<Server, 'connection' | 'info'>, source: Logging): void {
  const { place, where, url } = connection
  const refuse = (because: string, hint: string) => new Problem('source-failed', `${place}: ${because}`, { hint })
  if (info.isRouter)
    throw refuse(
      `${where} is a router of a sharded cluster, whose shards have a log each`,
      'Take point-in-time out of the source: a sharded cluster is only restored to the moments of its backups.',
    )
  if (info.replicaSet === undefined)
    throw refuse(
      `the server at ${where} stands alone and keeps no oplog, which point-in-time needs`,
      'Start mongod with --replSet rs0 and run rs.initiate() on it: a replica set may have one member.',
    )
  const [, preference = 'primary'] = /[?&]readPreference=([^&]*)/i.exec(url) ?? []
  if (info.role !== 'primary' || preference !== 'primary')
    throw refuse(
      'point-in-time reads the primary, and the url leads to a secondary',
      'Name the members of the replica set in the url, without readPreference and directConnection.',
    )
  const { include, exclude } = source.collections
  if (include.length > 0 || exclude.length > 0)
    throw new Problem('policy-invalid', `source ${source.name}: point-in-time does not go with collections`, {
      hint: 'Take collections out of the source: the log is played onto a whole database.',
    })
}

/** Pure. */
export function judgeWindow(
  oldest: LoggedEntry,
  newest: LoggedEntry,
  { pointInTime }: Logging,
  { connection, info }: Pick<Server, 'connection' | 'info'>,
): readonly Finding[] {
  const everyMs = pointInTime?.everyMs ?? 0
  const keptMs = newest.latest - oldest.earliest
  // One that still has its first entry has never removed any; FerretDB has none that tells.
  if (keptMs >= 3 * everyMs || isFirst(oldest) || info.product !== 'MongoDB') return []
  const message = `${connection.place}: the oplog goes back ${formatDuration(keptMs)}, and it is collected every ${formatDuration(everyMs)}: a few late runs leave a gap`
  const hint = 'Run db.adminCommand({ replSetResizeOplog: 1, size: MEGABYTES }) on each member.'
  return [{ level: 'warning', blame: 'source', message, hint }]
}

function isFirst(entry: LoggedEntry): boolean {
  const { all } = commandOf(entry)
  return entry.op === 'n' && all.some(({ name, value }) => name === 'msg' && value.includes('initiating set'))
}
