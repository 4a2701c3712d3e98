import { isDeepStrictEqual } from 'node:util'
import { isFailure } from '../problem.ts'
import { withChains } from './chain.ts'
import {
  type Ack,
  damageOfCopy,
  type Entry,
  type LostCopy,
  newestProof,
  type Place,
  type Proof,
  type SourceCatalog,
  unreadOf,
} from './entry.ts'
import { measuresOf } from './mark/measure.ts'
import { retagged } from './mark/tag.ts'
import { objectName } from './object-name.ts'
import { Parsed } from './shelf/parsed.ts'
import { type ReadOptions, readShelf, type Shelf } from './shelf/shelf.ts'

/** Reads and merges what every place says of a source. A place that cannot be read is named in `unread`. */
export async function readCatalog(
  source: string,
  places: readonly Place[],
  given: ReadOptions,
): Promise<SourceCatalog> {
  const options = { ...given, parsed: new Parsed(source) }
  const first = await readShelves(source, places, options)
  // A difference between stores may be one wrong answer: they are read again before it is reported.
  const doubted = differing(first.shelves)
  const { shelves, unread } = doubted.size > 0 ? await readShelves(source, places, options, doubted) : first
  return merge(source, shelves, unread, options)
}

async function readShelves(
  source: string,
  places: readonly Place[],
  options: ReadOptions,
  doubted?: ReadonlySet<string>,
): Promise<{ readonly shelves: readonly Shelf[]; readonly unread: SourceCatalog['unread'] }> {
  const unread: SourceCatalog['unread'][number][] = []
  const shelves = await Promise.all(
    places.map(async (place) => {
      try {
        return await readShelf(source, place, options, doubted)
      } catch (error) {
        if (!isFailure(error)) throw error
        unread.push(unreadOf(place.name, error))
        return undefined
      }
    }),
  )
  return { shelves: shelves.filter((shelf) => shelf !== undefined), unread: [...unread, ...(options.unopened ?? [])] }
}

/** Ids whose manifests are not the same in all stores that have one that counts. */
function differing(shelves: readonly Shelf[]): ReadonlySet<string> {
  const digests = new Map<string, string>()
  const found = new Set<string>()
  for (const { manifests } of shelves)
    for (const [id, { sha256, foreign }] of manifests) {
      if (foreign !== undefined) continue
      if ((digests.get(id) ?? sha256) !== sha256) found.add(id)
      digests.set(id, sha256)
    }
  return found
}

/** Pure: what the stores say together. */
function merge(
  source: string,
  shelves: readonly Shelf[],
  unread: SourceCatalog['unread'],
  { expected, now }: Pick<ReadOptions, 'expected' | 'now'>,
): SourceCatalog {
  const ids = new Set(shelves.flatMap((shelf) => [...shelf.manifests.keys()]))
  const proofs = unique(
    // If two say the same, the last one stays: one that could be parsed. A failed one is believed in any case.
    [...new Set(shelves.flatMap((s) => s.proofs))]
      .sort((a, b) => Number(b.unparsed ?? false) - Number(a.unparsed ?? false))
      .map(withoutMark)
      .filter(({ outcome, startedAt }) => outcome === 'failed' || startedAt <= now),
    (p) => `${p.id} ${p.startedAt.getTime()} ${p.level} ${p.store} ${p.outcome}`,
  )
  const byId = Map.groupBy(proofs, (proof) => proof.id)
  const unseen = unread.map(({ store }) => store)
  const entries = [...ids].flatMap((id) => entryOf(id, shelves, byId.get(id) ?? [], expected, unseen) ?? [])
  const runs = unique(
    // If two have the same, the last one stays: one that was read.
    [...new Set(shelves.flatMap((s) => s.runs))].sort(
      (a, b) => Number(a.origin !== undefined) - Number(b.origin !== undefined),
    ),
    (run) => `${run.id} ${run.startedAt.getTime()} ${run.outcome}`,
  )
  return {
    source,
    entries: withChains(
      entries.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1)),
      unread.length > 0,
    ),
    runs: runs.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime()),
    unread,
    ...ackedIn(shelves, entries),
    ...triedIn(shelves, now),
    // Where another store has the manifest, this one lacks a copy, and gets it again.
    damaged: shelves
      .flatMap(({ place, damaged, lost }) => [
        ...damaged,
        ...lost.filter(({ id }) => !ids.has(id)).map((one) => ({ store: place.name, ...one })),
      ])
      .concat(keyless(source, shelves)),
  }
}

function withoutMark(proof: Shelf['proofs'][number]): Proof {
  if (proof.unparsed === undefined) return proof
  const { unparsed: _, ...rest } = proof
  return rest
}

/**
 * What any of the stores has, once for each backup. Of a backup that is there, what is acknowledged are its own numbers: others would
 * make usual what no person has seen.
 */
function ackedIn(shelves: readonly Shelf[], entries: readonly Entry[]): Pick<SourceCatalog, 'acks'> {
  const there = new Map(entries.map(({ id, manifest }) => [id, manifest]))
  const isMeant = ({ id, measures }: Ack) => {
    const manifest = there.get(id)
    return manifest === undefined || isDeepStrictEqual(measures, measuresOf(manifest))
  }
  const acks = unique(
    shelves
      .flatMap((shelf) => shelf.acks)
      .filter(isMeant)
      .sort((a, b) => a.at.getTime() - b.at.getTime()),
    ({ id }) => id,
  )
  return acks.length > 0 ? { acks } : {}
}

/** Once each: a trial stands in every store that has its backup. */
function triedIn(shelves: readonly Shelf[], now: Date): Pick<SourceCatalog, 'trials'> {
  const trials = unique(
    shelves.flatMap((shelf) => shelf.trials).filter(({ at }) => at <= now),
    ({ id, at, store }) => `${id} ${at.getTime()} ${store}`,
  )
  return trials.length > 0 ? { trials: trials.sort((a, b) => b.at.getTime() - a.at.getTime()) } : {}
}

/** Backups that count but can no longer be opened: no store has the key object, though none is being deleted. */
function keyless(source: string, shelves: readonly Shelf[]): SourceCatalog['damaged'][number][] {
  return shelves.flatMap(({ place, manifests }) =>
    [...manifests].flatMap(([id, { foreign }]) => {
      if (foreign !== undefined || shelves.some(({ keys, trash }) => keys.has(id) || trash.has(id))) return []
      const message = `${objectName.key(source, id)} is gone from ${place.store.where}: ${id} cannot be opened`
      return [{ store: place.name, id, message }]
    }),
  )
}

/** One backup, by what the stores that have its manifest say of it. */
function entryOf(
  id: string,
  shelves: readonly Shelf[],
  proofs: readonly Proof[],
  expected: readonly string[],
  unseen: readonly string[],
): Entry | undefined {
  const holding = shelves.flatMap((shelf) => {
    const candidate = shelf.manifests.get(id)
    return candidate ? [{ shelf, candidate }] : []
  })
  const good = holding.filter(({ candidate }) => candidate.foreign === undefined)
  const first = good[0] ?? holding[0]
  if (!first) return undefined
  const { manifest, sha256 } = first.candidate
  const agree = good.every(({ candidate }) => candidate.sha256 === sha256)
  const whole = agree ? good.filter(({ shelf }) => shelf.keys.has(id)) : []
  const unreadable = shelves.flatMap(({ place, damaged }) => {
    const found = damaged.find((one) => one.id === id)
    return found ? [{ store: place.name, because: found.message }] : []
  })
  // Where another store has the manifest with a signature that counts, it is the copy that is wrong, and not the backup.
  const unsigned = holding
    .filter(({ candidate }) => good.length > 0 && candidate.foreign !== undefined)
    .map(({ shelf, candidate }) => ({ store: shelf.place.name, because: candidate.foreign ?? '' }))
  const keyless = good.filter(({ shelf }) => agree && !shelf.keys.has(id)).map(({ shelf }) => shelf.place.name)
  // A copy whose manifest cannot be parsed is marked, and goes, as the others do.
  const marks = shelves
    .filter(({ place, manifests }) => manifests.has(id) || unreadable.some(({ store }) => store === place.name))
    .flatMap(({ place, trash }) => {
      const mark = trash.get(id)
      return mark ? [{ store: place.name, ...mark }] : []
    })
  const deleted = marks.filter(({ scope }) => scope === 'backup')
  const marked = deleted.map(({ store }) => store)
  const released = marks.filter(({ scope }) => scope === 'copy').map(({ store }) => store)
  const there = whole.map(({ shelf }) => shelf.place.name)
  const damaged = [
    ...unreadable,
    ...unsigned,
    ...keyless.map((store) => ({ store, because: `its key object in ${store} is missing` })),
    ...there.flatMap((store) => damageOfCopy(store, proofs) ?? []),
  ]
  const sound = there.filter((store) => !damaged.some((copy) => copy.store === store))
  // Where none is whole, each is worth a try.
  const tried = sound.length > 0 ? sound : there
  const stays = tried.filter((store) => !released.includes(store))
  // A copy that is given up counts again where it turns out to be the last.
  const copies = stays.some((store) => !marked.includes(store)) ? stays : tried
  const missing = expected.filter(
    (name) => !there.includes(name) && !unseen.includes(name) && !damaged.some(({ store }) => store === name),
  )
  // What is being deleted goes from one store after the other.
  const lost = marks.length > 0 ? [] : missing.flatMap((store) => lostFrom(store, id, shelves, proofs) ?? [])
  const foreign = first.candidate.foreign ?? (agree ? undefined : 'its manifests differ between stores')
  return {
    id,
    manifest,
    startedAt: new Date(manifest.startedAt),
    bytes: manifest.parts.reduce((sum, part) => sum + part.bytes, 0),
    copies,
    missing,
    ...(lost.length > 0 ? { lost } : {}),
    ...(unseen.length > 0 ? { unread: unseen } : {}),
    ...(damaged.length > 0 ? { damaged } : {}),
    ...retagged(
      manifest.tags,
      shelves.flatMap((shelf) => shelf.tags.get(id) ?? []),
    ),
    held: shelves.some((shelf) => shelf.holds.has(id)),
    trashed: deleted.length > 0 && deleted.length === holding.length + unreadable.length ? latest(deleted) : undefined,
    marked,
    ...(released.length > 0 ? { released } : {}),
    proofs: proofs.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime()),
    foreign: foreign ?? (copies.length === 0 ? 'its key object is missing: it cannot be opened' : undefined),
  }
}

/**
 * Whether this store once had the backup although it has no manifest now: leftover objects, or a proof of its copy,
 * show it.
 */
function lostFrom(
  store: string,
  id: string,
  shelves: readonly Shelf[],
  proofs: readonly Proof[],
): LostCopy | undefined {
  const left = shelves.find(({ place }) => place.name === store)?.lost.find((one) => one.id === id)
  if (left) return { store, because: left.message }
  const proof = newestProof(proofs.filter((one) => one.store === store))
  return proof && { store, because: `a ${proof.level} of it ${proof.outcome} there` }
}

function latest(marks: readonly { at: Date; purgeAfter: Date }[]): { at: Date; purgeAfter: Date } {
  const max = (dates: readonly Date[]) => new Date(Math.max(...dates.map((date) => date.getTime())))
  return { at: max(marks.map((m) => m.at)), purgeAfter: max(marks.map((m) => m.purgeAfter)) }
}

function unique<T>(values: readonly T[], name: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [name(value), value])).values()]
}
