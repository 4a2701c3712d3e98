import { hash } from 'node:crypto'
import { z } from 'zod'
import { readJson, utf8 } from '../bytes/bytes.ts'
import { engineNames } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import { lastPiece, readLogName } from './log/name.ts'
import { isId, parseTime, sourceOf } from './object-name.ts'

const triggers = ['schedule', 'manual', 'gate'] as const
export type Trigger = (typeof triggers)[number]

/** A manifest larger than this is not one of ours. */
export const manifestMaxBytes = 256 * 1024

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const size = z.number().int().nonnegative()
const time = z.iso.datetime()
const words = z.record(z.string().max(100), z.string().max(1000))
const partName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/)
export const tagPattern = /^[A-Za-z0-9:_.-]{1,24}$/
export const maxTags = 100

const part = z
  .object({
    name: partName,
    /** Of the sealed object. */
    bytes: size,
    sha256: digest,
    /** Of what the dumping program wrote, before compression and sealing. */
    plainBytes: size,
    compression: z.enum(['zstd', 'none']),
  })
  .readonly()

/** One of several servers of a cluster: its name where the policy file says it itself, else "host 2 of 3". */
const host = z
  .object({
    name: z.string().min(1).max(300),
    role: z.enum(['primary', 'replica']),
    /** Of a replica: it lagged at most so much when it was chosen. */
    lagSeconds: z.number().nonnegative().optional(),
  })
  .readonly()

/** Opaque but to the engine: an LSN and its timeline, a binlog file and its offset, with which server's. */
const position = z.object({ at: z.string().min(1).max(1000), history: z.string().min(1).max(1000) }).readonly()

/** Of a piece of log: what it follows, and what it covers. Its end is the manifest's position. */
const log = z
  .object({
    /** Counted from 1 through all that was ever collected of the source. */
    number: z.number().int().min(1).max(lastPiece),
    /** The piece before, and the digest of its record. Absent: what comes before is not there, or belongs to another history. */
    previous: z
      .object({ id: z.string().refine(isId), sha256: digest })
      .readonly()
      .optional(),
    /** Why it follows none: the first one, or what happened to the log. */
    opened: z.string().max(2000).optional(),
    from: position,
    /** By the server's clock: all that was committed in this time is in it. */
    covers: z.object({ from: time, until: time }).readonly(),
    /** Of the first piece of a volume, where the one before is complete: the digest of the ids in that one (`volumeDigest`). */
    volume: digest.optional(),
  })
  .readonly()

const schema = z
  .object({
    format: z.literal('backproof/v1'),
    id: z.string().max(200).refine(isId, 'is not an id'),
    source: z.string(),
    engine: z.enum(engineNames),
    /** `increment`: what has changed since `base`, and of no use without it; `log`: a piece of the log of a server. */
    kind: z.enum(['full', 'increment', 'log']),
    trigger: z.enum(triggers),
    tags: z.array(z.string().regex(tagPattern)).max(maxTags).readonly(),
    /** Kept until it is deleted by id. */
    retain: z.boolean(),
    /** ISO 8601, UTC. Order and retention use startedAt, never names or modification times. */
    startedAt: time,
    finishedAt: time,
    parts: z.array(part).min(1).max(1000).readonly(),
    /** { backproof: "0.1.0", server: "17.5", pg_dump: "17.5" } */
    versions: words,
    /** Where it was made: repository, run, commit, actor, host. */
    origin: words,
    /** Id of the backup that an increment builds on. */
    base: z.string().refine(isId).optional(),
    /** What was promised of a dump while others write. */
    consistency: z.enum(['snapshot', 'per-object', 'none']),
    /** Where its moment lies in the source's log; absent where there is none. */
    position: position.optional(),
    /** By the server's clock, and not before that position. */
    moment: time.optional(),
    log: log.optional(),
    /** Which of several servers was dumped; absent where there was nothing to choose. */
    host: host.optional(),
    /** Totals alone, by what is counted: { tables: 12, rows: 48210 }. Absent: it was made without, or the policy keeps them sealed. */
    counts: z.record(z.string().max(100), size).optional(),
  })
  .refine(({ kind, base }) => (kind === 'increment') === (base !== undefined), { path: ['base'] })
  .refine(({ kind, log, position }) => (kind === 'log') === (log !== undefined && position !== undefined), {
    path: ['log'],
  })
  // A piece of log never stands where a backup is looked for, nor a backup where pieces are.
  .refine(({ kind, source }) => (kind === 'log') === (readLogName(source)?.folder.kind === 'volume'), {
    path: ['kind'],
  })
  .readonly()

/**
 * The commit of a backup (docs/format.md): written last, never changed. Holds only what may be public; table names,
 * counts and paths are in the sealed part facts.json.
 */
export type Manifest = z.infer<typeof schema>
export type LogPart = NonNullable<Manifest['log']>
export type LogPosition = NonNullable<Manifest['position']>
/** One sealed object of a backup. */
export type ManifestPart = z.infer<typeof part>

/** Its bytes, as they are stored and signed. Throws for what `parseManifest` would refuse. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  return sealText(`${JSON.stringify(schema.parse(manifest), null, 2)}\n`)
}

/** The text of an object with its own digest as the last field: so bytes that rot are not taken for another manifest. */
function sealText(text: string): Uint8Array {
  const before = text.replace(/\n}\n$/, ',\n')
  return new TextEncoder().encode(`${before}  "sha256": "${sha256(before)}"\n}\n`)
}

const sha256 = (text: string) => hash('sha256', text)

/** Why the text does not match its own digest; undefined = it does. */
function rotten(text: string): string | undefined {
  const found = /^([\s\S]*\n) {2}"sha256": "([0-9a-f]{64})"\n}\n$/.exec(text)
  if (!found) return 'does not end with its own SHA-256'
  const [, before = '', said] = found
  return sha256(before) === said ? undefined : 'does not match its own SHA-256'
}

/** Throws `manifest-damaged` naming `where` unless the bytes are a manifest of this id. Unknown fields are ignored. */
export function parseManifest(bytes: Uint8Array, id: string, where: string): Manifest {
  const damaged = (why: string, cause?: unknown) =>
    new Problem('manifest-damaged', `the manifest ${where} ${why}`, {
      hint: 'Restore this backup from another store, or look at the object with the store’s own tools.',
      cause,
    })
  const read = readJson(bytes, schema, { maxBytes: manifestMaxBytes })
  if ('misread' in read) {
    const { wrong, because, field = '', cause } = read.misread
    if (wrong !== 'shape') throw damaged(because, cause)
    const newer = ['format', 'engine', 'kind'].includes(field) ? '; a newer version may have made it' : ''
    throw damaged(`is not in a format that this version can read${newer}: ${because}`)
  }
  const manifest = read.value
  if (manifest.base === manifest.id) throw damaged('says that it depends on itself')
  if (manifest.base !== undefined && sourceOf(manifest.base) !== manifest.source)
    throw damaged(`says that it depends on ${manifest.base}, which belongs to another source`)
  if (manifest.id !== id || manifest.source !== sourceOf(id)) throw damaged(`says that it belongs to ${manifest.id}`)
  // Order, age and retention go by the time; the id is also the object's name, which no cache and no answer can alter.
  if (parseTime(id.slice(manifest.source.length + 1))?.getTime() !== Date.parse(manifest.startedAt))
    throw damaged(`says that it started at ${manifest.startedAt}, which is not the time in its id`)
  // So no chain of bases is a loop.
  const baseAt = manifest.base === undefined ? undefined : parseTime(manifest.base.slice(manifest.source.length + 1))
  if (baseAt && baseAt.getTime() >= Date.parse(manifest.startedAt))
    throw damaged(`says that it depends on ${manifest.base}, which is not older`)
  if (new Set(manifest.parts.map((p) => p.name)).size !== manifest.parts.length) throw damaged('names a part twice')
  // Last: what can be told from its fields says more.
  const rot = rotten(utf8(bytes))
  if (rot !== undefined) throw damaged(rot)
  return manifest
}
