import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { perform } from '../../../src/command/admit/admit.ts'
import type { CommandName } from '../../../src/command/name.ts'
import type { Options } from '../../../src/command/option.ts'
import { retryStore } from '../../../src/store/store.ts'
import type { EpisodeOptions, Told } from '../episode.ts'
import { calm, darkIn, drawWeather, type FaultKind, newTally, type Weather } from '../fault.ts'
import { seedGround } from '../ground.ts'
import { indexKey } from '../keys.ts'
import { describeOutcome, type Outcome, succeeded } from '../outcome.ts'
import { Place } from '../place.ts'
import { Random } from '../random.ts'
import { type Actor, Simulation } from '../simulation.ts'
import { seenStore } from '../store.ts'
import { worldOf } from '../world.ts'
import { server } from './engine.ts'
import { LogModel } from './model.ts'
import { type Action, drawPlot, type Turn } from './plot.ts'
import { drawLogRules, type LogRules, logPolicy } from './policy.ts'
import type { Span } from './promise.ts'
import { rotOne } from './rot.ts'

const startAt = Date.parse('2026-03-02T00:30:00Z')
const day = 86_400_000
const stores = ['a', 'b'] as const
/** A listing that is late may make a run believe that something is gone. */
const misleading: readonly FaultKind[] = ['late', 'ghost']

/** One world with a source whose log is collected: a seed decides all that happens in it. */
export class LogEpisode {
  readonly model: LogModel
  readonly simulation: Simulation
  readonly places: ReadonlyMap<string, Place>
  readonly rules: LogRules
  readonly #random: Random
  readonly #options: EpisodeOptions
  readonly #tally = newTally()
  readonly #home: string
  readonly #held = new Set<string>()
  #commands = 0
  #deaths = 0

  constructor(seed: number, options: EpisodeOptions) {
    this.#random = new Random(`log ${seed}`)
    this.#options = options
    this.rules = drawLogRules(this.#random.fork('rules'))
    this.places = new Map(stores.map((name) => [name, new Place(name)]))
    this.simulation = new Simulation(this.#random.fork('turns'), startAt, options.tell)
    server.reset(() => Math.floor(this.simulation.now), this.rules.engine)
    this.model = new LogModel(server, this.places)
    this.#home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'backproof-soak-'))
    writeFileSync(join(this.#home, 'backup-policy.yml'), logPolicy(this.rules))
  }

  async run(): Promise<Told> {
    const { until = Number.POSITIVE_INFINITY, without } = this.#options
    let failure: Told['failure']
    let step = 0
    try {
      for (; step < this.#options.steps && Date.now() < until; step++)
        if (!without?.has(step)) await this.#step(step, this.#random.fork(`step ${step}`))
    } catch (error) {
      if (!(error instanceof Error)) throw error
      const message = this.model.first?.message ?? error.stack ?? error.message
      failure = { step, steps: step + 1, message }
    } finally {
      rmSync(this.#home, { recursive: true, force: true })
    }
    return {
      ...{ steps: step, commands: this.#commands, calls: this.simulation.calls, deaths: this.#deaths },
      ...{ checks: this.model.checks, faults: this.#tally, days: (this.simulation.now - startAt) / day },
      ...{ digest: this.simulation.digest(), failure },
    }
  }

  async #step(step: number, random: Random): Promise<void> {
    const { simulation, model } = this
    seedGround(random.fork('ground'))
    const { clocks } = this.rules
    const stage = { random: random.fork('plot'), bases: () => model.bases(), held: this.#held, clocks }
    const { name, turns } = drawPlot(stage)
    simulation.note(`step ${step}: ${name}`)
    let played = 0
    for (const turn of turns) {
      await this.#play(turn, `s${step}`, played, random.fork(`turn ${played}`))
      played += 1
    }
    await this.#check(`${step}`, random.fork('check'))
  }

  async #play(turn: Turn, step: string, at: number, random: Random): Promise<void> {
    const { simulation, model } = this
    if ('actions' in turn) {
      const before = this.#misled()
      const alone = turn.actions.length === 1
      const works = turn.actions.map((action, i) =>
        this.#work(`${step}-${at}${'abc'[i]}`, action, alone, random.fork(i)),
      )
      await simulation.run(works)
      if (model.first) throw model.first
      this.#deaths += works.filter(({ outcome }) => outcome().kind === 'died').length
      model.unsure = this.#misled() > before
      simulation.now += random.magnitude(1, 60_000)
      return
    }
    if ('wait' in turn) {
      simulation.now += Math.round(turn.wait)
      server.add()
    }
    if ('clock' in turn) {
      simulation.note(`the server's clock is ${turn.clock} ms ahead`)
      server.setClock(turn.clock)
    }
    if ('rot' in turn) rotOne(model, this.places, random, simulation)
    if ('server' in turn) this.#befall(turn.server, random)
    simulation.now += 1
  }

  #misled(): number {
    return misleading.reduce((sum, kind) => sum + this.#tally[kind], 0)
  }

  #befall(what: Extract<Turn, { server: string }>['server'], random: Random): void {
    const all = server.rows.length
    this.simulation.note(`the server ${what}`)
    if (what === 'loses its log') server.lose()
    else server.setBack(what === 'fails over' || all === 0 ? all : random.below(all))
    this.simulation.now += 1
    server.add()
  }

  #work(name: string, action: Action, alone: boolean, random: Random) {
    const { simulation, rules } = this
    const { command, options, without, diesAt } = action
    const drawn = rules.faults.length === 0 ? calm : drawWeather(random, stores, rules.faults, this.#tally)
    const weather = action.calm ? calm : without === undefined ? drawn : darkIn(without, this.#tally)
    const skewMs = random.chance(0.8) || action.calm ? 0 : Math.round((random.next() * 2 - 1) * rules.skewMs)
    const dies = rules.deaths && random.chance(0.2) && !action.calm
    const call = { call: random.magnitude(1, 150), when: random.pick(['before', 'after'] as const) }
    const death = diesAt ? ({ label: diesAt, when: 'before' } as const) : dies ? call : undefined
    const actor = actorOf(name, skewMs, death)
    simulation.note(`${name}: ${command} ${JSON.stringify(options)}, ${weather.name}, clock ${skewMs} ms`)
    let outcome: Outcome = { kind: 'died' }
    const beganAt = simulation.now
    const body = async () => {
      // Whoever gives a base back need not have come to its end.
      if (command === 'unhold') this.#unheld(options.id ?? [])
      outcome = await this.#type(actor, weather, command, options, random)
      if (!succeeded(outcome)) return
      if (command === 'run' && skewMs === 0) this.model.succeeded(beganAt)
      if (command === 'hold' && alone) for (const id of options.id ?? []) this.#hold(id)
    }
    return { actor, body, outcome: () => outcome }
  }

  #hold(id: string): void {
    this.#held.add(id)
    this.model.hold(id)
  }

  #unheld(ids: readonly string[]): void {
    for (const id of ids) {
      this.#held.delete(id)
      this.model.unhold(id)
    }
  }

  async #type(
    actor: Actor,
    weather: Weather,
    command: CommandName,
    options: Options,
    random: Random,
  ): Promise<Outcome> {
    const { simulation, model, rules } = this
    const warnings: string[] = []
    const cache = random.chance(0.3) ? `cache-${actor.name}` : 'cache'
    const world = worldOf(actor, {
      ...{ simulation, home: this.#home, warnings, tell: this.#options.tell },
      env: { ORDERS_URL: `${rules.engine}://u@h/shop`, BACK_URL: this.#url(actor.name), ...indexKey(random) },
      cacheDirectory: join(this.#home, cache),
    })
    const openStore = async (name: string) => {
      const place = this.places.get(name)
      if (!place) throw new Error(`no store ${name}`)
      const changed = (who: Actor, effect: Parameters<LogModel['changed']>[1]) =>
        model.changed(who.name, effect, simulation.now)
      return retryStore(seenStore(place, { actor, simulation, weather, random: random.fork(`store ${name}`), changed }))
    }
    const outcome: Outcome = await perform({ ...world, openStore }, command, options).then(
      (result) => ({ kind: 'done', result, warnings }) as const,
      (error: unknown) => ({ kind: 'failed', error }) as const,
    )
    this.#commands += 1
    simulation.note(`${actor.name} ${describeOutcome(outcome)}`)
    return outcome
  }

  #url(name: string): string {
    return `${this.rules.engine}://u@h/${name}`
  }

  /** Nothing goes wrong here: what is promised now is what can be had. */
  async #check(step: string, random: Random): Promise<void> {
    const { model, simulation } = this
    const list = await this.#calmly(`list${step}`, 'list', {})
    if (list.kind !== 'done') return model.must(false, `the list fails: ${describeOutcome(list)}`)
    const { windows = [] } = list.result.json as { windows?: { from: string; until: string; ended?: string }[] }
    const spans = windows.map(({ from, until }): Span => [Date.parse(from), Date.parse(until)])
    model.listed(spans, simulation.now)
    const moments = random
      .shuffled(spans)
      .slice(0, 1)
      .flatMap(([from, until]) => [random.pick([from, until]), random.between(from, until)])
    const ahead = random.pick(server.past.passes).aheadMs
    const anywhere = random.between(startAt - day, simulation.now + day) + ahead
    for (const at of new Set([...moments, anywhere])) await this.#moment(`at${step}-${at}`, at, spans)
    // Behind a piece that no store has whole there is an end, which is listed as such, and refused.
    const isBroken = windows.some(({ ended }) => ended !== undefined)
    const values = spans.length > 0 ? await this.#restored(`latest${step}`, 'latest', isBroken) : undefined
    if (values !== undefined || !isBroken) model.latest(values)
  }

  /** Exactly that moment; what is not listed may be refused, and nothing else. */
  async #moment(name: string, at: number, spans: readonly Span[]): Promise<void> {
    const values = await this.#restored(
      name,
      new Date(at).toISOString(),
      !spans.some(([from, until]) => from <= at && at <= until),
    )
    if (values !== undefined) this.model.restored(at, values)
  }

  async #restored(name: string, at: string, mayRefuse = false): Promise<string | undefined> {
    const options = { source: ['orders'], at, into: '${BACK_URL}' }
    const outcome = await this.#calmly(name, 'restore', options)
    const said = describeOutcome(outcome)
    if (mayRefuse && said === 'failed: unknown-id') {
      this.model.must(!server.targets.has(this.#url(name)), `${at} is refused, and something was restored`)
      return undefined
    }
    this.model.must(succeeded(outcome), `${at} is ${mayRefuse ? 'not ' : ''}listed, and cannot be restored: ${said}`)
    return server.restored(this.#url(name))
  }

  async #calmly(name: string, command: CommandName, options: Options): Promise<Outcome> {
    const actor = actorOf(name, 0, undefined)
    let outcome: Outcome = { kind: 'died' }
    const body = async () => {
      outcome = await this.#type(actor, calm, command, options, this.#random.fork(name))
    }
    await this.simulation.run([{ actor, body }])
    if (this.model.first) throw this.model.first
    return outcome
  }
}

const actorOf = (name: string, skewMs: number, death: Actor['death']): Actor => ({
  ...{ name, skewMs, calls: 0, dead: false, death, cancelAt: undefined },
  cancel: new AbortController(),
})
