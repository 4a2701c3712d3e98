import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawScene, placed } from './action.ts'
import { audit } from './audit.ts'
import { Caches } from './cache.ts'
import { type Climate, drawClimate } from './climate.ts'
import type { Deed } from './deed.ts'
import { ground, textOf } from './engine.ts'
import { blindIn as blindly, calm, drawWeather, newTally, type Tally, type Weather } from './fault.ts'
import { seedGround } from './ground.ts'
import { heal } from './heal.ts'
import { Model } from './model.ts'
import { judge, type Outcome } from './outcome.ts'
import { Place } from './place.ts'
import { drawPlot, history } from './plot.ts'
import { drawRules, policyText, type Rules } from './policy.ts'
import { Random } from './random.ts'
import { rot, spoil } from './rot.ts'
import type { Action, Manner, Scene, Stage } from './scene.ts'
import { type Actor, Simulation } from './simulation.ts'
import { Terminal } from './terminal.ts'

export interface EpisodeOptions {
  readonly steps: number
  /** By `Date.now()`: no step begins after it. */
  readonly until?: number
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
  /** `steps`: how many a world must have to fail so. */
  readonly failure: { readonly step: number; readonly steps: number; readonly message: string } | undefined
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
  readonly climate: Climate
  readonly terminal: Terminal
  readonly #random: Random
  readonly #options: EpisodeOptions
  readonly #tally = newTally()
  #deaths = 0
  /** Up to this change the list was compared with what is there. */
  #audited = 0
  /** A clock was wrong in a world without others. */
  #lied = false

  constructor(seed: number, options: EpisodeOptions) {
    this.#random = new Random(String(seed))
    this.#options = options
    this.rules = drawRules(this.#random.fork('rules'))
    this.home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'backproof-soak-'))
    this.places = new Map(this.rules.stores.map((name) => [name, new Place(name, this.rules.tellsTime)]))
    this.model = new Model(this.rules, this.places)
    this.simulation = new Simulation(this.#random.fork('turns'), startAt, options.tell)
    this.caches = new Caches(this.home)
    this.climate = drawClimate(this.#random.fork('climate'))
    this.terminal = new Terminal(this, this.#random, options.tell)
    this.#writePolicy()
    for (const map of [ground.contents, ground.dumped, ground.restored]) map.clear()
    for (const source of this.rules.sources) ground.contents.set(source, newContent(this.#random, '{}'))
  }

  async run(): Promise<Told> {
    const { until = Number.POSITIVE_INFINITY, without } = this.#options
    let failure: Told['failure']
    let step = 0
    let steps = 0
    try {
      for (; step < this.#options.steps && Date.now() < until; step++) {
        if (without?.has(step)) continue
        steps = step + 1
        await this.#step(step)
      }
      steps = step
      await heal(this, this.#random)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      const { first } = this.model
      failure = { step, steps, message: first?.message ?? error.stack ?? error.message }
    } finally {
      rmSync(this.home, { recursive: true, force: true })
    }
    const { simulation, model } = this
    return {
      steps: step,
      commands: this.terminal.commands,
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
    const { simulation, rules } = this
    seedGround(random.fork('ground'))
    // Half a day often enough that grace periods end, and no more, or silence itself forbids every deletion.
    const longMs = random.chance(0.35) ? 4 * 3_600_000 : 60_000
    if (step > 0 && !random.chance(0.2))
      simulation.now += random.magnitude(longMs, longMs > 60_000 ? 20 * 3_600_000 : 86_400_000)
    simulation.note(`step ${step}`)
    for (const source of rules.sources)
      if (random.chance(0.5)) ground.contents.set(source, newContent(random, ground.contents.get(source)))
    if (this.climate.rot && random.chance(0.1)) rot(this.model, random, simulation)
    const stage = this.#stage(random.fork('plot'))
    const begins = step === 0 && random.chance(0.8)
    const scenes = begins ? history(stage) : random.chance(0.4) ? drawPlot(stage) : [drawScene(random, this.model)]
    let played = 0
    for (const scene of scenes) {
      await this.#play(scene, `s${step}`, played, random.fork(`scene ${played}`))
      played += scene.actions.length
    }
  }

  #stage(random: Random): Stage {
    const { simulation, model } = this
    return {
      random,
      model,
      now: () => simulation.now,
      wait: (ms) => {
        simulation.now += Math.round(ms)
      },
      spoil: (store, key) => spoil(model, store, key, random, simulation),
      leave: (source) => {
        simulation.note(`${source} leaves the policy`)
        model.left.add(source)
        this.#writePolicy()
      },
      comeBack: (source) => {
        simulation.note(`${source} is in the policy again`)
        model.left.delete(source)
        this.#writePolicy()
      },
    }
  }

  #writePolicy(): void {
    writeFileSync(join(this.home, 'backup-policy.yml'), policyText(this.rules, this.model.sources()))
  }

  /** `from`: how many commands of this step were played before. */
  async #play({ actions, meeting }: Scene, step: string, from: number, random: Random): Promise<void> {
    const { simulation, model } = this
    const nameOf = (i: number) => step + letterOf(from + i)
    simulation.meeting = meeting && { ...meeting, actors: [nameOf(0), nameOf(1)] }
    const calmly = actions.every(({ manner }) => manner?.calm)
    simulation.slow = !calmly && this.climate.faults.length > 0 && random.chance(0.15)
    const works = actions.map((action, i) => this.#work(action, nameOf(i), random.fork(i), actions.length === 1))
    const before = this.#deaths
    await simulation.run(works)
    if (model.first) throw model.first
    for (const { finish } of works) finish()
    if (simulation.slow || this.#deaths > before || works.some(({ deed }) => !deed.calm))
      model.restlessAt = simulation.now
    simulation.slow = false
    simulation.meeting = undefined
    if (model.changes > this.#audited) await audit(this)
    this.#audited = model.changes
  }

  #work(action: Action, name: string, random: Random, alone: boolean) {
    const { climate, model, simulation } = this
    const { manner = {}, command, options } = action
    const weather = this.#weather(manner, random.fork('weather'))
    const mortal = climate.deaths && !manner.calm && !manner.diesAt
    const dies = random.chance(0.15) && mortal
    const stops = !dies && random.chance(0.05) && mortal
    const drawnMs = random.chance(0.8) ? 0 : Math.round((random.next() * 2 - 1) * climate.skewMs)
    const skewMs = this.#allowed(action, manner.skewMs ?? drawnMs)
    const drawn = random.chance(0.5) ? 'shared' : random.pick(climate.caches)
    const cache = manner.cache ?? drawn
    const call = { call: random.magnitude(1, 150), when: random.pick(['before', 'after'] as const) }
    const death = manner.diesAt ? { label: manner.diesAt, when: 'before' as const } : dies ? call : undefined
    const cancelAt = stops ? random.magnitude(1, 100) : undefined
    const actor: Actor = { name, skewMs, calls: 0, dead: false, death, cancelAt, cancel: new AbortController() }
    const said = `${command} ${JSON.stringify(options)}`
    simulation.note(`${name}: ${said}, ${weather.name}, clock ${skewMs} ms, cache ${cache}${death ? ', mortal' : ''}`)
    const quiet = !death && !stops && !simulation.slow
    const deed: Deed = {
      actor: name,
      command,
      ids: options.id ?? [],
      sources: options.source ?? [],
      apply: options.apply === true || options.plan !== undefined,
      beganAt: simulation.now,
      alone,
      calm: weather.calm && quiet,
      gentle: weather.gentle && quiet,
      skewMs,
      dark: () => weather.dark?.(),
    }
    model.asked(deed, options.tag ?? [])
    let outcome: Outcome = { kind: 'died' }
    const into = join(this.home, `out-${name}`)
    const body = async () => {
      const typed = { command, options: placed(options, into) }
      outcome = await this.terminal.type(actor, deed, weather, random, typed, cache, (said) =>
        judge(model, { action, deed, outcome: said, into, now: simulation.now }),
      )
    }
    const finish = () => {
      if (outcome.kind === 'died') this.#deaths += 1
    }
    return { actor, deed, body, finish }
  }

  #weather({ calm: isCalm = false, blindIn }: Manner, random: Random): Weather {
    const { faults } = this.climate
    if (blindIn !== undefined) return blindly(blindIn, this.#tally)
    return isCalm || faults.length === 0 ? calm : drawWeather(random, this.rules.stores, faults, this.#tally)
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
}

/** Files come, change and go. */
function newContent(random: Random, was = '{}'): string {
  const tree = new Map(Object.entries(JSON.parse(was) as Record<string, string>))
  for (let left = random.between(1, 4); left > 0; left--) {
    const path = `${random.pick(['a', 'b', 'c'])}/${random.below(4)}`
    if (random.chance(0.3)) tree.delete(path)
    else tree.set(path, random.bytes(random.between(1, 60)).toString('hex'))
  }
  return textOf(Object.fromEntries(tree))
}

/** Of the commands of one step: a to z, then aa. */
function letterOf(i: number): string {
  const letter = String.fromCharCode(97 + (i % 26))
  return i < 26 ? letter : letterOf(Math.floor(i / 26) - 1) + letter
}
