import { z } from 'zod'
import type { Place, Proof, SeenTrial } from './entry.ts'
import { levels, objectName, parseObjectName } from './object-name.ts'
import { parseRecord, putRecordEverywhere, readObject } from './record.ts'

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
  await putRecordEverywhere(places, objectName.proof(source, id, startedAt, level, store, outcome), value, signal)
}

/** The same of a restore on another image: beside the proofs, by a name that is none of theirs. Throws as `putProof` does. */
export async function putTrial(
  places: readonly Place[],
  source: string,
  { proof, image }: { readonly proof: Proof; readonly image: string },
  signal: AbortSignal,
): Promise<void> {
  const { id, outcome, startedAt, finishedAt, store, durations } = proof
  const findings = bounded(proof.findings)
  const value = { version: 1, id, image, outcome, startedAt, finishedAt, store, durations, findings }
  await putRecordEverywhere(places, objectName.trial(source, id, startedAt, store, outcome), value, signal)
}

const trialSchema = z.object({ image: z.string().max(255) })

export interface Trial {
  readonly at: Date
  readonly store: string
  readonly outcome: 'passed' | 'failed'
  /** Absent: its object cannot be parsed. */
  readonly image?: string
}

/** On which image a trial was; undefined: its object cannot be parsed. Throws what the store throws. */
export async function readTrialImage(
  { store }: Pick<Place, 'store'>,
  source: string,
  { id, at, store: of, outcome }: SeenTrial,
  signal: AbortSignal,
): Promise<string | undefined> {
  return parseRecord(trialSchema, await readObject(store, objectName.trial(source, id, at, of, outcome), signal))?.image
}

/** The trials of one backup that this store has, newest first. Throws what the store throws. */
export async function readTrials(
  { store }: Pick<Place, 'store'>,
  source: string,
  id: string,
  signal: AbortSignal,
): Promise<readonly Trial[]> {
  const found: Trial[] = []
  for await (const { key } of store.list(objectName.folder(source, 'proofs', id), signal)) {
    const name = parseObjectName(source, key)
    if (name?.kind !== 'trial') continue
    const image = parseRecord(trialSchema, await readObject(store, key, signal))?.image
    const outcome = name.passed ? 'passed' : 'failed'
    found.push({ at: name.at, store: name.store, outcome, ...(image === undefined ? {} : { image }) })
  }
  return found.sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** A reader takes no object larger than 256 KiB, and no longer texts; a restore of ten thousand tables has more to say. */
const findingsMaxBytes = 120_000
const textMaxChars = 8_000

/** As many as a reader takes, those that speak against the data first, and how many more there were. */
function bounded(findings: Proof['findings']): Proof['findings'] {
  const cut = (text: string) => text.slice(0, textMaxChars)
  const against = (one: Proof['findings'][number]) =>
    one.level === 'failure' && (one.blame === 'data' || one.blame === 'copy')
  const kept: Proof['findings'][number][] = []
  let bytes = 0
  for (const one of [...findings.filter(against), ...findings.filter((finding) => !against(finding))]) {
    const finding = { ...one, message: cut(one.message), ...(one.hint === undefined ? {} : { hint: cut(one.hint) }) }
    bytes += Buffer.byteLength(JSON.stringify(finding))
    if (bytes > findingsMaxBytes) break
    kept.push(finding)
  }
  const left = findings.length - kept.length
  return left === 0 ? kept : [...kept, { level: 'note', blame: 'source', message: `and ${left} more findings` }]
}

const schema = z.object({
  finishedAt: z.iso.datetime().optional(),
  durations: z.record(z.string().max(100), z.number().nonnegative()),
})

const wholeSchema = schema.extend({
  id: z.string(),
  level: z.enum(levels),
  outcome: z.enum(['passed', 'failed']),
  startedAt: z.iso.datetime(),
  store: z.string(),
  versions: z.record(z.string().max(100), z.string().max(1000)).default({}),
})

/** A proof's own object, for whoever asks what shows it. */
export interface ProofObject {
  readonly bytes: Uint8Array
  /** undefined: it does not say what its name says, so another has written it, or it has rotted. */
  readonly says: (ProofTimes & { readonly versions: Readonly<Record<string, string>> }) | undefined
}

/** Throws what the store throws. */
export async function readProofObject(
  { store: at }: Pick<Place, 'store'>,
  source: string,
  { id, startedAt, level, store, outcome }: Proof,
  signal: AbortSignal,
): Promise<ProofObject> {
  const bytes = await readObject(at, objectName.proof(source, id, startedAt, level, store, outcome), signal)
  const read = parseRecord(wholeSchema, bytes)
  const same =
    read?.id === id &&
    read.level === level &&
    read.outcome === outcome &&
    read.store === store &&
    Date.parse(read.startedAt) === startedAt.getTime()
  if (!read || !same) return { bytes, says: undefined }
  const { finishedAt, durations, versions } = read
  return {
    bytes,
    says: { durations, versions, ...(finishedAt === undefined ? {} : { finishedAt: new Date(finishedAt) }) },
  }
}

/** How long a proof took. */
export type ProofTimes = Pick<Proof, 'durations'> & { readonly finishedAt?: Date }

/**
 * The times of a proof, which the catalog does not read of those that passed; no step where the object does not read. Throws
 * what the store throws.
 */
export async function readProofTimes(
  place: Place,
  source: string,
  { id, startedAt, level, store, outcome }: Proof,
  signal: AbortSignal,
): Promise<ProofTimes> {
  const key = objectName.proof(source, id, startedAt, level, store, outcome)
  const bytes = await readObject(place.store, key, signal)
  // Written by another, it counts by its name alone.
  const { finishedAt, durations = {} } = parseRecord(schema, bytes) ?? {}
  return { durations, ...(finishedAt === undefined ? {} : { finishedAt: new Date(finishedAt) }) }
}
