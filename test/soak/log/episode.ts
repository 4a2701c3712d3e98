import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { perform } from '../../../src/command/admit/admit.ts'
import type { Options } from '../../../src/command/option.ts'
import { retryStore } from '../../../src/store/store.ts'
import type { EpisodeOptions, Told } from '../episode.ts'
import { calm, drawWeather, type FaultKind, newTally, type Weather } from '../fault.ts'
import { seedGround } from '../ground.ts'
import { keys } from '../keys.ts'
import type { Outcome } from '../outcome.ts'
import { describeOutcome } from '../outcome.ts'
import { Place } from '../place.ts'
import { Random } from '../random.ts'
import { type Actor, Simulation } from '../simulation.ts'
import { seenStore } from '../store.ts'
import { worldOf } from '../world.ts'
import { server } from './engine.ts'
import { LogModel } from './model.ts'
import type { Span } from './promise.ts'

const startAt = Date.parse('2026-03-02T00:30:00Z')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const stores = ['a', 'b'] as const
/** A store that keeps other bytes than it was sent breaks a promise that nobody can keep. */
const kinds: readonly FaultKind[] = [
  'unavailable',
  'denied',
  'full',
  'failed',
  'lost',
  'half',
  'stall',
  'late',
  'ghost',
]

type Command = 'run' | 'backup' | 'prune' | 'list' | 'restore'
interface Action {
  readonly command: Command
  readonly options: Options
}

/** One world with a source whose log is collected: a seed decides all that happens in it. */
export class LogEpisode {
  readonly model: LogModel
  readonly simulation: Simulation
  readonly places: ReadonlyMap<string, Place>
  readonly #random: Random
  readonly #options: EpisodeOptions
  readonly #tally = newTally()
  readonly #home: string
  readonly #faults: readonly FaultKind[]
  readonly #deadly: boolean
  readonly #skewMs: number
  #commands = 0
  #deaths = 0

  constructor(seed: number, options: EpisodeOptions) {
    this.#random = new Random(`log ${seed}`)
    this.#options = options
    const random = this.#random.fork('rules')
    this.#faults = random.chance(0.2) ? [] : random.some(kinds, 0.7)
    this.#deadly = random.chance(0.7)
    this.#skewMs = random.chance(0.5) ? 0 : 20 * day
    this.places = new Map(stores.map((name) => [name, new Place(name)]))
    this.simulation = new Simulation(this.#random.fork('turns'), startAt, options.tell)
    server.reset(() => new Date(this.simulation.now))
    this.model = new LogModel(server, this.places)
    this.#home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'backproof-soak-'))
    writeFileSync(join(this.#home, 'backup-policy.yml'), policyText(random))
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
    const { simulation } = this
    seedGround(random.fork('ground'))
    simulation.note(`step ${step}`)
    this.#live(random.fork('server'), step)
    const count = random.chance(0.7) ? 1 : 2
    const works = Array.from({ length: count }, (_, i) => this.#work(`s${step}${'ab'[i]}`, random.fork(i)))
    await simulation.run(works)
    if (this.model.first) throw this.model.first
    this.#deaths += works.filter(({ outcome }) => outcome().kind === 'died').length
    await this.#check(step, random.fork('check'))
  }

  /** What becomes of the server until the next commands: time, rows, now and then a disaster. */
  #live(random: Random, step: number): void {
    const { simulation } = this
    for (let left = random.between(1, 3); left > 0; left--) {
      simulation.now += random.chance(0.6) ? random.magnitude(hour, 10 * hour) : random.magnitude(1, 30 * minute)
      server.add()
    }
    if (step > 0 && random.chance(0.05)) {
      simulation.note('the server loses its log')
      server.lose()
      server.add()
    }
    if (step > 0 && random.chance(0.05)) {
      simulation.now += 1
      const left = random.below(server.rows.length)
      simulation.note(`the server is set back to ${left} of ${server.rows.length} rows`)
      server.setBack(left)
    }
    simulation.now += random.chance(0.5) ? random.magnitude(1, 20 * minute) : 1
  }

  #work(name: string, random: Random) {
    const { simulation } = this
    const action = drawAction(random)
    const weather = this.#faults.length === 0 ? calm : drawWeather(random, stores, this.#faults, this.#tally)
    const skewMs = random.chance(0.8) ? 0 : Math.round((random.next() * 2 - 1) * this.#skewMs)
    const dies = this.#deadly && random.chance(0.2)
    const death = { call: random.magnitude(1, 150), when: random.pick(['before', 'after'] as const) }
    const actor = actorOf(name, skewMs, dies ? death : undefined)
    const { command, options } = action
    simulation.note(`${name}: ${command} ${JSON.stringify(options)}, ${weather.name}, clock ${skewMs} ms`)
    let outcome: Outcome = { kind: 'died' }
    const beganAt = simulation.now
    const body = async () => {
      outcome = await this.#type(actor, weather, action, random)
      const fine = outcome.kind === 'done' && outcome.result.problems.length === 0
      if (fine && command === 'run' && skewMs === 0) this.model.succeeded(beganAt)
    }
    return { actor, body, outcome: () => outcome }
  }

  async #type(actor: Actor, weather: Weather, { command, options }: Action, random: Random): Promise<Outcome> {
    const { simulation } = this
    const warnings: string[] = []
    const world = worldOf(actor, {
      ...{ simulation, home: this.#home, warnings, tell: this.#options.tell },
      env: { ORDERS_URL: 'mariadb://u@h/shop', BACK_URL: `mariadb://u@h/${actor.name}` },
      cacheDirectory: join(this.#home, 'cache'),
    })
    const openStore = async (name: string) => {
      const place = this.places.get(name)
      if (!place) throw new Error(`no store ${name}`)
      const own = random.fork(`store ${name}`)
      return retryStore(seenStore(place, { actor, simulation, weather, random: own, changed: () => {} }))
    }
    const outcome: Outcome = await perform({ ...world, openStore }, command, options).then(
      (result) => ({ kind: 'done', result, warnings }) as const,
      (error: unknown) => ({ kind: 'failed', error }) as const,
    )
    this.#commands += 1
    simulation.note(`${actor.name} ${describeOutcome(outcome)}`)
    return outcome
  }

  /** Nothing goes wrong here: what is promised now is what can be had. */
  async #check(step: number, random: Random): Promise<void> {
    const { model, simulation } = this
    const list = await this.#calmly(`list${step}`, { command: 'list', options: {} })
    if (list.kind !== 'done') return model.must(false, `the list fails: ${describeOutcome(list)}`)
    const { windows = [] } = list.result.json as { windows?: { from: string; until: string }[] }
    const spans = windows.map(({ from, until }): Span => [Date.parse(from), Date.parse(until)])
    model.listed(spans, simulation.now)
    for (const [from, until] of random.shuffled(spans).slice(0, 1))
      for (const at of new Set([random.pick([from, until]), random.between(from, until)]))
        model.restored(at, await this.#restored(`at${step}-${at}`, new Date(at).toISOString()))
    const values = spans.length > 0 ? await this.#restored(`latest${step}`, 'latest') : undefined
    model.latest(values)
  }

  async #restored(name: string, at: string): Promise<string> {
    const options = { source: ['orders'], at, into: '${BACK_URL}' }
    const outcome = await this.#calmly(name, { command: 'restore', options })
    const fine = outcome.kind === 'done' && outcome.result.problems.length === 0
    this.model.must(fine, `${at} is listed, and cannot be restored: ${describeOutcome(outcome)}`)
    return server.restored(`mariadb://u@h/${name}`)
  }

  async #calmly(name: string, action: Action): Promise<Outcome> {
    const actor = actorOf(name, 0, undefined)
    let outcome: Outcome = { kind: 'died' }
    const body = async () => {
      outcome = await this.#type(actor, calm, action, this.#random.fork(name))
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

function drawAction(random: Random): Action {
  const command = random.weighted({ run: 12, backup: 1, prune: 3 })
  if (command === 'run') return { command, options: random.chance(0.7) ? { apply: true } : {} }
  return { command, options: command === 'prune' ? { apply: true } : {} }
}

function policyText(random: Random): string {
  return `version: 1
project: soak
stores:
  a: { directory: { path: ./a } }
  b: { directory: { path: ./b } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders:
    engine: mariadb
    url: \${ORDERS_URL}
    schedule: "0 ${random.pick(['2', '*/6', '*/12'])} * * *"
    point-in-time: { every: 15m, window: 2d }
    retention: { keep: { last: ${random.between(1, 3)} }, min-keep: 1, grace: 1d }
`
}
