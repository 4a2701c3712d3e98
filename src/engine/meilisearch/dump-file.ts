import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cancelled, type Finding, messageOf, noteAlso, stopIfAborted } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { endOf } from '../grace.ts'
import type { KeptIndex } from './description.ts'
import { DumpReader } from './dump-reader.ts'
import type { Opening } from './opening.ts'
import { Meilisearch } from './server.ts'

/** A dump in the folder of the server, which goes with its use. */
export interface TakenDump {
  readonly bytes: AsyncIterable<Buffer>
  /** What is in it; after its last byte. */
  indexes(): readonly KeptIndex[]
  /** Once. `failure`: what hears of it if this fails too; else a finding tells. */
  remove(failure: unknown): Promise<Finding | undefined>
}

export async function takeDump(opening: Opening, folder: string): Promise<TakenDump> {
  const file = join(folder, `${await make(opening, folder)}.dump`)
  const damaged = (because: string, cause?: unknown) =>
    opening.server.problem(`${file} is not whole: ${because}`, 'Look at the disk and the log of the server.', cause)
  const reader = new DumpReader(damaged)
  return {
    bytes: bytesOf(opening, file, reader),
    indexes: () => reader.indexes(),
    async remove(failure) {
      try {
        await rm(file)
        return undefined
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT' && failure !== undefined) return undefined
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

/** Its name is known when it is made, and not before: so whoever cancels waits for that a while. */
async function make({ connection, services, signal }: Opening, folder: string): Promise<string> {
  stopIfAborted(signal)
  await using server = new Meilisearch(connection, services, new AbortController().signal)
  const { kind, value } = await endOf(server.dump(), signal)
  if (kind === 'done') return value
  const error = cancelled(signal)
  if (value !== undefined)
    await rm(join(folder, `${value}.dump`), { force: true }).catch((also: unknown) => noteAlso(error, also))
  throw error
}

async function* bytesOf({ server, source }: Opening, file: string, reader: DumpReader): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      await reader.write(chunk)
      yield chunk
    }
    await reader.end()
  } catch (cause) {
    const { syscall } = cause as NodeJS.ErrnoException
    if (syscall === undefined) throw cause
    throw server.problem(
      `the server made a dump, and ${file} cannot be read: ${reasonOf(cause)}`,
      `Set dump-dir of source ${source.name} to where this machine has mounted the server's folder of dumps (its --dump-dir).`,
      cause,
    )
  } finally {
    reader.destroy()
  }
}
