/** Names of the objects in a store (docs/format.md), built and read in this one place. Pure. */

/** Levels of proof, weakest first. */
export const levels = ['check', 'read', 'restore'] as const
export type Level = (typeof levels)[number]

const time = String.raw`\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z`
/** A source's own name, and where it is one database of a server that of the database, as src/policy/value/name.ts writes it. */
const source = '[a-z0-9][a-z0-9._-]{0,62}(?:/[a-z0-9._=-]{1,100})?'
const sourcePattern = new RegExp(`^${source}$`)
const timePattern = new RegExp(`^${time}$`)
const idPattern = new RegExp(`^(${source})-(${time})$`)

/** "2026-02-14T09-15-30.123456Z": a time that may stand in an object's name. `micros` fills the last three digits. */
export function encodeTime(at: Date, micros = 0): string {
  const text = at.toISOString().replaceAll(':', '-')
  return `${text.slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`
}

/** The time of a name, to the millisecond; undefined if it is not one. */
export function parseTime(text: string): Date | undefined {
  if (!timePattern.test(text)) return undefined
  const at = new Date(`${text.slice(0, 13)}:${text.slice(14, 16)}:${text.slice(17, 23)}Z`)
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

const token = '[0-9a-f]{8}'
const restorePattern = new RegExp(`^(${source})-(${time})-(${token})$`)

/** A restore's id: the source, when it began, and eight random hexadecimal digits, so that no two are the same. */
export function restoreIdOf(source: string, at: Date, token: string): string {
  return `${makeId(source, at, 0)}-${token}`
}

/** The source of a restore's id; undefined if it is not one. The id of a backup is none. */
export function restoredSource(id: string): string | undefined {
  return restorePattern.exec(id)?.[1]
}

/** What an object says of a restore: that it began, that it was alive a moment ago, how it ended. */
export type RestoreEvent = 'started' | 'alive' | 'completed' | 'failed'

export const drillKinds = ['partial', 'full', 'manual'] as const
/** Some sources in their turn, every source in order, or what a person signs off. */
export type DrillKind = (typeof drillKinds)[number]

/** One drill that has ended; `at` is when it began. */
export interface DrillName {
  readonly at: Date
  readonly token: string
  readonly kind: DrillKind
  readonly outcome: 'passed' | 'failed'
}

/** "2026-02-14T09-15-30.123000Z-0a1b2c3d" */
export const drillIdOf = ({ at, token }: Pick<DrillName, 'at' | 'token'>): string => `${encodeTime(at)}-${token}`

/** Which restore of which backup; `at` is when it began. */
export interface RestoreName {
  readonly backup: string
  readonly at: Date
  readonly token: string
}

/**
 * A source, or an id, as it stands in a key: one segment, "orders~tenant_7" for orders/tenant_7. So what lies below orders/ is
 * of orders alone, whatever its databases are called. No name has a "~".
 */
export const inKey = (name: string) => name.replace('/', '~')
const fromKey = (segment: string) => segment.replace('~', '/')

/** The source whose folder this is, on top of a store; undefined: no source has it. */
export function sourceOfFolder(folder: string): string | undefined {
  const name = fromKey(folder)
  return !folder.includes('/') && sourcePattern.test(name) ? name : undefined
}

/** Names below the folder of a source: the one place where that begins a key. */
const below = (source: string, rest: string) => `${inKey(source)}/${rest}`

export const objectName = {
  /** Everything of the source, or of one kind of it: "manifests", or of one backup: `data/${id}`. */
  folder: (source: string, ...path: readonly string[]) => [inKey(source), ...path.map(inKey), ''].join('/'),
  data: (source: string, id: string, part: string) => below(source, `data/${inKey(id)}/${part}`),
  key: (source: string, id: string) => below(source, `keys/${inKey(id)}.json`),
  signature: (source: string, id: string) => below(source, `manifests/${inKey(id)}.sig`),
  manifest: (source: string, id: string) => below(source, `manifests/${inKey(id)}.json`),
  /** `store`: name in the policy of the store whose copy was read. */
  proof: (source: string, id: string, at: Date, level: Level, store: string, outcome: 'passed' | 'failed') =>
    below(source, `proofs/${inKey(id)}/${encodeTime(at)}.${level}.${store}.${outcome}.json`),
  /** `command`: the kind of work, so that a listing is enough to count. Absent: as earlier versions wrote it. */
  /** A restore on another server than the dumped one's: no proof, and counted nowhere. */
  trial: (source: string, id: string, at: Date, store: string, outcome: 'passed' | 'failed') =>
    below(source, `proofs/${inKey(id)}/${encodeTime(at)}.trial.${store}.${outcome}.json`),
  run: (source: string, at: Date, id: string, outcome: 'succeeded' | 'failed', command?: string) =>
    below(source, `runs/${encodeTime(at)}.${inKey(id)}${command === undefined ? '' : `.${command}`}.${outcome}.json`),
  restore: (source: string, { backup, at, token }: RestoreName, event: RestoreEvent) =>
    below(source, `restores/${inKey(backup)}/${encodeTime(at)}.${token}.${event}.json`),
  hold: (source: string, id: string) => below(source, `holds/${inKey(id)}`),
  /** Presence alone says nothing: what it acknowledges stands in it. */
  ack: (source: string, id: string) => below(source, `acks/${inKey(id)}.json`),
  /** Presence = this tag was given to the backup, or taken from it, at this time. The name says everything. */
  tag: (source: string, id: string, { at, verb, tag }: TagEvent) =>
    below(source, `tags/${inKey(id)}/${encodeTime(at)}.${verb}.${tag}`),
  /** Presence = a mark was taken away at this time: for people, nothing is decided by it. */
  undoing: (source: string, id: string, { at, verb }: Undone) =>
    below(source, `tags/${inKey(id)}/${encodeTime(at)}.${verb}`),
  trash: (source: string, id: string) => below(source, `trash/${inKey(id)}.json`),
  /** `part` is a part's name, or that of another object of a copy, perhaps with a number: `files.tar`, `manifest.json.2`. */
  aside: (source: string, id: string, part: string) => below(source, `aside/${inKey(id)}/${part}`),
  /** Until when what was set aside of a backup is kept. */
  asideMark: (source: string, id: string) => below(source, `aside/${inKey(id)}.json`),
  /** Marks that a run has found past their grace period; `expired` is no id. */
  expired: (source: string) => below(source, 'trash/expired.json'),
  lease: (source: string) => below(source, 'lease.json'),
  /**
   * Presence = the source has left the policy, and its marked objects may be purged. No source has a name that begins
   * with a dot.
   */
  retired: (source: string) => `.retired/${inKey(source)}.json`,
  retiredFolder: '.retired',
  /** What was told of a source, and to whom. */
  alerts: (source: string) => `.alerts/${inKey(source)}.json`,
  /** The same of a store of the policy. */
  alertsOfStore: (store: string) => `.alerts/stores/${store}.json`,
  /** The same of the drills of a project. No source's name begins with a dot. */
  alertsOfDrills: (project: string) => `.alerts/.drills/${project}.json`,
  /** What `report --publish` shows to whoever reads the store: page, data, badge and recovery plan. No source's name begins with a dot. */
  published: (name: PublishedName) => `.published/${name}`,
  /** The same of the keys of a project. */
  alertsOfKeys: (project: string) => `.alerts/.keys/${project}.json`,
  /** Since when backups are sealed to a recipient. */
  keyAge: (fingerprint: string) => `.keys/${fingerprint}.json`,
  /** That the holder of a key has opened backups with it. */
  keyDrill: (fingerprint: string, at: Date) => `.keys/${fingerprint}/${encodeTime(at)}.json`,
  keyDrills: (fingerprint: string) => `.keys/${fingerprint}/`,
  /** A drill is of the whole project; stores may be shared by several. */
  drills: (project: string) => `.drills/${project}/`,
  drill: (project: string, { at, token, kind, outcome }: DrillName) =>
    `.drills/${project}/${encodeTime(at)}.${token}.${kind}.${outcome}.json`,
  /** Which databases the server of a source had when they were last listed. */
  databases: (source: string) => below(source, 'databases.json'),
}

export type PublishedName = 'index.html' | 'health.json' | 'badge.svg' | 'runbook.md'

/** One tag given to a backup, or taken from it, after it was made: manifests never change. */
export interface TagEvent {
  readonly at: Date
  readonly verb: 'add' | 'remove'
  readonly tag: string
}

/** One mark taken away again by a person. */
export interface Undone {
  readonly at: Date
  readonly verb: 'unhold' | 'undelete' | 'unack'
}

/** What an object of a source's backups is; undefined for a name that no version of this program writes. */
export type ObjectName =
  | { readonly kind: 'data' | 'aside'; readonly id: string; readonly part: string }
  | { readonly kind: 'key' | 'signature' | 'manifest' | 'hold' | 'ack' | 'trash' | 'aside-mark'; readonly id: string }
  | {
      readonly kind: 'proof'
      readonly id: string
      readonly at: Date
      readonly level: Level
      readonly store: string
      readonly passed: boolean
    }
  | { readonly kind: 'trial'; readonly id: string; readonly at: Date; readonly store: string; readonly passed: boolean }
  | {
      readonly kind: 'run'
      readonly id: string
      readonly at: Date
      readonly succeeded: boolean
      /** Absent: an earlier version wrote it. */
      readonly command?: string
    }
  /** `id`: of the backup. */
  | {
      readonly kind: 'restore'
      readonly id: string
      readonly at: Date
      readonly token: string
      readonly event: RestoreEvent
    }
  | ({ readonly kind: 'tag'; readonly id: string } & TagEvent)
  | ({ readonly kind: 'undoing'; readonly id: string } & Undone)
  | { readonly kind: 'lease' }

type Reading = readonly [RegExp, (found: readonly string[]) => ObjectName | undefined]

const patterns: readonly Reading[] = [
  [/^data\/([^/]+)\/([a-z0-9][a-z0-9._-]{0,99})$/, ([id = '', part = '']) => ({ kind: 'data', id, part })],
  [/^keys\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'key', id })],
  [/^manifests\/([^/]+)\.sig$/, ([id = '']) => ({ kind: 'signature', id })],
  [/^manifests\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'manifest', id })],
  [/^holds\/([^/]+)$/, ([id = '']) => ({ kind: 'hold', id })],
  [/^acks\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'ack', id })],
  [
    /^tags\/([^/]+)\/([^/.]+\.\d{6}Z)\.(add|remove)\.([A-Za-z0-9:_.-]{1,24})$/,
    ([id = '', when = '', verb, tag = '']) => {
      const at = parseTime(when)
      return at && { kind: 'tag', id, at, verb: verb as TagEvent['verb'], tag }
    },
  ],
  [
    /^tags\/([^/]+)\/([^/.]+\.\d{6}Z)\.(unhold|undelete|unack)$/,
    ([id = '', when = '', verb]) => {
      const at = parseTime(when)
      return at && { kind: 'undoing', id, at, verb: verb as Undone['verb'] }
    },
  ],
  [/^trash\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'trash', id })],
  [/^aside\/([^/]+)\/([a-z0-9][a-z0-9._-]{0,103})$/, ([id = '', part = '']) => ({ kind: 'aside', id, part })],
  [/^aside\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'aside-mark', id })],
  [
    /^proofs\/([^/]+)\/([^/.]+\.\d{6}Z)\.trial\.([a-z0-9][a-z0-9._-]{0,62})\.(passed|failed)\.json$/,
    ([id = '', when = '', store = '', outcome]) => {
      const at = parseTime(when)
      return at && { kind: 'trial', id, at, store, passed: outcome === 'passed' }
    },
  ],
  [
    /^proofs\/([^/]+)\/([^/.]+\.\d{6}Z)\.(check|read|restore)\.([a-z0-9][a-z0-9._-]{0,62})\.(passed|failed)\.json$/,
    ([id = '', when = '', level, store = '', outcome]) => {
      const at = parseTime(when)
      return at && { kind: 'proof', id, at, level: level as Level, store, passed: outcome === 'passed' }
    },
  ],
  [
    /^runs\/([^/.]+\.\d{6}Z)\.([^/]+\.\d{6}Z)(?:\.([a-z][a-z-]{0,19}))?\.(succeeded|failed)\.json$/,
    ([when = '', id = '', command, outcome]) => {
      const at = parseTime(when)
      const named = command === undefined ? {} : { command }
      return at && { kind: 'run', id, at, succeeded: outcome === 'succeeded', ...named }
    },
  ],
  [
    /^restores\/([^/]+)\/([^/.]+\.\d{6}Z)\.([0-9a-f]{8})\.(started|alive|completed|failed)\.json$/,
    ([id = '', when = '', token = '', event]) => {
      const at = parseTime(when)
      return at && { kind: 'restore', id, at, token, event: event as RestoreEvent }
    },
  ],
  [/^lease\.json$/, () => ({ kind: 'lease' })],
]

const drillPattern = /^([^/.]+\.\d{6}Z)\.([0-9a-f]{8})\.(partial|full|manual)\.(passed|failed)\.json$/

/** The inverse of `objectName.drill`, of a key as the store lists it. */
export function parseDrillName(project: string, key: string): DrillName | undefined {
  const folder = objectName.drills(project)
  const found = key.startsWith(folder) ? drillPattern.exec(key.slice(folder.length)) : null
  const [, when = '', token = '', kind, outcome] = found ?? []
  const at = parseTime(when)
  return at && { at, token, kind: kind as DrillKind, outcome: outcome as DrillName['outcome'] }
}

/** By the first segment: a listing has hundreds of thousands of names, and each pattern begins with its own. */
const patternsOf: ReadonlyMap<string, readonly Reading[]> = Map.groupBy(
  patterns,
  ([pattern]) => /^\^([a-z]+)/.exec(pattern.source)?.[1] ?? '',
)

/** The inverse of `objectName`, of a key as the store lists it. */
export function parseObjectName(source: string, key: string): ObjectName | undefined {
  if (key[source.length] !== '/' || !key.startsWith(inKey(source))) return undefined
  const rest = key.slice(source.length + 1)
  const [segment = ''] = rest.split(/[/.]/, 1)
  for (const [pattern, take] of patternsOf.get(segment) ?? []) {
    const found = pattern.exec(rest)
    if (!found) continue
    const read = take(found.slice(1))
    if (!read || !('id' in read)) return read
    const name = { ...read, id: fromKey(read.id) }
    return isOf(source, name.id) ? name : undefined
  }
  return undefined
}

/** Whether it is the id of a backup of this source. */
function isOf(source: string, id: string): boolean {
  return id.startsWith(source) && id[source.length] === '-' && timePattern.test(id.slice(source.length + 1))
}
