import type { Readable } from 'node:stream'
import { cancelled, Problem, type ProblemCode } from '../../src/problem.ts'
import { chunksOf, resolveRange, streamOf } from '../../src/store/body.ts'
import type { Store, Stored } from '../../src/store/store.ts'
import { alter } from './alter.ts'
import type { Call, FaultKind, Weather } from './fault.ts'
import { byBytes, type Effect, type Item, type Place } from './place.ts'
import type { Random } from './random.ts'
import type { Actor, Simulation } from './simulation.ts'

export interface Sight {
  readonly actor: Actor
  readonly simulation: Simulation
  readonly weather: Weather
  readonly random: Random
  /** Hears of every effect at once. */
  readonly changed: (actor: Actor, effect: Effect) => void
}

const codes: Partial<Record<FaultKind, ProblemCode>> = {
  denied: 'store-denied',
  full: 'store-full',
  failed: 'store-failed',
}

/** How long a listing may not have noticed a change. */
const unnoticedMs = 120_000

/** A store as one actor sees it: every call waits for its turn, meets what the weather has for it, and may be the actor's last. */
export function seenStore(place: Place, { actor, simulation, weather, random, changed }: Sight): Store {
  const where = `simulated ${place.name}`
  // Its own clock is the true one, where it has one.
  const stored = (key: string, { bytes, etag, at }: Item): Stored => {
    const told = place.tellsTime ? { writtenAt: new Date(Math.floor(at / 1000) * 1000) } : {}
    return { key, bytes: bytes.length, etag, ...told }
  }
  const problem = (kind: FaultKind, call: Call, key: string) =>
    new Problem(codes[kind] ?? 'store-unavailable', `${call} ${key}: ${kind}, in ${where}`, { hint: 'Wait.' })

  /** One call: its turn, its fault, its effect, its answer. `half` is the caller's. */
  async function call<T>(
    name: Call,
    key: string,
    signal: AbortSignal,
    effect: (fault: FaultKind | undefined) => T,
  ): Promise<T> {
    const label = `${name} ${place.name}/${key}`
    await simulation.turn(actor, label, signal)
    const turn = actor.calls
    const fault = weather.next(place.name, name, key)
    if (fault) simulation.note(`${actor.name} meets ${fault} at ${label}`)
    if (fault === 'stall') await simulation.turn(actor, `stalled ${label}`, signal, random.magnitude(10_000, 7_200_000))
    if (fault === 'stall' || (fault && ['unavailable', 'denied', 'full', 'failed'].includes(fault))) {
      await simulation.answered(actor, turn)
      throw problem(fault, name, key)
    }
    if (signal.aborted) throw cancelled(signal)
    let result: T
    try {
      result = effect(fault)
    } finally {
      await simulation.answered(actor, turn)
    }
    if (fault === 'lost') throw problem(fault, name, key)
    return result
  }

  function write(key: string, bytes: Buffer, fault: FaultKind | undefined): Stored {
    const before = place.objects.get(key)
    const after = place.put(key, bytes, simulation.now)
    changed(actor, { store: place.name, key, before, after, ...(fault === 'spoil' ? { spoiled: true } : {}) })
    return stored(key, after)
  }

  /** The page after `last`, and whether there is more. */
  function page(prefix: string, last: string | undefined, size: number, fault: FaultKind | undefined) {
    const now = simulation.now
    const seen = new Map<string, Item>()
    for (const key of place.keys(prefix)) {
      const kept = place.objects.get(key) as Item
      if (fault !== 'late' || now - kept.at > unnoticedMs) seen.set(key, kept)
    }
    if (fault === 'ghost')
      for (const [key, kept] of place.removed)
        if (key.startsWith(prefix) && now - kept.removedAt < unnoticedMs) seen.set(key, kept)
    const rest = [...seen]
      .filter(([key]) => last === undefined || byBytes(key, last) > 0)
      .sort((a, b) => byBytes(a[0], b[0]))
    return { page: rest.slice(0, size).map(([key, kept]) => stored(key, kept)), more: rest.length > size }
  }

  return {
    where,
    async put(key, body, { signal, ifAbsent, ifMatch }) {
      const chunks: Buffer[] = []
      for await (const chunk of chunksOf(body, signal)) chunks.push(chunk)
      const bytes = Buffer.concat(chunks)
      return call('put', key, signal, (fault) => {
        if (fault === 'half') throw problem(fault, 'put', key)
        const there = place.objects.get(key)
        if (ifAbsent && there) throw new Problem('store-exists', `put ${key}: it is there already, in ${where}`)
        if (ifMatch !== undefined && there?.etag !== ifMatch)
          throw new Problem('store-changed', `put ${key}: it was changed by another, in ${where}`)
        return write(key, fault === 'spoil' && key.includes('/data/') ? alter(key, bytes, random) : bytes, fault)
      })
    },
    get: (key, { range, signal }) =>
      call('get', key, signal, (fault): Readable => {
        const there = place.objects.get(key)
        if (!there) throw new Problem('object-missing', `get ${key}: there is no such object in ${where}`)
        const { start, end } = resolveRange(range, there.bytes.length, `${key} in ${where}`)
        const sent = fault === 'flip' ? alter(key, there.bytes, random) : there.bytes
        const piece = sent.subarray(start, Math.min(end, sent.length))
        async function* body(): AsyncGenerator<Buffer> {
          if (fault === 'half') {
            yield Buffer.from(piece.subarray(0, Math.floor(piece.length / 2)))
            throw problem(fault, 'get', key)
          }
          if (signal.aborted) throw cancelled(signal)
          if (piece.length > 0) yield Buffer.from(piece)
        }
        return streamOf(body())
      }),
    head: (key, signal) =>
      call('head', key, signal, () => {
        const there = place.objects.get(key)
        return there && stored(key, there)
      }),
    async *list(prefix, signal) {
      const size = random.pick([5, 40, 1000, 1000, 1000, 1000])
      let last: string | undefined
      for (;;) {
        const at: string | undefined = last
        const found = await call('list', `${prefix} after ${at ?? 'nothing'}`, signal, (fault) => {
          if (fault !== 'half') return { ...page(prefix, at, size, fault), fails: false }
          const whole = page(prefix, at, size, fault).page
          return { page: whole.slice(0, Math.floor(whole.length / 2)), more: true, fails: true }
        })
        yield* found.page
        if (found.fails) throw problem('half', 'list', prefix)
        if (!found.more) return
        last = found.page.at(-1)?.key
      }
    },
    remove: (keys, signal) =>
      call('remove', keys.join(' '), signal, (fault) => {
        const taken = fault === 'half' ? keys.slice(0, Math.floor(keys.length / 2)) : keys
        for (const key of taken) {
          const before = place.remove(key, simulation.now)
          if (before) changed(actor, { store: place.name, key, before, after: undefined })
        }
        if (fault === 'half') throw problem(fault, 'remove', keys.join(' '))
      }),
  }
}
