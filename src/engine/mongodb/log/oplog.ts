import { type Collection, type FindCursor, MongoServerError } from 'mongodb'
import { Problem } from '../../../problem.ts'
import { batchOf } from '../bson/reply.ts'
import { takeReply } from '../driver.ts'
import type { Server } from '../server.ts'
import { entryOf, type LoggedEntry } from './entry.ts'
import { gap } from './gap.ts'

const doing = 'read local.oplog.rs, the log of its replica set'
const needed = { role: 'backup', or: 'point-in-time' } as const

/** Read as a majority has it: what an election could undo is not there yet, and nothing is missing in between. */
export function oplogOf({ client, info }: Server): Collection {
  const majority = info.product === 'MongoDB' ? { readConcern: { level: 'majority' } as const } : {}
  return client.db('local').collection('oplog.rs', { ...majority, readPreference: 'primary' })
}

/** What such a cursor gives, as it is. */
export async function* entriesOf(server: Server, cursor: FindCursor): AsyncGenerator<LoggedEntry> {
  try {
    while (await asked(server, () => cursor.hasNext())) {
      const { documents } = batchOf(takeReply(cursor))
      for (let at = 0; at < documents.length; at += documents.readInt32LE(at))
        yield entryOf(documents.subarray(at, at + documents.readInt32LE(at)))
    }
  } finally {
    await cursor.close().catch(() => undefined)
  }
}

// CappedPositionLost: the server has removed what was about to be read.
const overtaken = 136
// What Atlas says of everything that it does not offer.
const notOffered = 8000

async function asked<T>(server: Server, work: () => Promise<T>): Promise<T> {
  return await server.ask(
    doing,
    async () => {
      try {
        return await work()
      } catch (error) {
        throw error instanceof MongoServerError ? refusalOf(error, server) : error
      }
    },
    needed,
  )
}

function refusalOf(error: MongoServerError, { connection }: Server): Error {
  if (error.code === overtaken) return gap('the oplog has rolled over while it was read')
  if (error.code !== notOffered) return error
  const { place, where } = connection
  return new Problem('source-failed', `${place}: the provider of ${where} lets nobody read the oplog`, {
    hint: 'Take point-in-time out of the source and back it up more often, or use a tier of the provider with servers of its own.',
  })
}
