import { randomUUID } from 'node:crypto'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'

/** Options of `report` that name a file, and what goes there. */
export const fileNouns = {
  html: 'page',
  badge: 'badge',
  prometheus: 'metrics file',
  'markdown-file': 'Markdown file',
  pdf: 'PDF',
  runbook: 'recovery plan',
} as const
export type FileOption = keyof typeof fileNouns

/** Replaces the file as a whole: whoever reads it sees all of the old one or all of the new one. Throws `usage`. */
export async function replaceFile(path: string, content: string | Uint8Array, option: FileOption): Promise<void> {
  // In the same folder, or the rename would be a copy; and hidden, without the end that collectors of metrics look for.
  const temporary = path.replace(/[^/]*$/, (name) => `.${name}.${randomUUID().slice(0, 8)}.tmp`)
  await writing(option, async () => {
    try {
      if (await isPlain(path)) {
        await writeFile(temporary, content, { flag: 'wx' })
        await rename(temporary, path)
      } else await writeFile(path, content)
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {})
      throw error
    }
  })
}

async function writing(option: FileOption, body: () => Promise<void>): Promise<void> {
  try {
    await body()
  } catch (cause) {
    throw new Problem('usage', `the ${fileNouns[option]} cannot be written: ${reasonOf(cause)}`, {
      hint: `Give --${option} a file in a folder that exists and may be written to.`,
      cause,
    })
  }
}

/** The same of what only this user may read, whatever was there; gives the path. */
export async function replaceSecretFile(
  path: string,
  content: string | Uint8Array,
  option: FileOption,
): Promise<string> {
  await writing(option, async () => {
    await rm(path, { force: true })
    await writeFile(path, content, { flag: 'wx', mode: 0o600 })
  })
  return path
}

/** A file, or nothing yet; a pipe or /dev/stdout is written to, and stays what it is. */
async function isPlain(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ?? true
}
