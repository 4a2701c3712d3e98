import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import type { Backup } from './backup.ts'
import type { Random } from './random.ts'
import { hourMs, type Manner, type Plot, type Scene, type Stage } from './scene.ts'

/** One command by itself; where nothing else is said, nothing goes wrong. */
export function one(command: CommandName, options: Options, manner: Manner = { calm: true, skewMs: 0 }): Scene {
  return { actions: [{ command, options, manner: { cache: 'shared', ...manner } }] }
}

/** Deletion by a person who knows why nothing was heard of for long. */
export const prune = (source: string, manner: Manner): Scene =>
  one('prune', { source: [source], apply: true, 'despite-gap': true, because: 'the clock is right' }, manner)

export const usual = (random: Random): Manner => ({ skewMs: 0, calm: random.chance(0.7) })

/** Makes one backup, and gives it. */
export function* backUp({ model }: Stage, source: string, more: Options = {}): Plot<Backup | undefined> {
  const before = new Set(model.backups.keys())
  yield one('backup', { source: [source], ...more })
  return model.of(source).find(({ id }) => !before.has(id))
}

/** One that is marked as deleted everywhere; where there is none, a person deletes one. */
export function* marked({ random, model }: Stage): Plot<Backup | undefined> {
  const inPolicy = model.sources().flatMap((source) => model.of(source))
  const there = inPolicy.filter((backup) => model.holding(backup).length > 0)
  const deleted = there.filter((backup) => model.isDeleted(backup) && backup.heldAt === undefined)
  if (deleted.length > 0) return random.pick(deleted)
  const free = there.filter(({ heldAt }) => heldAt === undefined)
  if (free.length === 0) return undefined
  const backup = random.pick(free)
  yield one('delete', { id: [backup.id], because: 'it is not wanted', confirm: [backup.id] })
  return model.isDeleted(backup) ? backup : undefined
}

/** One that an earlier run has found past its grace period, in every store that has it. */
export function* found(stage: Stage): Plot<Backup | undefined> {
  const { random, model } = stage
  const backup = yield* marked(stage)
  if (backup?.markedAt === undefined) return undefined
  const leftMs = model.graceMs(backup) - (stage.now() - backup.markedAt)
  if (leftMs > -hourMs) stage.wait(leftMs + random.magnitude(hourMs, 10 * hourMs))
  const unfound = () => model.holding(backup).filter((store) => model.foundExpired(store, backup) === undefined)
  if (unfound().length > 0) yield prune(backup.source, { skewMs: 0, calm: true })
  stage.wait(random.magnitude(60_000, 5 * hourMs))
  return model.isDeleted(backup) && unfound().length === 0 ? backup : undefined
}
