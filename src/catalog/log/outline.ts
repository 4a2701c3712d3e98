import { hash } from 'node:crypto'
import { isFailure } from '../../problem.ts'
import { verifySignature } from '../../seal/seal.ts'
import { listFolders } from '../../store/store.ts'
import { mapAtOnce } from '../each.ts'
import type { Entry, Place } from '../entry.ts'
import { parseManifest } from '../manifest.ts'
import { inKey, objectName, parseObjectName } from '../object-name.ts'
import { readObject } from '../record.ts'
import { piecesPerVolume } from './name.ts'
import { digestOfIds, type Slice, sliceOf } from './slice.ts'

/** What a volume shows without reading more than one of its pieces. */
export interface ListedVolume {
  /** Of all its pieces, sorted. */
  readonly ids: readonly string[]
  /** The one that was begun first by the clocks of those who collected. */
  readonly first: Slice
}

interface ReadVolume {
  /** Key texts; empty = unsigned manifests count. */
  readonly signers: readonly string[]
  readonly signal: AbortSignal
}

/**
 * Lists a volume in every place. undefined: it has to be read, because a place could not be listed, or something in it is marked, has
 * failed a proof, or lacks what belongs to it.
 */
export async function listVolume(
  name: string,
  places: readonly Place[],
  options: ReadVolume,
): Promise<ListedVolume | undefined> {
  try {
    const lists = await mapAtOnce(places, async (place) => ({ place, ...(await listed(name, place, options)) }))
    if (lists.some(({ isPlain }) => !isPlain)) return undefined
    const ids = [...new Set(lists.flatMap((one) => [...one.ids]))].sort()
    const [id] = ids
    const having = lists.filter(({ ids }) => id !== undefined && ids.has(id)).map(({ place }) => place)
    const entry = id === undefined ? undefined : await readFirst(name, id, having, options)
    const first = entry && sliceOf(entry)
    return first && { ids, first }
  } catch (error) {
    if (!isFailure(error)) throw error
    // Whatever it is, reading the volume meets it, and names it.
    return undefined
  }
}

const folders = ['manifests', 'keys', 'trash', 'proofs'] as const

/** Ids that have a manifest there. `isPlain`: each has its key object, none is marked, and none has failed a proof. */
async function listed(name: string, { store }: Place, { signal }: ReadVolume) {
  const found = await listFolders(store, inKey(name), folders, () => true, signal, { isLong: true })
  const names = found.flatMap(({ key }) => parseObjectName(name, key) ?? [])
  const idsOf = (kind: string) => new Set(names.flatMap((one) => (one.kind === kind && 'id' in one ? [one.id] : [])))
  const [ids, keys] = [idsOf('manifest'), idsOf('key')]
  const isSpokenAgainst = names.some((one) => one.kind === 'trash' || (one.kind === 'proof' && !one.passed))
  return { ids, isPlain: !isSpokenAgainst && [...ids].every((id) => keys.has(id)) }
}

/** undefined: it does not count, or is not the same everywhere. Throws what reading it throws. */
async function readFirst(
  name: string,
  id: string,
  places: readonly Place[],
  { signers, signal }: ReadVolume,
): Promise<Entry | undefined> {
  const read = await mapAtOnce(places, async ({ store }) => {
    const key = objectName.manifest(name, id)
    const bytes = await readObject(store, key, signal)
    const sign = async () => await readObject(store, objectName.signature(name, id), signal)
    const isOurs = signers.length === 0 || verifySignature(bytes, textOf(await sign()), signers)
    return { manifest: parseManifest(bytes, id, `${key} in ${store.where}`), isOurs, sha256: hash('sha256', bytes) }
  })
  const [one] = read
  if (!one || !read.every(({ isOurs, sha256 }) => isOurs && sha256 === one.sha256)) return undefined
  const { manifest } = one
  return {
    id,
    manifest,
    startedAt: new Date(manifest.startedAt),
    bytes: manifest.parts.reduce((sum, part) => sum + part.bytes, 0),
    copies: places.map((place) => place.name),
    ...{ missing: [], held: false, trashed: undefined, marked: [], proofs: [], foreign: undefined },
  }
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim()

/**
 * All pieces of a volume as one: where exactly those are listed that the piece after them names, which is the first of the next volume.
 * undefined: they are not. Pure.
 */
export function asOne({ ids, first }: ListedVolume, after: Slice): Slice | undefined {
  const { previous, from, covers, entry } = after
  const isBefore = first.number === after.number - piecesPerVolume && first.number % piecesPerVolume === 1
  if (!isBefore || !previous || !ids.includes(previous.id)) return undefined
  if (ids.length !== piecesPerVolume || entry.manifest.log?.volume !== digestOfIds(ids)) return undefined
  return {
    ...first,
    to: from,
    covers: { from: first.covers.from, until: covers.from },
    through: { number: after.number - 1, ...previous },
  }
}
