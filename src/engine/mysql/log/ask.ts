import { Problem } from '../../../problem.ts'
import { placeOf } from '../connection.ts'
import { microseconds } from '../server/clock.ts'
import { type Asker, query } from '../session.ts'
import type { Place } from './place.ts'

/** What a server says of its log. */
export interface AskedLog {
  /** By its clock in microseconds, read before the rest was asked. */
  readonly time: bigint
  readonly history: string
  /** Oldest first; the last one is written to. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
}

export async function askLog(asker: Asker): Promise<AskedLog> {
  const { product } = asker.connection
  const rows = await query(
    asker,
    `select 'time', utc_timestamp(6); select 'history' ${product.history}; show binary logs`,
    { anywhere: true },
  )
  const [[, time = ''] = [], [, history = ''] = [], ...listed] = rows
  const files = listed.map(([name = '', size = '']) => ({ name, bytes: Number(size) }))
  const odd = files.find(({ name, bytes }) => !/^[\w.-]+\.\d+$/.test(name) || !Number.isSafeInteger(bytes))
  if (odd !== undefined)
    throw new Problem(
      'source-failed',
      `${placeOf(asker.connection)}: a file of the log has an impossible name or size`,
      {
        hint: 'Set log_bin to a plain name, such as binlog, and restart the server.',
      },
    )
  return { time: microseconds(time), history, files }
}

/** Where the log ends. Throws `source-failed` where there is none. */
export function endOf({ files }: AskedLog, { connection }: Asker): Pick<Place, 'file' | 'offset'> {
  const last = files.at(-1)
  if (last !== undefined) return { file: last.name, offset: last.bytes }
  throw new Problem('source-failed', `${placeOf(connection)}: the server has no binary log`, {
    hint: 'Set log_bin=binlog in the configuration of the server, and restart it.',
  })
}
