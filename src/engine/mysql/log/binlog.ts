import { Problem } from '../../../problem.ts'
import type { LogPiece, LogSource, Position } from '../../contract.ts'
import type { Opening } from '../opening.ts'
import { askLog, endOf } from './ask.ts'
import { collectLog } from './collect.ts'
import { placeIn, positionAt } from './place.ts'
import { checkLog } from './preflight.ts'
import { binlogVersion } from './program.ts'

/** The binary log of a server. It stays as long as the server keeps it, whoever has collected it. */
export class MysqlLog implements LogSource {
  readonly #opening: Opening

  constructor(opening: Opening) {
    this.#opening = opening
  }

  async rehearse(): Promise<void> {
    await checkLog(this.#opening)
    await binlogVersion(this.#opening)
  }

  async end(): Promise<Position> {
    const asked = await askLog(this.#opening)
    return positionAt({ ...endOf(asked, this.#opening), time: asked.time }, asked.history)
  }

  collect(from: Position): LogPiece {
    return collectLog(this.#opening, from)
  }

  // The server forgets by itself, by age; but a position that no piece has ended at is a mistake here as anywhere.
  async release(until: Position): Promise<void> {
    const { history } = this.#opening.server
    // Only what was read tells when its file was begun.
    if (placeIn(until)?.begun !== undefined && until.history === history) return
    throw new Problem('usage', `no piece of this log has ended at ${until.at}`, { hint: 'Store a piece first.' })
  }

  // Nothing was made on the server.
  async teardown(): Promise<void> {}
}
