import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Store } from '../store/store.ts'

/**
 * Small objects that never change, by key and ETag. Only ever a shortcut: a lost or unreadable cache costs reads. What is
 * read from the file is no evidence: on a runner any workflow of the branch may have written it.
 */
export interface CacheFile {
  /** `this-run`: only what was set since it was opened. */
  get(key: string, etag: string, of?: 'this-run'): Uint8Array | undefined
  set(key: string, etag: string, bytes: Uint8Array): void
  /**
   * Writes what is known, if something was added; past the bound only what was used since opening. Of a source that was just
   * read, whole, only that in any case: what was purged since is never asked for again.
   */
  save(source?: string): Promise<void>
}

const maxLines = 200_000

/**
 * One file per store, a JSON array [key, etag, base64, digest of these] per line: reading 10,000 lines beats 10,000 files.
 * What does not match its digest is not known.
 */
export async function openCache(directory: string, store: Store): Promise<CacheFile> {
  const path = pathOf(directory, store)
  const known = await readLines(path)
  const used = new Map<string, string>()
  const own = new Set<string>()
  let changed = false
  return {
    get(key, etag, of) {
      const name = `${key}\n${etag}`
      if (of === 'this-run' && !own.has(name)) return undefined
      const [value, digest] = (own.has(name) ? used : known).get(name)?.split('\n') ?? []
      if (value === undefined || digest !== digestOf(name, value)) return undefined
      used.set(name, `${value}\n${digest}`)
      return Buffer.from(value, 'base64')
    },
    set(key, etag, bytes) {
      const name = `${key}\n${etag}`
      const value = Buffer.from(bytes).toString('base64')
      const line = `${value}\n${digestOf(name, value)}`
      own.add(name)
      changed ||= known.get(name) !== line
      used.set(name, line)
    },
    async save(source) {
      if (!changed) return
      changed = false
      for (const name of source === undefined ? [] : known.keys())
        if (name.startsWith(`${source}/`) && !used.has(name)) known.delete(name)
      const merged = known.size + used.size > maxLines ? used : new Map([...known, ...used])
      const lines = [...merged].map(([name, value]) => JSON.stringify([...name.split('\n'), ...value.split('\n')]))
      await replace(path, `${lines.join('\n')}\n`)
    },
  }
}

/** How many manifests of a store are known from before: evidence, where the store itself has nothing to show. */
export async function rememberedManifests(directory: string, store: Store): Promise<number> {
  const keys = new Set([...(await readLines(pathOf(directory, store))).keys()].map((name) => name.split('\n')[0]))
  return [...keys].filter((key) => /^[^/]+\/manifests\/[^/]+\.json$/.test(key ?? '')).length
}

function pathOf(directory: string, store: Store): string {
  return join(directory, `${createHash('sha256').update(store.where).digest('hex').slice(0, 32)}.jsonl`)
}

function digestOf(name: string, value: string): string {
  return createHash('sha256').update(name).update('\n').update(value).digest('base64').slice(0, 22)
}

/** By "key\netag", "base64\ndigest". */
async function readLines(path: string): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (const line of (await readText(path)).split('\n')) {
    const entry = readLine(line)
    if (entry) known.set(entry[0], entry[1])
  }
  return known
}

/** Several sources may save at once: each writes a file of its own, and the last to rename stays. */
async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, text)
    await rename(temporary, path)
  } catch {
    // A full or read-only disk, or another user's home, must not stop a restore: without a cache the store is read again.
    await rm(temporary, { force: true }).catch(() => {})
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return '' // no cache, or none that can be read: the store has everything
  }
}

function readLine(line: string): readonly [string, string] | undefined {
  if (line === '') return undefined
  try {
    const value: unknown = JSON.parse(line)
    if (!Array.isArray(value) || value.length !== 4 || !value.every((v) => typeof v === 'string')) return undefined
    return [`${value[0]}\n${value[1]}`, `${value[2]}\n${value[3]}`]
  } catch {
    return undefined // a line cut off by a killed run
  }
}
