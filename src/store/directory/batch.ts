import { randomUUID } from 'node:crypto'
import { type FileHandle, lstat, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { noteAlso, stopIfAborted } from '../../problem.ts'
import type { Store } from '../contract.ts'
import { checkLinks } from './link.ts'
import { symbolic, unlessGone } from './problem.ts'

type Objects = Parameters<NonNullable<Store['putAll']>>[0]
type Options = Parameters<NonNullable<Store['putAll']>>[1]

export interface Batch {
  readonly root: string
  readonly where: string
  readonly temporary: string
  /** Makes a directory, and gives what has to be synced with it. */
  readonly makeParent: (parent: string) => Promise<string | undefined>
  readonly syncUp: (parent: string, made: string | undefined) => Promise<void>
}

/** Threads that one batch asks at once. */
const atOnce = 4

/**
 * Writes all under temporary names, syncs all of them, and then renames each into place: the disk commits many at once, and each
 * directory is synced once. A reader sees all of an object or nothing; killed at any moment, some are there, whole.
 */
export async function putBatch(batch: Batch, objects: Objects, { signal, pace }: Options): Promise<void> {
  const { root, where, temporary } = batch
  const files: { readonly key: string; readonly name: string; file: FileHandle | undefined }[] = objects.map(
    ({ key }) => ({ key, name: join(temporary, `${randomUUID()}.tmp`), file: undefined }),
  )
  const opened = new Set<string>()
  try {
    await few(objects, async ({ bytes }, at) => {
      stopIfAborted(signal)
      const one = files[at]
      if (!one) return
      one.file = await open(one.name, 'wx', 0o600)
      opened.add(one.name)
      await one.file.writeFile(bytes)
      pace?.beat()
    })
    await few(files, async (one) => {
      await one.file?.sync()
      await one.file?.close()
      one.file = undefined
      pace?.beat()
    })
    const made = new Map<string, string | undefined>()
    for (const key of new Set(files.map(({ key }) => dirname(key)))) {
      await checkLinks(root, key, where, 'put')
      made.set(key, await batch.makeParent(join(root, key)))
    }
    await few(files, async ({ key, name }) => {
      // One that hung for so long that it was given up must not appear after all.
      stopIfAborted(signal)
      if ((await lstat(join(root, key)).catch(unlessGone))?.isSymbolicLink()) throw symbolic('put', key, where)
      await rename(name, join(root, key))
      opened.delete(name)
      pace?.beat()
    })
    for (const [parent, first] of made) await batch.syncUp(join(root, parent), first)
  } catch (error) {
    for (const { file } of files) await file?.close().catch((also) => noteAlso(error, also))
    for (const name of opened) await unlink(name).catch((also) => noteAlso(error, also))
    throw error
  }
}

/** None begins after the first failure, which is thrown once those under way have ended. */
async function few<T>(values: readonly T[], body: (value: T, at: number) => Promise<void>): Promise<void> {
  let next = 0
  const failures: unknown[] = []
  const worker = async () => {
    for (let at = next++; at < values.length && failures.length === 0; at = next++) {
      try {
        await body(values[at] as T, at)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (failures.length > 0) throw failures[0]
}
