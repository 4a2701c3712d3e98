import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { type GitObject, longestObject } from './git-kind.ts'
import { findPacked } from './git-pack.ts'

/** Objects of other packs that one builds on: git makes few, and a circle only in an attack. */
const deepest = 64

export const isCommitId = (text: string) => /^[0-9a-f]{40}$/.test(text)

/**
 * Reads an object from the folder `.git`, loose or packed. Its name is the digest of its content, and this is checked.
 * So it does not matter who wrote into that folder, and no program that the folder names is started.
 * @returns undefined if it does not exist. Throws if it cannot be read, or does not match its name.
 */
export async function readGitObject(git: string, id: string, depth = 0): Promise<GitObject | undefined> {
  if (!isCommitId(id)) throw new Error(`${id.slice(0, 64)} is not the name of an object`)
  if (depth > deepest) throw new Error(`object ${id} builds on too many others`)
  const found = (await readLoose(git, id)) ?? (await findPacked(git, id, (base) => readGitObject(git, base, depth + 1)))
  if (!found) return undefined
  const digest = createHash('sha1').update(`${found.type} ${found.content.length}\0`).update(found.content)
  if (digest.digest('hex') !== id) throw new Error(`object ${id} is not what its name says`)
  return found
}

async function readLoose(git: string, id: string): Promise<GitObject | undefined> {
  let packed: Buffer
  try {
    packed = await readFile(join(git, 'objects', id.slice(0, 2), id.slice(2)))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
  const bytes = inflateSync(packed, { maxOutputLength: longestObject })
  const end = bytes.indexOf(0)
  const head = /^(commit|tree|blob|tag) \d+$/.exec(bytes.toString('latin1', 0, Math.max(end, 0)))
  if (!head?.[1]) throw new Error(`object ${id} has no head`)
  return { type: head[1], content: bytes.subarray(end + 1) }
}
