import { open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { backup, DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { isProblem, Problem, stopIfAborted } from '../../problem.ts'

/** How often a locked database is tried again, and the milliseconds between. */
export interface Patience {
  readonly attempts: number
  readonly everyMs: number
}

const patient: Patience = { attempts: 500, everyMs: 50 }
const PAGES = 4096
// Begun again or refused so often, a copy beside a busy writer is never done: then the writer waits.
const RESTARTS = 3
const REFUSALS = 1000

const notSqlite =
  'Check that path names an SQLite database. Back up an encrypted one (SQLCipher, SEE) with engine: files while nothing writes to it.'

/** Bytes of the database and its write-ahead log. Throws `source-failed` for what is no SQLite database, saying what it is. */
export async function measure(path: string): Promise<number> {
  const refuse = (what: string, hint: string, cause?: unknown) =>
    new Problem('source-failed', `${path} ${what}`, { hint, cause })
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw refuse('does not exist', 'Correct path in the policy, or create the database first.', error)
    throw refuse(`cannot be read (${error.code})`, 'Run the backup as a user who may read it.', error)
  })
  if (!found.isFile()) throw refuse('is not a regular file', 'Name the database file itself in path.')
  if (found.size === 0)
    throw refuse(
      'is empty (0 bytes), so it is not a database',
      'Check that path names the file that the application writes.',
    )
  let start: string
  try {
    await using handle = await open(path)
    start = (await handle.read(Buffer.alloc(16), 0, 16, 0)).buffer.toString('latin1')
  } catch (error) {
    throw refuse(
      `cannot be read (${(error as NodeJS.ErrnoException).code})`,
      'Run the backup as a user who may read it.',
      error,
    )
  }
  if (start !== 'SQLite format 3\0') {
    throw refuse('is not an SQLite database, or is encrypted', notSqlite)
  }
  const log = await stat(`${path}-wal`).catch(() => undefined)
  return found.size + (log?.size ?? 0)
}

/**
 * A copy of a live database as of one moment (sqlite.org/backup.html). In WAL mode writers are not held up; in a rollback-journal
 * mode the copy is made in steps between their writes, and where they write too often for that, they wait for the last attempt.
 * The source is opened as an application opens it, so that a crashed one is recovered, but no statement can change it.
 * Throws `source-failed` for a database that is damaged or locked for longer than the patience.
 */
export async function copyLive(
  path: string,
  into: string,
  signal: AbortSignal,
  patience: Patience = patient,
): Promise<void> {
  let held = false
  for (let attempt = 1; ; attempt += 1) {
    stopIfAborted(signal)
    try {
      if (await copyOnce(path, into, signal, held)) return
      held = true
    } catch (error) {
      if (isProblem(error) || !isBusy(error) || attempt >= patience.attempts) throw problemOf(path, into, error)
      held = true
      await wait(patience.everyMs, undefined, { signal }).catch(() => stopIfAborted(signal))
    }
    await rm(into, { force: true })
  }
}

/** Opens the database as a backup does, without copying it. Throws `source-failed` where a backup would; one that is busy waits. */
export function tryLive(path: string): void {
  try {
    const database = openLive(path)
    try {
      database.exec('begin')
      database.prepare('select count(*) from sqlite_schema').get()
    } finally {
      database.close()
    }
  } catch (error) {
    if (!isBusy(error)) throw problemOf(path, tmpdir(), error)
  }
}

function openLive(path: string): DatabaseSync {
  const url = pathToFileURL(path)
  url.searchParams.set('mode', 'rw')
  // Not longer: the whole program waits.
  const database = new DatabaseSync(url, { timeout: 100 })
  database.exec('pragma query_only = 1')
  return database
}

/** `held`: from within a read transaction. */
async function copyOnce(path: string, into: string, signal: AbortSignal, held: boolean): Promise<boolean> {
  const database = openLive(path)
  try {
    const log = database.prepare('pragma journal_mode').get()?.['journal_mode'] === 'wal'
    if (!held && !log) return await copyInSteps(database, into, signal, false)
    // It fixes the moment: no write makes the copy begin again.
    database.exec('begin')
    database.prepare('select count(*) from sqlite_schema').get()
    return await copyInSteps(database, into, signal, true)
  } finally {
    database.close()
  }
}

class Starved extends Error {}

/** False if writers kept it from its end, which they cannot where a read transaction is held. */
async function copyInSteps(database: DatabaseSync, into: string, signal: AbortSignal, held: boolean): Promise<boolean> {
  let last = Number.POSITIVE_INFINITY
  let restarts = 0
  let refusals = 0
  const progress = ({ remainingPages }: { remainingPages: number }) => {
    // What is thrown here ends the backup and rejects it.
    stopIfAborted(signal)
    if (remainingPages > last) restarts += 1
    // A step that is refused its lock is tried again at once, without a pause.
    if (remainingPages === last) refusals += 1
    if (!held && (restarts > RESTARTS || refusals > REFUSALS)) throw new Starved()
    last = remainingPages
  }
  try {
    await backup(database, into, { rate: PAGES, progress })
    return true
  } catch (error) {
    if (error instanceof Starved) return false
    throw error
  }
}

function codeOf(error: unknown): number | undefined {
  return (error as { errcode?: number }).errcode
}

/** SQLITE_BUSY or SQLITE_LOCKED; a backup that is refused its first lock rejects with code 0. */
function isBusy(error: unknown): boolean {
  const code = codeOf(error)
  return code !== undefined && [0, 5, 6].includes(code & 0xff)
}

function problemOf(path: string, into: string, error: unknown): unknown {
  const code = codeOf(error)
  if (isProblem(error) || code === undefined) return error
  const { message } = error as Error
  const refuse = (what: string, hint: string) => new Problem('source-failed', `${path} ${what}`, { hint, cause: error })
  if (isBusy(error))
    return refuse(
      'is locked by another program',
      'End the transaction that holds the lock, or back up at another time.',
    )
  switch (code & 0xff) {
    case 11:
      return refuse(`is damaged: ${message}`, 'Restore an older backup, or recover it with `sqlite3 FILE .recover`.')
    case 26:
      return refuse('is not an SQLite database, or is encrypted', notSqlite)
    case 10:
    case 13:
      return refuse(
        `could not be copied to ${into}: ${message}`,
        'Set TMPDIR to a directory with room for a copy of the database.',
      )
    default:
      return refuse(
        `could not be copied: ${message}`,
        'The database, its directory and its -wal and -shm files must be readable and writable.',
      )
  }
}
