import { createHash } from 'node:crypto'
import type { Item } from './place.ts'

/** A backup that was committed to some store at some time. */
export interface Backup {
  readonly id: string
  readonly source: string
  /** What was dumped. */
  readonly content: string
  readonly retain: boolean
  readonly tags: readonly string[]
  readonly trigger: string
  /** The backup that it holds the changes since; undefined: it is a full one. */
  readonly base: string | undefined
  readonly startedAt: number
  readonly manifest: Buffer
  readonly keys: Buffer
  readonly parts: readonly { readonly name: string; readonly sha256: string }[]
  /** By true time: when it was acknowledged, held, and deleted by hand; undefined = it is not. */
  acknowledgedAt?: number
  heldAt?: number | undefined
  /** Since when a tag protects it. */
  guardedAt?: number | undefined
  /** Since when some store marks it as deleted. */
  markedAt?: number | undefined
  /** Of the one that marked it so. */
  graceMs?: number
  /** Stores from which it has gone for good, rightly. */
  readonly purged: Set<string>
}

const digests = new WeakMap<Item, string>()
export function digestOf(kept: Item): string {
  const known = digests.get(kept) ?? createHash('sha256').update(kept.bytes).digest('hex')
  digests.set(kept, known)
  return known
}

/** Of a mark. */
export function scopeOf(bytes: Buffer): string {
  return (JSON.parse(bytes.toString()) as { readonly scope?: string }).scope ?? 'backup'
}

export function backupOf(
  source: string,
  id: string,
  [manifest, keys]: readonly [Buffer, Buffer],
  isGuarding: (tag: string) => boolean,
  content = '',
): Backup {
  const said = JSON.parse(manifest.toString())
  const { retain, trigger, parts, base } = said
  const tags: readonly string[] = said.tags
  const isGuarded = tags.some(isGuarding)
  return {
    id,
    source,
    content,
    retain,
    tags,
    trigger,
    base,
    startedAt: Date.parse(said.startedAt),
    manifest,
    keys,
    parts,
    guardedAt: isGuarded ? 0 : undefined,
    purged: new Set(),
  }
}
