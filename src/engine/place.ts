import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The real path, also of what does not exist yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path === '/' ? path : join(realPath(dirname(path)), basename(path))
  }
}
