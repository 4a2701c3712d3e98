import { Readable } from 'node:stream'
import { cancelled, Problem } from '../../src/problem.ts'
import type { Store, Stored } from '../../src/store/store.ts'

export interface Fault {
  readonly call: 'put' | 'get' | 'head' | 'list' | 'remove'
  /** The nth call of this kind, from 1; or every nth. Absent: each. */
  readonly nth?: number
  readonly every?: number
  /** Only for keys that contain this. */
  readonly key?: string
  /**
   * `fail`: before anything is done. `lose`: it is done, and the answer is lost. `half`: half of the bytes or entries, then
   * it fails. `stall`: nothing, until the signal fires.
   */
  readonly does: 'fail' | 'lose' | 'half' | 'stall'
  /** Default: store-unavailable. */
  readonly problem?: Problem
}

export interface FaultyStore extends Store {
  /** How often each fault was met: a test of a fault that never came proves nothing. */
  readonly met: ReadonlyMap<Fault, number>
  readonly calls: Readonly<Record<Fault['call'], number>>
}

/** A store around a store that fails as told. */
export function faultyStore(store: Store, faults: readonly Fault[]): FaultyStore {
  const met = new Map<Fault, number>()
  const calls = { put: 0, get: 0, head: 0, list: 0, remove: 0 }

  const next = (call: Fault['call'], key: string): Fault | undefined => {
    const n = ++calls[call]
    const fault = faults.find(
      (fault) =>
        fault.call === call &&
        (fault.nth === undefined || fault.nth === n) &&
        (fault.every === undefined || n % fault.every === 0) &&
        (fault.key === undefined || key.includes(fault.key)),
    )
    if (fault) met.set(fault, (met.get(fault) ?? 0) + 1)
    return fault
  }
  const problemOf = (fault: Fault) =>
    fault.problem ??
    new Problem('store-unavailable', `${fault.call}: a fault of the test, in ${store.where}`, {
      hint: 'Look at the store.',
    })

  /** Runs the call as the fault says; `half` is the caller's. */
  const around = async <T>(fault: Fault | undefined, signal: AbortSignal, call: () => Promise<T>): Promise<T> => {
    if (!fault || fault.does === 'half') return call()
    if (fault.does === 'stall') await untilAborted(signal)
    if (fault.does === 'lose') await call()
    throw problemOf(fault)
  }

  return {
    where: store.where,
    met,
    calls,
    async put(key, body, o) {
      const fault = next('put', key)
      if (fault?.does !== 'half') return around(fault, o.signal, () => store.put(key, body, o))
      const all = body instanceof Uint8Array ? Readable.from([body]) : body
      return store.put(key, Readable.from(halved(all, o.expectedBytes ?? 0, problemOf(fault))), o)
    },
    async get(key, o) {
      const fault = next('get', key)
      const stream = await around(fault, o.signal, () => store.get(key, o))
      if (fault?.does !== 'half') return stream
      const bytes = (await store.head(key, o.signal))?.bytes ?? 0
      return Readable.from(halved(stream, bytes, problemOf(fault)), { objectMode: false })
    },
    head: (key, signal) => around(next('head', key), signal, () => store.head(key, signal)),
    async *list(prefix, signal) {
      const fault = next('list', prefix)
      const all: Stored[] = []
      for await (const stored of store.list(prefix, signal)) all.push(stored)
      if (fault && fault.does !== 'half') await around(fault, signal, async () => {})
      yield* fault ? all.slice(0, Math.floor(all.length / 2)) : all
      if (fault) throw problemOf(fault)
    },
    async remove(keys, signal) {
      const fault = next('remove', keys.join(' '))
      if (fault?.does !== 'half') return around(fault, signal, () => store.remove(keys, signal))
      await store.remove(keys.slice(0, Math.floor(keys.length / 2)), signal)
      throw problemOf(fault)
    },
  }
}

async function* halved(stream: Readable, bytes: number, problem: Problem): AsyncGenerator<Buffer> {
  let given = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const rest = chunk.subarray(0, Math.max(1, Math.floor(bytes / 2) - given))
    given += rest.length
    yield rest
    if (given >= bytes / 2) throw problem
  }
  throw problem
}

async function untilAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  throw cancelled(signal)
}
