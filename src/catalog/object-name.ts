/** Names of the objects in a store (docs/format.md), built and read in this one place. Pure. */

/** Levels of proof, weakest first. */
export const levels = ['check', 'read', 'restore'] as const
export type Level = (typeof levels)[number]

const time = String.raw`\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z`
const source = '[a-z0-9][a-z0-9._-]{0,62}'
const idPattern = new RegExp(`^(${source})-(${time})$`)

/** "2026-02-14T09-15-30.123456Z": a time that may stand in an object's name. `micros` fills the last three digits. */
export function encodeTime(at: Date, micros = 0): string {
  const text = at.toISOString().replaceAll(':', '-')
  return `${text.slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`
}

/** The time of a name, to the millisecond; undefined if it is not one. */
export function parseTime(text: string): Date | undefined {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3})\d{3}Z$/.exec(text)
  if (!found) return undefined
  const at = new Date(`${found[1]}T${found[2]}:${found[3]}:${found[4]}Z`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** A backup's id. The microseconds tell two starts in one millisecond apart; order never comes from them. */
export function makeId(source: string, at: Date, micros: number): string {
  return `${source}-${encodeTime(at, micros)}`
}

/** True for a text that `makeId` could have made. */
export function isId(text: string): boolean {
  return idPattern.test(text)
}

/** The source of an id; undefined if it is not an id. */
export function sourceOf(id: string): string | undefined {
  return idPattern.exec(id)?.[1]
}

export const objectName = {
  data: (source: string, id: string, part: string) => `${source}/data/${id}/${part}`,
  key: (source: string, id: string) => `${source}/keys/${id}.json`,
  signature: (source: string, id: string) => `${source}/manifests/${id}.sig`,
  manifest: (source: string, id: string) => `${source}/manifests/${id}.json`,
  /** `store`: name in the policy of the store whose copy was read. */
  proof: (source: string, id: string, at: Date, level: Level, store: string, outcome: 'passed' | 'failed') =>
    `${source}/proofs/${id}/${encodeTime(at)}.${level}.${store}.${outcome}.json`,
  run: (source: string, at: Date, id: string, outcome: 'succeeded' | 'failed') =>
    `${source}/runs/${encodeTime(at)}.${id}.${outcome}.json`,
  hold: (source: string, id: string) => `${source}/holds/${id}`,
  /** Presence = this tag was given to the backup, or taken from it, at this time. The name says everything. */
  tag: (source: string, id: string, { at, verb, tag }: TagEvent) =>
    `${source}/tags/${id}/${encodeTime(at)}.${verb}.${tag}`,
  /** Presence = a hold was lifted, or a deletion undone, at this time: for people, nothing is decided by it. */
  undoing: (source: string, id: string, { at, verb }: Undone) => `${source}/tags/${id}/${encodeTime(at)}.${verb}`,
  trash: (source: string, id: string) => `${source}/trash/${id}.json`,
  /** `part` is a part's name, or that of another object of a copy, perhaps with a number: `files.tar`, `manifest.json.2`. */
  aside: (source: string, id: string, part: string) => `${source}/aside/${id}/${part}`,
  /** Until when what was set aside of a backup is kept. */
  asideMark: (source: string, id: string) => `${source}/aside/${id}.json`,
  /** Marks that a run has found past their grace period; `expired` is no id. */
  expired: (source: string) => `${source}/trash/expired.json`,
  lease: (source: string) => `${source}/lease.json`,
  /**
   * Presence = the source has left the policy, and its marked objects may be purged. No source has a name that begins
   * with a dot.
   */
  retired: (source: string) => `.retired/${source}.json`,
  retiredFolder: '.retired',
}

/** One tag given to a backup, or taken from it, after it was made: manifests never change. */
export interface TagEvent {
  readonly at: Date
  readonly verb: 'add' | 'remove'
  readonly tag: string
}

/** One mark taken away again by a person. */
export interface Undone {
  readonly at: Date
  readonly verb: 'unhold' | 'undelete'
}

/** What an object below `<source>/` is; undefined for a name that no version of this program writes. */
export type ObjectName =
  | { readonly kind: 'data' | 'aside'; readonly id: string; readonly part: string }
  | { readonly kind: 'key' | 'signature' | 'manifest' | 'hold' | 'trash' | 'aside-mark'; readonly id: string }
  | {
      readonly kind: 'proof'
      readonly id: string
      readonly at: Date
      readonly level: Level
      readonly store: string
      readonly passed: boolean
    }
  | { readonly kind: 'run'; readonly id: string; readonly at: Date; readonly succeeded: boolean }
  | ({ readonly kind: 'tag'; readonly id: string } & TagEvent)
  | ({ readonly kind: 'undoing'; readonly id: string } & Undone)
  | { readonly kind: 'lease' }

const patterns: readonly [RegExp, (found: readonly string[]) => ObjectName | undefined][] = [
  [/^data\/([^/]+)\/([a-z0-9][a-z0-9._-]{0,99})$/, ([id = '', part = '']) => ({ kind: 'data', id, part })],
  [/^keys\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'key', id })],
  [/^manifests\/([^/]+)\.sig$/, ([id = '']) => ({ kind: 'signature', id })],
  [/^manifests\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'manifest', id })],
  [/^holds\/([^/]+)$/, ([id = '']) => ({ kind: 'hold', id })],
  [
    /^tags\/([^/]+)\/([^/.]+\.\d{6}Z)\.(add|remove)\.([A-Za-z0-9:_.-]{1,24})$/,
    ([id = '', when = '', verb, tag = '']) => {
      const at = parseTime(when)
      return at && { kind: 'tag', id, at, verb: verb as TagEvent['verb'], tag }
    },
  ],
  [
    /^tags\/([^/]+)\/([^/.]+\.\d{6}Z)\.(unhold|undelete)$/,
    ([id = '', when = '', verb]) => {
      const at = parseTime(when)
      return at && { kind: 'undoing', id, at, verb: verb as Undone['verb'] }
    },
  ],
  [/^trash\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'trash', id })],
  [/^aside\/([^/]+)\/([a-z0-9][a-z0-9._-]{0,103})$/, ([id = '', part = '']) => ({ kind: 'aside', id, part })],
  [/^aside\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'aside-mark', id })],
  [
    /^proofs\/([^/]+)\/([^/.]+\.\d{6}Z)\.(check|read|restore)\.([a-z0-9][a-z0-9._-]{0,62})\.(passed|failed)\.json$/,
    ([id = '', when = '', level, store = '', outcome]) => {
      const at = parseTime(when)
      return at && { kind: 'proof', id, at, level: level as Level, store, passed: outcome === 'passed' }
    },
  ],
  [
    /^runs\/([^/.]+\.\d{6}Z)\.([^/]+)\.(succeeded|failed)\.json$/,
    ([when = '', id = '', outcome]) => {
      const at = parseTime(when)
      return at && { kind: 'run', id, at, succeeded: outcome === 'succeeded' }
    },
  ],
  [/^lease\.json$/, () => ({ kind: 'lease' })],
]

/** The inverse of `objectName`, of a key as the store lists it. */
export function parseObjectName(source: string, key: string): ObjectName | undefined {
  if (!key.startsWith(`${source}/`)) return undefined
  const rest = key.slice(source.length + 1)
  for (const [pattern, read] of patterns) {
    const found = pattern.exec(rest)
    if (!found) continue
    const name = read(found.slice(1))
    if (!name || name.kind === 'lease') return name
    return sourceOf(name.id) === source ? name : undefined
  }
  return undefined
}
