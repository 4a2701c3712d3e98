import { readFile } from 'node:fs/promises'

/** A file that goes along: beside the program where it is built (script/build puts it there), at its own place where it is not. */
export async function readAsset(built: URL, source: () => string): Promise<Buffer> {
  try {
    return await readFile(built)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return readFile(source())
  }
}
