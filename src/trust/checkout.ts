import { lstat, readFile, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { messageOf } from '../problem.ts'
import { blobAt } from './git-blob.ts'

/** A policy's file as it was read, here or from a commit. */
export interface PolicyFile {
  /** As people know it. */
  readonly path: string
  readonly text: string
}

/** Where a file lies in a repository's checkout. */
interface Place {
  /** The repository's top folder. */
  readonly root: string
  /** From there, with slashes. */
  readonly path: string
}

/** Whether the file is, byte for byte, that of a commit; `text` is then the commit's own. */
export type CommitProof =
  | { readonly kind: 'shown'; readonly text: string }
  | { readonly kind: 'unshown'; readonly why: string }

const unshown = (why: string) => ({ kind: 'unshown', why }) as const

/** Shows by git objects that this file of the workspace is the commit's. Only what can be shown counts. */
export async function showCommitted(workspace: string, file: string, commit: string): Promise<CommitProof> {
  try {
    const place = await placeOf(workspace, file)
    if ('why' in place) return place
    const blob = await blobAt(place.root, commit, place.path)
    if (blob.kind === 'unshown') return blob
    const text = blob.bytes.toString('utf8')
    // Git may write line ends in the way of the machine.
    if (plain(await readFile(file, 'utf8')) === plain(text)) return { kind: 'shown', text }
    return unshown(`${place.path} is not that of commit ${commit.slice(0, 12)}, for which this job runs`)
  } catch (error) {
    return unshown(messageOf(error))
  }
}

const plain = (text: string) => text.replaceAll('\r\n', '\n')

/** The file's place in a checkout of the workspace; without a link on the way, which may lead into another one. */
async function placeOf(workspace: string, file: string): Promise<Place | Extract<CommitProof, { kind: 'unshown' }>> {
  if (workspace === '') return unshown('the workspace of this job, GITHUB_WORKSPACE, is not known')
  const real = await realpath(workspace)
  const way = [resolve(workspace), real].map((from) => relative(from, file)).find((to) => !leadsOut(to))
  if (way === undefined) return unshown(`${file} is not in the workspace of this job, ${workspace}`)
  let [root, from, at]: [string | undefined, number, string] = [undefined, 0, real]
  const names = way.split(sep)
  for (const [i, name] of names.entries()) {
    const git = await statOf(join(at, '.git'))
    if (git) [root, from] = [git.isDirectory() ? at : undefined, i]
    if (git && !git.isDirectory()) return unshown(`${at} is a worktree, a submodule or a link to another repository`)
    at = join(at, name)
    if ((await statOf(at))?.isSymbolicLink()) return unshown(`${relative(real, at)} is a link`)
  }
  if (root === undefined) return unshown(`${dirname(file)} is in no checkout: there is no .git`)
  return { root, path: names.slice(from).join('/') }
}

async function statOf(path: string) {
  try {
    return await lstat(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

const leadsOut = (way: string) => way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)

/** The top folder of the checkout that a folder is in, by the nearest `.git`; undefined: it is in none. Shows nothing. */
export async function rootOf(folder: string): Promise<string | undefined> {
  for (let root = resolve(folder); ; root = dirname(root)) {
    if (await statOf(join(root, '.git'))) return root
    if (dirname(root) === root) return undefined
  }
}
