import type { Entry } from '../entry.ts'
import type { TagEvent } from '../object-name.ts'

/**
 * The tags of a backup after all that was given and taken since it was made, whichever store knows of it: of each tag the
 * newest event counts, and at one time a tag that is given stays. Pure.
 */
export function retagged(made: readonly string[], events: readonly TagEvent[]): Pick<Entry, 'retagged'> {
  if (events.length === 0) return {}
  const order = { remove: 0, add: 1 }
  const sorted = events.toSorted((a, b) => a.at.getTime() - b.at.getTime() || order[a.verb] - order[b.verb])
  const tags = new Set(made)
  for (const { verb, tag } of sorted) verb === 'add' ? tags.add(tag) : tags.delete(tag)
  return { retagged: { tags: [...tags], at: sorted.at(-1)?.at ?? new Date(0), events: sorted } }
}
