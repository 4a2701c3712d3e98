import {
  brokenChain,
  type Entry,
  type HoldDetail,
  type Proof,
  readHold,
  readProofDetail,
  readTrashReason,
  readTrials,
  readUndoings,
  standing,
  type TrashDetail,
  type Trial,
  tagsOf,
  type Undoing,
} from '../../catalog/catalog.ts'
import type { Facts } from '../../engine/engine.ts'
import { isProblem, Problem } from '../../problem.ts'
import { openBackup, takeKey } from '../../verify/verify.ts'
import { type FoundBackup, findEntry, gapsOf } from '../project/entry.ts'
import { openProject, type Project } from '../project/project.ts'
import { hasSecretKey } from '../project/secret.ts'
import { seenRestores } from '../restore/record/story.ts'
import type { Run } from '../result.ts'
import { type ShownBackup, type ShownCopy, type ShownProof, shownText } from './text.ts'

/** Everything that the stores say of one backup; its contents where there is a secret key. */
export const show: Run = async (world, options) => {
  const [id, ...more] = options.id ?? []
  if (id === undefined || more.length > 0)
    throw new Problem('usage', 'show takes one backup', { hint: 'Name it by its id; `backproof list` shows the ids.' })
  const project = await openProject(world, options, { patience: 'short' })
  const found = await findEntry(project, id)
  const json = await describe(project, found)
  const { timezone } = project.policy
  return { json, text: () => shownText(json, timezone), problems: gapsOf({ ...found.catalog, damaged: [] }), ids: [id] }
}

async function describe(project: Project, found: FoundBackup): Promise<ShownBackup> {
  const { entry, shelved } = found
  const { manifest } = entry
  const copies = await copiesOf(project, found)
  const held = copies.flatMap(({ hold }) => (hold ? [hold] : []))
  const { trashed } = entry
  const now = project.world.now()
  const broken = brokenChain(entry, now)
  const deleted = copies.find((copy) => copy.deleted)?.deleted
  return {
    version: 1,
    id: entry.id,
    source: manifest.source,
    inPolicy: project.policy.sources[shelved.name] !== undefined,
    engine: manifest.engine,
    kind: manifest.kind,
    type: manifest.trigger === 'schedule' ? 'automatic' : 'manual',
    trigger: manifest.trigger,
    tags: tagsOf(entry),
    retained: manifest.retain,
    standing: standing(entry, now),
    ...(entry.foreign === undefined ? {} : { foreign: entry.foreign }),
    ...(broken ? { broken } : {}),
    startedAt: manifest.startedAt,
    finishedAt: manifest.finishedAt,
    sealedBytes: entry.bytes,
    plainBytes: manifest.parts.reduce((sum, part) => sum + part.plainBytes, 0),
    parts: manifest.parts,
    versions: manifest.versions,
    origin: manifest.origin,
    ...(manifest.base === undefined ? {} : { base: manifest.base }),
    consistency: manifest.consistency,
    ...(manifest.position ? { position: manifest.position } : {}),
    ...(manifest.host ? { host: manifest.host } : {}),
    copies: copies.map(({ hold: _, deleted: __, undoings: ___, trials: ____, ...copy }) => copy),
    held: entry.held ? (held[0] ?? {}) : null,
    deleted: trashed
      ? {
          at: trashed.at.toISOString(),
          undoUntil: trashed.purgeAfter.toISOString(),
          because: deleted?.because,
          by: deleted?.by,
        }
      : null,
    acknowledged: ackOf(found),
    trials: trialsIn(copies),
    undone: undoneIn(copies),
    restores: (await seenRestores(project, shelved)).seen
      .filter(({ backup }) => backup === entry.id)
      .map(({ id, state, at }) => ({ id, state, at: at.toISOString() })),
    contents: await contentsOf(project, entry),
  }
}

function ackOf({ entry, catalog }: FoundBackup): ShownBackup['acknowledged'] {
  const ack = catalog.acks?.find(({ id }) => id === entry.id)
  return ack ? { at: ack.at.toISOString(), by: ack.by, because: ack.because } : null
}

interface Copy extends ShownCopy {
  readonly hold?: HoldDetail | undefined
  readonly deleted?: TrashDetail | undefined
  readonly undoings?: readonly Undoing[]
  readonly trials?: readonly Trial[]
}

function trialsIn(copies: readonly Copy[]): ShownBackup['trials'] {
  const all = copies.flatMap(({ trials = [] }) => trials).map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest }))
  const found = new Map(all.map((one) => [`${one.at} ${one.store}`, one]))
  return [...found.values()].sort((one, other) => (one.at < other.at ? 1 : -1))
}

/** What any of the stores knows, once each, newest first. */
function undoneIn(copies: readonly Copy[]): ShownBackup['undone'] {
  const all = copies
    .flatMap(({ undoings = [] }) => undoings)
    .map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest }))
  const found = new Map(all.map((one) => [`${one.at} ${one.verb}`, one]))
  return [...found.values()].sort((one, other) => (one.at < other.at ? 1 : -1))
}

/** Each store's record of its own copy. A store that cannot be read is named, and does not hide the others. */
async function copiesOf(project: Project, { entry, shelved, catalog }: FoundBackup): Promise<readonly Copy[]> {
  const { world } = project
  const unread = new Map(catalog.unread.map(({ store, message }) => [store, message]))
  return Promise.all(
    shelved.stores.map(async (name): Promise<Copy> => {
      const unreadable = unread.get(name)
      if (unreadable !== undefined) return { store: name, state: 'not read', message: unreadable, proofs: [] }
      const place = await project.place(name)
      const state = stateOf(entry, name)
      const proofs: ShownProof[] = []
      for (const proof of entry.proofs) {
        const detail = await readProofDetail(place, shelved.name, proof, world.signal)
        // A record stands in every store that has the backup; it speaks of the copy that it names.
        if ((detail?.store ?? proof.store) === name) proofs.push(shownProof(proof, detail?.durations))
      }
      const hold = await readHold(place, shelved.name, entry.id, world.signal)
      const marked = entry.marked.includes(name) || (entry.released ?? []).includes(name)
      const deleted = marked ? await readTrashReason(place, shelved.name, entry.id, world.signal) : undefined
      const undoings = await readUndoings(place, shelved.name, entry.id, world.signal)
      const trials = await readTrials(place, shelved.name, entry.id, world.signal)
      const because = entry.damaged?.find(({ store }) => store === name)?.because
      const message = because === undefined ? {} : { message: because }
      return { store: name, where: place.store.where, state, ...message, proofs, hold, deleted, undoings, trials }
    }),
  )
}

function stateOf(entry: Entry, name: string): ShownCopy['state'] {
  if (entry.damaged?.some(({ store }) => store === name)) return 'damaged'
  if (entry.marked.includes(name)) return 'deleted'
  if ((entry.released ?? []).includes(name)) return 'given up'
  if (entry.copies.includes(name)) return 'whole'
  return 'missing'
}

function shownProof({ level, outcome, startedAt, findings }: Proof, durations: Proof['durations'] = {}): ShownProof {
  return { level, outcome, at: startedAt.toISOString(), durations, findings }
}

/** Names and counts out of the sealed facts. */
async function contentsOf(project: Project, entry: Entry): Promise<ShownBackup['contents']> {
  const { world } = project
  const [store] = entry.copies
  if (entry.foreign !== undefined || store === undefined) return { unknown: 'no copy of it can be opened' }
  if (!hasSecretKey(world)) return { unknown: 'names and counts need BACKPROOF_SECRET_KEY' }
  try {
    const place = await project.place(store)
    const key = await takeKey(place, entry.manifest, await project.secretKeys(), world.signal)
    const { facts } = await openBackup(place, entry.manifest, key, world.signal)
    return contents(facts)
  } catch (error) {
    if (!isProblem(error) || error.code === 'cancelled') throw error
    return { unknown: error.message }
  }
}

const contents = ({ rows, objects, sizeBytes, server }: Facts): ShownBackup['contents'] => ({
  rows,
  objects,
  sizeBytes,
  ...(server ? { server: server.version } : {}),
})
