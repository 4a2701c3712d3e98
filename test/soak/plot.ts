import type { Options } from '../../src/command/option.ts'
import type { Backup } from './backup.ts'
import * as damage from './plot-damage.ts'
import * as leave from './plot-leave.ts'
import { backUp, found, marked, one, prune, usual } from './plot-step.ts'
import { hourMs, minuteMs, type Plot, type Stage } from './scene.ts'

type Draw = (stage: Stage) => Plot

/** What chance alone would bring about once in a week, and how often each is tried. */
const plots: Readonly<Record<string, readonly [number, Draw]>> = {
  purge: [2, purge],
  'last minute': [4, lastMinute],
  'wrong clock': [2, wrongClock],
  'greedy cache': [2, greedyCache],
  'beyond the rules': [3, beyond],
  'half undeleted': [1.5, halfUndeleted],
  'left lease': [1.5, leftLease],
  blind: [1, blind],
  wounded: [3, damage.wounded],
  'unknown damage': [1.5, damage.unknown],
  retired: [4, leave.retired],
  'left alone': [0.5, leave.leftAlone],
}

const weights = Object.fromEntries(Object.entries(plots).map(([name, [weight]]) => [name, weight]))

/** One of them; where its world has nothing for it, another. */
export function* drawPlot(stage: Stage): Plot {
  for (let tries = 3; tries > 0; tries--) {
    const [, draw = purge] = plots[stage.random.weighted(weights)] ?? []
    let isPlayed = false
    for (const scene of draw(stage)) {
      isPlayed = true
      yield scene
    }
    if (isPlayed) return
  }
}

/** What a world has behind it when it is looked at first: backups of days, some deleted, some past their grace period. */
export function* history(stage: Stage): Plot {
  const { random, model } = stage
  for (let left = random.between(2, 5); left > 0; left--) {
    for (const source of model.sources()) {
      const tag = random.chance(0.2) ? { tag: ['release-1'] } : {}
      yield* backUp(stage, source, { ...(random.chance(0.15) ? { retain: true } : {}), ...tag })
    }
    stage.wait(random.magnitude(hourMs, 20 * hourMs))
  }
  if (random.chance(0.7)) yield* marked(stage)
  if (random.chance(0.5)) yield* found(stage)
}

/** What is past its grace period goes. */
function* purge(stage: Stage): Plot {
  const backup = yield* found(stage)
  if (backup) yield prune(backup.source, usual(stage.random))
}

/** A backup is about to go for good, and somebody wants it back at that very moment. */
function* lastMinute(stage: Stage): Plot {
  const { random, model } = stage
  const backup = yield* found(stage)
  if (!backup) return
  const { id, source } = backup
  const store = random.pick(model.holding(backup))
  const command = random.pick(['hold', 'undelete'] as const)
  const [call, others] =
    command === 'hold'
      ? [`put ${store}/${source}/holds/${id}`, /^put \w+\/\w+\/holds\//]
      : [`remove ${store}/${source}/trash/${id}.json`, /^remove \w+\/\w+\/trash\//]
  const options: Options = { id: [id], ...(command === 'hold' ? { because: 'it is wanted' } : {}) }
  yield {
    actions: [
      ...prune(source, { calm: random.chance(0.85), skewMs: 0 }).actions,
      { command, options, manner: { calm: random.chance(0.7), skewMs: 0 } },
    ],
    meeting: {
      labels: [`remove ${store}/${source}/manifests/${id}.json`, call],
      others,
      first: random.chance(0.7) ? 1 : 0,
    },
  }
}

/** A machine whose clock is ahead of all grace periods, and a person who says that it is right; perhaps twice. */
function* wrongClock(stage: Stage): Plot {
  const { random, model } = stage
  const backup = yield* marked(stage)
  if (!backup) return
  const leftMs = Math.max(0, model.graceMs(backup) - (stage.now() - (backup.markedAt ?? 0)))
  const skewMs = leftMs + random.magnitude(4 * hourMs, 15 * 24 * hourMs)
  for (let times = 2; times > 0; times--) {
    stage.wait(random.magnitude(minuteMs, hourMs))
    yield prune(backup.source, { skewMs, calm: true })
  }
}

/** Backups that only their own mark keeps: all rules have newer ones. */
function* kept(stage: Stage, mark: Options): Plot<Backup | undefined> {
  const { random, model } = stage
  const { last, minKeep, daily, keepsManual } = model.rules
  if (daily > 0 || keepsManual) return undefined
  const source = random.pick(model.sources())
  const backup = yield* backUp(stage, source, mark)
  if (!backup) return undefined
  // The three newest are always read from the store.
  for (let left = Math.max(last, minKeep, 3); left > 0; left--) {
    stage.wait(random.magnitude(10 * minuteMs, 5 * hourMs))
    yield* backUp(stage, source)
  }
  stage.wait(random.magnitude(minuteMs, hourMs))
  return backup
}

/** Somebody who may write the cache wants what is kept to be deleted. */
function* greedyCache(stage: Stage): Plot {
  const backup = yield* kept(stage, stage.random.chance(0.5) ? { retain: true } : { tag: ['release-1'] })
  if (backup) yield prune(backup.source, { cache: 'greedy', calm: true, skewMs: 0 })
}

/** Retention is asked for what nothing but a hold, a tag, a proof or a person's word keeps. */
function* beyond(stage: Stage): Plot {
  const { random } = stage
  const how = random.pick(['retain', 'tag', 'hold', 'hold', 'proof', 'proof', 'tagged later', 'nothing'] as const)
  const backup = yield* kept(stage, how === 'retain' ? { retain: true } : how === 'tag' ? { tag: ['release-2'] } : {})
  if (!backup) return
  const { id, source } = backup
  if (how === 'hold') yield one('hold', { id: [id], because: 'it is wanted' })
  if (how === 'tagged later') yield one('tag', { id: [id], tag: ['release-1'], because: 'it is wanted' })
  if (how === 'proof') yield one('verify', { id: [id], level: random.pick(['read', 'restore']) })
  // Listings may be late by two minutes.
  stage.wait(3 * minuteMs)
  yield prune(source, { calm: random.chance(0.8), skewMs: 0 })
}

/** Somebody who brings a backup back is killed half-way, and then the store that knows of it is not listed. */
function* halfUndeleted(stage: Stage): Plot {
  const { random, model } = stage
  const backup = yield* found(stage)
  if (!backup || model.holding(backup).length < 2) return
  const { id, source } = backup
  const other = random.pick(model.holding(backup))
  yield one(
    'undelete',
    { id: [id] },
    { calm: true, skewMs: 0, diesAt: new RegExp(`^remove ${other}/${source}/trash/`) },
  )
  const back = model.holding(backup).find((store) => !model.mark(store, backup))
  stage.wait(random.magnitude(15 * minuteMs, 2 * hourMs))
  const blindIn = back !== undefined && random.chance(0.8) ? { blindIn: back } : { calm: true }
  yield prune(source, { ...blindIn, skewMs: 0 })
}

/** A run is killed while it writes, and the next comes before its lease is free. */
function* leftLease(stage: Stage): Plot {
  const { random, model } = stage
  const source = random.pick(model.sources())
  stage.wait(model.rules.everyHours * hourMs + random.magnitude(minuteMs, hourMs))
  const diesAt = new RegExp(`^put \\w+/${source}/data/`)
  yield one('run', { source: [source], apply: true }, { calm: true, skewMs: 0, diesAt })
  stage.wait(random.between(3, 13) * minuteMs)
  yield one('run', { source: [source], apply: true })
}

/** A store that cannot be listed is not an empty one. */
function* blind(stage: Stage): Plot {
  const { random, model } = stage
  const blindIn = random.pick(model.rules.stores)
  yield prune(random.pick(model.sources()), { blindIn, skewMs: 0 })
}
