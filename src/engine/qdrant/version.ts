import { Problem } from '../../problem.ts'

export interface Version {
  /** "1.15.3" */
  readonly text: string
  readonly major: number
  readonly minor: number
}

/** The first whose snapshots have checksums. */
const oldest = { major: 1, minor: 8 }

/** undefined: it is none. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor] = /^(\d{1,4})\.(\d{1,4})\.\d{1,5}(?:[-+].*)?$/.exec(text) ?? []
  return major === undefined || minor === undefined ? undefined : { text, major: Number(major), minor: Number(minor) }
}

export function mustBeKnown({ text, major, minor }: Version, where: string): void {
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return
  throw new Problem(
    'tool-version',
    `Qdrant at ${where} is ${text}; ${oldest.major}.${oldest.minor} is the oldest known`,
    { hint: 'Upgrade the server, one minor version after the other.' },
  )
}

/** A snapshot is taken by a server of its own minor version and of the next: another may lose what it does not know. */
export function mustTake(server: Version, where: string, backup: Version): void {
  const steps = server.major === backup.major ? server.minor - backup.minor : server.major > backup.major ? 2 : -1
  if (steps === 0 || steps === 1) return
  const { major, minor } = backup
  const which = steps < 0 ? `the older ${server.text}` : `${server.text}, more than one minor version later`
  throw new Problem('tool-version', `the backup is of Qdrant ${backup.text}, and ${where} is ${which}`, {
    hint: `Restore into Qdrant ${major}.${minor} or ${major}.${minor + 1}${steps < 0 ? '' : ', and upgrade that server one minor version after the other'}.`,
  })
}
