import type { Db } from 'mongodb'
import type { Chain, Until } from '../../../../src/engine/engine.ts'
import { parseMongodbUrl } from '../../../../src/engine/mongodb/connection.ts'
import { placeIn } from '../../../../src/engine/mongodb/log/place.ts'
import { playedLog } from '../../../../src/engine/mongodb/log/play.ts'
import { playOnto } from '../../../../src/engine/mongodb/log/replay.ts'
import { Server } from '../../../../src/engine/mongodb/server.ts'
import { type Mongo, startMongo } from '../../../server/mongo.ts'
import { never } from '../place.ts'

/** One throw-away server for many moments: each in a database of its own. */
export interface Stage extends AsyncDisposable {
  to(chain: Chain, until: Until): Promise<Db>
  readonly mongo: Mongo
}

export async function openStage(): Promise<Stage> {
  const mongo = await startMongo()
  let moments = 0
  return {
    mongo,
    async to(chain, until) {
      const database = `moment-${++moments}`
      const played = playedLog(chain, until)
      const at = placeIn(chain.position)?.dump
      if (at === undefined) throw new Error('the position is not that of a dump')
      await using server = await Server.connect(parseMongodbUrl(mongo.urlOf(database), 'the test', 'the test'), never)
      await playOnto(server, chain, played, at, never)
      return mongo.client.db(database)
    },
    [Symbol.asyncDispose]: () => mongo[Symbol.asyncDispose](),
  }
}
