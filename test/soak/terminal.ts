import { perform } from '../../src/command/admit/admit.ts'
import { retryStore } from '../../src/store/store.ts'
import type { CacheState, Caches } from './cache.ts'
import type { Deed } from './deed.ts'
import { dumpName, ground } from './engine.ts'
import { calm, type Weather } from './fault.ts'
import { indexKey, keys } from './keys.ts'
import type { Model } from './model.ts'
import { describeOutcome, judge, type Outcome } from './outcome.ts'
import type { Place } from './place.ts'
import type { Rules } from './policy.ts'
import type { Random } from './random.ts'
import type { Action } from './scene.ts'
import type { Actor, Simulation } from './simulation.ts'
import { seenStore } from './store.ts'
import { worldOf } from './world.ts'

/** Where commands are typed, and what they find there. */
export interface Surroundings {
  readonly rules: Rules
  readonly model: Model
  readonly simulation: Simulation
  readonly home: string
  readonly caches: Caches
  readonly places: ReadonlyMap<string, Place>
}

/** Runs commands of the program, each in a world of its own. */
export class Terminal {
  /** So many have ended. */
  commands = 0
  readonly #at: Surroundings
  readonly #random: Random
  readonly #tell: ((line: string) => void) | undefined

  constructor(at: Surroundings, random: Random, tell?: (line: string) => void) {
    this.#at = at
    this.#random = random
    this.#tell = tell
  }

  /** One command, by one actor. `ended` hears of it before anybody else goes on. */
  async type(
    actor: Actor,
    deed: Deed,
    weather: Weather,
    random: Random,
    { command, options }: Action,
    cache: CacheState,
    ended: (outcome: Outcome) => void,
  ): Promise<Outcome> {
    const { simulation, model, caches, places } = this.#at
    const warnings: string[] = []
    const cacheDirectory = caches.directory(cache, random.fork('cache'))
    const env = {
      ...(this.#at.rules.signed ? { BACKPROOF_SIGNING_KEY: keys.signing } : {}),
      ...indexKey(random.fork('index')),
    }
    const world = worldOf(actor, { simulation, home: this.#at.home, env, cacheDirectory, warnings, tell: this.#tell })
    const openStore = async (name: string) => {
      const place = places.get(name)
      if (!place) throw new Error(`no store ${name}`)
      return retryStore(
        seenStore(place, {
          actor,
          simulation,
          weather,
          random: random.fork(`store ${name}`),
          changed: (who, effect) => {
            const source = effect.key.split('/')[0] ?? ''
            model.changed(deed, effect, simulation.now, ground.dumped.get(dumpName(who, source)))
          },
        }),
      )
    }
    const outcome: Outcome = await perform({ ...world, openStore }, command, options).then(
      (result) => ({ kind: 'done', result, warnings }) as const,
      (error: unknown) => {
        if (model.first) throw model.first
        return { kind: 'failed', error } as const
      },
    )
    this.commands += 1
    simulation.note(`${actor.name} ${describeOutcome(outcome)}`)
    ended(outcome)
    return outcome
  }

  /** A command of the simulation's own, where nothing goes wrong. */
  async calmly(name: string, action: Action): Promise<Outcome> {
    const { simulation, model } = this.#at
    const cancel = new AbortController()
    const actor: Actor = { name, skewMs: 0, calls: 0, dead: false, death: undefined, cancelAt: undefined, cancel }
    const { command, options } = action
    const deed: Deed = {
      actor: name,
      command,
      ids: options.id ?? [],
      sources: options.source ?? [],
      apply: options.apply === true,
      beganAt: simulation.now,
      alone: true,
      calm: true,
      gentle: true,
      skewMs: 0,
      dark: () => undefined,
    }
    let outcome: Outcome = { kind: 'died' }
    const body = async () => {
      outcome = await this.type(actor, deed, calm, this.#random.fork(name), { command, options }, 'own', (said) =>
        judge(model, { action, deed, outcome: said, into: options.into ?? '', now: simulation.now }),
      )
      // The simulation's own commands are none of those that are counted.
      this.commands -= 1
    }
    await simulation.run([{ actor, body }])
    return outcome
  }
}
