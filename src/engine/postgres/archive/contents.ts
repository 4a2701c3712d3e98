import { isProblem, Problem, remedy } from '../../../problem.ts'
import { failureOf, feed, type Runtime } from '../../../runtime/runtime.ts'
import { watched } from '../../body.ts'
import type { Contents, PlainBackup } from '../../contract.ts'
import { missingTables } from '../check.ts'
import { dumpPart } from '../restore/part.ts'
import { readingCommand } from '../restore/restore.ts'
import { unfitProgram } from '../restore/restore-error.ts'
import { type ArchiveEntry, archiveReader } from './archive.ts'
import { reader, unlike } from './reading.ts'
import { tocInTar } from './toc.ts'

/**
 * The table of contents of a dump, after pg_restore has read all of it, which decompresses every block, and has shown that it
 * did: a program that ends with exit code 0 may have done nothing.
 */
export async function postgresContents(
  dump: PlainBackup,
  runtime: Runtime,
  signal: AbortSignal,
  required: readonly string[] = [],
): Promise<Contents> {
  const part = dumpPart(dump)
  const archive = archiveReader()
  const body = await dump.open(part)
  const heard = reader()
  try {
    const whole = part === 'dump.pgc' ? watched(body, archive) : tocInTar(body, archive)
    await feed(runtime, readingCommand(part, runtime), whole, signal, heard.push)
  } catch (error) {
    throw unreadable(part, error, runtime.where)
  }
  const entries = archive.entries()
  if (entries === undefined)
    throw new Problem('object-damaged', `${part} has no table of contents`, { hint: remedy.damaged })
  const wrong = unlike(heard.reading(), entries, dump.facts, runtime.where)
  if (wrong !== undefined) throw wrong
  return { names: entries.map(line), missing: missingTables(dump.facts, required) }
}

/**
 * Damage only where the archive itself is said to be wrong. A program that was killed, an image that cannot be pulled, a
 * disk that is full say nothing about the backup.
 */
function unreadable(part: string, error: unknown, where: string): unknown {
  if (!isProblem(error, 'tool-failed', 'dump-incomplete')) return error
  // A shell starts it, and says so in its own words.
  if (/\bpg_restore: (?:command )?not found/.test(failureOf(error)?.stderr ?? ''))
    return new Problem(
      'tool-missing',
      `pg_restore is not installed ${where === 'host' ? 'on the host' : `in ${where}`}`,
      {
        hint: "Install postgresql-client of the server's major version, or set tools: { image: postgres:<major> }.",
        cause: error,
      },
    )
  const unfit = unfitProgram(error)
  if (unfit !== undefined) return unfit
  const stderr = failureOf(error)?.stderr
  const itself =
    stderr === undefined
      ? error.code === 'dump-incomplete' || error.cause instanceof Error
      : /^(?:pg_restore: (?:\[[^\]]*\] )?error: |tar: )/m.test(stderr) && !/No space left on device/.test(stderr)
  if (!itself) return error
  return new Problem('object-damaged', `${part} cannot be read: ${error.message}`, {
    hint: remedy.damaged,
    cause: error,
  })
}

function line({ kind, schema, name, owner }: ArchiveEntry): string {
  return [kind, schema === '' ? '-' : schema, name, owner].filter((word) => word !== '').join(' ')
}
