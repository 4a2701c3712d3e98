import { hash } from 'node:crypto'
import { isProblem, Problem, remedy } from '../../problem.ts'
import { verifySignature } from '../../seal/seal.ts'
import { type Found, listFolders, type Store, type Stored } from '../../store/store.ts'
import type { CacheFile } from '../cache.ts'
import { parseFindings, parseRun, unparsed } from '../detail.ts'
import { all, eachAtOnce } from '../each.ts'
import type { Ack, Place, Proof, RunRecord, SeenTrial, SourceCatalog } from '../entry.ts'
import { type Manifest, parseManifest } from '../manifest.ts'
import { parseAck } from '../mark/ack.ts'
import { parseTrash, type TrashMark } from '../mark/trash.ts'
import { inKey, type ObjectName, type TagEvent } from '../object-name.ts'
import { readObject } from '../record.ts'
import { lostManifests } from '../sweep.ts'
import { evidenceOf, type Fresh, isBare } from './evidence.ts'
import { Parsed } from './parsed.ts'

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
  /** What this reading has parsed so far. Absent: nothing. */
  readonly parsed?: Parsed
  /** A proof that passed at a time after it would answer every failure until then: it is left out. */
  readonly now: Date
  readonly signal: AbortSignal
}

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
  const listed = await listFolders(store, inKey(source), folders, isBare(source, options.now), signal)
  const { parsed: before = new Parsed(source) } = options
  const named: { readonly found: Found; readonly name: ObjectName }[] = []
  for (const found of listed) {
    const name = before.name(found.key)
    if (name) named.push({ found, name })
  }
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
  const evidence = evidenceOf(source, named, before, options, doubted)
  const read = async <T>({ key, etag }: Stored, parse: (bytes: Uint8Array) => T): Promise<T> => {
    const known = cache.get(key, etag)
    const from = evidence(key)
    const enough = from === 'cache' ? known : from === 'run' ? cache.get(key, etag, 'this-run') : undefined
    const good = enough && attempt(() => parse(enough))
    if (good) return good.value
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
        const sha256 = hash('sha256', bytes)
        return { bytes, manifest: before.manifest(id, sha256, () => parseManifest(bytes, id, where)), sha256 }
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
  // A passed proof says all that decisions need in its name; only a failed one has findings worth a read.
  const [passed, failed] = [
    of('proof').filter(({ name }) => name.passed),
    of('proof').filter(({ name }) => !name.passed),
  ]
  const proofs: (Proof & { readonly unparsed?: boolean })[] = passed.map(({ name }) => before.proof(name))
  const readingProofs = eachAtOnce(failed, async ({ found, name }) => {
    const bare = before.proof(name)
    const findings = parseFindings(await readSmall(storedOf(found)))
    proofs.push(findings ? { ...bare, findings } : { ...bare, findings: unparsed, unparsed: true })
  })
  const records = of('run').sort((a, b) => b.name.at.getTime() - a.name.at.getTime())
  // More of the failed ones: a decision made at every tick must not push a failed backup out of sight.
  const told = new Set([...records.slice(0, 20), ...records.filter(({ name }) => !name.succeeded).slice(0, 20)])
  const runs: RunRecord[] = records.filter((record) => !told.has(record)).map(({ name }) => before.run(name))
  const readingRuns = eachAtOnce([...told], async ({ found, name }) => {
    const stored = found.stored ?? (await store.head(found.key, signal))
    const read = stored ? parseRun(await readSmall(stored)) : {}
    // No cache can alter a name.
    runs.push({ ...before.run(name), ...read, ...(name.command === undefined ? {} : { command: name.command }) })
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

function storedOf({ key, stored }: Found): Stored {
  if (stored) return stored
  throw new Error(`${key} was listed without a look at it, and is read`)
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
