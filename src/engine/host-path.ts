import { constants, realpathSync } from 'node:fs'
import { access, mkdtemp, readdir, rmdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { hasScheme, requireSet, type SourceCommon } from '../policy/policy.ts'
import { Problem, type ProblemCode, remedy } from '../problem.ts'
import { reasonOf } from '../words/words.ts'

/** The real path, also of what does not exist yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path === '/' ? path : join(realPath(dirname(path)), basename(path))
  }
}

/** The text, unless it is an address: its password would be the name of a folder. Never repeats it. */
export function requirePath(option: string, text: string, of: string, kind: 'file' | 'folder'): string {
  if (!hasScheme(text)) return text
  throw new Problem('usage', `${option} is the address of a server, but this is a backup of ${of}`, {
    hint: `Name a ${kind} on this machine: ${option} ./restored`,
  })
}

/** A new directory for what goes when its use ends. Throws the code where there can be none. */
export async function temporaryFolder(code: ProblemCode): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'backproof-'))
  } catch (cause) {
    throw unwritable(code, cause as Error)
  }
}

export function unwritable(code: ProblemCode, cause: Error): Problem {
  return new Problem(code, `nothing can be written to the temporary directory: ${reasonOf(cause)}`, {
    hint: 'Set TMPDIR to a writable directory with free space.',
    cause,
  })
}

/** Throws `target-refused` where nothing can be made in a folder that is there, or could be made. Makes nothing. */
export async function mustMakeIn(folder: string): Promise<void> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    try {
      await access(at, constants.W_OK | constants.X_OK)
      if ((await stat(at)).isDirectory()) return
      throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' && at !== dirname(at)) continue
      throw new Problem('target-refused', `nothing can be written to ${at}: ${reasonOf(error)}`, {
        hint: remedy.target,
        cause: error,
      })
    }
  }
}

/** Throws `target-refused` for a folder that has something, or that nothing can be put into. Makes nothing. */
export async function mustBeEmptyFolder(folder: string): Promise<void> {
  await mustMakeIn(folder)
  const [some] = await readdir(folder).catch((error: NodeJS.ErrnoException) => absent(error) ?? [])
  if (some === undefined) return
  throw new Problem('target-refused', `${folder} is not empty: it has ${some}`, {
    hint: 'Name a folder that is empty or not there.',
  })
}

/** What a failed look at a path comes to: nothing is there, or the failure itself. */
export function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/**
 * Of a restore that failed: the folders that it made for its target, from `folder` up to `made`, the topmost. One that holds
 * anything stays, and so do those above it: the failure itself is what is told.
 */
export async function removeMade(folder: string, made: string | undefined): Promise<void> {
  if (made === undefined) return
  for (let at = folder; at === made || at.startsWith(`${made}/`); at = dirname(at)) {
    const removed = await rmdir(at).then(
      () => true,
      () => false,
    )
    if (!removed) return
  }
}

/**
 * Throws `policy-invalid` for a source that is files of this machine, and whose programs are to run in a container;
 * `secret-missing` for one whose path is not known here.
 */
export function requireHost(source: SourceCommon): void {
  const { name, tools } = source
  requireSet(source)
  if (tools.kind === 'host' || tools.kind === 'auto') return
  throw new Problem(
    'policy-invalid',
    `source ${name}: files on this machine are read on the host, not in a container`,
    {
      hint: "Write tools: host, and mount the container's volume where the job can read it.",
    },
  )
}
