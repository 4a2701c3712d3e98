import { isDeepStrictEqual } from 'node:util'
import { isProblem } from '../problem.ts'
import type { Entry, Place, Proof } from './entry.ts'
import { parseManifest } from './manifest.ts'
import { objectName, parseObjectName, type TagEvent } from './object-name.ts'
import { readObject } from './record.ts'

/**
 * Why a backup is not in this store what was decided on: its manifest, its hold, its tags and its proofs are read from the
 * store itself. undefined: nothing has changed. Called right before a copy is marked, and again before it is removed.
 */
export async function changedSince(
  { name, store }: Place,
  { id, manifest, proofs, held, retagged }: Entry,
  now: Date,
  signal: AbortSignal,
): Promise<string | undefined> {
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
  if (!held && (await store.head(objectName.hold(source, id), signal))) return `it was just held, in ${name}`
  const tags = new Set((retagged?.events ?? []).map(eventOf))
  for await (const { key } of store.list(`${source}/tags/${id}/`, signal)) {
    const event = parseObjectName(source, key)
    if (event?.kind !== 'tag' || tags.has(eventOf(event))) continue
    return `the tag ${event.tag} was just ${event.verb === 'add' ? 'added to it' : 'removed from it'}, in ${name}`
  }
  const known = new Set(proofs.map(nameOf))
  for await (const stored of store.list(`${source}/proofs/${id}/`, signal)) {
    const proof = parseObjectName(source, stored.key)
    if (proof?.kind !== 'proof') continue
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
