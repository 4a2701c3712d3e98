import { randomBytes } from 'node:crypto'
import { chmod, chown, lchown, link, lstat, lutimes, rename, rm, stat, symlink, utimes } from 'node:fs/promises'
import { isProblem, Problem, remedy } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { absent } from '../host-path.ts'
import type { Calls } from './call.ts'
import type { Hold } from './directory.ts'
import type { Member } from './member.ts'
import { fsPath, shown } from './name.ts'
import { openPlaces } from './place.ts'

/**
 * Writes members into a directory and nowhere else: no symbolic link is ever followed, nothing is written through one.
 * Where overwriting was asked for, each file replaces the one of its name once it is written, and not before.
 */
export interface Tree extends AsyncDisposable {
  /** Throws `target-refused` where something of another kind has the member's name already. Nothing is written. */
  fits(member: Member): Promise<void>
  /** Members of an archive come parents first. `wanted` false: made only if something in it is. */
  directory(member: Member, wanted: boolean): Promise<void>
  file(member: Member, content: AsyncIterable<Buffer>): Promise<void>
  symlink(member: Member): Promise<void>
  /** A second name of a file written before; false where that is not there. */
  link(member: Member): Promise<boolean>
  /** Gives the directories that are still open their modes and times. */
  finish(): Promise<void>
}

const ZEROS = Buffer.alloc(4096)

/**
 * `base`: the directory to write into. `shownAs`: its path in messages. `owners`: whether files are given to their owners;
 * where they are not, they do not get setuid, setgid and sticky either.
 */
export function openTree(base: Hold, shownAs: string, overwrite: boolean, owners: boolean, calls: Calls): Tree {
  const named = (path: string) => shown(shownAs === '/' ? `/${path}` : `${shownAs}/${path}`)
  // The directories above the current member: their modes and times are set once they are left.
  const above: { member: Member; made: boolean }[] = []
  let finished = false
  const isRoot = process.geteuid?.() === 0

  const refuse = (path: string, what: string) =>
    overwrite
      ? new Problem('target-refused', `${named(path)} ${what}`, {
          hint: 'Restore into another directory, or move it away.',
        })
      : new Problem('object-damaged', `files.tar holds ${shown(path)} twice, or as more than one thing`, {
          hint: remedy.damaged,
        })
  const inTheWay = (path: string) => refuse(path, 'is in the way of a directory')
  const places = openPlaces(base, inTheWay)
  // Beside those, because a link is from one directory to another.
  const targets = openPlaces(base, inTheWay)

  async function arrive(path: string): Promise<void> {
    await leave(path)
    for (const directory of above) {
      if (directory.made) continue
      await enter(directory.member)
      directory.made = true
    }
  }

  /** As tar does: what is there from before may not let its owner write. Its own mode is set when it is left. */
  async function enter({ path }: Member): Promise<void> {
    const { at } = await places.enter(path, 0o700)
    if (!overwrite || isRoot) return
    const real = fsPath(at)
    const { mode } = await stat(real)
    if ((mode & 0o700) !== 0o700) await chmod(real, (mode & 0o7777) | 0o700)
  }

  async function leave(path: string): Promise<void> {
    for (let last = above.at(-1); last && !path.startsWith(`${last.member.path}/`); last = above.at(-1)) {
      above.pop()
      if (!last.made) continue
      const { member } = last
      const { at, byDescriptor } = await places.enter(member.path, 0o700)
      const real = fsPath(at)
      if (owners) await (byDescriptor ? chown : lchown)(real, member.uid, member.gid)
      await chmod(real, owners ? member.mode : member.mode & 0o777)
      await utimes(real, seconds(member), seconds(member))
    }
  }

  /** Makes a new name; where overwriting was asked for, beside its place, into which it is then moved. */
  async function create(path: string, make: (real: string | Buffer) => Promise<void>): Promise<void> {
    await arrive(path)
    const parent = await places.enter(parentOf(path), 0o755)
    if (finished) return amend(parent, () => createIn(parent, path, make))
    await createIn(parent, path, make)
  }

  async function createIn({ at }: Hold, path: string, make: (real: string | Buffer) => Promise<void>): Promise<void> {
    const real = fsPath(`${at}/${nameOf(path)}`)
    if (!overwrite) return make(real).catch((error) => throwExists(path, error))
    if ((await lstat(real).catch(absent))?.isDirectory()) throw refuse(path, notADirectory)
    const beside = fsPath(`${at}/.backproof-${randomBytes(8).toString('hex')}`)
    try {
      await make(beside)
      await rename(beside, real)
    } finally {
      // Also where both are names of one file: then renaming does nothing.
      await rm(beside, { force: true })
    }
  }

  /** Into a directory that was left: its mode may not allow it any more, and its time is to stay. */
  async function amend({ at }: Hold, write: () => Promise<void>): Promise<void> {
    const real = fsPath(at)
    const { mode, mtimeMs, mtime } = await stat(real)
    if (!isRoot) await chmod(real, (mode & 0o7777) | 0o300)
    try {
      await write()
    } finally {
      if (!isRoot) await chmod(real, mode & 0o7777)
      const time = mtimeMs < 0 ? mtime : mtimeMs / 1000
      await utimes(real, time, time)
    }
  }

  function throwExists(path: string, error: unknown): never {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? refuse(path, 'exists') : error
  }

  async function located<T>(path: string, write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } catch (error) {
      const { code, syscall } = error as NodeJS.ErrnoException
      // Only the file system's own errors are ours to name: the archive's pass.
      if (isProblem(error) || code === undefined || syscall === undefined) throw error
      throw new Problem('restore-failed', `cannot write ${named(path)}: ${reasonOf(error)}`, {
        cause: error,
        hint: syscall.endsWith('chown')
          ? 'Restore as a user other than root: owners are then left out.'
          : remedy.target,
      })
    }
  }

  async function writeFile(real: string | Buffer, member: Member, content: AsyncIterable<Buffer>): Promise<void> {
    const file = await calls.create(real)
    try {
      let position = 0
      for await (const chunk of content) {
        for (const [from, to] of member.sparse ? filled(chunk, position) : [[0, chunk.length] as const]) {
          await file.write(chunk.subarray(from, to), position + from)
        }
        position += chunk.length
      }
      if (member.sparse) await file.truncate(position)
      if (owners) await file.chown(member.uid, member.gid)
      // After the owner: changing that clears setuid.
      await file.chmod(owners ? member.mode : member.mode & 0o777)
      await file.utimes(seconds(member))
    } finally {
      await file.close()
    }
  }

  /** undefined: nothing has the name, or it is in a directory that its owner may not look into until it is made writable. */
  async function look(path: string) {
    try {
      const parent = await places.find(parentOf(path))
      return parent && (await lstat(fsPath(`${parent.at}/${nameOf(path)}`)).catch(absent))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EACCES' && !isRoot) return undefined
      throw error
    }
  }

  async function isFile(path: string): Promise<boolean> {
    const parent = await targets.find(parentOf(path)).catch((error: unknown) => {
      if (!isProblem(error)) throw error
    })
    const there = parent && (await lstat(fsPath(`${parent.at}/${nameOf(path)}`)).catch(absent))
    return there?.isFile() ?? false
  }

  return {
    fits: ({ type, path }) =>
      located(path, async () => {
        if (path === '') return
        const there = await look(path)
        if (!there || there.isDirectory() === (type === 'directory')) return
        throw type === 'directory' ? inTheWay(path) : refuse(path, notADirectory)
      }),
    directory: (member, wanted) =>
      located(member.path, async () => {
        await (wanted ? arrive(member.path) : leave(member.path))
        above.push({ member, made: wanted })
        if (wanted) await enter(member)
      }),
    file: (member, content) =>
      located(member.path, () => create(member.path, (real) => writeFile(real, member, content))),
    symlink: (member) =>
      located(member.path, () =>
        create(member.path, async (real) => {
          await symlink(fsPath(member.target), real)
          if (owners) await lchown(real, member.uid, member.gid)
          await lutimes(real, seconds(member), seconds(member))
        }),
      ),
    link: (member) =>
      located(member.path, async () => {
        if (!(await isFile(member.target))) return false
        await create(member.path, async (real) => {
          const parent = await targets.enter(parentOf(member.target), 0o755)
          await link(fsPath(`${parent.at}/${nameOf(member.target)}`), real)
        })
        return true
      }),
    finish: () =>
      located('', async () => {
        await leave('')
        finished = true
      }),
    async [Symbol.asyncDispose]() {
      await places[Symbol.asyncDispose]()
      await targets[Symbol.asyncDispose]()
    },
  }
}

const notADirectory = 'is a directory where the backup has none'

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Node turns a number below zero into the present (toUnixTimestamp); it takes a Date as it is. */
function seconds({ mtimeNs }: Member): number | Date {
  return mtimeNs < 0n ? new Date(Number(mtimeNs / 1_000_000n)) : Number(mtimeNs) / 1e9
}

/** The runs of a chunk that are not zeros, by the file's blocks. */
function filled(chunk: Buffer, position: number): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (let from = 0; from < chunk.length; ) {
    const to = Math.min(chunk.length, from + ZEROS.length - ((position + from) % ZEROS.length))
    const zero = chunk.subarray(from, to).equals(ZEROS.subarray(0, to - from))
    const last = runs.at(-1)
    if (!zero && last?.[1] === from) last[1] = to
    else if (!zero) runs.push([from, to])
    from = to
  }
  return runs
}
