import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isProblem } from '../../problem.ts'
import type { Store, Stored } from '../../store/store.ts'
import { objectName, parseObjectName } from '../object-name.ts'
import { encodeRecord, parseRecord, readObject } from '../record.ts'
import { clockMs } from './trash.ts'

const schema = z.object({ asideAt: z.iso.datetime(), purgeAfter: z.iso.datetime() })

/**
 * Says until when what is set aside of a backup is kept; written before anything is, so that nothing stays forever. What
 * was set aside before stays as long.
 */
export async function markAside(
  store: Store,
  source: string,
  id: string,
  mark: { readonly asideAt: Date; readonly purgeAfter: Date; readonly because: string },
  signal: AbortSignal,
): Promise<void> {
  await store.put(objectName.asideMark(source, id), encodeRecord({ version: 1, ...mark }), {
    signal,
    fromReserve: 'half',
  })
}

/**
 * Keeps what an object holds under `aside/`, before it is replaced; the object itself stays as it is. Killed and done again,
 * it is kept once. False: it cannot be read at all, so there is nothing to keep.
 */
export async function setAside(
  store: Store,
  source: string,
  id: string,
  { name, stored }: { readonly name: string; readonly stored: Stored },
  signal: AbortSignal,
): Promise<boolean> {
  for (let number = 1; ; number++) {
    const target = objectName.aside(source, id, number === 1 ? name : `${name}.${number}`)
    const there = await store.head(target, signal)
    if (there && (there.bytes !== stored.bytes || !(await areEqual(store, target, stored.key, signal)))) continue
    if (there) return true
    try {
      const body = await store.get(stored.key, { signal })
      await store.put(target, body, { signal, ifAbsent: true, expectedBytes: stored.bytes })
      return true
    } catch (error) {
      if (isProblem(error, 'object-archived')) return false
      throw error
    }
  }
}

async function areEqual(store: Store, one: string, other: string, signal: AbortSignal): Promise<boolean> {
  const [left, right] = await Promise.all([one, other].map((key) => digestOf(store, key, signal)))
  return left === right
}

async function digestOf(store: Store, key: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of await store.get(key, { signal })) hash.update(chunk)
  return hash.digest('hex')
}

/** By a clock that was behind, the grace period would be over as soon as it begins: then the store's own time counts. */
function keptUntil({ asideAt, purgeAfter }: z.infer<typeof schema>, writtenAt: Date | undefined): Date {
  const behindMs = writtenAt ? writtenAt.getTime() - Date.parse(asideAt) : 0
  return new Date(Date.parse(purgeAfter) + (behindMs > clockMs ? behindMs : 0))
}

/** Permanently removes set-aside objects whose grace period is over; returns the ids of their backups. */
export async function purgeAside(
  store: Store,
  source: string,
  now: Date,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const marks: Stored[] = []
  const objects = new Map<string, string[]>()
  for await (const stored of store.list(objectName.folder(source, 'aside'), signal)) {
    const { key } = stored
    const name = parseObjectName(source, key)
    if (name?.kind === 'aside-mark') marks.push(stored)
    if (name?.kind === 'aside') objects.set(name.id, [...(objects.get(name.id) ?? []), key])
  }
  const purged: string[] = []
  for (const { key, writtenAt } of marks) {
    const name = parseObjectName(source, key)
    const mark = parseRecord(schema, await readObject(store, key, signal))
    // Nothing is removed because of one that cannot be parsed.
    if (!mark || name?.kind !== 'aside-mark' || keptUntil(mark, writtenAt) > now) continue
    const { id } = name
    await store.remove(objects.get(id) ?? [], signal)
    await store.remove([key], signal)
    purged.push(id)
  }
  return purged
}
