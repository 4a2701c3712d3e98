import { chmod, lstat, mkdir, readdir, realpath, rename, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../problem.ts'
import { isProblem, noteAlso, Problem, remedy } from '../../problem.ts'
import { namesSome, reasonOf } from '../../words/words.ts'
import type { Facts, PlainBackup, RestoreRequest } from '../contract.ts'
import { absent, mustMakeIn, removeMade } from '../host-path.ts'
import { type Calls, callsByPlace } from './call.ts'
import { type Hold, holdDirectory } from './directory.ts'
import { decodeName } from './name.ts'
import { mayGive } from './owner.ts'
import { removeTree } from './remove.ts'
import { openTree, type Tree } from './tree.ts'
import { readWhole, type Unpacked, unpack, wantedOf } from './unpack.ts'

// A dot, so that nobody takes it for a file of theirs; left only by a program that was killed.
const unfinishedName = '.backproof-partial'

interface Options extends RestoreRequest {
  readonly signal: AbortSignal
  /** Hears what a restore of only some has brought back: that is known only once it is done. */
  readonly came: (facts: Facts) => void
}

/**
 * Restores into an empty directory whole or not at all: what is unfinished is in one directory inside the target, which
 * is removed when anything fails. With overwrite, the whole archive is read first, so that nothing is replaced from one
 * that is damaged; then each file goes in its place, over the one of the same name, when it is whole.
 */
export async function restoreFiles(
  dump: PlainBackup,
  path: string,
  { overwrite, only }: RestoreRequest,
  signal: AbortSignal,
  came: (facts: Facts) => void,
): Promise<readonly Finding[]> {
  const options = { overwrite, only, signal, came }
  const { base, made } = await prepare(path, options.overwrite)
  try {
    await using place = await holdDirectory(base)
    const calls = (await callsByPlace()).within(base)
    if (!options.overwrite) {
      await mkdir(`${place.at}/${unfinishedName}`, { mode: 0o700 })
      return await writeAside(dump, place, join(base, unfinishedName), calls, options)
    }
    await requireFit(dump, openTree(place, base, true, false, calls), options)
    const owners = await mayGive(place)
    await using tree = openTree(place, base, true, owners, calls)
    return notes(await write(dump, tree, options), owners)
  } catch (error) {
    await removeMade(base, made)
    if (isProblem(error) || (error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw new Problem('restore-failed', `cannot restore into ${path}: ${reasonOf(error)}`, {
      hint: remedy.target,
      cause: error,
    })
  }
}

/** Reads the whole archive, and writes nothing. */
async function requireFit(dump: PlainBackup, tree: Tree, { only, signal }: Options): Promise<void> {
  await using _ = tree
  const wanted = wantedOf(only)
  for await (const found of readWhole(dump, signal)) if (wanted(found)) await tree.fits(found.member)
}

/** By the directory that is held open, and not by its name, which is whoever's the target is. */
async function writeAside(
  dump: PlainBackup,
  place: Hold,
  shownAs: string,
  calls: Calls,
  options: Options,
): Promise<readonly Finding[]> {
  const unfinished = `${place.at}/${unfinishedName}`
  await using inside = await holdDirectory(unfinished)
  try {
    const owners = await mayGive(inside)
    await using tree = openTree(inside, shownAs, false, owners, calls)
    const unpacked = await write(dump, tree, options)
    for (const name of await readdir(inside.at, { encoding: 'buffer' })) await move(name, inside, place)
    await rmdir(unfinished)
    return notes(unpacked, owners)
  } catch (error) {
    try {
      for (const name of await readdir(inside.at, { encoding: 'buffer' })) {
        await removeTree(`${inside.at}/${decodeName(name)}`)
      }
      await rmdir(unfinished)
    } catch (also) {
      noteAlso(error, also)
    }
    throw error
  }
}

async function write(dump: PlainBackup, tree: Tree, { only, signal, came }: Options): Promise<Unpacked> {
  const unpacked = await unpack(dump, tree, only, signal)
  if (only.length > 0) came(unpacked.facts)
  if (only.length === 0 || unpacked.restored > 0) return unpacked
  throw new Problem('usage', `the backup contains no file that matches ${only.join(', ')}`, {
    hint: 'A pattern with a leading slash names the whole path; any other matches at any depth; * does not match a slash.',
  })
}

function notes({ foreignOwners, specialModes }: Unpacked, owners: boolean): readonly Finding[] {
  if (owners) return []
  const isRoot = process.geteuid?.() === 0
  const because = isRoot ? 'the file system takes none' : 'only root may'
  const note = (what: string): Finding => ({
    level: 'note',
    blame: 'env',
    message: `${what} were not restored: ${because}`,
    hint: isRoot ? 'Restore into another file system to keep them.' : 'Restore as root to keep them.',
  })
  return [...(foreignOwners ? [note('owners')] : []), ...(specialModes ? [note('setuid, setgid and sticky bits')] : [])]
}

/** The target's real path: made if it is not there, refused if it holds anything. */
async function prepare(
  path: string,
  overwrite: boolean,
): Promise<{ readonly base: string; readonly made: string | undefined }> {
  const look = async () => {
    const made = await mkdir(path, { recursive: true, mode: 0o755 })
    const real = await realpath(path)
    return { made, real, names: await readdir(real) }
  }
  const { made, real, names } = await reachable(path, look())
  requireEmpty(path, names, overwrite)
  return { base: real, made: made && (await realpath(made)) }
}

/** Refuses what `restoreFiles` would refuse, before anything is done for it. */
export async function admitFiles(path: string, { overwrite }: RestoreRequest): Promise<void> {
  await mustMakeIn(path)
  requireEmpty(path, (await reachable(path, readdir(path).catch(absent))) ?? [], overwrite)
}

async function reachable<T>(path: string, look: Promise<T>): Promise<T> {
  try {
    return await look
  } catch (error) {
    throw new Problem('target-refused', `cannot restore into ${path}: ${reasonOf(error)}`, {
      hint: remedy.target,
      cause: error,
    })
  }
}

function requireEmpty(path: string, names: readonly string[], overwrite: boolean): void {
  if (names.length === 0 || overwrite) return
  const brief = names.map((name) => (name.length > 80 ? `${name.slice(0, 80)}...` : name))
  throw new Problem('target-refused', `${path} is not empty: it has ${namesSome(brief)}`, {
    hint: names.includes(unfinishedName)
      ? `Remove ${join(path, unfinishedName)}: an interrupted restore left it behind.`
      : `Name an empty directory, or give --overwrite ${path}: existing files stay, and files from the backup replace those with the same path below it (for /srv/a that is ${join(path, 'srv/a')}; --into / --overwrite / puts everything back in place).`,
  })
}

async function move(name: Buffer, from: Hold, to: Hold): Promise<void> {
  const [old, there] = [below(from.at, name), below(to.at, name)]
  const entry = await lstat(old)
  if (!entry.isDirectory()) return rename(old, there)
  await using moved = await holdDirectory(`${from.at}/${decodeName(name)}`)
  // Moving a directory writes to it; its own mode may not allow that.
  await chmod(old, 0o700)
  await rename(old, there)
  await chmod(moved.byDescriptor ? moved.at : there, entry.mode & 0o7777)
}

function below(directory: string | Buffer, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(directory), Buffer.from('/'), name])
}
