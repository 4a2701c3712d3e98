import { Problem, remedy } from '../../../problem.ts'
import { startReachableSandbox } from '../../../runtime/runtime.ts'
import type { Bench, Chain, Dump, Programs, Recovered, Replay, ReplayProgress, Until } from '../../contract.ts'
import { matcher } from '../../selection.ts'
import { listingOf } from '../listing.ts'
import type { Dumped, MongodbSource } from '../mongodb-source.ts'
import { restoreMongodb } from '../restore.ts'
import { mongodbSandbox } from '../sandbox.ts'
import { Server } from '../server.ts'
import { MongodbTarget } from '../target.ts'
import { comparePlaces, placeIn } from './place.ts'
import { playedLog } from './play.ts'
import { Player, type PlayOptions } from './player.ts'

/** How a server is dumped. */
export type MakeDump = (source: Dumped, server: Server) => Dump

export function mongodbReplay(dump: MakeDump): Replay<MongodbSource> {
  return {
    compare: comparePlaces,
    selectable: ({ collection = [], view = [] }) => [...collection, ...view],
    means: (pattern, name) => matcher(pattern)(name),
    recover: (chain, until, by, bench, signal, hear) =>
      recover(chain, until, { by, bench, signal, dump, hear: hear ?? (() => undefined) }),
  }
}

interface How {
  readonly by: Programs<MongodbSource>
  readonly bench: Bench
  readonly signal: AbortSignal
  readonly dump: MakeDump
  readonly hear: (progress: ReplayProgress) => void
}

async function recover(chain: Chain, until: Until, how: How): Promise<Recovered<MongodbSource>> {
  const { bench, signal, by, dump } = how
  const { full, increments, position } = chain
  if (increments.length > 0)
    throw new Problem('object-damaged', 'MongoDB has no increments of a dump', { hint: remedy.damaged })
  const at = placeIn(position)?.dump
  if (at === undefined)
    throw new Problem(
      'object-damaged',
      `the backup does not say where in the log it lies: ${position.at.slice(0, 80)}`,
      {
        hint: remedy.damaged,
      },
    )
  let doneBytes = 0
  const played = playedLog(chain, until, (bytes) => {
    doneBytes += bytes
    how.hear({ step: 'replay', doneBytes })
  })
  const { at: connectionAt, ...spec } = mongodbSandbox(full.facts, by.image)
  await using started = new AsyncDisposableStack()
  const sandbox = started.use(await startReachableSandbox(spec, { baseEnv: bench.baseEnv, label: bench.label, signal }))
  const connection = connectionAt(sandbox.address.host)
  const server = started.use(await Server.connect(connection, signal))
  how.hear({ step: 'base', doneBytes: 0 })
  const reached = await playOnto(server, chain, played, at, signal)
  const kept = started.move()
  const remove = async () => kept.disposeAsync()
  return {
    target: new MongodbTarget({ connection, services: {}, signal, remove }),
    reached,
    async objects() {
      const { all } = await listingOf(server)
      return { collection: all.map(({ name }) => name) }
    },
    dump: () => dump(sourceOf(connection.database, by.source), server),
    [Symbol.asyncDispose]: remove,
  }
}

/** Restores the base into an empty server, and plays the log onto it before anything is indexed: nothing is in its way. */
export async function playOnto(
  server: Server,
  { full }: Chain,
  { entries }: ReturnType<typeof playedLog>,
  at: PlayOptions,
  signal: AbortSignal,
): Promise<Date | undefined> {
  let reached: Date | undefined
  await restoreMongodb(
    full,
    { overwrite: false, only: [] },
    {
      ...{ server, throwAway: true, signal, anew: async () => server },
      async change(all) {
        const player = new Player(server, all, at)
        const there = await player.play(entries())
        reached = player.reached
        return there
      },
    },
  )
  return reached
}

/** As its source is dumped, and all of it; who may come in is not in the log of one database. */
const sourceOf = (database: string, source: MongodbSource | undefined): Dumped => ({
  name: source?.name ?? database,
  line: source?.line ?? 0,
  collections: { include: [], exclude: [] },
  snapshot: true,
  users: false,
  allowEmpty: true,
})
