import {
  type EndedRestore,
  encodeRestore,
  objectName,
  type Place,
  type RestoreName,
  type StartedRestore,
} from '../../../catalog/catalog.ts'
import { isProblem, messageOf, Problem } from '../../../problem.ts'
import { redactAll, type World } from '../../../world.ts'

/** A store that hangs must not hold a restore up. */
const patienceMs = 5_000
const aliveMs = 60_000

/** Writes what a restore says of itself into the stores of its source. What a store does not take is said aloud, and stops nothing. */
export class RestoreRecord {
  readonly name: RestoreName
  readonly #world: World
  readonly #source: string
  #places: readonly Place[]
  #timer: NodeJS.Timeout | undefined

  constructor(world: World, source: string, name: RestoreName, places: readonly Place[]) {
    this.#world = world
    this.#source = source
    this.name = name
    this.#places = places
  }

  /** From now on the record says every minute that this run is alive. */
  async begin(started: StartedRestore): Promise<void> {
    const bytes = encodeRestore(redactAll(started, this.#world.redact))
    const refused = await this.#put(this.#places, 'started', bytes)
    this.#warn(refused, 'that this restore has begun')
    const failing = new Set(refused.map(({ place }) => place))
    const taking = this.#places.filter((place) => !failing.has(place))
    if (taking.length === 0) this.#world.log.warning(`${started.id}: no store has a record of this restore; it goes on`)
    this.#timer = setInterval(() => void this.#beat(taking), aliveMs)
    this.#timer.unref()
  }

  async end(ended: EndedRestore): Promise<void> {
    clearInterval(this.#timer)
    const bytes = encodeRestore(redactAll(ended, this.#world.redact))
    const event = ended.state === 'completed' ? 'completed' : 'failed'
    this.#warn(await this.#put(this.#places, event, bytes), `that this restore has ${event}`)
  }

  async #beat(places: readonly Place[]): Promise<void> {
    const at = this.#world.now().toISOString()
    const refused = await this.#put(
      places,
      'alive',
      new TextEncoder().encode(`${JSON.stringify({ version: 1, at })}\n`),
    )
    this.#warn(refused, 'that this restore is still alive')
  }

  /** Also where the run is cancelled, or has given a store up: a last word. */
  async #put(places: readonly Place[], event: 'started' | 'alive' | 'completed' | 'failed', bytes: Uint8Array) {
    const key = objectName.restore(this.#source, this.name, event)
    const outcomes = await Promise.all(
      places.map(async (place) => {
        const signal = AbortSignal.timeout(patienceMs)
        const putting = (place.store.parting ?? place.store).put(key, bytes, { signal, fromReserve: 'half' })
        const problem = await Promise.race([putting.then(() => undefined, whole), late(place, key)])
        return problem === undefined ? undefined : { place, problem }
      }),
    )
    return outcomes.filter((one) => one !== undefined)
  }

  #warn(refused: readonly { readonly place: Place; readonly problem: Problem }[], what: string): void {
    for (const { place, problem } of refused)
      this.#world.log.warning(`${place.name} has no record ${what}: ${problem.message}`)
  }
}

function whole(error: unknown): Problem {
  if (isProblem(error)) return error
  throw error
}

function late({ store }: Place, key: string): Promise<Problem> {
  const message = `put ${key}: ${store.where} did not answer within ${patienceMs / 1000} s`
  return new Promise((resolve) => {
    setTimeout(
      () => resolve(new Problem('store-unavailable', message, { hint: 'See whether the store answers.' })),
      patienceMs + 500,
    ).unref()
  })
}

/** An error as the record has it. */
export function errorOf(error: unknown): NonNullable<EndedRestore['error']> {
  const message = messageOf(error).slice(0, 20_000)
  if (!isProblem(error)) return { code: 'bug', message }
  return { code: error.code, message, ...(error.hint ? { hint: error.hint.slice(0, 20_000) } : {}) }
}
