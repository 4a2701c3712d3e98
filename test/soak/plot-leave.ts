import { one } from './plot-step.ts'
import { hourMs, minuteMs, type Plot, type Stage } from './scene.ts'

const dayMs = 24 * hourMs

/** One that may leave: the policy keeps another. */
function leaver({ random, model }: Stage): string | undefined {
  const there = model.sources().filter((source) => model.of(source).some((one) => model.holding(one).length > 0))
  return model.sources().length > 1 && there.length > 0 ? random.pick(there) : undefined
}

/** Deletion of all that the policy, or nobody, claims. */
const pruneAll = { apply: true, 'despite-gap': true, because: 'the clock is right' }

/** A source leaves the policy, and a person lets its backups go: after a week, unless they are brought back before. */
export function* retired(stage: Stage): Plot {
  const { random, model } = stage
  const source = model.left.size > 0 ? random.pick([...model.left]) : leaver(stage)
  if (source === undefined) return
  stage.leave(source)
  stage.wait(random.magnitude(minuteMs, 5 * hourMs))
  const [kept] = random.shuffled(model.of(source).filter((one) => model.holding(one).length > 0))
  if (kept && random.chance(0.3)) yield one('hold', { id: [kept.id], because: 'it is wanted' })
  const calm = () => ({ calm: random.chance(0.7), skewMs: 0 })
  yield one('retire', { source: [source], confirm: [source], because: 'it is gone' }, calm())
  stage.wait(random.magnitude(minuteMs, dayMs))
  const [back] = random.shuffled(model.of(source).filter((backup) => model.isDeleted(backup)))
  if (back && random.chance(0.5)) yield one('undelete', { id: [back.id] }, calm())
  // Before the week is over, and after it: the first run finds, the second purges.
  stage.wait(random.between(2, 4) * dayMs)
  yield one(random.pick(['prune', 'run']), pruneAll, calm())
  if (random.chance(0.2)) stage.comeBack(source)
  stage.wait(random.chance(0.5) ? random.between(1, 2) * dayMs : random.between(3, 9) * dayMs)
  yield one('prune', pruneAll, calm())
  stage.wait(random.magnitude(hourMs, dayMs))
  yield one('prune', pruneAll, calm())
  if (random.chance(0.3)) stage.comeBack(source)
}

/** A source leaves, one of its backups is deleted, and nobody retires it: nothing of it goes. */
export function* leftAlone(stage: Stage): Plot {
  const { random, model } = stage
  const source = leaver(stage)
  if (source === undefined) return
  stage.leave(source)
  const [backup] = random.shuffled(model.of(source).filter((one) => model.holding(one).length > 0))
  if (backup) yield one('delete', { id: [backup.id], because: 'it is not wanted', confirm: [backup.id] })
  stage.wait(random.between(8, 12) * dayMs)
  for (let times = 2; times > 0; times--) {
    yield one('prune', pruneAll)
    stage.wait(random.magnitude(hourMs, dayMs))
  }
  if (random.chance(0.5)) stage.comeBack(source)
}
