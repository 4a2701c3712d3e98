import { alter } from '../alter.ts'
import type { Place } from '../place.ts'
import type { Random } from '../random.ts'
import type { Simulation } from '../simulation.ts'
import type { LogModel } from './model.ts'

/** An object of one of several whole copies goes bad while it lies there; never of the last. */
export function rotOne(
  model: LogModel,
  places: ReadonlyMap<string, Place>,
  random: Random,
  simulation: Simulation,
): void {
  const [id] = random.shuffled([...model.stored.keys()].filter((one) => model.wholeIn(one).length > 1))
  const known = model.stored.get(id ?? '')
  if (id === undefined || !known) return
  const place = places.get(random.pick(model.wholeIn(id)))
  const manifest = `${known.folder}/manifests/${id}.json`
  const key = random.pick([
    manifest,
    `${known.folder}/keys/${id}.json`,
    ...known.manifest.parts.map(({ name }) => `${known.folder}/data/${id}/${name}`),
  ])
  const there = place?.objects.get(key)
  if (!place || !there) return
  // One that says something else and still parses leaves two truths, and nobody to tell which is one.
  const how = random.pick(key === manifest ? (['cut', 'gone'] as const) : (['altered', 'cut', 'gone'] as const))
  simulation.note(`rot: ${key} in ${place.name} ${how}`)
  if (how === 'gone') place.objects.delete(key)
  else
    place.put(
      key,
      how === 'cut' ? there.bytes.subarray(0, there.bytes.length / 2) : alter(`${key}/data/`, there.bytes, random),
      there.at,
    )
}
