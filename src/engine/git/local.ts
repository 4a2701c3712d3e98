import { readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { Problem } from '../../problem.ts'
import type { Bench } from '../contract.ts'
import { absent } from '../host-path.ts'
import { listRefs } from './facts.ts'
import { type Git, gitIn } from './program.ts'
import { type Head, headText, isId, packedRefs, type Refs } from './ref.ts'

/** A repository of this machine, and where its objects are. */
export interface LocalRepository {
  readonly path: string
  /** What `.git` is, or leads to: of a worktree its own. */
  readonly git: string
  /** What its worktrees share: refs and objects. */
  readonly common: string
}

/** Looks for it by names alone. Throws `source-failed` for what is none, or has only a part of its history. */
export async function findRepository(named: string): Promise<LocalRepository> {
  const path = resolve(named)
  const failed = (because: string, hint: string) => new Problem('source-failed', `${path} ${because}`, { hint })
  const inside = await stat(join(path, '.git')).catch(missing)
  const git = !inside ? path : inside.isDirectory() ? join(path, '.git') : await linked(join(path, '.git'))
  const common = resolve(git, (await readText(join(git, 'commondir'))) ?? '.')
  const parts = await Promise.all(
    ['HEAD', 'objects'].map((name) => stat(join(name === 'HEAD' ? git : common, name)).catch(missing)),
  )
  if (parts.includes(undefined))
    throw failed('is not a git repository', 'Name the folder that holds .git, or a bare repository.')
  const full = 'Clone all of it: with actions/checkout set `fetch-depth: 0`; here run `git fetch --unshallow`.'
  const shallow = await readText(join(common, 'shallow'))
  if (shallow) throw failed('is a shallow clone: it does not have all of its history', full)
  const packs = await readdir(join(common, 'objects', 'pack')).catch(() => [])
  const config = (await readText(join(common, 'config'))) ?? ''
  if (
    packs.some((name) => name.endsWith('.promisor')) ||
    /^\s*(?:promisor\s*=\s*(?:true|yes|on|1)|partialclone\s*=)/im.test(config)
  )
    throw failed(
      'is a partial clone: it does not have all of its files',
      'Clone it without --filter; with actions/checkout leave `filter` and `sparse-checkout` out.',
    )
  return { path, git, common }
}

/**
 * A repository of our own beside it, with its refs as they are now, which finds its objects there. Later changes and
 * its configuration have no effect.
 */
export async function viewOf(
  { path, git: own, common }: LocalRepository,
  folder: string,
  bench: Pick<Bench, 'baseEnv'>,
  signal: AbortSignal,
): Promise<{ readonly git: Git; readonly refs: Refs }> {
  const source = gitIn(own, bench)
  const said = (await source.text(['rev-parse', '--show-object-format'], signal)).trim()
  const format = said === 'sha256' ? 'sha256' : 'sha1'
  const refs = await listRefs(source, signal).catch((error: Error) => {
    if (error instanceof Problem) throw error
    throw new Problem('source-failed', `${path}: ${error.message}`, {
      hint: 'Run `git for-each-ref` there; set the ref to a commit, rename its file (or its line in packed-refs), or delete it.',
    })
  })
  const head = await headIn(source, own, signal)
  const git = await emptyRepository(folder, format, bench, signal)
  const objects = join(await realpath(common), 'objects')
  if (/[\n"#]/.test(objects))
    throw new Problem('source-failed', `${JSON.stringify(path)} has a line feed, a " or a # in its path`, {
      hint: 'Move the repository, or name it by a link without them.',
    })
  await writeFile(join(folder, 'objects', 'info', 'alternates'), `${objects}\n`)
  await setRefs(git, { format, refs, head })
  return { git, refs: { format, refs, head } }
}

/** A new bare repository, without hooks. */
export async function emptyRepository(
  folder: string,
  format: Refs['format'],
  bench: Pick<Bench, 'baseEnv'>,
  signal: AbortSignal,
): Promise<Git> {
  const git = gitIn(folder, bench)
  await git.text(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`], signal)
  return git
}

/** All of a new repository's refs at once. */
export async function setRefs({ folder }: Pick<Git, 'folder'>, { refs, head }: Refs): Promise<void> {
  await writeFile(join(folder, 'packed-refs'), packedRefs(refs))
  await writeFile(join(folder, 'HEAD'), Buffer.from(headText(head), 'latin1'))
}

export async function headIn(git: Git, folder: string, signal: AbortSignal): Promise<Head> {
  const text = (await readFile(join(folder, 'HEAD'), 'latin1')).trim()
  if (isId(text)) return { id: text }
  const ref = /^ref: (refs\/.+)$/s.exec(text)?.[1]
  // With refs in tables the file says nothing (refs/heads/.invalid).
  if (ref !== undefined && !ref.endsWith('/.invalid')) return { ref }
  const said = (await git.text(['rev-parse', '--symbolic-full-name', 'HEAD'], signal)).trim()
  return said.startsWith('refs/') ? { ref: said } : { id: (await git.text(['rev-parse', 'HEAD'], signal)).trim() }
}

/** Of a worktree or a submodule: `gitdir: PATH`. */
async function linked(file: string): Promise<string> {
  const to = /^gitdir: (.+)$/s.exec((await readText(file)) ?? '')?.[1] ?? ''
  return isAbsolute(to) ? to : resolve(file, '..', to)
}

async function readText(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(missing)
  return text?.trim()
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOTDIR') return absent(error)
}
