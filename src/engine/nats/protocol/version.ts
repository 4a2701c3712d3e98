/** "2.15.1": what of a server's version decides. */
export interface Version {
  readonly major: number
  readonly minor: number
}

export function versionOf(text: string): Version {
  const [major = 0, minor = 0] = text.split('.').map((part) => Number.parseInt(part, 10) || 0)
  return { major, minor }
}

export const isBefore = (one: Version, other: Version): boolean =>
  one.major < other.major || (one.major === other.major && one.minor < other.minor)

/** Older servers have no paging that reports missing entries, nor `$JS.API` as it is used here. */
export const oldest: Version = { major: 2, minor: 10 }

/** From it on, what is in memory has snapshots, and snapshots have a format that those before do not read. */
export const newFormat: Version = { major: 2, minor: 15 }
