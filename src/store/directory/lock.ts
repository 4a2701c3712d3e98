import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { cancelled } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { storeProblem } from '../problem.ts'

/**
 * Runs `body` while no other process that uses this lock file does. The lock is SQLite's exclusive lock on an empty
 * database file: the kernel lets go of it when its holder dies, so none can be left behind.
 */
export async function withLock<T>(file: string, where: string, signal: AbortSignal, body: () => Promise<T>) {
  const { DatabaseSync } = await import('node:sqlite')
  const patience = performance.now() + 30_000
  const unlockable = (cause: unknown) =>
    storeProblem('store-failed', `${file} cannot be locked: ${reasonOf(cause)}, in ${where}`, { cause })
  const attempt = <R>(step: () => R): R => {
    try {
      return step()
    } catch (cause) {
      throw unlockable(cause)
    }
  }
  // In a thread: the lock itself is taken in this one, which must not hang with the file system.
  try {
    await (await open(file, 'a', 0o600)).close()
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    // More specific errors than a failed lock, such as a full or read-only disk, are reported by the caller.
    throw code === 'EISDIR' ? unlockable(cause) : cause
  }
  for (;;) {
    if (signal.aborted) throw cancelled(signal)
    const lock = attempt(() => new DatabaseSync(file, { timeout: 0 }))
    try {
      if (attempt(() => acquire(lock))) return await body()
    } finally {
      lock.close()
    }
    if (performance.now() > patience)
      throw storeProblem('store-unavailable', `another process has kept ${file} locked for 30 s, in ${where}`)
    await sleep(5 + Math.random() * 20)
  }
}

function acquire(lock: import('node:sqlite').DatabaseSync): boolean {
  try {
    // In memory: where the disk is full, there is no room for a journal, and nothing is ever written.
    lock.exec('PRAGMA journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    const busy = 5 // SQLITE_BUSY
    if ((error as { errcode?: number }).errcode === busy) return false
    throw error
  }
}
