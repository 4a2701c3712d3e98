import { isDeepStrictEqual } from 'node:util'
import { isProblem } from '../problem.ts'
import type { Entry, Place, Proof } from './entry.ts'
import { parseManifest } from './manifest.ts'
import { type ObjectName, objectName, parseObjectName, type TagEvent } from './object-name.ts'
import { readObject } from './record.ts'

/** What stands beside backups in one store, by id: holds, tags and proofs. */
export type Beside = ReadonlyMap<string, readonly ObjectName[]>

/** What stands beside these at this moment, by one look at each folder; undefined: the store is asked for each of them. */
export async function lookBeside(
  { store }: Place,
  source: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Beside | undefined> {
  if (!store.survey || ids.length === 0) return undefined
  const of = (folder: string) => ids.map((id) => objectName.folder(source, folder, id))
  const found: ObjectName[] = []
  for await (const piece of store.survey(
    [objectName.folder(source, 'holds'), ...of('tags'), ...of('proofs')],
    () => true,
    signal,
  ))
    found.push(...piece.flatMap(({ key }) => parseObjectName(source, key) ?? []))
  return Map.groupBy(found, (name) => (name.kind === 'lease' ? '' : name.id))
}

async function lookBesideOne({ store }: Place, source: string, id: string, signal: AbortSignal) {
  const found: ObjectName[] = []
  if (await store.head(objectName.hold(source, id), signal)) found.push({ kind: 'hold', id })
  for (const folder of ['tags', 'proofs'])
    for await (const { key } of store.list(objectName.folder(source, folder, id), signal))
      found.push(...[parseObjectName(source, key) ?? []].flat())
  return found
}

/**
 * Why a backup is not in this store what was decided on: its manifest, its hold, its tags and its proofs are read from the
 * store itself. undefined: nothing has changed. Called right before a copy is marked, and again before it is removed.
 * `beside`: what was seen beside it a moment ago.
 */
export async function changedSince(
  place: Place,
  { id, manifest, proofs, held, retagged }: Entry,
  now: Date,
  signal: AbortSignal,
  beside?: Beside,
): Promise<string | undefined> {
  const { name, store } = place
  const { source } = manifest
  const key = objectName.manifest(source, id)
  try {
    const there = parseManifest(await readObject(store, key, signal), id, `${key} in ${store.where}`)
    if (!isDeepStrictEqual(there, manifest))
      return `its manifest in ${name} is not the one that the decision was based on`
  } catch (error) {
    if (isProblem(error, 'object-missing')) return `its manifest is no longer in ${name}`
    if (isProblem(error, 'manifest-damaged', 'object-damaged', 'object-archived')) return error.message
    throw error
  }
  const names = beside ? (beside.get(id) ?? []) : await lookBesideOne(place, source, id, signal)
  if (!held && names.some(({ kind }) => kind === 'hold')) return `it was just held, in ${name}`
  const tags = new Set((retagged?.events ?? []).map(eventOf))
  for (const event of names) {
    if (event.kind !== 'tag' || tags.has(eventOf(event))) continue
    return `the tag ${event.tag} was just ${event.verb === 'add' ? 'added to it' : 'removed from it'}, in ${name}`
  }
  const known = new Set(proofs.map(nameOf))
  for (const proof of names) {
    if (proof.kind !== 'proof') continue
    const outcome = proof.passed ? 'passed' : 'failed'
    // What passes at a time to come was left out where the catalog was read.
    if (proof.passed && proof.at > now) continue
    const { level, at } = proof
    if (!known.has(nameOf({ level, outcome, startedAt: at }))) return `a ${level} of it just ${outcome}, in ${name}`
  }
  return undefined
}

const eventOf = ({ at, verb, tag }: TagEvent) => `${at.getTime()} ${verb} ${tag}`

const nameOf = ({ level, outcome, startedAt }: Pick<Proof, 'level' | 'outcome' | 'startedAt'>) =>
  `${level} ${outcome} ${startedAt.getTime()}`
