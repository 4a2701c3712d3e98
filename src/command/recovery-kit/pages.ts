import { readFile } from 'node:fs/promises'
import type { Pages } from './text.ts'

/** The pages that every store carries. */
export async function readPages(): Promise<Pages> {
  const [recovery, format] = await Promise.all([
    readPage(new URL('./recovery.md', import.meta.url), 'recovery.md'),
    readPage(new URL('./format.md', import.meta.url), 'format.md'),
  ])
  return { recovery, format }
}

/** Beside the program where it is built (script/build puts it there), among the documents where it is not. */
async function readPage(built: URL, name: string): Promise<string> {
  try {
    return await readFile(built, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return readFile(`${import.meta.dirname}/../../../docs/${name}`, 'utf8')
  }
}
