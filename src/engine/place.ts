import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { FilesSource, SqliteSource } from '../policy/policy.ts'
import { Problem } from '../problem.ts'

/** The real path, also of what does not exist yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path === '/' ? path : join(realPath(dirname(path)), basename(path))
  }
}

/** What a failed look at a path comes to: nothing is there, or the failure itself. */
export function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Throws `policy-invalid` for a source that is files of this machine, and whose programs are to run in a container. */
export function requireHost({ name, engine, tools }: FilesSource | SqliteSource): void {
  if (tools.kind === 'host' || tools.kind === 'auto') return
  const what = engine === 'sqlite' ? 'an SQLite file is' : 'files are'
  throw new Problem('policy-invalid', `source ${name}: ${what} read on the host, not in a container`, {
    hint: "Write tools: host, and mount the container's volume where the job can read it.",
  })
}
