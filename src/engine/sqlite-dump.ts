import { rmSync } from 'node:fs'
import { mkdtemp, open, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { SqliteSource } from '../policy/policy.ts'
import { cancelled, isProblem, Problem } from '../problem.ts'
import type { Dump, Facts, Finding, Part } from './engine.ts'
import { requireHost } from './place.ts'
import { copyLive, measure } from './sqlite-copy.ts'
import { databaseFacts } from './sqlite-facts.ts'
import { checkIntegrity, type Integrity } from './sqlite-integrity.ts'
import { databasePart } from './sqlite-restore.ts'

/** Copies the live database into the temporary directory, checks and counts the copy, and streams it. */
export function dumpSqlite(source: SqliteSource, signal: AbortSignal): Dump {
  const path = resolve(source.path)
  let complete: Facts | undefined
  let findings: readonly Finding[] = []
  async function* parts(): AsyncGenerator<Part> {
    requireHost(source)
    const folder = await temporaryFolder(await measure(path))
    const remove = () => rmSync(folder, { recursive: true, force: true })
    // Also where nobody asks for the next part any more.
    signal.addEventListener('abort', remove)
    try {
      const copy = join(folder, databasePart)
      await copyLive(path, copy, signal)
      const found = await inspectCopy(path, copy, signal)
      findings = found.findings
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
    facts() {
      if (!complete) throw new Problem('dump-incomplete', `the dump of ${path} is not complete`)
      return complete
    },
    findings: () => findings,
    versions: () => ({ sqlite: process.versions['sqlite'] ?? 'unknown' }),
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
      hint: 'Restore an older backup, or recover it with: sqlite3 FILE .recover',
    })
  }
  const result = await databaseFacts(copy, signal)
  if (result.facts.objects['table']?.length === 0) {
    throw new Problem('source-failed', `${path} holds no table`, {
      hint: 'Check that path names the file that the application writes.',
    })
  }
  return { facts: result.facts, findings: [...findings, ...result.findings] }
}

async function temporaryFolder(neededBytes: number): Promise<string> {
  const { bavail, bsize } = await statfs(tmpdir())
  if (bavail * bsize < neededBytes) {
    throw new Problem('source-failed', `${tmpdir()} has ${bavail * bsize} bytes left, the copy needs ${neededBytes}`, {
      hint: 'Set TMPDIR to a directory with room for a copy of the database.',
    })
  }
  return mkdtemp(join(tmpdir(), 'restorable-'))
}
