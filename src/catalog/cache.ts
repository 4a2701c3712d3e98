import { hash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Store } from '../store/store.ts'
import { objectName } from './object-name.ts'

/**
 * Small objects that never change, by key and ETag. Only ever a shortcut: a lost or unreadable cache costs reads. What is
 * read from the file is no evidence: on a runner any workflow of the branch may have written it.
 */
export interface CacheFile {
  /** `this-run`: only what was set since it was opened. */
  get(key: string, etag: string, of?: 'this-run'): Uint8Array | undefined
  set(key: string, etag: string, bytes: Uint8Array): void
  /**
   * Writes the cache if something was added. Beyond the limit, only entries used since opening are kept. For a source
   * that was just read whole, only those are kept in any case: purged objects are never requested again.
   */
  save(source?: string): Promise<void>
}

const maxLines = 200_000

/**
 * One file per store, a JSON array [key, etag, base64, digest of these] per line: reading 10,000 lines beats 10,000 files.
 * What does not match its digest is not known. The file stays as it is read, in one piece, and a line is parsed when it is used.
 */
export async function openCache(directory: string, store: Store): Promise<CacheFile> {
  const path = pathOf(directory, store)
  const bytes = await readBytes(path)
  const known = linesOf(bytes)
  const used = new Set<string>()
  const own = new Map<string, string>()
  let changed = false
  const knownLine = (name: string) => {
    const at = known.get(name)
    return at && bytes.toString('utf8', at.from, at.to)
  }
  const saving = new Coalesced(write)
  return {
    get(key, etag, of) {
      const name = nameOf(key, etag)
      const line = own.get(name) ?? (of === 'this-run' ? undefined : knownLine(name))
      const value = line && readLine(line, name)
      if (value === undefined) return undefined
      used.add(name)
      return Buffer.from(value, 'base64')
    },
    set(key, etag, bytes) {
      const name = nameOf(key, etag)
      const value = Buffer.from(bytes).toString('base64')
      const line = JSON.stringify([key, etag, value, digestOf(name, value)])
      changed ||= knownLine(name) !== line
      own.set(name, line)
      used.add(name)
    },
    async save(source) {
      if (!changed) return
      const folder = source === undefined ? undefined : objectName.folder(source)
      for (const name of folder === undefined ? [] : known.keys())
        if (folder !== undefined && name.startsWith(folder) && !used.has(name)) known.delete(name)
      await saving.ask()
    },
  }

  async function write(): Promise<void> {
    changed = false
    const all = new Set([...known.keys(), ...used])
    const lines = [...(all.size > maxLines ? used : all)].flatMap((name) => {
      const line = own.get(name)
      const at = known.get(name)
      if (line !== undefined) return [Buffer.from(`${line}\n`)]
      return at ? [bytes.subarray(at.from, at.to), newline] : []
    })
    await replace(path, lines)
  }
}

/** Of many who ask while one work is under way, all wait for the next, which is done once. */
class Coalesced {
  readonly #work: () => Promise<void>
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  constructor(work: () => Promise<void>) {
    this.#work = work
  }

  ask(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined
      this.#running = this.#work()
      return this.#running
    })
    return this.#next
  }
}

const newline = Buffer.from('\n')
const nameOf = (key: string, etag: string) => `${key}\n${etag}`

/** How many manifests of a store are known from before: evidence, where the store itself has nothing to show. */
export async function rememberedManifests(directory: string, store: Store): Promise<number> {
  const names = linesOf(await readBytes(pathOf(directory, store))).keys()
  const keys = new Set([...names].map((name) => name.split('\n')[0]))
  return [...keys].filter((key) => /^[^/]+\/manifests\/[^/]+\.json$/.test(key ?? '')).length
}

function pathOf(directory: string, store: Store): string {
  return join(directory, `${hash('sha256', store.where).slice(0, 32)}.jsonl`)
}

function digestOf(name: string, value: string): string {
  return hash('sha256', `${name}\n${value}`, 'base64').slice(0, 22)
}

/** Where each line is, by "key\netag"; of two of one name the last. One cut off by a killed run is told by its digest. */
function linesOf(bytes: Buffer): Map<string, { readonly from: number; readonly to: number }> {
  const known = new Map<string, { readonly from: number; readonly to: number }>()
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from)
    const to = end === -1 ? bytes.length : end
    const name = lineName(bytes, from, to)
    if (name !== undefined) known.set(name, { from, to })
    from = to + 1
  }
  return known
}

/** The first two of a line's four texts, which have nothing that JSON would write otherwise. */
function lineName(bytes: Buffer, from: number, to: number): string | undefined {
  const found = /^\["([^"\\]+)","([^"\\]*)"/.exec(bytes.toString('utf8', from, Math.min(to, from + longestName)))
  if (found) return nameOf(found[1] ?? '', found[2] ?? '')
  const line = parseLine(bytes.toString('utf8', from, to))
  return line && nameOf(line[0], line[1])
}

const longestName = 1200

/** Several sources may save at once: each writes a file of its own, and the last to rename stays. */
async function replace(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, Buffer.concat(pieces))
    await rename(temporary, path)
  } catch {
    // A full or read-only disk, or another user's home, must not stop a restore: without a cache the store is read again.
    await rm(temporary, { force: true }).catch(() => {})
  }
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch {
    return Buffer.alloc(0) // no cache, or none that can be read: the store has everything
  }
}

/** The value of a line; undefined where it is not of this name, or does not match its digest. */
function readLine(text: string, name: string): string | undefined {
  const [key = '', etag = '', value = '', digest] = parseLine(text) ?? []
  return nameOf(key, etag) === name && digest === digestOf(name, value) ? value : undefined
}

function parseLine(text: string): readonly [string, string, string, string] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!Array.isArray(value) || value.length !== 4 || !value.every((v) => typeof v === 'string')) return undefined
    return value as unknown as readonly [string, string, string, string]
  } catch {
    return undefined // a line cut off by a killed run
  }
}
