import { join } from 'node:path'
import { messageOf } from '../problem.ts'
import { isCommitId, readGitObject } from './git-object.ts'

/** What a commit has at a path, or why that cannot be shown. */
export type Blob =
  | { readonly kind: 'blob'; readonly bytes: Buffer }
  | { readonly kind: 'unshown'; readonly why: string }

/** The file at the path (with slashes, from the top) in the tree of the commit, by objects alone: no name of git's counts. */
export async function blobAt(root: string, commit: string, path: string): Promise<Blob> {
  try {
    return await lookUp(join(root, '.git'), commit, path)
  } catch (error) {
    return unshown(`the git objects of ${commit.slice(0, 12)} cannot be read: ${messageOf(error)}`)
  }
}

const unshown = (why: string) => ({ kind: 'unshown', why }) as const

async function lookUp(git: string, commit: string, path: string): Promise<Blob> {
  if (!isCommitId(commit)) return unshown('the commit of this run, GITHUB_SHA, is not known')
  const short = commit.slice(0, 12)
  const object = await readGitObject(git, commit)
  if (!object) return unshown(`commit ${short}, for which this job runs, is not in this checkout`)
  let id = object.type === 'commit' ? /^tree ([0-9a-f]{40})\n/.exec(object.content.toString('latin1'))?.[1] : undefined
  const names = path.split('/')
  for (const [i, name] of names.entries()) {
    const tree = id === undefined ? undefined : await readGitObject(git, id)
    if (tree?.type !== 'tree') return unshown(`commit ${short} is not whole in this checkout`)
    const entry = entryOf(tree.content, name)
    const last = i === names.length - 1
    if (!entry) return unshown(`commit ${short} has no ${path}`)
    if (entry.mode === '120000') return unshown(`${path} is a link in commit ${short}`)
    if (last ? !entry.mode.startsWith('100') : entry.mode !== '40000')
      return unshown(`commit ${short} has no file ${path}`)
    id = entry.id
  }
  const blob = id === undefined ? undefined : await readGitObject(git, id)
  return blob?.type === 'blob'
    ? { kind: 'blob', bytes: blob.content }
    : unshown(`${path} of commit ${short} is not in this checkout`)
}

/** A tree is a row of "mode name", NUL, and 20 bytes of the object's name. */
function entryOf(tree: Buffer, name: string): { readonly mode: string; readonly id: string } | undefined {
  for (let at = 0; at < tree.length; ) {
    const end = tree.indexOf(0, at)
    if (end < 0 || end + 21 > tree.length) throw new Error('a tree is cut off')
    const head = tree.toString('utf8', at, end)
    const space = head.indexOf(' ')
    if (head.slice(space + 1) === name)
      return { mode: head.slice(0, space), id: tree.toString('hex', end + 1, end + 21) }
    at = end + 21
  }
  return undefined
}
