import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { redigested } from '../catalog/redigested.ts'

/** Alters what the caches know, as anybody may who can write one, with digests that fit. Gives how many objects it altered. */
export async function alterCache(directory: string, alter: (key: string, text: string) => string): Promise<number> {
  let altered = 0
  for (const name of await readdir(directory)) {
    const path = join(directory, name)
    const lines = (await readFile(path, 'utf8')).trim().split('\n')
    const after = lines.map((line) => {
      const [key, etag, value] = JSON.parse(line) as [string, string, string]
      const before = Buffer.from(value, 'base64').toString()
      const text = redigested(alter(key, before))
      if (text !== before) altered += 1
      const base64 = Buffer.from(text).toString('base64')
      const hash = createHash('sha256').update(`${key}\n${etag}`).update('\n').update(base64)
      return JSON.stringify([key, etag, base64, hash.digest('base64').slice(0, 22)])
    })
    await writeFile(path, `${after.join('\n')}\n`)
  }
  return altered
}
