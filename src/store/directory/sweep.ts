import type { Stats } from 'node:fs'
import { lstat, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'

const staleMs = 24 * 3_600_000

/** Removes temporary files that nobody has written to for a day, by the file system's own clock. */
export async function sweepTemporary(directory: string, fresh: Stats): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.endsWith('.tmp')) continue
    const file = join(directory, name)
    try {
      if (fresh.mtimeMs - (await lstat(file)).mtimeMs > staleMs) await unlink(file)
    } catch (error) {
      // Another process finished with it, or swept it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}
