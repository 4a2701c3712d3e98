import { randomBytes } from 'node:crypto'
import { createWriteStream, type Stats } from 'node:fs'
import { chmod, chown, lstat, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Finding } from '../../problem.ts'
import { cancelled, isProblem, noteAlso, Problem, remedy } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import type { PlainBackup, RestoreRequest } from '../contract.ts'
import { absent, mustMakeIn, removeMade, temporaryFolder, unwritable } from '../host-path.ts'
import { checkIntegrity } from './integrity.ts'

export const databasePart = 'database.sqlite'
const companions = ['-wal', '-shm', '-journal']

/** Puts the database in place whole or not at all: written beside the target, synced, checked, then renamed. */
export async function restoreSqlite(
  dump: PlainBackup,
  into: string,
  { only, overwrite }: RestoreRequest,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  requireWhole(only)
  const { path, replaced, made } = await prepare(into, overwrite)
  try {
    return await put(dump, path, replaced, signal)
  } catch (error) {
    await removeMade(dirname(path), made)
    throw error
  }
}

/** Refuses what `restoreSqlite` would refuse, before anything is done for it. */
export async function admitSqlite(into: string, { only, overwrite }: RestoreRequest): Promise<void> {
  requireWhole(only)
  const { path } = await reachable(into, () => look(into, overwrite))
  await mustMakeIn(dirname(path))
}

function requireWhole(only: readonly string[]): void {
  if (only.length === 0) return
  throw new Problem('usage', 'an SQLite database is restored as a whole, not table by table', {
    hint: 'Restore it into another file and copy the tables from there with `sqlite3 FILE ".dump TABLE"`.',
  })
}

async function put(
  dump: PlainBackup,
  path: string,
  replaced: Stats | undefined,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const unfinished = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.backproof-partial`)
  try {
    const findings = await write(dump, unfinished, signal)
    if (replaced) {
      await chmod(unfinished, replaced.mode & 0o7777)
      if (process.geteuid?.() === 0) await chown(unfinished, replaced.uid, replaced.gid)
    }
    await replace(unfinished, path)
    await sync(dirname(path))
    return findings
  } catch (error) {
    throw isProblem(error)
      ? error
      : new Problem('restore-failed', `cannot write ${path}: ${reasonOf(error)}`, {
          hint: remedy.target,
          cause: error,
        })
  } finally {
    for (const companion of ['', ...companions]) await rm(`${unfinished}${companion}`, { force: true })
  }
}

/**
 * A log or journal of the old database, applied to the new one, would damage it; without it the old one lacks what it had
 * committed last. So they are put aside, and back where the new database does not go in place.
 */
async function replace(unfinished: string, path: string): Promise<void> {
  const aside: (readonly [string, string])[] = []
  try {
    for (const companion of companions) {
      const [there, away] = [`${path}${companion}`, `${unfinished}.old${companion}`]
      if (!(await lstat(there).catch(absent))) continue
      await rename(there, away)
      aside.push([there, away])
    }
    await rename(unfinished, path)
  } catch (error) {
    for (const [there, away] of aside) await rename(away, there).catch((also) => noteAlso(error, also))
    throw error
  }
  for (const [, away] of aside) await rm(away, { force: true })
}

/** A checked copy in a temporary directory, removed afterwards. */
export async function withCopy<T>(
  dump: PlainBackup,
  signal: AbortSignal,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await temporaryFolder('sandbox-failed')
  try {
    const path = join(folder, databasePart)
    await write(dump, path, signal).catch((error: NodeJS.ErrnoException) => {
      throw isProblem(error) || error.syscall === undefined ? error : unwritable('sandbox-failed', error)
    })
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Gives what of it could not be checked here. */
async function write(dump: PlainBackup, path: string, signal: AbortSignal): Promise<readonly Finding[]> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pipeline(await dump.open(databasePart), file, { signal }).catch((error: unknown) => {
    throw signal.aborted ? cancelled(signal) : error
  })
  await sync(path)
  const { size } = await stat(path)
  const expected = dump.facts.sizeBytes
  if (size !== expected) {
    throw new Problem('object-damaged', `${databasePart} has ${size} bytes, but the database had ${expected}`, {
      hint: remedy.damaged,
    })
  }
  const { damages, findings } = await checkIntegrity(path, signal)
  if (damages.length > 0)
    throw new Problem('object-damaged', `${databasePart} does not pass its integrity check: ${damages.join('; ')}`, {
      hint: remedy.damaged,
    })
  return findings
}

async function sync(path: string): Promise<void> {
  await using handle = await open(path)
  await handle.sync()
}

function prepare(named: string, overwrite: boolean) {
  return reachable(named, async () => {
    const made = await mkdir(dirname(named), { recursive: true })
    return { made, ...(await look(named, overwrite)) }
  })
}

/** What is there now, and where; refused unless it may be replaced. */
async function look(named: string, overwrite: boolean) {
  const refuse = (what: string, hint: string) => new Problem('target-refused', `${named} ${what}`, { hint })
  const entry = await lstat(named).catch(absent)
  const path = entry?.isSymbolicLink() ? await realpath(named) : named
  const replaced = await stat(path).catch(absent)
  if (replaced && !replaced.isFile()) throw refuse('is not a regular file', 'Name a file that does not exist yet.')
  const other = `Name a file that does not exist yet, or give --overwrite ${named} after stopping what uses it.`
  if (replaced && replaced.size > 0 && !overwrite)
    throw refuse(`exists and is not empty: it has ${replaced.size} bytes`, other)
  for (const companion of companions) {
    const left = await stat(`${path}${companion}`).catch(absent)
    if (left && left.size > 0 && !overwrite)
      throw refuse(`has a ${companion} file of another database beside it`, other)
  }
  return { path, replaced }
}

async function reachable<T>(named: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    if (isProblem(error)) throw error
    throw new Problem('target-refused', `cannot restore into ${named}: ${reasonOf(error)}`, {
      hint: remedy.target,
      cause: error,
    })
  }
}
