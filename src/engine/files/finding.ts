import type { Finding } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { shown } from './name.ts'

/** What went not as hoped while files were read: the first of each kind by name, the rest counted. */
export interface Findings {
  skipped(path: string, error: unknown): void
  changed(path: string): void
  special(path: string): void
  empty(root: string): void
  readonly skippedCount: number
  list(): readonly Finding[]
}

const NAMED = 50

export function startFindings(): Findings {
  const kinds = {
    skipped: { count: 0, named: [] as Finding[], rest: 'were not backed up' },
    vanished: { count: 0, named: [] as Finding[], rest: 'were removed before they could be read' },
    changed: { count: 0, named: [] as Finding[], rest: 'changed while they were read' },
    special: { count: 0, named: [] as Finding[], rest: 'are sockets, pipes or devices' },
    empty: { count: 0, named: [] as Finding[], rest: 'contain no file' },
  }
  const add = (kind: keyof typeof kinds, finding: Finding) => {
    const { named } = kinds[kind]
    kinds[kind].count += 1
    if (named.length < NAMED) named.push(finding)
  }
  const warning = (message: string, hint?: string): Finding => ({
    level: 'warning',
    blame: 'source',
    message,
    ...(hint ? { hint } : {}),
  })
  return {
    skipped(path, error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return add('vanished', warning(`${shown(path)} was removed before it could be read`))
      }
      const hint = 'Run the backup as a user who may read it, or exclude it.'
      add('skipped', warning(`${shown(path)} was not backed up: ${reasonOf(error)}`, hint))
    },
    changed(path) {
      const hint = 'If the content matters, back up a snapshot, or stop the writer during the backup.'
      add('changed', warning(`${shown(path)} changed while it was read`, hint))
    },
    special(path) {
      add('special', {
        level: 'note',
        blame: 'source',
        message: `${shown(path)} is a socket, a pipe or a device, so it is not backed up`,
      })
    },
    empty(root) {
      add('empty', warning(`${shown(root)} contains no file to back up`))
    },
    get skippedCount() {
      return kinds.skipped.count
    },
    list() {
      return Object.values(kinds).flatMap(({ count, named, rest }) => {
        const more = count - named.length
        const level = named[0]?.level ?? 'warning'
        return more > 0 ? [...named, { level, blame: 'source' as const, message: `${more} more files ${rest}` }] : named
      })
    },
  }
}
