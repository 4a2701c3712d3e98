import type { Entry, Place } from '../../catalog/catalog.ts'
import type { Recovered, ReplayProgress } from '../../engine/engine.ts'
import type { Route } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { isProblem, messageOf } from '../../problem.ts'
import { type FromCopy, fromCopies, isOfOneStore } from '../copy/failover.ts'
import { speaksAgainstCopy } from '../copy/record-damage.ts'
import type { Project } from '../project/project.ts'
import { openChain } from '../project/whole.ts'
import { replayOf } from './logged.ts'
import { PiecesRead } from './piece-copy.ts'
import { openPieces } from './pieces.ts'

interface RecoveredBy extends FromCopy<Recovered> {
  readonly route: Route
}

/**
 * A throw-away server at the moment of a route. Where the base lacks what the log only ends, an older base and more log lead to the
 * same moment. `another`: the route that does without these bases.
 */
export async function recover(
  project: Project,
  source: Source,
  first: Route,
  another: (without: readonly string[]) => Promise<Route | undefined>,
  { store, signal, read }: { store?: string | undefined; signal: AbortSignal; read?: PiecesRead },
): Promise<RecoveredBy> {
  const without: string[] = []
  let route = first
  for (;;) {
    try {
      const recovered = await recoverFrom(project, source, route, store, signal, read)
      if (route.base.manifest.consistency === 'per-object')
        project.world.log.warning(`${source.name}: ${notOfOne(route)}`)
      return { ...recovered, route }
    } catch (error) {
      if (!isProblem(error, 'log-gap')) throw error
      without.push(route.base.id)
      const older = await another(without)
      if (!older) throw error
      project.world.log.warning(`${source.name}: ${messageOf(error)}; trying the older base ${older.base.id}`)
      route = older
    }
  }
}

const notOfOne = ({ base }: Route) =>
  `${base.id} is not of one moment: what was written to tables without transactions while it was taken may be there twice`

/** From the nearest store, or where a copy fails, from the next. */
async function recoverFrom(
  project: Project,
  source: Source,
  route: Route,
  store: string | undefined,
  signal: AbortSignal,
  read: PiecesRead = new PiecesRead(),
): Promise<FromCopy<Recovered>> {
  const { bench } = project
  const replay = await replayOf(source)
  const by = { tools: source.tools, image: source.verify.image, source }
  const { base: entry, chain: entries } = route
  let fault: Entry | undefined
  const body = async (place: Place) => {
    using told = new Told(project, source.name)
    fault = undefined
    try {
      const levels = await openChain(project, { entry, entries, place, signal }, (base) => {
        fault ??= base
      })
      const [full, ...increments] = levels
      const log = await openPieces(project, source, route.log, place, signal, read)
      const chain = { full, increments, position: route.position, log }
      const until = route.until === 'end' ? 'end' : { time: route.until }
      return await replay.recover(chain, until, by, bench, signal, (progress) => told.hear(progress))
    } catch (error) {
      if (!fault && speaksAgainstCopy(error) && !read.has(error)) read.pass(entry, place.name)
      throw error
    }
  }
  // Of each piece, all copies were tried by then.
  const isOfBase = (error: unknown) => isOfOneStore(error) && !read.has(error)
  try {
    return await fromCopies(project, entry, store, body, undefined, isOfBase)
  } catch (error) {
    // By no store can what the base builds on be read, or the base itself: it is that one which is damaged, and not the newest piece.
    if (fault) read.broken.add(fault)
    else if (read.passedOver.get(entry)?.size === entry.copies.length) read.broken.add(entry)
    throw error
  }
}

const steps: Readonly<Record<ReplayProgress['step'], string>> = {
  base: 'unpacking the base',
  log: 'bringing its log',
  replay: 'playing back its log',
}

/** Shows how far a recovery is, step by step. */
class Told implements Disposable {
  readonly #project: Project
  readonly #source: string
  #at: ReplayProgress | undefined
  #shown: Disposable

  constructor(project: Project, source: string) {
    this.#project = project
    this.#source = source
    this.#shown = project.world.log.progress({ what: `${source}: reading the pieces of its log` })
  }

  hear(progress: ReplayProgress): void {
    const before = this.#at
    this.#at = progress
    if (before?.step === progress.step) return
    this.#shown[Symbol.dispose]()
    const { step, ofBytes } = progress
    this.#shown = this.#project.world.log.progress({
      what: `${this.#source}: ${steps[step]}`,
      done: () => (this.#at?.step === step ? this.#at.doneBytes : 0),
      ...(ofBytes === undefined ? {} : { of: ofBytes }),
    })
  }

  [Symbol.dispose](): void {
    this.#shown[Symbol.dispose]()
  }
}
