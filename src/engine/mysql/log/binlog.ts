import { Problem } from '../../../problem.ts'
import type { LogPiece, LogSource, Position } from '../../contract.ts'
import type { Asker } from '../session.ts'
import { askLog, endOf } from './ask.ts'
import { collectLog } from './collect.ts'
import { placeIn, positionAt } from './place.ts'

/** The binary log of a server. It stays as long as the server keeps it, whoever has collected it. */
export class MysqlLog implements LogSource {
  readonly #asker: Asker

  constructor(asker: Asker) {
    this.#asker = asker
  }

  async end(): Promise<Position> {
    const asked = await askLog(this.#asker)
    return positionAt({ ...endOf(asked, this.#asker), time: asked.time }, asked.history)
  }

  collect(from: Position): LogPiece {
    return collectLog(this.#asker, from)
  }

  // The server forgets by itself, by age; but a position that no piece ended at is a mistake here as anywhere.
  async release(until: Position): Promise<void> {
    if (placeIn(until)?.last !== undefined) return
    throw new Problem('usage', `no piece of log has ended at ${until.at}`, { hint: 'Store a piece first.' })
  }
}
