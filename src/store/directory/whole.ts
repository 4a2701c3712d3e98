import { constants, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Whole } from '../contract.ts'
import { storeProblem } from '../problem.ts'
import { checkLinks } from './link.ts'
import { unlessGone } from './problem.ts'
import { storedOf } from './walk.ts'

/** A small object and what is known of these very bytes; undefined: there is none. */
export async function readWhole(
  root: string,
  key: string,
  where: string,
  maxBytes: number,
): Promise<Whole | undefined> {
  // A link in place of the object itself is not opened.
  const parent = dirname(key)
  if (parent !== '.') await checkLinks(root, parent, where, 'get')
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const file = await open(join(root, key), flags).catch(unlessGone)
  if (!file) return undefined
  try {
    const there = await file.stat({ bigint: true })
    if (!there.isFile()) return undefined
    const stored = storedOf(key, there)
    if (stored.bytes > maxBytes)
      throw storeProblem('object-damaged', `${key} in ${where} is larger than ${maxBytes} bytes`, {
        hint: 'No object of ours is: look at who wrote it, and remove it.',
      })
    const bytes = Buffer.alloc(stored.bytes)
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, bytes.length - at, at)
      if (bytesRead === 0)
        throw storeProblem('object-damaged', `get ${key} in ${where}: it ends at byte ${at} instead of ${bytes.length}`)
      at += bytesRead
    }
    return { stored, bytes }
  } finally {
    await file.close()
  }
}
