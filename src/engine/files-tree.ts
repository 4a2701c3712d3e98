import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, lchown, link, lstat, lutimes, mkdir, open, rename, rm, symlink, utimes } from 'node:fs/promises'
import { isProblem, Problem } from '../problem.ts'
import type { Member } from './files-member.ts'
import { fsPath, shown } from './files-name.ts'
import { reason } from './files-walk.ts'
import { absent } from './place.ts'

/**
 * Writes members into a directory and nowhere else: no symbolic link is ever followed, nothing is written through one.
 * Where overwriting was asked for, each file replaces the one of its name once it is written, and not before.
 */
export interface Tree {
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
const REMEMBERED = 4096

/** `base`: an existing directory, its real path. */
export function openTree(base: string, overwrite: boolean): Tree {
  const root = process.geteuid?.() === 0
  const at = (path: string) => (base === '/' ? `/${path}` : `${base}/${path}`)
  // Real directories inside base; none is ever removed or replaced here, so what was checked stays true.
  const checked = new Set<string>()
  // The directories above the current member: their modes and times are set once they are left.
  const above: { member: Member; made: boolean }[] = []

  const refuse = (path: string, what: string) =>
    overwrite
      ? new Problem('target-refused', `${shown(at(path))} ${what}`, {
          hint: 'Restore into another directory, or move it away.',
        })
      : new Problem('object-damaged', `files.tar holds ${shown(path)} twice, or as more than one thing`)

  async function ensureDirectory(path: string, mode: number): Promise<void> {
    if (path === '' || checked.has(path)) return
    await ensureDirectory(parentOf(path), 0o755)
    try {
      await mkdir(fsPath(at(path)), { mode })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (!(await lstat(fsPath(at(path)))).isDirectory()) throw refuse(path, 'is in the way of a directory')
    }
    if (checked.size >= REMEMBERED) checked.clear()
    checked.add(path)
  }

  async function arrive(path: string, made: boolean): Promise<void> {
    await leave(path)
    if (made) {
      for (const directory of above) {
        if (directory.made) continue
        await ensureDirectory(directory.member.path, 0o700)
        directory.made = true
      }
    }
    if (made) await ensureDirectory(parentOf(path), 0o755)
  }

  async function leave(path: string): Promise<void> {
    for (let last = above.at(-1); last && !path.startsWith(`${last.member.path}/`); last = above.at(-1)) {
      above.pop()
      if (!last.made) continue
      const { member } = last
      const real = fsPath(at(member.path))
      if (root) await lchown(real, member.uid, member.gid)
      await chmod(real, root ? member.mode : member.mode & 0o777)
      await utimes(real, seconds(member), seconds(member))
    }
  }

  /** Makes a new name; where overwriting was asked for, beside its place, into which it is then moved. */
  async function create(path: string, make: (real: string | Buffer) => Promise<void>): Promise<void> {
    const real = fsPath(at(path))
    if (!overwrite) return make(real).catch((error) => throwExists(path, error))
    if ((await lstat(real).catch(absent))?.isDirectory()) throw refuse(path, 'is a directory where the backup has none')
    const parent = parentOf(path)
    const beside = fsPath(at(`${parent === '' ? '' : `${parent}/`}.restorable-${randomBytes(8).toString('hex')}`))
    try {
      await make(beside)
      await rename(beside, real)
    } finally {
      // Also where both are names of one file: then renaming does nothing.
      await rm(beside, { force: true })
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
      throw new Problem('restore-failed', `cannot write ${shown(at(path))}: ${reason(error)}`, { cause: error })
    }
  }

  async function writeFile(real: string | Buffer, member: Member, content: AsyncIterable<Buffer>): Promise<void> {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
    await using handle = await open(real, flags, 0o600)
    let position = 0
    for await (const chunk of content) {
      for (const [from, to] of member.sparse ? filled(chunk, position) : [[0, chunk.length] as const]) {
        for (let done = from; done < to; ) {
          done += (await handle.write(chunk, done, to - done, position + done)).bytesWritten
        }
      }
      position += chunk.length
    }
    if (member.sparse) await handle.truncate(position)
    if (root) await handle.chown(member.uid, member.gid)
    // After the owner: changing that clears setuid.
    await handle.chmod(root ? member.mode : member.mode & 0o777)
    await handle.utimes(seconds(member), seconds(member))
  }

  return {
    directory: (member, wanted) =>
      located(member.path, async () => {
        await arrive(member.path, wanted)
        above.push({ member, made: wanted })
        if (wanted) await ensureDirectory(member.path, 0o700)
      }),
    file: (member, content) =>
      located(member.path, async () => {
        await arrive(member.path, true)
        await create(member.path, (real) => writeFile(real, member, content))
      }),
    symlink: (member) =>
      located(member.path, async () => {
        await arrive(member.path, true)
        await create(member.path, async (real) => {
          await symlink(fsPath(member.target), real)
          if (root) await lchown(real, member.uid, member.gid)
          await lutimes(real, seconds(member), seconds(member))
        })
      }),
    link: (member) =>
      located(member.path, async () => {
        if (!(await isFileInside(member.target))) return false
        await arrive(member.path, true)
        await create(member.path, (real) => link(fsPath(at(member.target)), real))
        return true
      }),
    finish: () => located('', () => leave('')),
  }

  async function isFileInside(path: string): Promise<boolean> {
    const components = path.split('/')
    try {
      for (let depth = 1; depth < components.length; depth += 1) {
        if (!(await lstat(fsPath(at(components.slice(0, depth).join('/'))))).isDirectory()) return false
      }
      return (await lstat(fsPath(at(path)))).isFile()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw error
    }
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** Of a number below zero Node makes the present (toUnixTimestamp); a Date it takes as it is. */
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
