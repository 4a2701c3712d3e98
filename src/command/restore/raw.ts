import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, open, readdir, rm, rmdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { requirePath } from '../../engine/engine.ts'
import { cancelled, type Finding, isProblem, noteAlso, Problem } from '../../problem.ts'
import { factsPart, type OpenedBackup } from '../../verify/verify.ts'
import { formatDuration, plainSize, plural, reasonOf } from '../../words/words.ts'
import type { Options } from '../option.ts'
import type { Project } from '../project/project.ts'
import type { Result } from '../result.ts'
import { refuseStore } from './target.ts'

/** The folder for decrypted parts, whose options are checked before anything is fetched. */
export function rawTarget(project: Project, options: Options, raw: string): string {
  const other = (['into', 'only', 'overwrite', 'create', 'globals', 'keep-going'] as const).find(
    (name) => options[name] !== undefined,
  )
  if (other !== undefined) {
    throw new Problem('usage', `restore takes --raw or --${other}, not both`, {
      hint: 'With --raw, the parts of the backup are written unchanged into a new or empty folder.',
    })
  }
  const path = resolve(project.world.cwd, requirePath('--raw', raw, 'parts', 'folder'))
  refuseStore(project, path)
  return path
}

/** What was written, and where. */
interface Decrypted {
  readonly id: string
  readonly store: string
  readonly path: string
  readonly parts: readonly { readonly name: string; readonly plainBytes: number }[]
  readonly durationMs: number
}

/**
 * Writes the decrypted parts of a backup into an empty folder, each as the dumping program made it and readable by this user
 * alone. All of them match the digests of the manifest, or none is left.
 */
export async function restoreRaw(
  { world }: Project,
  backup: OpenedBackup,
  id: string,
  store: string,
  path: string,
  signal: AbortSignal,
): Promise<Decrypted> {
  const began = world.monotonicMs()
  const names = [...backup.parts, factsPart]
  const made = await prepare(path)
  const parts: { readonly name: string; readonly plainBytes: number }[] = []
  try {
    for (const name of names) {
      const file = createWriteStream(join(path, name), { flags: 'wx', mode: 0o600 })
      using _ = world.log.progress({ what: `${id}: ${name}`, done: () => file.bytesWritten })
      parts.push({ name, plainBytes: await write(backup, name, file, signal) })
    }
  } catch (error) {
    // A part that is cut off must not look whole; nothing else was in the folder.
    for (const name of names) await rm(join(path, name), { force: true }).catch((also) => noteAlso(error, also))
    if (made) await rmdir(path).catch((also) => noteAlso(error, also))
    if (isProblem(error)) throw error
    throw new Problem('restore-failed', `cannot write into ${path}: ${reasonOf(error)}`, {
      cause: error,
      hint: 'Name a folder that this user may write to, and that has room for the plain parts.',
    })
  }
  const durationMs = Math.round(world.monotonicMs() - began)
  return { id, store, path, parts, durationMs }
}

/** What to say of it. `passedOver`: the copies that could not be used. */
export function rawResult(decrypted: Decrypted, passedOver: readonly Finding[]): Result {
  const { id, store, path, parts, durationMs } = decrypted
  const plainBytes = parts.reduce((sum, part) => sum + part.plainBytes, 0)
  const compared = `${plural(parts.length, 'part')}, each matching its digest`
  const common = { version: 1, id, store, into: path, raw: true, parts, plainBytes, durationMs, compared }
  const json = { ...common, findings: passedOver }
  const text = () =>
    [
      `decrypted ${id} from ${store} into ${path}`,
      ...passedOver.map(({ level, message }) => `${level}: ${message}`),
      ...parts.map((part) => `  ${part.name}  ${plainSize(part.plainBytes)}`),
      `${plainSize(plainBytes)} in ${formatDuration(durationMs)}; ${compared}`,
    ].join('\n')
  return { json, text, problems: [], ids: [id] }
}

/** True if the folder was made here; refused where it holds anything. */
async function prepare(path: string): Promise<boolean> {
  try {
    const first = await mkdir(path, { recursive: true, mode: 0o700 })
    const [some] = await readdir(path)
    if (some === undefined) return first !== undefined
    throw new Problem('target-refused', `${path} is not empty: it has ${some}`, { hint: 'Name a new folder.' })
  } catch (error) {
    if (isProblem(error)) throw error
    throw new Problem('target-refused', `cannot write into ${path}: ${reasonOf(error)}`, {
      cause: error,
      hint: 'Name a folder that this user may write to.',
    })
  }
}

async function write(backup: OpenedBackup, name: string, file: WriteStream, signal: AbortSignal): Promise<number> {
  await pipeline(await backup.open(name), file, { signal }).catch((error: unknown) => {
    throw signal.aborted ? cancelled(signal) : error
  })
  await using handle = await open(file.path)
  await handle.sync()
  return file.bytesWritten
}
