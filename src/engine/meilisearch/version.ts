import { Problem } from '../../problem.ts'

export interface Version {
  /** "1.15.2" */
  readonly text: string
  readonly major: number
  readonly minor: number
}

/** The first that shows the vectors of documents without an experimental feature. */
const oldest = { major: 1, minor: 13 }

/** undefined: it is none. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor] = /^(\d{1,4})\.(\d{1,4})\.\d{1,5}(?:[-+].*)?$/.exec(text) ?? []
  return major === undefined || minor === undefined ? undefined : { text, major: Number(major), minor: Number(minor) }
}

const isBefore = (one: Pick<Version, 'major' | 'minor'>, other: Pick<Version, 'major' | 'minor'>): boolean =>
  one.major < other.major || (one.major === other.major && one.minor < other.minor)

export function mustBeKnown(version: Version, where: string): void {
  if (!isBefore(version, oldest)) return
  throw new Problem(
    'tool-version',
    `Meilisearch at ${where} is ${version.text}; ${oldest.major}.${oldest.minor} is the oldest known`,
    { hint: 'Upgrade the server: its documentation says how.' },
  )
}

/** An older server does not know all settings of a newer one. */
export function mustTake(server: Version, where: string, backup: Version): void {
  if (!isBefore(server, backup)) return
  throw new Problem(
    'tool-version',
    `the backup is of Meilisearch ${backup.text}, and ${where} is the older ${server.text}`,
    {
      hint: `Restore into Meilisearch ${backup.major}.${backup.minor} or newer.`,
    },
  )
}
