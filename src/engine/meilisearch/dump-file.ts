import { access, constants, type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MeilisearchSource } from '../../policy/policy.ts'
import { cancelled, type Finding, messageOf, noteAlso, Problem, stopIfAborted } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { endOf } from '../grace.ts'
import type { KeptIndex } from './description.ts'
import { DumpReader } from './dump-reader.ts'
import type { Opening } from './opening.ts'
import { Meilisearch } from './server.ts'

/** A dump of the server. Its file is deleted once it is open: nothing stays should this process be killed while it is read. */
export interface TakenDump {
  readonly bytes: AsyncIterable<Buffer>
  /** What is in it; after its last byte. */
  indexes(): readonly KeptIndex[]
  /** Once. `failure`: what hears of it if this fails too; else a finding tells. */
  remove(failure: unknown): Promise<Finding | undefined>
}

export async function takeDump(opening: Opening, folder: string): Promise<TakenDump> {
  // Before the server makes what nobody could delete.
  await mustBeFolder(opening.source, folder)
  const file = join(folder, `${await make(opening, folder)}.dump`)
  const damaged = (because: string, cause?: unknown) =>
    opening.server.problem(`${file} is not whole: ${because}`, 'Look at the disk and the log of the server.', cause)
  const reader = new DumpReader(damaged)
  const handle = await opened(opening, file)
  // What cannot be deleted now is tried again at the end, which tells.
  let isGone = await rm(file).then(
    () => true,
    () => false,
  )
  return {
    bytes: bytesOf(handle, reader),
    indexes: () => reader.indexes(),
    async remove(failure) {
      await handle.close()
      try {
        if (!isGone) await rm(file)
        isGone = true
        return undefined
      } catch (error) {
        if (failure !== undefined) return void noteAlso(failure, error)
        return {
          level: 'warning',
          blame: 'source',
          message: `the dump ${file} stays on the disk: ${messageOf(error as Error)}`,
          hint: 'Delete it, and let this user delete in that folder.',
        }
      }
    },
  }
}

/** A dump is read there, and removed. */
export async function mustBeFolder({ name }: MeilisearchSource, folder: string): Promise<void> {
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Problem('source-failed', `source ${name}: dump-dir ${folder} cannot be used: ${reasonOf(cause)}`, {
      hint: 'Mount the folder of the server (its --dump-dir) on this machine, and let this user read it and delete in it.',
      cause,
    })
  }
}

/** Its name is known when it is made, and not before: so whoever cancels waits for that a while. */
async function make({ connection, services, signal }: Opening, folder: string): Promise<string> {
  stopIfAborted(signal)
  const ending = new AbortController()
  using _ = { [Symbol.dispose]: () => ending.abort() }
  await using server = new Meilisearch(connection, services, ending.signal)
  const { kind, value } = await endOf(server.dump(), signal)
  if (kind === 'done') return value
  const error = cancelled(signal)
  if (value === undefined)
    throw new Problem('cancelled', `${error.message}; a dump that the server still makes stays in ${folder}`, {
      hint: 'Look at the newest tasks of the server (GET /tasks), and delete that file.',
      cause: error,
    })
  await rm(join(folder, `${value}.dump`), { force: true }).catch((also: unknown) => noteAlso(error, also))
  throw error
}

async function opened({ server, source }: Opening, file: string): Promise<FileHandle> {
  try {
    return await open(file)
  } catch (cause) {
    throw server.problem(
      `the server made a dump, which stays on its disk, because ${file} cannot be read: ${reasonOf(cause)}`,
      `Set dump-dir of source ${source.name} to where this machine has mounted the server's folder of dumps (its --dump-dir), and delete that file there.`,
      cause,
    )
  }
}

async function* bytesOf(handle: FileHandle, reader: DumpReader): AsyncGenerator<Buffer> {
  try {
    const stream = handle.createReadStream({ highWaterMark: 256 * 1024, autoClose: false })
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      await reader.write(chunk)
      yield chunk
    }
    await reader.end()
  } finally {
    reader.destroy()
  }
}
