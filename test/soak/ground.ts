import crypto from 'node:crypto'
import fs from 'node:fs'
import files from 'node:fs/promises'
import { registerHooks, syncBuiltinESMExports } from 'node:module'
import { Transform } from 'node:stream'
import timers from 'node:timers/promises'
import zlib from 'node:zlib'
import { Random } from './random.ts'
import { working } from './simulation.ts'

/**
 * Takes from under the program what no seed decides: timers, random numbers, and the threads of files and compression.
 * Only for what an actor of a simulation does; must be imported before anything of the program is.
 */
let random = new Random('ground')

/** From now on all random numbers come from this one. */
export function seedGround(from: Random): void {
  random = from
}

const never = () => new Promise<never>(() => {})

function replaceTimers(): void {
  const real = {
    timeout: globalThis.setTimeout,
    interval: globalThis.setInterval,
    clearTimeout: globalThis.clearTimeout,
    clearInterval: globalThis.clearInterval,
    sleep: timers.setTimeout,
    abortIn: AbortSignal.timeout.bind(AbortSignal),
  }
  const handle = (stop: () => void) => ({ stop, ref() {}, unref() {}, hasRef: () => true, [Symbol.dispose]: stop })
  const start =
    (every: boolean, otherwise: (...args: never[]) => unknown) =>
    (callback: (...args: unknown[]) => void, ms = 1, ...args: unknown[]) => {
      const at = working.getStore()
      if (!at) return otherwise(...([callback, ms, ...args] as never[]))
      return handle(at.simulation.timer(at.actor, () => callback(...args), ms, every))
    }
  const stop = (otherwise: (timer: never) => void) => (timer: unknown) => {
    const known = timer as { readonly stop?: () => void } | undefined
    if (typeof known?.stop === 'function') known.stop()
    else otherwise(timer as never)
  }
  Object.assign(globalThis, {
    setTimeout: start(false, real.timeout as never),
    setInterval: start(true, real.interval as never),
    clearTimeout: stop(real.clearTimeout as never),
    clearInterval: stop(real.clearInterval as never),
  })
  Object.assign(timers, {
    setTimeout(ms = 1, value?: unknown, options: { readonly signal?: AbortSignal } = {}) {
      const at = working.getStore()
      if (!at) return real.sleep(ms, value, options)
      const { signal } = options
      return new Promise((resolve, reject) => {
        const fail = () => reject(new DOMException('The operation was aborted', 'AbortError'))
        if (signal?.aborted) return fail()
        const cancel = at.simulation.timer(at.actor, () => resolve(value), ms)
        signal?.addEventListener('abort', () => {
          cancel()
          fail()
        })
      })
    },
  })
  AbortSignal.timeout = (ms) => {
    const at = working.getStore()
    if (!at) return real.abortIn(ms)
    const late = new AbortController()
    at.simulation.timer(at.actor, () => late.abort(new DOMException('The operation timed out', 'TimeoutError')), ms)
    return late.signal
  }
}

function replaceRandom(): void {
  const real = { random: Math.random, bytes: crypto.randomBytes, int: crypto.randomInt, uuid: crypto.randomUUID }
  Math.random = () => (working.getStore() ? random.next() : real.random())
  Object.assign(crypto, {
    randomBytes: (count: number) => (working.getStore() ? random.bytes(count) : real.bytes(count)),
    randomInt: (low: number, high?: number) => {
      if (!working.getStore()) return high === undefined ? real.int(low) : real.int(low, high)
      return high === undefined ? random.below(low) : random.between(low, high - 1)
    },
    randomUUID: () => {
      if (!working.getStore()) return real.uuid()
      return random
        .bytes(16)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    },
  })
}

/** Every promise of a file's becomes the call that blocks: it has ended when the next of the simulation begins. */
function replaceFiles(): void {
  const calls = fs as unknown as Record<string, (...args: unknown[]) => unknown>
  const promises = files as unknown as Record<string, (...args: unknown[]) => unknown>
  for (const [name, real] of Object.entries(promises)) {
    const blocking = calls[`${name}Sync`]
    if (typeof real !== 'function' || typeof blocking !== 'function' || name === 'open' || name === 'opendir') continue
    promises[name] = async (...args: unknown[]) => {
      const at = working.getStore()
      if (!at) return real(...args)
      return at.actor.dead ? never() : blocking(...args)
    }
  }
}

function replaceCompression(): void {
  const calls = zlib as unknown as Record<string, (...args: unknown[]) => unknown>
  for (const name of ['zstdCompress', 'zstdDecompress']) {
    const blocking = calls[`${name}Sync`] as (...args: unknown[]) => Buffer
    calls[name] = (bytes: unknown, options: unknown, done: unknown) => {
      const tell = done as (error: unknown, result?: Buffer) => void
      let made: Buffer
      try {
        made = blocking(bytes, options)
      } catch (error) {
        queueMicrotask(() => tell(error))
        return
      }
      queueMicrotask(() => tell(null, made))
    }
  }
  const blocking = calls['zstdCompressSync'] as (...args: unknown[]) => Buffer
  // Each write is a frame of its own: the program never ends the stream, but asks for the end of a frame with each.
  const createZstdCompress = (options: unknown) =>
    new Transform({
      transform(bytes: Buffer, _, done) {
        done(null, blocking(bytes, options))
      },
    })
  Object.defineProperty(calls, 'createZstdCompress', { value: createZstdCompress })
}

/** Sources whose contents the simulation knows stand in for the files of the machine, and for MariaDB and PostgreSQL. */
function replaceEngine(): void {
  const own = new URL('./engine.ts', import.meta.url).href
  const server = new URL('./log/engine.ts', import.meta.url).href
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      if (/\/src\/engine\/(mysql\/mysql|postgres\/postgres)\.ts$/.test(found.url)) return { ...found, url: server }
      return /\/src\/engine\/files(\/files)?\.ts$/.test(found.url) ? { ...found, url: own } : found
    },
  })
}

replaceTimers()
replaceRandom()
replaceFiles()
replaceCompression()
replaceEngine()
syncBuiltinESMExports()
