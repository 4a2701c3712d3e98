import { Problem, remedy } from '../../../problem.ts'
import { startSandbox } from '../../../runtime/runtime.ts'
import type { Bench, Chain, OpenSource, Programs, Recovered, Replay, ReplayProgress, Until } from '../../contract.ts'
import type { Connection, FamilySource } from '../connection.ts'
import { inventoryOf, namesOf } from '../inventory.ts'
import type { Dumped } from '../opening.ts'
import { type Product, versionOf } from '../product.ts'
import { mysqlSandbox } from '../sandbox.ts'
import { likeName } from '../selection.ts'
import { dateOf } from '../server/clock.ts'
import type { Asker } from '../session.ts'
import { MysqlTarget } from '../target.ts'
import { applyLog } from './apply.ts'
import { comparePlaces } from './place.ts'
import { playedLog } from './play.ts'
import { readerFor } from './program.ts'

/** How a server is opened to be dumped. */
type Open = (
  source: Dumped,
  found: Pick<Asker, 'connection' | 'runtime'>,
  signal: AbortSignal,
) => Promise<Pick<OpenSource, 'dump'>>

export function mysqlReplay(product: Product, open: Open): Replay<FamilySource> {
  return {
    compare: comparePlaces,
    selectable: (objects) => objects['table'] ?? [],
    means: (pattern, name) => likeName(pattern)(name),
    recover: (chain, until, { tools, image, source }, bench, signal, hear) =>
      recover(product, chain, until, { tools, image, source, bench, signal, open, hear: hear ?? (() => undefined) }),
  }
}

interface How {
  readonly tools: Programs['tools']
  readonly image: string | undefined
  readonly source: FamilySource | undefined
  readonly bench: Bench
  readonly signal: AbortSignal
  readonly open: Open
  readonly hear: (progress: ReplayProgress) => void
}

async function recover(product: Product, chain: Chain, until: Until, how: How): Promise<Recovered<FamilySource>> {
  const { bench, signal, open, hear } = how
  const { server } = chain.full.facts
  if (server === undefined)
    throw new Problem('object-damaged', 'the facts of the dump name no server', { hint: remedy.damaged })
  if (chain.increments.length > 0)
    throw new Problem('object-damaged', `${product.noun} has no increments of a dump`, { hint: remedy.damaged })
  const played = playedLog(chain, until, server.settings['database'] ?? '')
  const { spec, connection } = mysqlSandbox(product, server, how.image)
  const sandbox = await startSandbox(spec, { baseEnv: bench.baseEnv, label: bench.label, signal })
  try {
    const asker = { connection, runtime: sandbox.runtime, signal }
    const remove = async () => sandbox[Symbol.asyncDispose]()
    const target = new MysqlTarget({ connection, find: async () => sandbox.runtime, signal, remove })
    const hasLog = chain.log.some(({ parts }) => parts.length > 0)
    // First: without it, all that is restored is in vain.
    const reader = hasLog ? await readerFor(asker, versionOf(server), how.tools, bench) : undefined
    hear({ step: 'base', doneBytes: 0 })
    await target.restore(chain.full, { overwrite: false, only: [] })
    if (hasLog) await applyLog(asker, heard(played.bytes(), hear), reader)
    const reached = played.reached()
    const opened = await open(sourceOf(connection, how.source), asker, signal)
    return {
      target,
      reached: reached === undefined ? undefined : dateOf(reached),
      objects: async () => namesOf(await inventoryOf(asker)),
      dump: () => opened.dump(),
      [Symbol.asyncDispose]: remove,
    }
  } catch (error) {
    await sandbox[Symbol.asyncDispose]()
    throw error
  }
}

async function* heard(log: AsyncIterable<Buffer>, hear: How['hear']): AsyncGenerator<Buffer> {
  let doneBytes = 0
  for await (const chunk of log) {
    yield chunk
    doneBytes += chunk.length
    hear({ step: 'replay', doneBytes })
  }
}

/** As its source is dumped, and all of it; who may come in is not in the log of one database. */
function sourceOf(connection: Connection, source: FamilySource | undefined): Dumped {
  const { database } = connection
  return {
    name: source?.name ?? database,
    tables: { include: [], exclude: [] },
    users: false,
    allowEmpty: true,
    roundedFloats: true,
  }
}
