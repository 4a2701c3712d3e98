import {
  type AlertState,
  type AlertStateThere,
  claimAlertState,
  copyAlertState,
  type Place,
  readAlertState,
} from '../../catalog/catalog.ts'
import { type Decision, decideAlerts, type News, type Observation, settle } from '../../judge/judge.ts'
import type { AlertTimes } from '../../policy/policy.ts'
import { isFailure, messageOf } from '../../problem.ts'
import type { World } from '../../world.ts'

/** Another run at the same source is let first; more than this often it is not. */
const mostTries = 5

/** A source or a store, as alerts are about it. */
export interface Subject {
  /** "orders", "store offsite" */
  readonly name: string
  /** Of the object that says what was told. */
  readonly key: string
}

/** What of a subject is new, claimed by this run, so that no other sends it too. */
export interface Claim {
  readonly subject: Subject
  readonly news: readonly News[]
  readonly state: AlertState
  /** Where the claim is written; undefined: no store could be written to. */
  readonly there: AlertStateThere | undefined
  readonly places: readonly Place[]
  readonly notes: readonly string[]
}

export interface Asking {
  readonly world: World
  readonly subject: Subject
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
export async function claimNews({ world, subject, places, ...asked }: Asking): Promise<Claim> {
  const { signal } = world
  const notes = new Set<string>()
  const note = (where: string, error: unknown) =>
    void notes.add(
      `${subject.name}: what was told of it cannot be kept in ${where}, so it may be told again: ${messageOf(error)}`,
    )
  for (let tries = 1; ; tries++) {
    const found = await readAll(places, subject.key, signal, note)
    for (const { place, unparsed } of found)
      if (unparsed)
        notes.add(`${subject.name}: what was told of it cannot be read from ${place.name}, so it may be told again`)
    const state = newestOf(found)
    const decision = decideAlerts({ ...asked, source: subject.name, state, now: world.now(), by: world.runId })
    const [arbiter] = found
    if (!decision.changed || !arbiter) return { subject, ...decision, there: arbiter, places, notes: [...notes] }
    const written = await write(arbiter, subject.key, decision, signal, note)
    if (written === 'changed' && tries < mostTries) continue
    const rest = places.filter(({ name }) => name !== arbiter.place.name)
    for (const { place, problem } of await copyAlertState(rest, subject.key, decision.state, signal))
      note(place.name, problem)
    const there = typeof written === 'object' ? written : arbiter
    return { subject, ...decision, there, places, notes: [...notes] }
  }
}

/** Remembers what was told, on whatever state is there by now. */
export async function settleNews(
  world: World,
  claim: Claim,
  told: readonly News[],
  issue?: number,
): Promise<readonly string[]> {
  const { subject, places } = claim
  const { signal } = world
  const notes = new Set<string>()
  const note = (where: string, error: unknown) =>
    void notes.add(
      `${subject.name}: what was told of it cannot be kept in ${where}, so it may be told again: ${messageOf(error)}`,
    )
  for (let tries = 1; tries <= mostTries; tries++) {
    const found = await readAll(places, subject.key, signal, note)
    const [arbiter] = found
    if (!arbiter) break
    const settled = settle(newestOf(found) ?? claim.state, told, { by: world.runId, now: world.now() })
    const state = issue === undefined ? settled : { ...settled, issue }
    if ((await write(arbiter, subject.key, { state }, signal, note)) === 'changed') continue
    const rest = places.filter(({ name }) => name !== arbiter.place.name)
    for (const { place, problem } of await copyAlertState(rest, subject.key, state, signal)) note(place.name, problem)
    break
  }
  return [...notes]
}

async function write(
  there: AlertStateThere,
  key: string,
  { state }: Pick<Decision, 'state'>,
  signal: AbortSignal,
  note: (where: string, error: unknown) => void,
): Promise<'changed' | 'failed' | AlertStateThere> {
  try {
    return (await claimAlertState(there, key, state, signal)) ? there : 'changed'
  } catch (error) {
    if (!isFailure(error)) throw error
    note(there.place.name, error)
    return 'failed'
  }
}

/** Of every store that answers, in the policy's order. */
async function readAll(
  places: readonly Place[],
  key: string,
  signal: AbortSignal,
  note: (where: string, error: unknown) => void,
): Promise<readonly AlertStateThere[]> {
  const answers = await Promise.all(
    places.map(async (place) => {
      try {
        return await readAlertState(place, key, signal)
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
