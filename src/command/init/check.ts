import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { rootOf } from '../../trust/trust.ts'
import type { World } from '../../world.ts'
import { isOutside, pathFrom } from '../project/policy-file.ts'
import type { Answers, NewSource } from './answer.ts'

/** What of the answers does not fit this machine, with what to type. None of it is wrong where the backups run elsewhere. */
export async function mistrust({ cwd }: World, { sources, store }: Answers): Promise<readonly string[]> {
  const found = sources.flatMap((source) => ofSource(cwd, source))
  if (store.kind !== 'directory') return found
  const path = resolve(cwd, store.path)
  const inside = sources.filter(
    (one) => one.path?.kind === 'file or folder' && !isOutside(resolve(cwd, one.path.path), path),
  )
  return [
    ...found,
    ...inside.map(
      ({ name }) =>
        `the store ${store.path} is inside the source ${name}: each backup would contain all earlier ones. Move the store, or write exclude: ["${path}/"] of ${name}.`,
    ),
    ...(await ofStore(path, store.path)),
  ]
}

function ofSource(cwd: string, source: NewSource): readonly string[] {
  if (!source.path) return []
  const { name } = source
  const { path, kind, folder } = source.path
  const there = pathFrom(cwd, path)
  if (!existsSync(there)) {
    return [
      `the source ${name}: there is no ${kind} ${path} in ${cwd}. Correct path in the policy, unless it will be created later.`,
    ]
  }
  if (folder !== undefined && statSync(there).isDirectory()) return [`the source ${name}: ${path} is ${folder}`]
  return []
}

/** Sealed backups that are committed stay in the history of the repository, and are pushed with it. */
async function ofStore(path: string, said: string): Promise<readonly string[]> {
  const root = await rootOf(path)
  if (root === undefined) return []
  const below = relative(root, path)
  const ignored = await readFile(join(root, '.gitignore'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = ignored.split(/\r?\n/).map((line) => line.trim().replace(/^\//, '').replace(/\/$/, ''))
  if (below !== '' && lines.includes(below)) return []
  const what =
    below === ''
      ? 'Give --store a folder outside it.'
      : `Run \`echo '/${below}/' >> ${join(root, '.gitignore')}\`, or give --store a folder outside it, preferably on another disk.`
  return [`the store ${said} is inside the git work tree ${root}: backups would be committed with the code. ${what}`]
}
