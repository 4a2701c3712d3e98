import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store, type Stored } from '../src/store/store.ts'
import { makeMask, makeRunId, type World } from '../src/world.ts'

export interface TestWorld extends World, AsyncDisposable {
  /** All that was logged. */
  readonly lines: string[]
  /** Lets time pass. */
  advance(ms: number): void
}

/** A world of its own folder and clock; `over` replaces what a test cares about. */
export async function makeTestWorld(over: Partial<World> = {}): Promise<TestWorld> {
  const home = await mkdtemp(join(tmpdir(), 'backproof-test-'))
  const lines: string[] = []
  const say = (kind: string) => (message: string) => void lines.push(`${kind}: ${message}`)
  let shift = 0
  const shifts = new Map<string, number>()
  return {
    env: { PATH: process.env['PATH'] },
    arguments: [],
    cwd: home,
    now: () => new Date(Date.now() + shift),
    monotonicMs: () => performance.now(),
    signal: new AbortController().signal,
    log: {
      info: say('info'),
      warning: say('warning'),
      error: say('error'),
      group: (_, body) => body(),
      progress: () => ({ [Symbol.dispose]() {} }),
      fault: ({ file, finding }) => void lines.push(`fault: ${file}:${finding.line}: ${finding.message}`),
    },
    ...makeMask(() => {}),
    cacheDirectory: join(home, 'cache'),
    temporaryDirectory: home,
    services: {},
    runId: makeRunId(),
    versions: { backproof: 'test', node: process.versions.node },
    origin: { host: 'test' },
    openStore: async (_, options) => shifted(await openStore(options), shifts, () => shift),
    footing: { judgement: { kind: 'trusted' } },
    ...over,
    lines,
    advance(ms) {
      shift += ms
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  }
}

/** Keeps files by the clock of this test, which was ahead by `shift` when they were written. */
function shifted(store: Store, shifts: Map<string, number>, shift: () => number): Store {
  const told = (stored: Stored): Stored => {
    const by = shifts.get(`${store.where} ${stored.key}`) ?? 0
    return stored.writtenAt ? { ...stored, writtenAt: new Date(stored.writtenAt.getTime() + by) } : stored
  }
  return {
    ...store,
    async put(key, body, options) {
      const stored = await store.put(key, body, options)
      shifts.set(`${store.where} ${key}`, shift())
      return told(stored)
    },
    async head(key, signal) {
      const stored = await store.head(key, signal)
      return stored && told(stored)
    },
    async *list(prefix, signal) {
      for await (const stored of store.list(prefix, signal)) yield told(stored)
    },
    ...(store.read && {
      read: async (key, maxBytes, signal) => {
        const there = await store.read?.(key, maxBytes, signal)
        return there && { ...there, stored: told(there.stored) }
      },
    }),
    ...(store.putAll && {
      putAll: async (objects, options) => {
        await store.putAll?.(objects, options)
        for (const { key } of objects) shifts.set(`${store.where} ${key}`, shift())
      },
    }),
    ...(store.survey && {
      survey: async function* (folders, bare, signal) {
        for await (const piece of store.survey?.(folders, bare, signal) ?? [])
          yield piece.map(({ key, stored }) => ({ key, ...(stored && { stored: told(stored) }) }))
      },
    }),
  }
}
