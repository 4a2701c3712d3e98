import { Readable } from 'node:stream'
import type {
  Chain,
  Dump,
  DumpResult,
  Engine,
  Facts,
  Finding,
  LogSource,
  OpenSource,
  Part,
  PieceResult,
  PlainBackup,
  Position,
  Recovered,
  RestoreResult,
  Since,
  Target,
  Until,
} from '../../../src/engine/engine.ts'
import { fullInstead } from '../../../src/engine/increment.ts'
import { isFailure, Problem } from '../../../src/problem.ts'
import type { Shop } from '../shop.ts'

/** One thing that was committed on the server, when, and where its log has it. */
export interface Row {
  readonly at: number
  readonly value: string
}

/**
 * A server in memory with a table of one column and a log that it keeps for a while, and the engine that speaks to it: for what
 * the commands make of a log, whatever the server is. What real servers do is tested with real ones.
 */
export class FakeServer {
  now: () => Date
  history = 'one'
  rows: Row[] = []
  /** What the log has from its offset on; an offset is a count of rows. */
  begins = 0
  /** Names that patterns of --only may mean. */
  readonly tables: string[] = ['journal']
  /** Databases that were restored into, by URL. */
  readonly targets = new Map<string, Row[]>()
  /** How often it was asked. */
  readonly asked = { dumps: 0, recoveredDumps: 0, pieces: 0, releases: [] as Position[] }
  /** What it tells with each piece. */
  findings: Finding[] = []
  /** True: what its log is played onto is taken for that alone, and may be what has changed. */
  takesBases = false
  /** Why it does not know what has changed. */
  unmarked: Finding | undefined
  /** Thrown in the middle of the next piece. */
  cut: Error | undefined
  /** Runs while a dump or a piece is read. */
  meanwhile: (() => Promise<void> | void) | undefined

  /** Bases, by their place in the log, that lack what the log only ends. */
  readonly lacking = new Set<string>()

  constructor(now: () => Date) {
    this.now = now
  }

  write(value: string): Row {
    const row = { at: this.now().getTime(), value }
    this.rows.push(row)
    return row
  }

  get end(): Position {
    return { at: String(this.rows.length), history: this.history }
  }

  /** It forgets all of its log. */
  lose(): void {
    this.begins = this.rows.length
  }

  /** What it held at a moment. */
  until(at: Date): readonly string[] {
    return this.rows.filter((row) => row.at <= at.getTime()).map(({ value }) => value)
  }
}

/** `postgres`: its log is played onto bases of its own, and not onto its dumps. */
export type FakeName = 'mariadb' | 'postgres'

const facts = (rows: readonly Row[], engine: FakeName = 'mariadb', tables: readonly string[] = []): Facts => ({
  version: 1,
  engine,
  server: { version: '11.8', major: 11, settings: {} },
  sizeBytes: 100,
  rows: { 'shop.journal': rows.length },
  objects: { table: [...tables] },
})

const text = (rows: readonly Row[]) => `${JSON.stringify({ rows })}\n`
const part = (name: string, content: string): Part => ({
  name,
  compression: 'zstd',
  body: Readable.from([Buffer.from(content)]),
})

function dumpOf(
  rows: readonly Row[],
  more: Partial<ReturnType<Dump['result']>>,
  meanwhile?: () => Promise<void>,
): Dump {
  let done = false
  return {
    parts: (async function* () {
      yield part('dump.sql', text(rows))
      await meanwhile?.()
      done = true
    })(),
    result() {
      if (!done) throw new Problem('dump-incomplete', 'the dump is not complete', { hint: 'Run it again.' })
      return { facts: facts(rows), findings: [], versions: {}, consistency: 'snapshot', ...more }
    },
  }
}

const statePart = 'rows.index'

/** All rows, or those after an earlier base: of which the server can tell as long as it has marks. */
function baseOf(server: FakeServer, since?: Since): Dump {
  let result: DumpResult | undefined
  server.asked.dumps += 1
  return {
    parts: (async function* () {
      let from = 0
      let fault = since && server.unmarked
      try {
        await since?.states.at(-1)?.read(async (body) => {
          const was = JSON.parse(Buffer.concat(await body.toArray()).toString()) as { rows: number; history: string }
          from = was.rows
          if (was.history !== server.history)
            fault = { level: 'note', blame: 'source', message: fullInstead('its history is another') }
        })
      } catch (error) {
        if (!isFailure(error)) throw error
        fault = { level: 'note', blame: 'source', message: fullInstead(error.message) }
      }
      const isIncrement = since !== undefined && fault === undefined
      const rows = [...server.rows]
      const position = server.end
      yield part('base', text(isIncrement ? rows.slice(from) : rows))
      yield part(statePart, JSON.stringify({ rows: rows.length, history: position.history }))
      await server.meanwhile?.()
      result = {
        ...{ facts: facts(rows, 'postgres'), findings: fault ? [fault] : [], versions: {}, consistency: 'snapshot' },
        ...{ position, moment: server.now() },
        ...(isIncrement ? { base: since.id } : {}),
      }
    })(),
    result() {
      if (result) return result
      throw new Problem('dump-incomplete', 'the base is not complete', { hint: 'Run it again.' })
    },
  }
}

export function logOf(server: FakeServer): LogSource {
  return {
    rehearse: async () => undefined,
    ...(server.takesBases
      ? { base: (since?: Since) => baseOf(server, since), incrementFault: async () => server.unmarked }
      : {}),
    teardown: async () => undefined,
    end: async () => server.end,
    collect(from) {
      let result: PieceResult | undefined
      server.asked.pieces += 1
      return {
        parts: (async function* () {
          const until = server.now()
          const to = server.end
          const begin = Number(from.at)
          if (from.history !== to.history || begin < server.begins || begin > Number(to.at))
            throw new Problem('log-gap', `the server has its log from ${server.begins} on, not from ${from.at}`, {
              hint: 'A new base is taken.',
            })
          const rows = server.rows.slice(begin, Number(to.at))
          if (rows.length > 0) yield part('log', text(rows))
          if (server.cut) {
            const { cut } = server
            server.cut = undefined
            throw cut
          }
          await server.meanwhile?.()
          const covered = { from: new Date(rows[0]?.at ?? until.getTime()), until }
          result = { from, to, covers: covered, findings: server.findings }
        })(),
        result() {
          if (result) return result
          throw new Problem('dump-incomplete', 'the piece is not complete', { hint: 'Run it again.' })
        },
      }
    },
    async release(until) {
      server.asked.releases.push(until)
    },
  }
}

async function read(backup: Pick<PlainBackup, 'open'>, name: string): Promise<readonly Row[]> {
  const body = Buffer.concat(await (await backup.open(name)).toArray()).toString()
  return (JSON.parse(body) as { rows: Row[] }).rows
}

/** All up to the first row that is too late, as real servers stop: a clock that went back names a moment twice. */
async function recover(
  { full, increments, log, position }: Chain,
  until: Until,
  { lacking }: FakeServer,
): Promise<Row[]> {
  if (lacking.has(position.at)) throw new Problem('log-gap', 'the base lacks something', { hint: 'Take an older one.' })
  const rows = [...(await read(full, full.parts.includes('base') ? 'base' : 'dump.sql'))]
  for (const increment of increments) rows.push(...(await read(increment, 'base')))
  if (rows.length !== Number(position.at)) throw new Error('the base is not at its position')
  let at = Number(log[0]?.from.at ?? position.at)
  for (const piece of log) {
    if (Number(piece.from.at) !== at) throw new Error(`a piece begins at ${piece.from.at}, and not at ${at}`)
    for (const name of piece.parts)
      for (const row of await read(piece, name)) {
        if (until !== 'end' && at >= Number(position.at) && row.at > until.time.getTime()) return rows
        if (at >= Number(position.at)) rows.push(row)
        at += 1
      }
    at = Number(piece.to.at)
  }
  return rows
}

class FakeTarget implements Target {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway = false
  readonly #server: FakeServer
  readonly #url: string

  constructor(server: FakeServer, url: string) {
    this.where = url
    this.name = url
    this.#url = url
    this.#server = server
  }

  overlap = () => 'none' as const
  /** It takes whatever comes. */
  admit = async () => undefined

  async restore(backup: PlainBackup): Promise<RestoreResult> {
    const rows = [...(await read(backup, 'dump.sql'))]
    this.#server.targets.set(this.#url, rows)
    return { findings: [], expected: facts(rows) }
  }

  facts = async () => facts(this.#server.targets.get(this.#url) ?? [])
  check = async () => undefined
  async [Symbol.asyncDispose]() {}
}

/** The engine `mariadb`, of this server; `postgres` where it takes bases. */
export function fakeEngine(server: FakeServer, name: FakeName = server.takesBases ? 'postgres' : 'mariadb'): Engine {
  const target = async (url: string) => new FakeTarget(server, url)
  const unused = () => {
    throw new Error('not asked of this engine')
  }
  return {
    name,
    can: { selects: 'table', restores: [] },
    async open(): Promise<OpenSource> {
      return {
        where: 'memory',
        server: { version: '11.8', major: 11, settings: {} },
        sizeBytes: 100,
        rehearse: async () => {},
        dump() {
          server.asked.dumps += 1
          const position = server.end
          const more = { facts: facts(server.rows, 'mariadb', server.tables), position, moment: server.now() }
          return dumpOf([...server.rows], more, async () => await server.meanwhile?.())
        },
        log: logOf(server),
        async [Symbol.asyncDispose]() {},
      }
    },
    takes: () => false,
    contents: async () => ({ names: ['journal'], missing: [] }),
    target,
    sandbox: async () => new FakeTarget(server, 'sandbox'),
    replay: {
      ...(name === 'postgres' ? { statePart, leftover: (source: string) => `it keeps log for ${source}` } : {}),
      selectable: ({ table = [] }) => table,
      means: (pattern, name) => pattern === name,
      compare(one, other) {
        const order = Number(one.at) - Number(other.at)
        return one.history === other.history && Number.isFinite(order) ? order : undefined
      },
      async recover(chain, until): Promise<Recovered> {
        const rows = await recover(chain, until, server)
        return {
          target: new FakeTarget(server, 'recovered'),
          reached: new Date(rows.at(-1)?.at ?? 0),
          objects: async () => facts(rows, 'mariadb', server.tables).objects,
          dump() {
            server.asked.recoveredDumps += 1
            return dumpOf(rows, {})
          },
          async [Symbol.asyncDispose]() {},
        }
      },
    },
    globals: unused,
  }
}

/** Each opening of a store has leases of its own: what runs do that know nothing of each other. */
export function ownLeases(shop: Pick<Shop, 'wrap'>): void {
  let opened = 0
  shop.wrap((store) => {
    opened += 1
    const own = `lease-${opened}.json`
    const moved = (key: string) => key.replace(/lease\.json$/, own)
    return {
      ...store,
      put: (key, body, options) => store.put(moved(key), body, options),
      head: (key, signal) => store.head(moved(key), signal),
      get: (key, options) => store.get(moved(key), options),
    }
  })
}
