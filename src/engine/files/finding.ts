import type { Finding } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { fullInstead } from '../increment.ts'
import { shown } from './name.ts'

/** What went not as hoped while files were read: the first of each kind by name, the rest counted. */
export interface Findings {
  skipped(path: string, error: unknown): void
  changed(path: string): void
  special(path: string): void
  empty(root: string): void
  /** A private key with these permissions. */
  exposed(path: string, mode: number): void
  /** A symbolic link whose target is in none of the roots. */
  outside(path: string, target: string): void
  /** What is said of a certificate in the file. */
  expires(path: string, what: string): void
  unparsed(path: string): void
  noCertificate(roots: readonly string[]): void
  /** Why all is taken, though an increment was asked for. */
  full(why: string): void
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
    exposed: { count: 0, named: [] as Finding[], rest: 'hold a private key that others may read or replace' },
    outside: { count: 0, named: [] as Finding[], rest: 'are links out of what is backed up' },
    expires: {
      count: 0,
      named: [] as Finding[],
      rest: 'hold a certificate that has expired or does so within 30 days',
    },
    unparsed: { count: 0, named: [] as Finding[], rest: 'hold a certificate that cannot be parsed' },
    none: { count: 0, named: [] as Finding[], rest: 'hold no certificate' },
    full: { count: 0, named: [] as Finding[], rest: 'are full backups' },
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
    exposed(path, mode) {
      const said = mode.toString(8).padStart(4, '0')
      const message = `${shown(path)} holds a private key that every user may read or replace (mode ${said})`
      add('exposed', warning(message, `Run chmod o= on it, in the source and where a backup of it was restored.`))
    },
    outside(path, target) {
      const hint = 'Add the path that it leads to under paths, or replace the link with the file.'
      const message = `${shown(path)} is a link to ${shown(target)}, which is outside of what is backed up`
      add('outside', warning(message, hint))
    },
    expires(path, what) {
      add(
        'expires',
        warning(`${shown(path)}: ${what}`, 'Renew the certificate, or exclude the file if nothing uses it.'),
      )
    },
    unparsed(path) {
      const hint = 'Compare it with openssl x509 -in FILE: a cut-off or altered file is backed up as it is.'
      add('unparsed', warning(`${shown(path)} holds a certificate that cannot be parsed`, hint))
    },
    noCertificate(roots) {
      const hint = 'Correct paths, include and exclude, or leave preset: certificates out.'
      add('none', warning(`no certificate was found in ${roots.join(', ')}`, hint))
    },
    full(why) {
      add('full', { level: 'note', blame: 'env', message: fullInstead(why) })
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
