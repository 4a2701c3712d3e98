import { createHash } from 'node:crypto'

export interface Item {
  readonly bytes: Buffer
  readonly etag: string
  /** True time of its writing. */
  readonly at: number
}

/** What has just changed in a store. */
export interface Effect {
  readonly store: string
  readonly key: string
  readonly before: Item | undefined
  readonly after: Item | undefined
  /** Not what was sent: the store's own doing. */
  readonly spoiled?: true
}

/** What a store truly has, and who hears of every change before anybody else does. */
export class Place {
  readonly name: string
  /** It says when an object was written. */
  readonly tellsTime: boolean
  readonly objects = new Map<string, Item>()
  /** What was removed, for listings that have not noticed. */
  readonly removed = new Map<string, Item & { readonly removedAt: number }>()

  constructor(name: string, tellsTime = true) {
    this.name = name
    this.tellsTime = tellsTime
  }

  put(key: string, bytes: Buffer, now: number): Item {
    const kept = { bytes, etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32), at: now }
    this.objects.set(key, kept)
    this.removed.delete(key)
    return kept
  }

  remove(key: string, now: number): Item | undefined {
    const there = this.objects.get(key)
    this.objects.delete(key)
    if (there) this.removed.set(key, { ...there, removedAt: now })
    return there
  }

  keys(prefix: string): readonly string[] {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort(byBytes)
  }
}

/** The order of a listing; all keys are ASCII. */
export const byBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
