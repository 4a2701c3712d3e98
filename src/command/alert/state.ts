import {
  type AlertState,
  type AlertStateThere,
  claimAlertState,
  copyAlertState,
  type Place,
  readAlertState,
} from '../../catalog/catalog.ts'
import { type Decision, decideAlerts, type News, type Observation, settle } from '../../judge/judge.ts'
import type { AlertTimes, Source } from '../../policy/policy.ts'
import { isFailure, messageOf } from '../../problem.ts'
import type { World } from '../../world.ts'

/** Another run at the same source is let first; more than this often it is not. */
const mostTries = 5

/** What of a source is new, claimed by this run, so that no other sends it too. */
export interface Claim {
  readonly source: Source
  readonly news: readonly News[]
  readonly state: AlertState
  /** Where the claim is written; undefined: no store could be written to. */
  readonly there: AlertStateThere | undefined
  readonly places: readonly Place[]
  readonly notes: readonly string[]
}

export interface Asking {
  readonly world: World
  readonly source: Source
  readonly places: readonly Place[]
  readonly observations: readonly Observation[]
  readonly channels: readonly string[]
  readonly times: AlertTimes
}

/**
 * Decides on the newest state in any store, and writes it before anything is sent. The first store that can be read is
 * the arbiter: of two runs that have read the same, one writes there, and the other reads again. A state that cannot be read or
 * written silences nothing.
 */
export async function claimNews({ world, source, places, ...asked }: Asking): Promise<Claim> {
  const { signal } = world
  const notes = new Set<string>()
  const note = (where: string, error: unknown) =>
    void notes.add(
      `${source.name}: what was told of it cannot be kept in ${where}, so it may be told again: ${messageOf(error)}`,
    )
  for (let tries = 1; ; tries++) {
    const found = await readAll(places, source.name, signal, note)
    for (const { place, unparsed } of found)
      if (unparsed)
        notes.add(`${source.name}: what was told of it cannot be read from ${place.name}, so it may be told again`)
    const state = newestOf(found)
    const decision = decideAlerts({ ...asked, source: source.name, state, now: world.now(), by: world.runId })
    const [arbiter] = found
    if (!decision.changed || !arbiter) return { source, ...decision, there: arbiter, places, notes: [...notes] }
    const written = await write(arbiter, source.name, decision, signal, note)
    if (written === 'changed' && tries < mostTries) continue
    const rest = places.filter(({ name }) => name !== arbiter.place.name)
    for (const { place, problem } of await copyAlertState(rest, source.name, decision.state, signal))
      note(place.name, problem)
    const there = typeof written === 'object' ? written : arbiter
    return { source, ...decision, there, places, notes: [...notes] }
  }
}

/** Remembers what was told, on whatever state is there by now. */
export async function settleNews(
  world: World,
  claim: Claim,
  told: readonly News[],
  issue?: number,
): Promise<readonly string[]> {
  const { source, places } = claim
  const { signal } = world
  const notes = new Set<string>()
  const note = (where: string, error: unknown) =>
    void notes.add(
      `${source.name}: what was told of it cannot be kept in ${where}, so it may be told again: ${messageOf(error)}`,
    )
  for (let tries = 1; tries <= mostTries; tries++) {
    const found = await readAll(places, source.name, signal, note)
    const [arbiter] = found
    if (!arbiter) break
    const settled = settle(newestOf(found) ?? claim.state, told, { by: world.runId, now: world.now() })
    const state = issue === undefined ? settled : { ...settled, issue }
    if ((await write(arbiter, source.name, { state }, signal, note)) === 'changed') continue
    const rest = places.filter(({ name }) => name !== arbiter.place.name)
    for (const { place, problem } of await copyAlertState(rest, source.name, state, signal)) note(place.name, problem)
    break
  }
  return [...notes]
}

async function write(
  there: AlertStateThere,
  source: string,
  { state }: Pick<Decision, 'state'>,
  signal: AbortSignal,
  note: (where: string, error: unknown) => void,
): Promise<'changed' | 'failed' | AlertStateThere> {
  try {
    return (await claimAlertState(there, source, state, signal)) ? there : 'changed'
  } catch (error) {
    if (!isFailure(error)) throw error
    note(there.place.name, error)
    return 'failed'
  }
}

/** Of every store that answers, in the policy's order. */
async function readAll(
  places: readonly Place[],
  source: string,
  signal: AbortSignal,
  note: (where: string, error: unknown) => void,
): Promise<readonly AlertStateThere[]> {
  const answers = await Promise.all(
    places.map(async (place) => {
      try {
        return await readAlertState(place, source, signal)
      } catch (error) {
        if (!isFailure(error)) throw error
        note(place.name, error)
        return undefined
      }
    }),
  )
  return answers.flatMap((answer) => (answer ? [answer] : []))
}

/** A store that was away for a while has an older one. */
function newestOf(found: readonly AlertStateThere[]): AlertState | undefined {
  const states = found.flatMap(({ state }) => (state ? [state] : []))
  return states.reduce<AlertState | undefined>(
    (best, state) => (best && best.revision >= state.revision ? best : state),
    undefined,
  )
}
