import { type Finding, isFailure, messageOf } from '../../../problem.ts'
import type { Asker } from '../session.ts'
import { askLog, endOf } from './ask.ts'
import { kinds } from './event.ts'
import { placeIn } from './place.ts'
import { readFiles } from './read.ts'
import { Scanner } from './scanner.ts'

/** A file of a server's log, and when it was begun, in seconds: one of the same name after a RESET says another time. */
interface BegunFile {
  readonly file: string
  readonly begun: number | undefined
}

/** What a dump says of the file in which its moment lies. */
export interface DumpedIn {
  readonly begun?: number
  /** The log was reset while the dump was made: it has no place in the log of before, and none in that of now. */
  readonly isReset: boolean
  readonly findings: readonly Finding[]
}

/**
 * The file that a server writes to when a dump begins. The dump goes on where it cannot be read: what stops a log is said where the log
 * is collected.
 */
export class LogLook {
  readonly #asker: Asker
  readonly #before: BegunFile | Finding

  private constructor(asker: Asker, before: BegunFile | Finding) {
    this.#asker = asker
    this.#before = before
  }

  static async take(asker: Asker): Promise<LogLook> {
    return new LogLook(asker, await unlessUnread(async () => await begunFile(asker, (await newest(asker)).file)))
  }

  /** Once the dump has said where it lies: "binlog.000002:342". */
  async file(at: string): Promise<DumpedIn> {
    const { file } = placeIn({ at, history: '' }) ?? {}
    if ('level' in this.#before) return { isReset: false, findings: [this.#before] }
    if (file === undefined) return { isReset: false, findings: [] }
    const now = await unlessUnread(async () => await begunFile(this.#asker, file))
    if ('level' in now) return { isReset: false, findings: [now] }
    const isReset = now.begun === undefined || (file === this.#before.file && now.begun !== this.#before.begun)
    return { ...(now.begun === undefined || isReset ? {} : { begun: now.begun }), isReset, findings: [] }
  }
}

async function newest(asker: Asker) {
  return endOf(await askLog(asker), asker)
}

async function begunFile(asker: Asker, file: string): Promise<BegunFile> {
  let begun: number | undefined
  const scanner = new Scanner({
    file: () => 'drop',
    event({ type, timestamp }) {
      if (type === kinds.format) begun ??= timestamp
      return 'drop'
    },
  })
  for await (const chunk of readFiles(asker, [file], 4)) {
    scanner.push(chunk)
    if (begun !== undefined) break
  }
  return { file, begun }
}

async function unlessUnread(look: () => Promise<BegunFile>): Promise<BegunFile | Finding> {
  try {
    return await look()
  } catch (error) {
    if (!isFailure(error)) throw error
    const message = `the dump does not say when its file of the binary log was begun: ${messageOf(error)}`
    return { level: 'warning', blame: 'source', message, ...(error.hint === undefined ? {} : { hint: error.hint }) }
  }
}
