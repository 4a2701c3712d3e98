import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { perform } from '../../src/command/admit.ts'
import { retryStore } from '../../src/store/store.ts'
import { makeMask, type World } from '../../src/world.ts'
import { type Action, drawScene, placed } from './action.ts'
import { audit } from './audit.ts'
import { type CacheState, Caches } from './cache.ts'
import { dumpName, ground } from './engine.ts'
import { calm, drawWeather, type FaultKind, newTally, type Tally, type Weather } from './fault.ts'
import { seedGround } from './ground.ts'
import { keys } from './keys.ts'
import { type Deed, Model } from './model.ts'
import { describeOutcome, judge, type Outcome } from './outcome.ts'
import { Place } from './place.ts'
import { drawRules, policyText, type Rules } from './policy.ts'
import { Random } from './random.ts'
import { rot } from './rot.ts'
import { type Actor, Simulation } from './simulation.ts'
import { seenStore } from './store.ts'

/** What may happen in an episode at all. */
export interface Climate {
  readonly faults: readonly FaultKind[]
  readonly caches: readonly CacheState[]
  readonly deaths: boolean
  readonly rot: boolean
  /** The most that a clock is wrong by. */
  readonly skewMs: number
}

export interface EpisodeOptions {
  readonly climate: Climate
  readonly steps: number
  /** Steps to leave out, for a shorter story of the same failure. */
  readonly without?: ReadonlySet<number>
  readonly tell?: (line: string) => void
}

export interface Told {
  readonly steps: number
  readonly commands: number
  readonly calls: number
  readonly deaths: number
  readonly checks: number
  readonly faults: Tally
  readonly days: number
  /** What two runs of one seed have in common. */
  readonly digest: string
  readonly failure: { readonly step: number; readonly message: string } | undefined
}

const startAt = Date.parse('2026-03-02T00:30:00Z')

/** One world from its beginning: a seed decides all that happens in it. */
export class Episode {
  readonly rules: Rules
  readonly model: Model
  readonly simulation: Simulation
  readonly home: string
  readonly caches: Caches
  readonly places: ReadonlyMap<string, Place>
  readonly #random: Random
  readonly #options: EpisodeOptions
  readonly #tally = newTally()
  #commands = 0
  #deaths = 0
  /** A clock was wrong in a world without others. */
  #lied = false

  constructor(seed: number, options: EpisodeOptions) {
    this.#random = new Random(String(seed))
    this.#options = options
    this.rules = drawRules(this.#random.fork('rules'))
    this.home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'restorable-soak-'))
    this.places = new Map(this.rules.stores.map((name) => [name, new Place(name, this.rules.tellsTime)]))
    this.model = new Model(this.rules, this.places)
    this.simulation = new Simulation(this.#random.fork('turns'), startAt, options.tell)
    this.caches = new Caches(this.home)
    writeFileSync(join(this.home, 'backup-policy.yml'), policyText(this.rules))
    for (const map of [ground.contents, ground.dumped, ground.restored]) map.clear()
    for (const source of this.rules.sources) ground.contents.set(source, newContent(this.#random))
  }

  async run(): Promise<Told> {
    let failure: Told['failure']
    let step = 0
    try {
      for (; step < this.#options.steps; step++) {
        if (this.#options.without?.has(step)) continue
        await this.#step(step)
      }
      await this.#heal()
    } catch (error) {
      if (!(error instanceof Error)) throw error
      const { first } = this.model
      failure = { step, message: first?.message ?? error.stack ?? error.message }
    } finally {
      rmSync(this.home, { recursive: true, force: true })
    }
    const { simulation, model } = this
    return {
      steps: step,
      commands: this.#commands,
      calls: simulation.calls,
      deaths: this.#deaths,
      checks: model.checks,
      faults: this.#tally,
      days: (simulation.now - startAt) / 86_400_000,
      digest: simulation.digest(),
      failure,
    }
  }

  async #step(step: number): Promise<void> {
    const random = this.#random.fork(`step ${step}`)
    seedGround(random.fork('ground'))
    // Half a day often enough that grace periods end, and no more, or silence itself forbids every deletion.
    const longMs = random.chance(0.35) ? 4 * 3_600_000 : 60_000
    this.simulation.now += random.chance(0.2)
      ? 0
      : random.magnitude(longMs, longMs > 60_000 ? 20 * 3_600_000 : 86_400_000)
    this.simulation.note(`step ${step}`)
    for (const source of this.rules.sources) if (random.chance(0.5)) ground.contents.set(source, newContent(random))
    if (this.#options.climate.rot && random.chance(0.1)) rot(this.model, random, this.simulation)
    this.simulation.slow = this.#options.climate.faults.length > 0 && random.chance(0.2)
    const { actions, meeting } = drawScene(random, this.model, this.simulation.now)
    const nameOf = (i: number) => `s${step}${'abcd'[i]}`
    const works = actions.map((action, i) => this.#work(action, nameOf(i), random.fork(i), actions.length === 1))
    const [one = '', other = ''] = meeting?.labels ?? []
    this.simulation.meeting = meeting && {
      of: [
        { actor: nameOf(0), label: one },
        { actor: nameOf(1), label: other },
      ],
      first: meeting.first,
    }
    await this.simulation.run(works)
    this.simulation.slow = false
    this.simulation.meeting = undefined
    if (this.model.first) throw this.model.first
    for (const { finish } of works) finish()
    await audit(this)
  }

  #work(action: Action, name: string, random: Random, alone: boolean) {
    const { climate } = this.#options
    const { stores } = this.rules
    const { manner = {} } = action
    const weather =
      climate.faults.length > 0 && !manner.calm
        ? drawWeather(random.fork('weather'), stores, climate.faults, this.#tally)
        : calm
    const dies = climate.deaths && random.chance(0.15) && !manner.calm
    const stops = !dies && climate.deaths && random.chance(0.05) && !manner.calm
    const drawnMs = random.chance(0.7) ? 0 : Math.round((random.next() * 2 - 1) * climate.skewMs)
    const skewMs = this.#allowed(action, manner.skewMs ?? drawnMs)
    const drawn = random.chance(0.5) ? 'shared' : random.pick(climate.caches)
    const cache = manner.cache ?? drawn
    const death = dies ? { call: random.magnitude(1, 150), when: random.pick(['before', 'after'] as const) } : undefined
    const cancelAt = stops ? random.magnitude(1, 100) : undefined
    const actor: Actor = { name, skewMs, calls: 0, dead: false, death, cancelAt, cancel: new AbortController() }
    const { command, options } = action
    const said = `${command} ${JSON.stringify(options)}`
    this.simulation.note(
      `${name}: ${said}, ${weather.name}, clock ${skewMs} ms, cache ${cache}${dies ? ', mortal' : ''}`,
    )
    const deed: Deed = {
      actor: name,
      command,
      ids: options.id ?? [],
      apply: options.apply === true || options.plan !== undefined,
      beganAt: this.simulation.now,
      calm: weather.calm && !dies && !stops && !this.simulation.slow,
      gentle: weather.gentle && !dies && !stops && !this.simulation.slow,
      skewMs,
      dark: () => weather.dark?.(),
    }
    for (const id of deed.ids) {
      const backup = this.model.backups.get(id)
      if (command === 'unhold' && backup) backup.heldAt = undefined
      if (command === 'untag' && backup && options.tag?.some((tag) => this.model.isGuarding(tag)))
        backup.guardedAt = undefined
    }
    let outcome: Outcome = { kind: 'died' }
    const into = join(this.home, `out-${name}`)
    const body = async () => {
      outcome = await this.perform(actor, deed, weather, random, { command, options: placed(options, into) }, cache)
      this.#commands += 1
      this.simulation.note(`${name} ${describeOutcome(outcome)}`)
      judge(this.model, { action, deed, outcome, into, alone, now: this.simulation.now })
    }
    const finish = () => {
      if (outcome.kind === 'died') this.#deaths += 1
    }
    return { actor, body, finish }
  }

  /**
   * Where no store says what time it is, one wrong clock is all that the product promises to notice, and only where it would
   * delete: two in a row agree with each other.
   */
  #allowed({ command, options }: Action, skewMs: number): number {
    if (this.rules.tellsTime || Math.abs(skewMs) < 1_800_000) return skewMs
    if (command !== 'prune' || !options.apply || this.#lied) return 0
    this.#lied = true
    return skewMs
  }

  /** Runs one command in a world of its own. */
  async perform(
    actor: Actor,
    deed: Deed,
    weather: Weather,
    random: Random,
    { command, options }: Action,
    cache: CacheState,
  ): Promise<Outcome> {
    const { simulation, model } = this
    const world = this.#world(actor, this.caches.directory(cache, random.fork('cache')))
    const openStore = async (name: string) => {
      const place = this.places.get(name)
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
    try {
      return { kind: 'done', result: await perform({ ...world, openStore }, command, options) }
    } catch (error) {
      if (model.first) throw model.first
      return { kind: 'failed', error }
    }
  }

  #world(actor: Actor, cacheDirectory: string): World {
    const { simulation, home } = this
    const silent = () => {}
    const tell = (kind: string) => (message: string) => this.#options.tell?.(`    ${actor.name} ${kind}: ${message}`)
    return {
      env: {
        RESTORABLE_SECRET_KEY: keys.secret,
        ...(this.rules.signed ? { RESTORABLE_SIGNING_KEY: keys.signing } : {}),
      },
      arguments: [],
      cwd: home,
      now: () => new Date(simulation.now + actor.skewMs),
      monotonicMs: () => simulation.now,
      signal: actor.cancel.signal,
      log: {
        info: tell('info'),
        warning: tell('warning'),
        error: tell('error'),
        group: (_, body) => body(),
        progress: () => ({ [Symbol.dispose]() {} }),
        fault: ({ finding }) => tell('fault')(finding.message),
      },
      ...makeMask(silent),
      cacheDirectory,
      temporaryDirectory: home,
      services: {},
      runId: actor.name,
      versions: { restorable: 'soak', node: 'soak' },
      origin: { host: actor.name },
      footing: { judgement: { kind: 'trusted' } },
    }
  }

  /** A command of the simulation's own, where nothing goes wrong. */
  async calmly(name: string, action: Action): Promise<Outcome> {
    const actor: Actor = {
      name,
      skewMs: 0,
      calls: 0,
      dead: false,
      death: undefined,
      cancelAt: undefined,
      cancel: new AbortController(),
    }
    const { command, options } = action
    const { now } = this.simulation
    const deed: Deed = {
      actor: name,
      command,
      ids: options.id ?? [],
      apply: options.apply === true,
      beganAt: now,
      calm: true,
      gentle: true,
      skewMs: 0,
      dark: () => undefined,
    }
    let outcome: Outcome = { kind: 'died' }
    await this.simulation.run([
      {
        actor,
        body: async () => {
          outcome = await this.perform(actor, deed, calm, this.#random.fork(name), action, 'own')
          this.simulation.note(`${name} ${describeOutcome(outcome)}`)
          judge(this.model, { action, deed, outcome, into: options.into ?? '', alone: true, now: this.simulation.now })
        },
      },
    ])
    return outcome
  }

  /** The last word: with nothing wrong any more, everything is well within days, and every backup that is there restores. */
  async #heal(): Promise<void> {
    seedGround(this.#random.fork('heal'))
    const { simulation, model } = this
    for (let day = 0; day < 3; day++) {
      simulation.now += 26 * 3_600_000
      await this.calmly(`heal${day}`, { command: 'run', options: { apply: true } })
    }
    const copies = [...model.backups.values()].flatMap((backup) =>
      model
        .wholeIn(backup)
        .filter((store) => !model.mark(store, backup))
        .map((store) => ({ id: backup.id, store })),
    )
    for (const { id, store } of this.#random.some(copies, 8 / Math.max(8, copies.length))) {
      const into = join(this.home, `last-${id}-${store}`)
      const outcome = await this.calmly(`last ${id} ${store}`, {
        command: 'restore',
        options: { id: [id], store, into },
      })
      const fine = outcome.kind === 'done' && outcome.result.problems.length === 0
      model.must(fine, `${id} is whole in ${store}, and cannot be restored from there: ${describeOutcome(outcome)}`)
    }
  }
}

function newContent(random: Random): string {
  return random.bytes(random.between(200, 260)).toString('hex')
}
