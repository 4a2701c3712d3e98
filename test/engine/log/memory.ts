import { Readable } from 'node:stream'
import type { LogSource, PieceResult, Position } from '../../../src/engine/engine.ts'
import { Problem } from '../../../src/problem.ts'
import type { LogFixture } from './contract.ts'

/** A log in memory, as a server keeps it: bytes that it counts, of which it forgets the oldest. */
class Server {
  history = 'first'
  /** Where `kept` begins. */
  begins = 0
  kept = Buffer.alloc(0)
  now = Date.parse('2026-03-02T12:00:00Z')
  cut: number | undefined
  /** Where pieces have ended: only up to there may it be told to forget. */
  readonly ended = new Set<number>([0])

  get ends(): number {
    return this.begins + this.kept.length
  }

  forget(until: number): void {
    if (until <= this.begins) return
    this.kept = this.kept.subarray(until - this.begins)
    this.begins = until
  }

  since(from: Position): Buffer {
    const at = Number(from.at)
    const there = from.history === this.history && at >= this.begins && at <= this.ends
    if (there) return Buffer.from(this.kept.subarray(at - this.begins))
    throw new Problem(
      'log-gap',
      `the log has ${this.begins} to ${this.ends} of ${this.history}, not what follows ${at}`,
      {
        hint: 'Make a full backup; the log is collected from there on.',
      },
    )
  }
}

export async function memoryLog(): Promise<LogFixture> {
  const server = new Server()
  const position = (at: number): Position => ({ at: String(at), history: server.history })
  const log: LogSource = {
    rehearse: async () => undefined,
    teardown: async () => undefined,
    end: async () => position(server.ends),
    collect(from) {
      let result: PieceResult | undefined
      async function* parts() {
        const until = new Date(server.now)
        const bytes = server.since(from)
        const to = position(Number(from.at) + bytes.length)
        if (bytes.length > 0) yield { name: 'log', compression: 'zstd' as const, body: Readable.from(stream(bytes)) }
        server.ended.add(Number(to.at))
        result = { from, to, covers: { from: new Date(until.getTime() - 60_000), until }, findings: [] }
      }
      async function* stream(bytes: Buffer) {
        const { cut } = server
        server.cut = undefined
        yield bytes.subarray(0, cut)
        if (cut !== undefined) throw new Problem('source-failed', 'the connection was reset', { hint: 'Run it again.' })
      }
      return {
        parts: parts(),
        result() {
          if (result) return result
          throw new Problem('dump-incomplete', `the piece of log after ${from.at} is not complete`, {
            hint: 'Run it again.',
          })
        },
      }
    },
    async release(until) {
      if (until.history !== server.history || !server.ended.has(Number(until.at)))
        throw new Problem('usage', `no piece of log has ended at ${until.at}`, { hint: 'Store a piece first.' })
      server.forget(Number(until.at))
    },
  }
  return {
    log,
    forgets: true,
    start: () => log.end(),
    async write(text) {
      server.kept = Buffer.concat([server.kept, Buffer.from(`${text}\n`)])
      server.now += 1000
    },
    texts: (bytes) => bytes.toString().split('\n').slice(0, -1),
    lose: async () => server.forget(server.ends),
    async replace() {
      server.history = 'second'
      server.begins = 0
      server.kept = Buffer.alloc(0)
      server.ended.clear()
    },
    cutAfter(bytes) {
      server.cut = bytes
    },
    compare: (one, other) => (one.history === other.history ? Number(one.at) - Number(other.at) : undefined),
  }
}
