import { encodeTime, type ObjectName, objectName, parseTime } from '../object-name.ts'
import type { Parsed } from './parsed.ts'

/** What is read from the store itself: everything, or what is as young as this and what may not come from a cache. */
export type Fresh = 'all' | { readonly since: Date }

/** Newest backups whose manifests are asked of the store itself where anything is decided. */
const newestAsked = 3

/**
 * Where an object may come from: a cache, which others may have written; this run's own readings and writes; or a new
 * reading of the store.
 */
export function evidenceOf(
  source: string,
  named: readonly { readonly name: ObjectName }[],
  parsed: Parsed,
  { fresh, now }: { readonly fresh?: Fresh; readonly now: Date },
  doubted: ReadonlySet<string>,
): (key: string) => 'cache' | 'run' | 'store' {
  const timeOf = (id: string) => parseTime(id.slice(source.length + 1))?.getTime() ?? 0
  // Those of a time to come must not take the place of the newest that count.
  const ids = named.flatMap(({ name }) =>
    name.kind === 'manifest' && timeOf(name.id) <= now.getTime() ? [name.id] : [],
  )
  const newest = new Set(ids.sort().slice(-newestAsked))
  const young = (id: string) => newest.has(id) || (typeof fresh === 'object' && timeOf(id) >= fresh.since.getTime())
  return (key) => {
    const name = parsed.name(key)
    if (!name || name.kind === 'lease' || name.kind === 'run' || name.kind === 'restore') return 'cache'
    if (doubted.has(name.id) || fresh === 'all') return 'store'
    if (fresh === undefined) return 'cache'
    return ['trash', 'proof', 'ack'].includes(name.kind) || young(name.id) ? 'run' : 'cache'
  }
}

/** Records that are younger are mostly among those that are read. */
const youngMs = 24 * 3_600_000

/**
 * For keys, holds, tags and passed proofs the name says everything, and for run records but for the newest and the failed: in a
 * directory, the files themselves are not checked.
 */
export function isBare(source: string, now: Date): (key: string) => boolean {
  const named = ['keys', 'holds', 'tags'].map((folder) => objectName.folder(source, folder))
  const [proofs, runs] = [objectName.folder(source, 'proofs'), objectName.folder(source, 'runs')]
  const young = runs + encodeTime(new Date(now.getTime() - youngMs))
  return (key) => {
    if (key.startsWith(proofs)) return key.endsWith('.passed.json')
    if (key.startsWith(runs)) return key.endsWith('.succeeded.json') && key < young
    return named.some((folder) => key.startsWith(folder))
  }
}
