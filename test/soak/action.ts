import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import type { Backup } from './backup.ts'
import type { Model } from './model.ts'
import type { Random } from './random.ts'
import type { Action, Scene } from './scene.ts'

/** How often each is typed. A new command belongs here, with what the model must know of it in outcome.ts. */
const weights = {
  run: 10,
  backup: 6,
  prune: 6,
  verify: 5,
  restore: 3,
  hold: 3,
  unhold: 2,
  delete: 3,
  undelete: 2,
  tag: 2,
  untag: 1,
  gate: 3,
  list: 3,
  show: 1,
  plan: 2,
  report: 1,
  doctor: 0.3,
  keys: 0.1,
  schema: 0.1,
  retire: 0.5,
} as const satisfies Partial<Record<CommandName, number>>

/** One for all: a plan may be of another day, or of somebody else. */
const planFile = 'saved-plan.json'

const alone = (source: string, random: Random): Options => (random.chance(0.3) ? { source: [source] } : {})

/** The commands of one step. */
export function drawScene(random: Random, model: Model): Scene {
  const count = random.chance(0.6) ? 1 : random.between(2, 4)
  return { actions: Array.from({ length: count }, () => drawAction(random, model)) }
}

/** A command that may be typed now. */
function drawAction(random: Random, model: Model): Action {
  const { rules } = model
  const command = random.weighted(weights)
  const source = random.pick(model.sources())
  const some = alone(source, random)
  switch (command) {
    case 'run':
      return { command, options: { ...some, ...(random.chance(0.7) ? { apply: true } : {}), ...insists(random) } }
    case 'backup': {
      const retain = random.chance(0.1) ? { retain: true } : {}
      const tag = random.chance(0.3) ? { tag: [random.pick(['release-1', 'release-2', 'x'])] } : {}
      return { command, options: { ...some, ...retain, ...tag } }
    }
    case 'prune': {
      if (random.chance(0.2)) return { command, options: { plan: planFile } }
      return { command, options: { ...some, ...insists(random), ...(random.chance(0.9) ? { apply: true } : {}) } }
    }
    case 'plan':
      return { command, options: { ...some, ...(random.chance(0.8) ? { save: planFile } : {}) } }
    case 'verify': {
      const level = { level: random.pick(['check', 'read', 'read', 'restore']) }
      if (random.chance(0.2)) return { command, options: { ...some, due: true } }
      const backup = random.chance(0.5) ? pickBackup(random, model, source) : undefined
      if (!backup) return { command, options: { ...level, ...some } }
      const store = random.chance(0.5) ? { store: random.pick(rules.stores) } : {}
      return { command, options: { ...level, ...store, id: [backup.id] } }
    }
    case 'restore': {
      const backup = random.chance(0.6) ? pickBackup(random, model, source) : undefined
      const store = random.chance(0.3) ? { store: random.pick(rules.stores) } : {}
      const old = pickBackup(random, model, source)
      const at = !backup && old && random.chance(0.5) ? { at: new Date(old.startedAt).toISOString() } : {}
      const more = {
        ...(random.chance(0.2) ? { overwrite: ['out'] } : {}),
        ...(random.chance(0.2) ? { only: [`/data/${source}`] } : {}),
      }
      const target = random.chance(0.25) ? { raw: 'out' } : { into: 'out', ...more }
      return {
        command,
        options: { ...target, ...store, ...at, ...(backup ? { id: [backup.id] } : { source: [source] }) },
      }
    }
    case 'show':
    case 'hold':
    case 'unhold':
    case 'delete':
    case 'undelete': {
      const backup = pickBackup(random, model, source, command !== 'delete' && command !== 'show')
      if (!backup) return { command: 'backup', options: {} }
      const because = command === 'show' ? {} : { because: 'the soak says so' }
      // The last backup, and the last that was proven, are asked for twice.
      const twice = command === 'delete' && random.chance(0.7) ? { confirm: [backup.id] } : {}
      return { command, options: { id: [backup.id], ...because, ...twice } }
    }
    case 'gate': {
      const otherwise = random.chance(0.4) ? { otherwise: 'backup' } : {}
      const copies = random.chance(0.5) ? { copies: String(random.between(1, rules.stores.length)) } : {}
      const verified = random.chance(0.3) ? { 'verified-within': `${random.between(1, 10)}d` } : {}
      return {
        command,
        options: { ...some, 'max-age': `${random.between(1, 40)}h`, ...copies, ...verified, ...otherwise },
      }
    }
    case 'tag':
    case 'untag': {
      const backup = pickBackup(random, model, source)
      if (!backup) return { command: 'backup', options: {} }
      return { command, options: { id: [backup.id], tag: [random.pick(['release-1', 'release-2', 'x'])] } }
    }
    case 'retire': {
      const name = random.pick(rules.sources)
      return { command, options: { source: [name], ...(random.chance(0.8) ? { confirm: [name] } : {}) } }
    }
    case 'list':
      return { command, options: random.chance(0.3) ? { all: true } : some }
    case 'keys':
      return { command, options: { words: ['generate'] } }
    default:
      return { command, options: {} }
  }
}

/** One that is there; `trashed`: rather one that is about to go. */
function pickBackup(random: Random, model: Model, source: string, trashed = false): Backup | undefined {
  const there = model.of(source).filter((backup) => model.holding(backup).length > 0)
  const marked = there.filter(({ markedAt }) => markedAt !== undefined)
  const from = trashed && marked.length > 0 && random.chance(0.7) ? marked : there
  return from.length > 0 ? random.pick(from) : undefined
}

/** A person who says that deletion goes on in spite of what speaks against it. */
function insists(random: Random): Options {
  const because = { because: 'the disk was replaced, and the clock is right' }
  return {
    ...(random.chance(0.1) ? { thaw: true, ...because } : {}),
    ...(random.chance(0.15) ? { 'despite-gap': true, ...because } : {}),
  }
}

/** Where this command's files go. */
export function placed(options: Options, path: string): Options {
  const { into, raw, overwrite } = options
  return {
    ...options,
    ...(into ? { into: path } : {}),
    ...(raw ? { raw: path } : {}),
    ...(overwrite ? { overwrite: [path] } : {}),
  }
}
