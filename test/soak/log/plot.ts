import type { Options } from '../../../src/command/option.ts'
import type { Random } from '../random.ts'

const minute = 60_000
const hour = 60 * minute

export type Command = 'run' | 'backup' | 'prune' | 'hold' | 'unhold' | 'verify'

/** One command as somebody types it. */
export interface Action {
  readonly command: Command
  readonly options: Options
  /** Nothing goes wrong at all. */
  readonly calm?: true
  /** A store that answers nothing. */
  readonly without?: string
  /** It is killed right before its first call of this label. */
  readonly diesAt?: RegExp
}

/** What a step does to its world, one thing after the other. */
export type Turn =
  | { readonly actions: readonly Action[] }
  | { readonly wait: number }
  /** What befalls the server. */
  | { readonly server: 'loses its log' | 'is set back' | 'fails over' }
  /** Its clock is so far ahead from now on. */
  | { readonly clock: number }
  /** An object of one of two whole copies goes bad while it lies there. */
  | { readonly rot: true }

export interface Stage {
  readonly random: Random
  /** What can be held. */
  bases(): readonly string[]
  /** What is held. */
  readonly held: ReadonlySet<string>
  /** Whether its server's clock is ever wrong. */
  readonly clocks: boolean
}

type Plot = Generator<Turn, void, void>

const run = (more: Partial<Action> = {}): Action => ({ command: 'run', options: { apply: true }, ...more })
const prune: Action = { command: 'prune', options: { apply: true } }
const due = (random: Random): Turn => ({ wait: random.between(15, 40) * minute })

const plots: Readonly<Record<string, readonly [number, (stage: Stage) => Plot]>> = {
  anything: [8, anything],
  'a chain': [2, chain],
  apart: [2, apart],
  'at once': [1.5, atOnce],
  death: [2, death],
  silence: [1, silence],
  disaster: [1.5, disaster],
  'wrong clock': [1.5, wrongClock],
  wound: [1.5, wound],
  blind: [1, blind],
  held: [1, held],
}
const weights = Object.fromEntries(Object.entries(plots).map(([name, [weight]]) => [name, weight]))

export function drawPlot(stage: Stage): { readonly name: string; readonly turns: Plot } {
  const name = stage.random.weighted(weights)
  return { name, turns: (plots[name]?.[1] ?? anything)(stage) }
}

function drawAction(random: Random): Action {
  const command = random.weighted({ run: 12, backup: 1, prune: 3, verify: 1 })
  if (command === 'verify') return { command, options: { level: 'point-in-time', source: ['orders'] } }
  const apply = command === 'prune' || (command === 'run' && random.chance(0.7))
  return { command, options: apply ? { apply: true } : {} }
}

function* anything({ random }: Stage): Plot {
  for (let left = random.between(1, 3); left > 0; left--)
    yield { wait: random.chance(0.6) ? random.magnitude(hour, 10 * hour) : random.magnitude(1, 30 * minute) }
  const count = random.weighted({ 1: 6, 2: 3, 3: 1 })
  yield { actions: Array.from({ length: Number(count) }, () => drawAction(random)) }
}

/** Piece after piece, as every day. */
function* chain({ random }: Stage): Plot {
  for (let left = random.between(3, 6); left > 0; left--) {
    yield due(random)
    yield { actions: [run()] }
  }
}

/** Two runs at once that see different stores, and so nothing of each other. */
function* apart({ random }: Stage): Plot {
  yield due(random)
  const sides = random.shuffled(['a', 'b'])
  yield { actions: sides.map((without) => run({ without })) }
  if (random.chance(0.5)) {
    yield due(random)
    yield { actions: random.shuffled(sides.map((without) => run({ without }))).slice(0, random.between(1, 2)) }
  }
  yield due(random)
  yield { actions: [run({ calm: true })] }
}

/** A piece and a base that are due, and somebody who deletes. */
function* atOnce({ random }: Stage): Plot {
  yield { wait: random.between(6, 30) * hour }
  yield { actions: random.shuffled([run(), run(), prune]) }
}

/** A run that is killed where it matters most, and the next one. */
function* death({ random }: Stage): Plot {
  yield random.chance(0.3) ? { wait: random.between(12, 30) * hour } : due(random)
  const diesAt = random.pick([
    /^put \w\/orders~=log-\d+\/data\//,
    /^put \w\/orders~=log-\d+\/keys\//,
    /^put \w\/orders~=log-\d+\/manifests\//,
    /^put b\/orders~=log-\d+\/manifests\//,
    /^put \w\/orders[^/]*\/manifests\//,
    /^put \w\/orders[^/]*\/trash\//,
    /^remove \w\/orders[^/]*\//,
    /^server: is read/,
    /^server: may forget/,
    /^server: has forgotten/,
  ])
  yield { actions: [run({ diesAt })] }
  yield { wait: random.magnitude(minute, 40 * minute) }
  yield { actions: [run()] }
}

/** Days in which nothing is collected, and deletion goes on. */
function* silence({ random }: Stage): Plot {
  for (let days = random.between(1, 4); days > 0; days--) {
    yield { wait: random.between(20, 30) * hour }
    if (random.chance(0.6)) yield { actions: [prune] }
  }
  yield { actions: [run()] }
}

function* disaster({ random }: Stage): Plot {
  yield { wait: random.magnitude(minute, 2 * hour) }
  if (random.chance(0.5)) yield { actions: [run()] }
  yield { server: random.pick(['loses its log', 'is set back', 'fails over']) }
  yield { wait: random.magnitude(minute, hour) }
  yield { actions: random.chance(0.7) ? [run()] : [run(), run()] }
  yield due(random)
  yield { actions: [run()] }
}

/** The clock of the server jumps, or is set right. */
function* wrongClock(stage: Stage): Plot {
  const { random } = stage
  if (!stage.clocks) return yield* chain(stage)
  const far = random.magnitude(minute, 20 * 24 * hour)
  yield { wait: random.magnitude(minute, hour) }
  yield { clock: random.chance(0.3) ? 0 : random.chance(0.5) ? far : -far }
  for (let left = random.between(1, 3); left > 0; left--) {
    yield due(random)
    yield { actions: [run()] }
  }
}

/** One of two copies goes bad, is found, and is healed. */
function* wound({ random }: Stage): Plot {
  yield due(random)
  yield { actions: [run()] }
  yield { rot: true }
  if (random.chance(0.5)) yield { actions: [{ command: 'verify', options: { level: 'check' } }] }
  yield due(random)
  yield { actions: [run()] }
}

/** A store that answers nothing is not an empty one. */
function* blind({ random }: Stage): Plot {
  const without = random.pick(['a', 'b'])
  yield due(random)
  yield { actions: [run({ without: random.pick(['a', 'b']) })] }
  yield { wait: random.between(1, 60) * hour }
  yield { actions: [run({ without })] }
  yield { actions: [{ ...prune, without }] }
}

/** Somebody keeps a base beyond the window, and the log from it on. */
function* held(stage: Stage): Plot {
  const { random } = stage
  const [other] = random.shuffled([...stage.held])
  if (other !== undefined && random.chance(0.4)) {
    yield { actions: [{ command: 'unhold', options: { id: [other], because: 'it is done' } }] }
    return
  }
  yield { wait: random.magnitude(minute, 5 * hour) }
  yield { actions: [run()] }
  const [id] = random.shuffled(stage.bases().slice(-2))
  if (id === undefined) return
  yield { actions: [{ command: 'hold', options: { id: [id], because: 'it is wanted' }, calm: true }] }
  for (let days = random.between(2, 4); days > 0; days--) {
    yield { wait: random.between(20, 30) * hour }
    yield { actions: [run()] }
  }
}
