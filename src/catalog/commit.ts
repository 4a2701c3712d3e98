import { isProblem, Problem } from '../problem.ts'
import type { Store, Stored } from '../store/store.ts'
import type { Place, Proof, RunRecord } from './catalog.ts'
import { encodeManifest, type Manifest, manifestMaxBytes } from './manifest.ts'
import { objectName } from './object-name.ts'

/** The small objects that make a backup's sealed parts count. */
export interface Commitment {
  readonly manifest: Manifest
  /** Bytes of keys/<id>.json. */
  readonly keys: Uint8Array
  /** Bytes of manifests/<id>.sig, where a signing key is given. */
  readonly signature: Uint8Array | undefined
  /** Where the manifest was read from another store: its very bytes. */
  readonly bytes?: Uint8Array
}

/**
 * Commits a backup to one store whose data objects are complete: keys, signature, then the manifest. Killed between any
 * two of these, the backup is invisible. Gives the manifest as it is stored, unless it was there already. Throws
 * `store-exists` if another backup has this id.
 */
export async function commit(store: Store, commitment: Commitment, signal: AbortSignal): Promise<Stored | undefined> {
  const { manifest, keys, signature } = commitment
  const { source, id } = manifest
  const bytes = commitment.bytes ?? encodeManifest(manifest)
  await store.put(objectName.key(source, id), keys, { signal })
  if (signature) await store.put(objectName.signature(source, id), signature, { signal })
  try {
    return await store.put(objectName.manifest(source, id), bytes, { ifAbsent: true, signal })
  } catch (error) {
    if (!isProblem(error, 'store-exists')) throw error
    const there = await readObject(store, objectName.manifest(source, id), signal)
    if (!Buffer.from(there).equals(Buffer.from(bytes))) throw error
    return undefined
  }
}

/** A small object, whole. Throws `object-missing`, and `object-damaged` for one larger than `maxBytes`. */
export async function readObject(
  store: Store,
  key: string,
  signal: AbortSignal,
  maxBytes = manifestMaxBytes,
): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of await store.get(key, { signal })) {
    bytes += chunk.length
    if (bytes > maxBytes)
      throw new Problem('object-damaged', `${key} in ${store.where} is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Writes one JSON object under the same key to every place; gives the places that refused it, and why. */
export async function putRecord(
  places: readonly Place[],
  key: string,
  value: unknown,
  signal: AbortSignal,
): Promise<readonly { readonly place: Place; readonly problem: unknown }[]> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
  // Marks of deletion are what makes room again; a store that is nearly full must take them.
  const options = { signal, fromReserve: true }
  const outcomes = await Promise.allSettled(places.map(({ store }) => store.put(key, bytes, options)))
  return outcomes.flatMap((outcome, i) => {
    const place = places[i]
    return outcome.status === 'rejected' && place ? [{ place, problem: outcome.reason }] : []
  })
}

/** Stores a proof next to the backup; throws unless every place took it: a gate must never miss a failed proof. */
export async function putProof(
  places: readonly Place[],
  source: string,
  proof: Proof,
  versions: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const { id, level, outcome, startedAt, finishedAt, store, durations } = proof
  const findings = bounded(proof.findings)
  const value = { version: 1, id, level, outcome, startedAt, finishedAt, store, durations, findings, versions }
  const failed = await putRecord(places, objectName.proof(source, id, startedAt, level, outcome), value, signal)
  for (const { problem } of failed) throw problem
}

/** A reader takes no object larger than 256 KiB, and no longer texts; a restore of ten thousand tables has more to say. */
const findingsMaxBytes = 120_000
const textMaxChars = 8_000

/** As many as a reader takes, those that speak against the data first, and how many more there were. */
function bounded(findings: Proof['findings']): Proof['findings'] {
  const cut = (text: string) => text.slice(0, textMaxChars)
  const against = (one: Proof['findings'][number]) => one.level === 'failure' && one.blame === 'data'
  const kept: Proof['findings'][number][] = []
  let bytes = 0
  for (const one of [...findings.filter(against), ...findings.filter((finding) => !against(finding))]) {
    const finding = { ...one, message: cut(one.message), ...(one.hint === undefined ? {} : { hint: cut(one.hint) }) }
    bytes += Buffer.byteLength(JSON.stringify(finding))
    if (bytes > findingsMaxBytes) break
    kept.push(finding)
  }
  const left = findings.length - kept.length
  return left === 0 ? kept : [...kept, { level: 'note', blame: 'source', message: `and ${left} findings more` }]
}

/** The JSON of a run record. */
export function encodeRun(run: RunRecord, origin: Readonly<Record<string, string>>): unknown {
  const { id, source, command, trigger, startedAt, finishedAt, outcome, because, problem } = run
  return { version: 1, id, source, command, trigger, startedAt, finishedAt, outcome, because, problem, origin }
}
