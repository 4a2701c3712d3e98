import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Finding, isFailure } from '../../../problem.ts'
import { type Command, failureOf, lastLines } from '../../../runtime/runtime.ts'
import type { Since } from '../../contract.ts'
import { fullInstead } from '../../increment.ts'
import { clientCommand } from '../connection.ts'
import type { Opening } from '../opening.ts'
import { type BaseCopy, baseFlags, copying } from './base-copy.ts'

/**
 * Begins a copy of what has changed after an earlier base. What stands in the way is told, before a byte of the base is there: then
 * all is copied.
 */
export async function copyChanges(opening: Opening, { states }: Since): Promise<BaseCopy | Finding> {
  const fault = await incrementFault(opening)
  if (fault !== undefined) return { ...fault, message: fullInstead(fault.message) }
  // The newest alone: its list has every file.
  const state = states.at(-1)
  if (state === undefined) throw new Error('an increment is built on something')
  let copy: BaseCopy | undefined
  try {
    await state.read(async (body) => {
      await copy?.end()
      copy = copying(opening, command(opening))
      await feedList(body, copy)
    })
    if (copy === undefined) throw new Error('the earlier list of files was not read')
    // The server has taken the list, and has its summaries, once it sends something.
    await once(copy.body, 'readable')
    return copy
  } catch (error) {
    await copy?.end()
    if (opening.signal.aborted || !isFailure(error) || error.code === 'cancelled') throw error
    return { level: 'note', blame: 'source', ...whyNot(error) }
  }
}

async function feedList(body: Readable, { child }: BaseCopy): Promise<void> {
  try {
    await pipeline(body, child.stdin)
  } catch (error) {
    // What the program says of its end comes before what is heard of a pipe that nobody reads.
    if (!isFailure(error)) await child.ended
    throw error
  }
}

// The earlier list of files is read from a file, and comes on the input.
const script = `set -eu
umask 077
file="\${TMPDIR:-/tmp}/$1"; shift
trap 'trap "" HUP INT TERM; rm -f -- "$file"' EXIT
trap 'exit 143' HUP INT TERM
cat >"$file"
pg_basebackup --incremental="$file" "$@"`

function command({ connection, runtime }: Opening): Command {
  const args = ['-c', script, 'sh', `backproof-${randomUUID()}`, ...baseFlags]
  return { ...clientCommand('sh', args, connection, runtime), name: 'pg_basebackup', stdin: 'open' }
}

/** What keeps this server from making bases of what has changed alone: it must note which blocks have. */
export async function incrementFault({ session, server }: Pick<Opening, 'session' | 'server'>) {
  const fault = (message: string, hint: string): Finding => ({ level: 'warning', blame: 'source', message, hint })
  if (server.major < 17)
    return fault(
      `PostgreSQL ${server.major} makes no incremental bases`,
      'Take incremental out of point-in-time, or use PostgreSQL 17 or later.',
    )
  const [setting] = await session.lines("select pg_catalog.current_setting('summarize_wal', true);")
  if (setting === 'on') return undefined
  return fault('summarize_wal is off', 'Run alter system set summarize_wal = on; select pg_reload_conf();')
}

/** What the server, or a store, says of it. */
function whyNot(error: Error): Pick<Finding, 'message' | 'hint'> {
  const said = failureOf(error)?.stderr ?? ''
  if (/WAL summaries are required on timeline/.test(said))
    return {
      message: fullInstead('the server does not have the WAL summaries of all that was written since the last base'),
      hint: 'Take bases more often than wal_summary_keep_time, or raise it; summaries begin where summarize_wal was turned on.',
    }
  const because = /ERROR: +(.+)/.exec(said)?.[1] ?? (lastLines(said) || error.message)
  return { message: fullInstead(because) }
}
