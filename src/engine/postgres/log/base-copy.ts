import type { Readable } from 'node:stream'
import { Problem } from '../../../problem.ts'
import { type Child, type Command, failureOf } from '../../../runtime/runtime.ts'
import { watchedBody } from '../../body.ts'
import { clientCommand } from '../connection.ts'
import type { Opening } from '../opening.ts'
import { replicationAdvice } from './fit.ts'
import { ManifestWatch } from './manifest.ts'

/** A pg_basebackup under way. */
export interface BaseCopy {
  readonly child: Child
  /** Ends cleanly only where the program did, with a manifest. */
  readonly body: Readable
  readonly watch: ManifestWatch
  /** Ends the program, if it has not ended. */
  end(): Promise<void>
}

// With the log that it needs to be consistent, so that it can be restored alone.
export const baseFlags = [
  ...['--pgdata=-', '--format=tar', '--wal-method=fetch', '--checkpoint=fast', '--no-sync', '--no-password'],
  '--label=backproof',
]

export function copyAll(opening: Opening): BaseCopy {
  return copying(opening, clientCommand('pg_basebackup', baseFlags, opening.connection, opening.runtime))
}

export function copying(opening: Opening, command: Command): BaseCopy {
  const mine = new AbortController()
  const child = opening.runtime.spawn(command, AbortSignal.any([opening.signal, mine.signal]))
  child.ended.catch(() => undefined)
  const watch = new ManifestWatch()
  child.stdout.once('error', (error: unknown) => body.destroy(told(error, opening) as Error))
  const body = watchedBody(child, watch)
  const end = async () => {
    mine.abort(new Problem('cancelled', 'the base was abandoned before its end'))
    await child.ended.catch(() => undefined)
  }
  return { child, body, watch, end }
}

/** What the program says, as what it means. */
export function told(error: unknown, { connection, runtime }: Opening): unknown {
  // All that it says where the server breaks it off: the log that the base needs itself comes last.
  if (!/COPY stream ended before last file was finished/.test(failureOf(error)?.stderr ?? ''))
    return replicationAdvice(error, connection, runtime)
  return new Problem('dump-incomplete', 'the server removed log that the base needs while the base was taken', {
    hint: 'Run it again. If it happens again, raise max_slot_wal_keep_size (with slot: none, wal_keep_size) to more than the server writes meanwhile.',
    cause: error,
  })
}
