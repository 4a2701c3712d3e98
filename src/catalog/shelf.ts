import { createHash } from 'node:crypto'
import { isProblem, Problem, remedy } from '../problem.ts'
import { verifySignature } from '../seal/seal.ts'
import { type Found, listFolders, type Store, type Stored } from '../store/store.ts'
import type { CacheFile } from './cache.ts'
import { parseFindings, parseRun, unparsed } from './detail.ts'
import { eachAtOnce } from './each.ts'
import type { Ack, Place, Proof, RunRecord, SeenTrial, SourceCatalog } from './entry.ts'
import { type Manifest, parseManifest } from './manifest.ts'
import { parseAck } from './mark/ack.ts'
import { parseTrash, type TrashMark } from './mark/trash.ts'
import { inKey, type ObjectName, objectName, parseObjectName, parseTime, type TagEvent } from './object-name.ts'
import { readObject } from './record.ts'
import { lostManifests } from './sweep.ts'

export interface ReadOptions {
  /** Names of the stores that every backup of the source should be in. */
  readonly expected: readonly string[]
  /** Key texts; empty = unsigned manifests count. */
  readonly signers: readonly string[]
  /** Stores that could not even be opened, and why. */
  readonly unopened?: SourceCatalog['unread']
  readonly cache: (store: Store) => Promise<CacheFile>
  /**
   * What is read from the store itself, whatever a cache says: every mark, every failed proof, every acknowledgment, and the manifests of the
   * three newest backups, of those that started since then, or of all. Absent: nothing, for commands that only show.
   */
  readonly fresh?: Fresh
  /** Manifests that were parsed in this reading, by id and digest. */
  readonly known?: Map<string, Manifest>
  /** A proof that passed at a time after it would answer every failure until then: it is left out. */
  readonly now: Date
  readonly signal: AbortSignal
}

export type Fresh = 'all' | { readonly since: Date }

/** What one store says. */
export interface Shelf {
  readonly place: Place
  readonly manifests: ReadonlyMap<string, Candidate>
  readonly keys: ReadonlySet<string>
  readonly holds: ReadonlySet<string>
  /** By id, in no order. */
  readonly tags: ReadonlyMap<string, readonly TagEvent[]>
  readonly trash: ReadonlyMap<string, TrashMark>
  readonly acks: readonly Ack[]
  /** `unparsed`: it failed, and that is all that this store can say of it. */
  readonly proofs: readonly (Proof & { readonly unparsed?: boolean })[]
  readonly runs: readonly RunRecord[]
  readonly trials: readonly SeenTrial[]
  readonly damaged: readonly { store: string; id: string; message: string }[]
  /** Backups that counted here, and whose manifest is gone. */
  readonly lost: readonly { readonly id: string; readonly message: string }[]
}

interface Candidate {
  readonly manifest: Manifest
  readonly sha256: string
  readonly foreign: string | undefined
}

const folders = ['manifests', 'keys', 'holds', 'tags', 'trash', 'proofs', 'runs', 'acks'] as const

/**
 * Reads everything that one store has about a source; throws if any page or object of it cannot be read. For `doubted`
 * backups, everything is read again, whatever was read before.
 */
export async function readShelf(
  source: string,
  place: Place,
  options: ReadOptions,
  doubted: ReadonlySet<string> = new Set(),
): Promise<Shelf> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(source, place, options, doubted, attempt === 3)
    } catch (error) {
      // Purged, or brought back, since it was listed: the next listing says so.
      if (!isProblem(error, 'object-missing') || attempt === 3) throw error
    }
  }
}

/** `last`: what is listed time and again and never there costs itself, and not the whole store. */
async function readOnce(
  source: string,
  place: Place,
  options: ReadOptions,
  doubted: ReadonlySet<string>,
  last: boolean,
): Promise<Shelf> {
  const { signal } = options
  const { store } = place
  const listed = await listFolders(store, inKey(source), folders, isBare(source), signal)
  const named = listed.flatMap((found) => {
    const name = parseObjectName(source, found.key)
    return name ? [{ found, name }] : []
  })
  const cache = await options.cache(store)
  const ask = async (key: string) => {
    try {
      return await readObject(store, key, signal)
    } catch (cause) {
      if (!last || !isProblem(cause, 'object-missing')) throw cause
      throw new Problem('object-damaged', `${key} is listed in ${store.where}, but is not there`, {
        hint: remedy.damaged,
        cause,
      })
    }
  }
  const evidence = evidenceOf(source, named, options, doubted)
  const read = async <T>({ key, etag }: Stored, parse: (bytes: Uint8Array) => T): Promise<T> => {
    const known = cache.get(key, etag)
    const from = evidence(key)
    const enough = from === 'cache' ? known : from === 'run' ? cache.get(key, etag, 'this-run') : undefined
    const before = enough && attempt(() => parse(enough))
    if (before) return before.value
    let bytes = await ask(key)
    // Two answers that differ, or one that does not parse, may be of something in between: the next one decides.
    if (known && !isSame(known, bytes)) {
      const third = await ask(key)
      if (!isSame(third, known) && !isSame(third, bytes))
        throw new Problem('object-damaged', `${key} in ${store.where} is different each time it is read`, {
          hint: 'Run the command again; if that does not help, look for a proxy or a cache that answers for the store.',
        })
      bytes = third
    }
    if (!attempt(() => parse(bytes))) bytes = await ask(key)
    const parsed = parse(bytes)
    cache.set(key, etag, bytes)
    return parsed
  }
  /**
   * Skips objects that are larger than any of ours, in an archive, or not JSON: one of them must not hide all the
   * others.
   */
  const readSmall = async (stored: Stored): Promise<Uint8Array> => {
    try {
      return await read(stored, mustBeJson)
    } catch (error) {
      if (!isProblem(error, 'object-damaged', 'object-archived')) throw error
      return nothing
    }
  }
  const of = <K extends ObjectName['kind']>(kind: K) =>
    named.filter((n): n is { found: Found; name: ObjectName & { readonly kind: K } } => n.name.kind === kind)

  const foreignness = async (manifest: Uint8Array, signature: Stored | undefined): Promise<string | undefined> => {
    if (options.signers.length === 0) return undefined
    if (!signature) return 'its manifest is not signed, and the policy names signers'
    try {
      await read(signature, (bytes) => mustBeSigned(manifest, bytes, options.signers))
      return undefined
    } catch (error) {
      if (!isProblem(error, 'manifest-foreign', 'object-damaged', 'object-archived')) throw error
      return 'its manifest is not signed by a signer of the policy'
    }
  }
  const signatures = new Map(of('signature').map(({ found, name }) => [name.id, storedOf(found)]))
  const manifests = new Map<string, Candidate>()
  const damaged: { store: string; id: string; message: string }[] = []
  const readingManifests = eachAtOnce(of('manifest'), async ({ found, name: { id } }) => {
    try {
      const stored = storedOf(found)
      const where = `${stored.key} in ${store.where}`
      const { bytes, ...parsed } = await read(stored, (bytes) => {
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        // Most stores have the very same bytes.
        const manifest = options.known?.get(`${id} ${sha256}`) ?? parseManifest(bytes, id, where)
        options.known?.set(`${id} ${sha256}`, manifest)
        return { bytes, manifest, sha256 }
      })
      manifests.set(id, { ...parsed, foreign: await foreignness(bytes, signatures.get(id)) })
    } catch (error) {
      if (!isProblem(error, 'manifest-damaged', 'object-damaged', 'object-archived')) throw error
      damaged.push({ store: place.name, id, message: error.message })
    }
  })

  const names = named.map(({ name }) => name)
  const findingLost = lostManifests(store, source, names, signal)

  const trash = new Map<string, TrashMark>()
  const readingTrash = eachAtOnce(of('trash'), async ({ found, name }) => {
    const stored = storedOf(found)
    // One that is not there marks nothing; one that cannot be parsed does.
    if (last && !(await store.head(stored.key, signal))) return
    trash.set(name.id, parseTrash(await readSmall(stored), stored.writtenAt))
  })
  const acks: Ack[] = []
  const readingAcks = eachAtOnce(of('ack'), async ({ found, name }) => {
    const ack = parseAck(await readSmall(storedOf(found)), name.id, options.signers)
    if (ack) acks.push(ack)
  })
  const bareProof = ({ id, at, level, store, passed }: ObjectName & { readonly kind: 'proof' }): Proof => ({
    ...{ id, level, outcome: passed ? 'passed' : 'failed', startedAt: at, finishedAt: at, store },
    ...{ findings: [], durations: {} },
  })
  // A passed proof says all that decisions need in its name; only a failed one has findings worth a read.
  const [passed, failed] = [
    of('proof').filter(({ name }) => name.passed),
    of('proof').filter(({ name }) => !name.passed),
  ]
  const proofs: (Proof & { readonly unparsed?: boolean })[] = passed.map(({ name }) => bareProof(name))
  const readingProofs = eachAtOnce(failed, async ({ found, name }) => {
    const bare = bareProof(name)
    const findings = parseFindings(await readSmall(storedOf(found)))
    proofs.push(findings ? { ...bare, findings } : { ...bare, findings: unparsed, unparsed: true })
  })
  const records = of('run').sort((a, b) => b.name.at.getTime() - a.name.at.getTime())
  // More of the failed ones: a decision made at every tick must not push a failed backup out of sight.
  const told = new Set([...records.slice(0, 20), ...records.filter(({ name }) => !name.succeeded).slice(0, 20)])
  const bareRun = ({ id, at, succeeded, command = 'run' }: ObjectName & { readonly kind: 'run' }): RunRecord => ({
    ...{ id, source, command, trigger: '', startedAt: at, finishedAt: at, because: [] },
    outcome: succeeded ? 'succeeded' : 'failed',
  })
  const runs: RunRecord[] = records.filter((record) => !told.has(record)).map(({ name }) => bareRun(name))
  const readingRuns = eachAtOnce([...told], async ({ found, name }) => {
    const stored = found.stored ?? (await store.head(found.key, signal))
    const read = stored ? parseRun(await readSmall(stored)) : {}
    // No cache can alter a name.
    runs.push({ ...bareRun(name), ...read, ...(name.command === undefined ? {} : { command: name.command }) })
  })
  const [lost] = await all([findingLost, readingManifests, readingTrash, readingAcks, readingProofs, readingRuns])
  await cache.save(source)
  const trials = of('trial').map(({ name: { id, at, store, passed } }): SeenTrial => {
    return { id, at, store, outcome: passed ? 'passed' : 'failed' }
  })
  const ids = (kind: 'key' | 'hold') => new Set(of(kind).map(({ name }) => name.id))
  const tags = Map.groupBy(
    of('tag').map(({ name }) => name),
    ({ id }) => id,
  )
  return {
    place,
    manifests,
    keys: ids('key'),
    holds: ids('hold'),
    tags,
    trash,
    acks,
    proofs,
    runs,
    trials,
    damaged,
    lost,
  }
}

/**
 * For keys, holds, tags and passed proofs the name says everything, and for run records but for the newest: in a directory,
 * the files themselves are not checked.
 */
function isBare(source: string): (key: string) => boolean {
  const named = ['keys', 'holds', 'tags', 'runs'].map((folder) => objectName.folder(source, folder))
  const proofs = objectName.folder(source, 'proofs')
  return (key) =>
    named.some((folder) => key.startsWith(folder)) || (key.startsWith(proofs) && key.endsWith('.passed.json'))
}

function storedOf({ key, stored }: Found): Stored {
  if (stored) return stored
  throw new Error(`${key} was listed without a look at it, and is read`)
}

/** Nothing is left running behind a failure. */
async function all<T extends readonly unknown[]>(works: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(works)
  return (await Promise.all(works)) as unknown as T
}

const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0

/** undefined: it threw, so what it was given is asked for again, and then may throw. */
function attempt<T>(body: () => T): { readonly value: T } | undefined {
  try {
    return { value: body() }
  } catch {
    return undefined
  }
}

/** Newest backups whose manifests are asked of the store itself where anything is decided. */
const newestAsked = 3

/**
 * Where an object may come from: a cache, which others may have written; this run's own readings and writes; or a new
 * reading of the store.
 */
function evidenceOf(
  source: string,
  named: readonly { readonly name: ObjectName }[],
  { fresh, now }: Pick<ReadOptions, 'fresh' | 'now'>,
  doubted: ReadonlySet<string>,
): (key: string) => 'cache' | 'run' | 'store' {
  const timeOf = (id: string) => parseTime(id.slice(source.length + 1))?.getTime() ?? 0
  // Those of a time to come must not take the place of the newest that count.
  const ids = named.flatMap(({ name }) =>
    name.kind === 'manifest' && timeOf(name.id) <= now.getTime() ? [name.id] : [],
  )
  const newest = new Set(ids.sort().slice(-newestAsked))
  const young = (id: string) => newest.has(id) || (typeof fresh === 'object' && timeOf(id) >= fresh.since.getTime())
  return (key) => {
    const name = parseObjectName(source, key)
    if (!name || name.kind === 'lease' || name.kind === 'run' || name.kind === 'restore') return 'cache'
    if (doubted.has(name.id) || fresh === 'all') return 'store'
    if (fresh === undefined) return 'cache'
    return ['trash', 'proof', 'ack'].includes(name.kind) || young(name.id) ? 'run' : 'cache'
  }
}

const nothing = new Uint8Array()

function mustBeJson(bytes: Uint8Array): Uint8Array {
  try {
    JSON.parse(new TextDecoder().decode(bytes))
    return bytes
  } catch (cause) {
    throw new Problem('object-damaged', 'it is not JSON', { hint: remedy.damaged, cause })
  }
}

function mustBeSigned(manifest: Uint8Array, signature: Uint8Array, signers: readonly string[]): true {
  if (verifySignature(manifest, new TextDecoder().decode(signature).trim(), signers)) return true
  throw new Problem('manifest-foreign', 'it is not signed by a signer of the policy', {
    hint: 'If it is yours, add its signer to encryption.signers; otherwise treat it as planted.',
  })
}
