import { Problem } from '../../../problem.ts'
import type { LogPiece, LogSource, Position } from '../../contract.ts'
import type { Server } from '../server.ts'
import { askLog } from './ask.ts'
import { collectLog } from './collect.ts'
import { placeIn, positionAt } from './place.ts'
import { checkLog, type Logging } from './preflight.ts'

/** The oplog of a replica set. It stays as long as the set keeps it, whoever has collected it. */
export class MongodbLog implements LogSource {
  readonly #server: Server
  readonly #source: Logging

  constructor(server: Server, source: Logging) {
    this.#server = server
    this.#source = source
  }

  async rehearse(): Promise<void> {
    await checkLog(this.#server, this.#source)
  }

  async end(): Promise<Position> {
    const { end, time, history } = await askLog(this.#server)
    return positionAt({ ...end, time }, history)
  }

  collect(from: Position): LogPiece {
    return collectLog(this.#server, this.#source, from)
  }

  // The set forgets by itself, by size; but a position that no piece has ended at is a mistake here as anywhere.
  async release(until: Position): Promise<void> {
    // Only what was read tells what an entry is.
    if (placeIn(until)?.print !== undefined && until.history === this.#server.info.replicaSet) return
    throw new Problem('usage', `no piece of this log has ended at ${until.at}`, { hint: 'Store a piece first.' })
  }

  // Nothing was made on the server.
  async teardown(): Promise<void> {}
}
