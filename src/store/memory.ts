import { createHash } from 'node:crypto'
import { stopIfAborted } from '../problem.ts'
import { chunksOf, resolveRange, streamOf } from './body.ts'
import type { Store, Stored } from './contract.ts'
import { checkKey, compareKeys } from './key.ts'
import { storeProblem } from './problem.ts'

export interface MemoryStore extends Store {
  /** What is kept, by key: tests look in here, and damage it. */
  readonly objects: Map<string, Buffer>
}

/** A store that keeps everything in memory, with the same promises as every other; without a clock it tells no times. */
export function memoryStore(name = 'memory', clock?: () => Date): MemoryStore {
  const objects = new Map<string, Buffer>()
  const written = new Map<string, Date>()
  const where = `memory ${name}`
  const stored = (key: string, bytes: Buffer): Stored => ({
    key,
    bytes: bytes.length,
    etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
    ...(written.has(key) ? { writtenAt: written.get(key) as Date } : {}),
  })
  return {
    where,
    objects,
    async put(key, body, { signal, ifAbsent, ifMatch, pace }) {
      checkKey(key, where)
      const chunks: Buffer[] = []
      for await (const chunk of chunksOf(body, signal, pace)) chunks.push(chunk)
      const there = objects.get(key)
      if (ifAbsent && there) throw storeProblem('store-exists', `put ${key}: it is there already, in ${where}`)
      if (ifMatch !== undefined && (!there || stored(key, there).etag !== ifMatch))
        throw storeProblem('store-changed', `put ${key}: it was changed by another, in ${where}`)
      const bytes = Buffer.concat(chunks)
      objects.set(key, bytes)
      if (clock) written.set(key, clock())
      return stored(key, bytes)
    },
    async get(key, { range, signal }) {
      checkKey(key, where)
      stopIfAborted(signal)
      const bytes = objects.get(key)
      if (!bytes) throw storeProblem('object-missing', `get ${key}: there is no such object in ${where}`)
      const { start, end } = resolveRange(range, bytes.length, `${key} in ${where}`)
      return streamOf(pieces(bytes.subarray(start, end), signal))
    },
    async head(key, signal) {
      checkKey(key, where)
      stopIfAborted(signal)
      const bytes = objects.get(key)
      return bytes && stored(key, bytes)
    },
    async *list(prefix, signal) {
      for (const key of [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareKeys)) {
        stopIfAborted(signal)
        const bytes = objects.get(key)
        if (bytes) yield stored(key, bytes)
      }
    },
    async folders(signal) {
      stopIfAborted(signal)
      const below = [...objects.keys()].filter((key) => key.includes('/')).map((key) => key.slice(0, key.indexOf('/')))
      return [...new Set(below)].sort(compareKeys)
    },
    async remove(keys, signal) {
      stopIfAborted(signal)
      for (const key of keys) {
        checkKey(key, where)
        objects.delete(key)
      }
    },
  }
}

async function* pieces(bytes: Buffer, signal: AbortSignal): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) {
    stopIfAborted(signal)
    yield Buffer.from(bytes.subarray(at, at + 65_536))
  }
}
