import { rmSync } from 'node:fs'
import { open, readFile, realpath, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '../../problem.ts'
import { cancelled, isProblem, Problem, remedy } from '../../problem.ts'
import type { Dump, Facts, Part } from '../contract.ts'
import { absent, temporaryFolder } from '../host-path.ts'
import { copyLive, measure } from './copy.ts'
import { databaseFacts } from './facts.ts'
import { checkIntegrity, type Integrity } from './integrity.ts'
import { databasePart } from './restore.ts'

/** Copies the live database into the temporary directory, checks and counts the copy, and streams it. */
export function dumpSqlite(path: string, signal: AbortSignal): Dump {
  let complete: Facts | undefined
  let findings: readonly Finding[] = []
  async function* parts(): AsyncGenerator<Part> {
    const folder = await folderFor(await measure(path))
    const remove = () => rmSync(folder, { recursive: true, force: true })
    // Also where nobody asks for the next part any more.
    signal.addEventListener('abort', remove)
    try {
      const copy = join(folder, databasePart)
      await copyLive(path, copy, signal)
      const found = await inspectCopy(path, copy, signal)
      findings = [...(await otherNames(path)), ...found.findings]
      // Opened at once: a stream that is left before its file is open fails with nobody to hear it.
      const body = (await open(copy)).createReadStream({ highWaterMark: 256 * 1024 })
      const stop = () => body.destroy(cancelled(signal))
      signal.addEventListener('abort', stop)
      try {
        yield { name: databasePart, compression: 'zstd', body }
        if (body.readableEnded) complete = found.facts
      } finally {
        signal.removeEventListener('abort', stop)
        body.destroy()
      }
    } finally {
      signal.removeEventListener('abort', remove)
      remove()
    }
  }
  return {
    parts: parts(),
    result() {
      if (!complete) throw new Problem('dump-incomplete', `the dump of ${path} is not complete`, { hint: remedy.dump })
      const versions = { sqlite: process.versions['sqlite'] ?? 'unknown' }
      return { facts: complete, findings, versions, consistency: 'snapshot' }
    },
  }
}

async function inspectCopy(
  path: string,
  copy: string,
  signal: AbortSignal,
): Promise<{ facts: Facts; findings: readonly Finding[] }> {
  const { damages, findings } = await checkIntegrity(copy, signal).catch((error: unknown): Integrity => {
    if (isProblem(error, 'object-damaged')) return { damages: [error.message], findings: [] }
    throw error
  })
  if (damages.length > 0) {
    throw new Problem('source-failed', `${path} is damaged: ${damages.join('; ')}`, {
      hint: 'Restore an older backup, or recover it with `sqlite3 FILE .recover`.',
    })
  }
  const result = await databaseFacts(copy, signal)
  if (result.facts.objects['table']?.length === 0) {
    throw new Problem('source-failed', `${path} has no tables`, {
      hint: 'Check that path names the file that the application writes.',
    })
  }
  return { facts: result.facts, findings: [...findings, ...result.findings] }
}

/** SQLite finds its log and journal by the name of the database: by another name, what they hold is missing without a word. */
async function otherNames(path: string): Promise<readonly Finding[]> {
  const real = await realpath(path).catch(absent)
  const file = real && (await stat(real).catch(absent))
  // Removed since it was copied.
  if (!file) return []
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  const alone = isMountPoint(real, mounts)
  const warn = (what: string, hint: string): Finding => ({
    level: 'warning',
    blame: 'source',
    message: `${path} ${what}`,
    hint,
  })
  return [
    ...(file.nlink > 1
      ? [
          warn(
            `is one of ${file.nlink} names (hard links) of its file: the latest commits may be in a log beside another name`,
            'Back it up under the name that the application uses, and remove the other names.',
          ),
        ]
      : []),
    ...(alone
      ? [
          warn(
            'is mounted as a single file: the latest commits may be in a log that is not mounted with it',
            'Mount the directory that the database is in.',
          ),
        ]
      : []),
  ]
}

/** `mounts` as in proc_pid_mountinfo(5), which writes white space and backslashes in octal. */
export function isMountPoint(path: string, mounts: string): boolean {
  const octal = (character: string) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
  const written = path.replace(/[ \t\n\\]/g, octal)
  return mounts.split('\n').some((line) => line.split(' ')[4] === written)
}

async function folderFor(neededBytes: number): Promise<string> {
  const folder = await temporaryFolder('source-failed')
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < neededBytes) {
    rmSync(folder, { recursive: true })
    throw new Problem(
      'source-failed',
      `${tmpdir()} has ${bavail * bsize} bytes left, but the copy needs ${neededBytes}`,
      {
        hint: 'Set TMPDIR to a directory with room for a copy of the database.',
      },
    )
  }
  return folder
}
