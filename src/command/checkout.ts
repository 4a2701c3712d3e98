import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** The repository that a folder is in, and what is checked out there. */
export interface Checkout {
  /** The repository's top folder. */
  readonly root: string
  /** undefined: a single commit is checked out. */
  readonly branch?: string
  readonly commit?: string
}

/** Looks in the folder, which need not be there, and in all above it; undefined: it is in no repository. */
export async function checkoutOf(folder: string): Promise<Checkout | undefined> {
  for (let root = resolve(folder); ; root = dirname(root)) {
    const head = await readHead(root)
    if (head !== undefined) {
      const branch = /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim()
      return { root, ...(branch === undefined ? { commit: head.trim() } : { branch }) }
    }
    if (dirname(root) === root) return undefined
  }
}

async function readHead(root: string): Promise<string | undefined> {
  const head = await readIfThere(join(root, '.git', 'HEAD'))
  if (head !== undefined) return head
  // Of a worktree or a submodule it is a file that says where (gitrepository-layout(5)).
  const pointer = /^gitdir: (.+)$/m.exec((await readIfThere(join(root, '.git'))) ?? '')?.[1]?.trim()
  return pointer === undefined ? undefined : await readIfThere(join(resolve(root, pointer), 'HEAD'))
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
