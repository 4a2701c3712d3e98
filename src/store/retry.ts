import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { cancelled, isProblem, Problem, stopIfAborted } from '../problem.ts'
import { asBuffer } from './body.ts'
import type { Found, PutOptions, Store, Stored } from './contract.ts'
import { compareKeys } from './key.ts'

export interface Patience {
  /** Attempts in all. */
  readonly attempts: number
  /** The first pause; each next is twice as long, less a random part of up to a half. */
  readonly firstMs: number
  readonly longestMs: number
  /** Time without progress, in attempts and in pauses together. Default two minutes. */
  readonly limitMs?: number
}

/** Between 5 and 10 seconds in all, where each attempt fails at once. */
export const patience: Patience = { attempts: 6, firstMs: 300, longestMs: 20_000 }

export const defaultLimitMs = 120_000

/**
 * Repeats the operation while it fails with `store-unavailable`; a pause that the server asked for (Retry-After) is kept,
 * or, where it is longer than the limit, not waited for at all. The last failure says how often it was tried. Stops at
 * once when the signal fires.
 */
export async function retry<T>(signal: AbortSignal, p: Patience, operation: () => Promise<T>): Promise<T> {
  const spent = budget(p)
  for (let attempt = 1; ; attempt++) {
    stopIfAborted(signal)
    try {
      return await operation()
    } catch (error) {
      if (signal.aborted) throw cancelled(signal)
      if (!isProblem(error, 'store-unavailable')) throw error
      await pause(signal, spent(error, attempt))
    }
  }
}

/** Gives the pause before the next attempt, or throws: there is none. */
function budget(p: Patience): (problem: Problem, attempt: number) => number {
  const limitMs = p.limitMs ?? defaultLimitMs
  let idleMs = 0
  return (problem, attempt) => {
    const asked = askedMs(problem)
    const pauseMs = Math.max(backOff(p, attempt), asked)
    idleMs += stalledMs(problem) + pauseMs
    if (attempt < p.attempts && idleMs < limitMs) return pauseMs
    throw asked > limitMs ? askedTooLong(problem, asked) : tried(problem, attempt)
  }
}

function backOff(p: Patience, attempt: number): number {
  return Math.min(p.firstMs * 2 ** (attempt - 1), p.longestMs) * (0.5 + Math.random() / 2)
}

/** The pause that the server asked for, which its Problem carries in its cause. */
export function askedMs(problem: Problem): number {
  return fromCause(problem, 'retryAfterMs')
}

/** For how long the attempt stood still before it was ended. */
function stalledMs(problem: Problem): number {
  return fromCause(problem, 'stalledMs')
}

function fromCause({ cause }: Problem, name: 'retryAfterMs' | 'stalledMs'): number {
  const value = (cause as Record<string, unknown> | undefined)?.[name]
  return typeof value === 'number' && value > 0 ? value : 0
}

function askedTooLong({ code, message, hint, cause }: Problem, asked: number): Problem {
  const said = `${message}, and asks to come back in ${Math.ceil(asked / 1000)} s`
  return new Problem(code, said, { hint: hint ?? 'Let the next run try again.', cause })
}

async function pause(signal: AbortSignal, ms: number): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    throw cancelled(signal)
  })
}

function tried(problem: Problem, attempts: number): Problem {
  if (attempts === 1) return problem
  const { hint, cause } = problem
  const message = `${problem.message} (tried ${attempts} times)`
  return new Problem(problem.code, message, { hint, cause })
}

/**
 * The store, retrying what can be repeated: bytes put, opening for reading, head, list (which goes on after the last
 * object it gave) and remove. A stream cannot be given twice: its store retries what it keeps.
 */
export function retryStore(store: Store, p: Patience = patience): Store {
  const again: Store = {
    where: store.where,
    put: (key, body, o) => (body instanceof Uint8Array ? putBytes(key, body, o) : store.put(key, body, o)),
    get: (key, o) => retry(o.signal, p, () => store.get(key, o)),
    head: (key, signal) => retry(signal, p, () => store.head(key, signal)),
    remove: (keys, signal) => retry(signal, p, () => store.remove(keys, signal)),
    list,
    ...(store.page === undefined ? {} : { page: store.page }),
    ...(store.lockless ? { lockless: store.lockless } : {}),
    ...(store.survey ? { survey } : {}),
    ...(store.putAll ? { putAll: (objects, o) => retry(o.signal, p, async () => store.putAll?.(objects, o)) } : {}),
    ...(store.read
      ? {
          read: (key: string, maxBytes: number, signal: AbortSignal) =>
            retry(signal, p, async () => store.read?.(key, maxBytes, signal)),
        }
      : {}),
    ...(store.time ? { time: (signal: AbortSignal) => retry(signal, p, async () => store.time?.(signal)) } : {}),
    ...(store.room ? { room: (signal: AbortSignal) => retry(signal, p, async () => store.room?.(signal)) } : {}),
    ...(store.blank ? { blank: (signal: AbortSignal) => store.blank?.(signal) ?? Promise.resolve(false) } : {}),
    ...(store.folders
      ? { folders: (signal: AbortSignal) => retry(signal, p, async () => (await store.folders?.(signal)) ?? []) }
      : {}),
  }

  async function putBytes(key: string, body: Uint8Array, o: PutOptions): Promise<Stored> {
    let unsure = false
    return retry(o.signal, p, async () => {
      try {
        return await store.put(key, body, o)
      } catch (error) {
        // An attempt whose answer was lost may have succeeded: the existing object may be ours.
        const ours = unsure && isProblem(error, 'store-exists', 'store-changed') && (await same(key, body, o.signal))
        if (ours) return ours
        unsure ||= isProblem(error, 'store-unavailable')
        throw error
      }
    })
  }

  async function same(key: string, body: Uint8Array, signal: AbortSignal): Promise<Stored | undefined> {
    const there = await again.head(key, signal)
    if (there?.bytes !== body.byteLength) return undefined
    return retry(signal, p, async () => {
      const bytes = await buffer(await store.get(key, { signal }))
      const after = await store.head(key, signal)
      return after?.etag === there.etag && bytes.equals(asBuffer(body)) ? there : undefined
    })
  }

  async function* list(prefix: string, signal: AbortSignal): AsyncGenerator<Stored> {
    let last: string | undefined
    let failures = 0
    let spent = budget(p)
    for (;;) {
      try {
        for await (const stored of store.list(prefix, signal)) {
          if (last !== undefined && compareKeys(stored.key, last) <= 0) continue
          last = stored.key
          failures = 0
          spent = budget(p)
          yield stored
        }
        return
      } catch (error) {
        if (!isProblem(error, 'store-unavailable')) throw error
        await pause(signal, spent(error, ++failures))
      }
    }
  }

  async function* survey(
    folders: readonly string[],
    bare: (key: string) => boolean,
    signal: AbortSignal,
  ): AsyncGenerator<readonly Found[]> {
    let last: string | undefined
    let failures = 0
    let spent = budget(p)
    const folderOf = (key: string) => folders.findIndex((folder) => key.startsWith(folder))
    for (;;) {
      const from = last
      const isNew = ({ key }: Found) =>
        from === undefined ||
        folderOf(key) > folderOf(from) ||
        (folderOf(key) === folderOf(from) && compareKeys(key, from) > 0)
      try {
        for await (const piece of store.survey?.(folders, bare, signal) ?? []) {
          const found = from === undefined ? piece : piece.filter(isNew)
          last = found.at(-1)?.key ?? last
          failures = 0
          spent = budget(p)
          yield found
        }
        return
      } catch (error) {
        if (!isProblem(error, 'store-unavailable')) throw error
        await pause(signal, spent(error, ++failures))
      }
    }
  }

  return again
}
