import { alter } from './alter.ts'
import type { Backup } from './backup.ts'
import type { Model } from './model.ts'
import type { Random } from './random.ts'
import type { Simulation } from './simulation.ts'

/** Damages one object of one copy while it lies there, or of two; never of the last whole one. */
export function rot(model: Model, random: Random, simulation: Simulation): void {
  const backup = random.pick([...model.backups.values(), undefined])
  if (!backup) return
  for (let copies = random.chance(0.4) ? 2 : 1; copies > 0; copies--) rotOne(model, backup, random, simulation)
}

/** Damages this object of a copy while it lies there: as many bytes, and others. */
export function spoil(model: Model, store: string, key: string, random: Random, simulation: Simulation): void {
  const place = model.places.get(store)
  const there = place?.objects.get(key)
  if (!place || !there) return
  simulation.note(`rot: ${key} in ${store} altered`)
  model.changes += 1
  place.put(key, alter(`${key}/data/`, there.bytes, random), there.at)
}

function rotOne(model: Model, backup: Backup, random: Random, simulation: Simulation): void {
  const whole = model.wholeIn(backup)
  if (whole.length < 2) return
  const store = random.pick(whole)
  const { source, id, parts } = backup
  const manifest = `${source}/manifests/${id}.json`
  const key = random.pick([
    manifest,
    `${source}/keys/${id}.json`,
    ...parts.map(({ name }) => `${source}/data/${id}/${name}`),
  ])
  const place = model.places.get(store)
  const there = place?.objects.get(key)
  if (!place || !there) return
  // One that says something else and still parses leaves two truths, and nobody to tell which is one.
  const how = random.pick(key === manifest ? (['cut', 'gone'] as const) : (['altered', 'cut', 'gone'] as const))
  simulation.note(`rot: ${key} in ${store} ${how}`)
  model.changes += 1
  if (how === 'gone') place.objects.delete(key)
  else
    place.put(
      key,
      how === 'cut' ? there.bytes.subarray(0, there.bytes.length / 2) : alter(`${key}/data/`, there.bytes, random),
      there.at,
    )
}
