import { isProblem, Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { type Duration, durationMs } from '../time/time.ts'
import { eachAtOnce } from './each.ts'
import { purgeAt, readTrash } from './mark/trash.ts'
import { type ObjectName, objectName, parseObjectName, parseTime } from './object-name.ts'
import { readObject } from './record.ts'

const dayMs = 24 * 3600_000

/** Objects of one id that no manifest covers: what a killed run left. */
export interface Leftover {
  readonly id: string
  readonly keys: readonly string[]
  readonly bytes: number
}

interface Remains {
  readonly keys: string[]
  bytes: number
  readonly kinds: Set<ObjectName['kind']>
}

/**
 * What may be swept from a store: all objects of an id that has no manifest and can no longer become a backup. If the
 * manifest was lost, these objects are all that is left of a backup. So everything held stays, everything with a key
 * object and a proof or a tag stays (lostManifests names it), and an upload that only lacks its manifest stays for the
 * grace period. Whatever is marked as deleted stays as long as its mark says. Anything else is swept once its id is
 * more than a day away, in the past or the future: a wrong clock must not keep it for years. Call it under the source's
 * lease, because a backup in progress looks the same. Throws `store-failed` if the listing was incomplete: an id might
 * then have a manifest after all.
 */
export async function leftovers(
  store: Store,
  source: string,
  { now, grace }: { readonly now: Date; readonly grace: Duration },
  signal: AbortSignal,
): Promise<readonly Leftover[]> {
  const committed = new Set<string>()
  const found = new Map<string, Remains>()
  for await (const { key, bytes } of store.list(objectName.folder(source), signal)) {
    const name = parseObjectName(source, key)
    if (!name || name.kind === 'lease' || name.kind === 'run' || name.kind === 'restore') continue
    // What was set aside has a grace period of its own; an acknowledgment outlives its backup.
    if (name.kind === 'aside' || name.kind === 'aside-mark' || name.kind === 'ack') continue
    if (name.kind === 'manifest') committed.add(name.id)
    else {
      const group = found.get(name.id) ?? { keys: [], bytes: 0, kinds: new Set() }
      group.keys.push(key)
      group.bytes += bytes
      group.kinds.add(name.kind)
      found.set(name.id, group)
    }
  }
  const left: Leftover[] = []
  for (const [id, { kinds, ...group }] of found) {
    const startedAt = parseTime(id.slice(source.length + 1))
    if (!startedAt || committed.has(id)) continue
    const away = Math.abs(now.getTime() - startedAt.getTime())
    const stays = kinds.has('key') ? Math.max(dayMs, durationMs(grace)) : dayMs
    if (away <= stays || kinds.has('hold')) continue
    const mark = kinds.has('trash') ? await readTrash(store, source, id, signal) : undefined
    if (mark ? purgeAt(mark, grace) > now : hasCounted(kinds)) continue
    left.push({ id, ...group })
  }
  for (const { id } of left) {
    const key = objectName.manifest(source, id)
    if (await store.head(key, signal))
      throw new Problem(
        'store-failed',
        `list ${objectName.folder(source)}*: it omitted ${key}, which exists, in ${store.where}`,
        {
          hint: 'Nothing is swept: the listing of this store cannot be trusted.',
        },
      )
  }
  return left
}

/**
 * Whether the objects of an id without a manifest were a backup that counted: a killed upload leaves no such traces.
 */
function hasCounted(kinds: ReadonlySet<ObjectName['kind']>): boolean {
  return kinds.has('key') && ['hold', 'proof', 'tag'].some((kind) => kinds.has(kind as ObjectName['kind']))
}

/**
 * Ids whose manifest is gone from a store, although its key object is there, and a hold, a proof or a tag shows that
 * the backup counted. Ids marked as deleted are left out: a killed purge removes the manifest first. `listed`: all
 * objects of the source in the store. Each one is looked up again, because a listing does not show a single moment.
 */
export async function lostManifests(
  store: Store,
  source: string,
  listed: readonly ObjectName[],
  signal: AbortSignal,
): Promise<readonly { readonly id: string; readonly message: string }[]> {
  const kinds = new Map<string, Set<ObjectName['kind']>>()
  for (const name of listed)
    if (name.kind !== 'lease' && name.kind !== 'run' && name.kind !== 'restore')
      kinds.set(name.id, (kinds.get(name.id) ?? new Set<ObjectName['kind']>()).add(name.kind))
  const lost: { id: string; message: string }[] = []
  await eachAtOnce([...kinds], async ([id, of]) => {
    if (of.has('manifest') || of.has('trash') || !hasCounted(of)) return
    const manifest = objectName.manifest(source, id)
    if (await store.head(manifest, signal)) return
    if (await store.head(objectName.trash(source, id), signal)) return
    if (!(await store.head(objectName.key(source, id), signal))) return
    const trace = of.has('hold') ? 'is held' : of.has('proof') ? 'was proven' : 'was tagged'
    lost.push({
      id,
      message: `${manifest} is gone from ${store.where}, but the backup ${trace}, and its key is still there`,
    })
  })
  return lost.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Days for which records are kept: every reading of the catalog lists all runs; auditors ask for restores once a year. */
const keptDays = { run: 90, restore: 400 } as const

/** Names of those records of a source that are older than 90 days, or of restores that began more than 400 days ago. */
export async function staleRecords(
  kind: keyof typeof keptDays,
  store: Store,
  source: string,
  now: Date,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const stale: string[] = []
  for await (const { key } of store.list(objectName.folder(source, `${kind}s`), signal)) {
    const name = parseObjectName(source, key)
    if (name?.kind === kind && now.getTime() - name.at.getTime() > keptDays[kind] * dayMs) stale.push(key)
  }
  return stale
}

/**
 * Removes one backup from one store for good: the manifest first, so that it never looks whole without being so; data
 * next to last; the trash marker last, so that a killed purge is resumed. `goes` is called again when the manifest is
 * gone: marks need no lease, and whoever removes one, or holds the backup, looks for the manifest afterwards. Returns
 * false if the backup stays, unchanged. If a removal is refused before any data is gone, the removed objects are put
 * back and the refusal is thrown; after that, the rest stays marked for the next run. Throws `store-failed` for objects
 * that still exist although the store accepted their removal.
 */
export async function purge(
  store: Store,
  source: string,
  id: string,
  goes: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<boolean> {
  const small = [objectName.manifest(source, id), objectName.signature(source, id), objectName.key(source, id)]
  const kept = new Map<string, Uint8Array>()
  for (const key of small) if (await store.head(key, signal)) kept.set(key, await readObject(store, key, signal))
  const putBack = async () => {
    const late = AbortSignal.timeout(30_000)
    // As a commit does: the manifest last.
    for (const key of small.toReversed()) {
      const bytes = kept.get(key)
      if (bytes) await store.put(key, bytes, { fromReserve: true, signal: late })
    }
  }
  const [manifest = '', ...others] = small
  let gone = false
  try {
    await store.remove([manifest], signal)
    gone = await goes()
    if (gone) for (const key of others) await store.remove([key], signal)
    // Refused at the first: nothing of the data has gone.
    if (gone) await removeFirst(store, objectName.folder(source, 'data', id), signal)
  } catch (error) {
    // Refused, and so without effect; of a removal that failed nobody knows whether it was carried out.
    if (!gone || isProblem(error, 'store-denied')) await putBack()
    throw error
  }
  if (!gone) {
    await putBack()
    return false
  }
  for (const folder of ['data', 'proofs', 'tags']) await removeAll(store, objectName.folder(source, folder, id), signal)
  await store.remove([objectName.hold(source, id), objectName.trash(source, id)], signal)
  return true
}

async function removeFirst(store: Store, prefix: string, signal: AbortSignal): Promise<void> {
  for await (const { key } of store.list(prefix, signal)) return store.remove([key], signal)
}

async function removeAll(store: Store, prefix: string, signal: AbortSignal): Promise<void> {
  const keys: string[] = []
  for await (const { key } of store.list(prefix, signal)) keys.push(key)
  await removeForGood(store, keys, signal)
}

/** Removes, and looks: throws `store-failed` for what is still there although the store has taken its removal. */
export async function removeForGood(store: Store, keys: readonly string[], signal: AbortSignal): Promise<void> {
  if (keys.length === 0) return
  await store.remove(keys, signal)
  await eachAtOnce(keys, async (key) => {
    if (!(await store.head(key, signal))) return
    throw new Problem('store-failed', `remove ${key}: it is still there, in ${store.where}`, {
      hint: 'Check the permissions of this role, and the object locks and rules of the bucket; the next prune tries again.',
    })
  })
}
