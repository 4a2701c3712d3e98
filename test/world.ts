import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeMask, makeRunId, type World } from '../src/world.ts'

export interface TestWorld extends World, AsyncDisposable {
  /** All that was logged. */
  readonly lines: string[]
  /** Lets time pass. */
  advance(ms: number): void
}

/** A world of its own folder and clock; `over` replaces what a test cares about. */
export async function makeTestWorld(over: Partial<World> = {}): Promise<TestWorld> {
  const home = await mkdtemp(join(tmpdir(), 'restorable-test-'))
  const lines: string[] = []
  const say = (kind: string) => (message: string) => void lines.push(`${kind}: ${message}`)
  let shift = 0
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
    versions: { restorable: 'test', node: process.versions.node },
    origin: { host: 'test' },
    footing: { judgement: { kind: 'trusted' } },
    ...over,
    lines,
    advance(ms) {
      shift += ms
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  }
}
