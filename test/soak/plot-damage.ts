import type { Backup } from './backup.ts'
import { backUp, one, prune } from './plot-step.ts'
import { hourMs, minuteMs, type Plot, type Stage } from './scene.ts'

const partOf = ({ random }: Stage, { source, id, parts }: Backup) => `${source}/data/${id}/${random.pick(parts).name}`

/** The newest backup, whole in several stores, and hours younger than all others. */
function* fresh(stage: Stage): Plot<Backup | undefined> {
  const { random, model } = stage
  if (model.rules.stores.length < 2) return undefined
  stage.wait(random.between(4, 10) * hourMs)
  const backup = yield* backUp(stage, random.pick(model.sources()))
  stage.wait(random.magnitude(minuteMs, 20 * minuteMs))
  return backup && model.wholeIn(backup).length > 1 ? backup : undefined
}

/** A copy is found damaged: the backup is none the worse, the next run heals the copy, and what was wrong with it is kept. */
export function* wounded(stage: Stage): Plot {
  const { random, model } = stage
  const backup = yield* fresh(stage)
  if (!backup) return
  const { id, source } = backup
  const key = partOf(stage, backup)
  const [store = '', second = ''] = random.shuffled(model.wholeIn(backup))
  stage.spoil(store, key)
  yield one('verify', { level: random.pick(['check', 'read']), id: [id], store })
  const hours = Math.ceil((stage.now() - backup.startedAt) / hourMs) + 1
  if (random.chance(0.6)) yield one('gate', { source: [source], 'max-age': `${hours}h` })
  // Another copy goes bad, and nobody knows it yet.
  if (model.wholeIn(backup).length > 1 && random.chance(0.7)) stage.spoil(second, key)
  stage.wait(random.magnitude(minuteMs, hourMs))
  yield one('run', { source: [source], apply: true })
  stage.wait(random.magnitude(minuteMs, hourMs))
  yield prune(source, { calm: random.chance(0.7), skewMs: 0 })
}

/** Damage that nobody has found yet: a restore goes on to the next copy, and says so. */
export function* unknown(stage: Stage): Plot {
  const { random, model } = stage
  const backup = yield* fresh(stage)
  if (!backup) return
  const { id } = backup
  const [first = ''] = model.nearest(backup)
  stage.spoil(first, partOf(stage, backup))
  const into = random.chance(0.3) ? { raw: 'out' } : { into: 'out' }
  yield one('restore', { ...into, id: [id] })
}
