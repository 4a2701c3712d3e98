import {
  basesOf,
  dependentsOf,
  type Entry,
  objectName,
  type Place,
  putRecordEverywhere,
  putUndoing,
  readHold,
  readTrashReason,
  trashMark,
} from '../../catalog/catalog.ts'
import { defaultGrace } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { basesThatStay } from '../../retain/retain.ts'
import { formatTime } from '../../words/words.ts'
import { type World, whoIs } from '../../world.ts'
import type { Options } from '../option.ts'
import { type FoundBackup, findEntry } from '../project/entry.ts'
import { openProject, type Project } from '../project/project.ts'
import type { Result, Run } from '../result.ts'
import { confirmLast } from './confirm.ts'

/** Marks backups so that no rule deletes them. */
export const hold: Run = (world, options) =>
  mark(world, options, saysHeld, async (project, found, places) => {
    const { entry, shelved } = found
    const value = {
      heldAt: world.now(),
      by: whoIs(project.world.origin),
      because: world.redact(options.because ?? ''),
    }
    await putRecordEverywhere(places, objectName.hold(shelved.name, entry.id), value, world.signal)
    await mustStay(found, places, world.signal)
  })

/** What is deleted stays so: a hold only keeps it from being purged. */
const saysHeld = ({ entry: { id, trashed } }: FoundBackup) =>
  trashed ? `held, but still deleted: \`backproof undelete --id ${id}\` brings it back` : 'held'

/** Gives held backups back to the rules. */
export const unhold: Run = (world, options) =>
  mark(world, options, saysFree, async (project, { entry, shelved }, holding) => {
    const { name } = shelved
    // A copy that was cut off has left the hold where there is no manifest yet.
    const places = await Promise.all(shelved.stores.map((store) => project.place(store)))
    const held = await firstIn(places, (place) => readHold(place, name, entry.id, world.signal))
    if (!held) return
    const { heldAt: at, ...who } = held
    // First of all: a hold is lifted only if it is known who lifts it.
    await putUndoing(
      holding,
      name,
      entry.id,
      { verb: 'unhold', ...undoneBy(world, options), was: { at, ...who } },
      world.signal,
    )
    await removeEverywhere(places, objectName.hold(name, entry.id), world.signal)
  })

export const undoneBy = (world: World, { because = '' }: Options) => ({
  at: world.now(),
  by: whoIs(world.origin),
  because: world.redact(because),
})

/** What the first of these places that has it says. */
async function firstIn<T>(
  places: readonly Place[],
  read: (place: Place) => Promise<T | undefined>,
): Promise<T | undefined> {
  return (await Promise.all(places.map(read))).find((found) => found !== undefined)
}

function saysFree({ entry: { id, held, trashed } }: FoundBackup, timezone: string): string {
  if (!held) return 'was not held'
  if (!trashed) return 'returned to retention'
  return `no longer held, and deleted: it is gone for good after ${formatTime(trashed.purgeAfter, timezone)}, unless \`backproof undelete --id ${id}\` brings it back`
}

/** Marks backups as deleted; prune --apply removes them once their grace period is over. */
export const remove: Run = (world, options) =>
  mark(
    world,
    options,
    () => 'deleted; `backproof undelete` brings it back within its grace period',
    async (project, found, places) => {
      const { entry, shelved } = found
      refuseHeld(entry)
      refuseNeeded(found, options.id ?? [])
      const grace = project.policy.sources[shelved.name]?.retention.grace ?? defaultGrace
      const value = trashMark(world.now(), grace, [world.redact(options.because ?? 'deleted by hand')], {
        by: whoIs(world.origin),
      })
      const key = objectName.trash(shelved.name, entry.id)
      await putRecordEverywhere(places, key, value, world.signal)
      // A copy that was under way looks for the mark once it counts: either may come too late.
      const late = (await holding(project, found, world.signal)).filter((place) => !places.includes(place))
      await putRecordEverywhere(late, key, value, world.signal)
      if (Object.hasOwn(project.policy.sources, shelved.name)) return
      world.log.warning(
        `${entry.id} is marked, but nothing will remove it while ${shelved.name} is not in the policy: run \`backproof retire ${shelved.name}\` for all of its backups, or put the source back, with paused: true, until \`backproof prune --apply --source ${shelved.name}\` has purged it after its grace period`,
      )
    },
    {
      before: async (project) => {
        // Whoever is asked to confirm a deletion should not be told afterwards that it is not possible.
        for (const id of options.id ?? []) {
          const found = await findEntry(project, id)
          refuseHeld(found.entry)
          refuseNeeded(found, options.id ?? [])
        }
        await confirmLast(project, options)
      },
    },
  )

function refuseHeld({ id, held }: Entry): void {
  if (!held) return
  throw new Problem('usage', `${id} is held, so it is not deleted`, {
    hint: `Run \`backproof show --id ${id}\` to see who holds it and why; \`backproof unhold --id ${id}\` releases it.`,
  })
}

/** What is not deleted as well could never be restored again. */
function refuseNeeded({ entry, catalog }: FoundBackup, ids: readonly string[]): void {
  const going = new Set([entry.id, ...ids, ...catalog.entries.flatMap(({ id, trashed }) => (trashed ? [id] : []))])
  const because = basesThatStay(catalog.entries, going).get(entry.id)
  if (because === undefined) return
  const dependents = dependentsOf(entry.id, catalog.entries).filter(({ id, trashed }) => !trashed && !ids.includes(id))
  const all = new Set([...ids, entry.id, ...dependents.slice(0, mostNamed).map(({ id }) => id)])
  throw new Problem('usage', `${entry.id} is not deleted: ${because}`, {
    hint: `Delete what depends on it, too: \`backproof delete ${[...all].map((id) => `--id ${id}`).join(' ')}\`.`,
  })
}

/** Of a longer chain the next refusal names more. */
const mostNamed = 20

/** Takes the marks of deletion away, from what the backups build on as well: without it they could not be restored. */
export const undelete: Run = (world, options) =>
  mark(
    world,
    options,
    saysBack,
    async (_, found, places) => {
      const { entry, shelved } = found
      const { name } = shelved
      const deleted = await firstIn(places, (place) => readTrashReason(place, name, entry.id, world.signal))
      await removeEverywhere(places, objectName.trash(name, entry.id), world.signal)
      await mustStay(found, places, world.signal)
      if (!deleted) return
      const was = { at: deleted.trashedAt, by: deleted.by, because: deleted.because?.join('; ') }
      // Last of all: nothing may stand between a backup and what brings it back.
      await putUndoing(places, name, entry.id, { verb: 'undelete', ...undoneBy(world, options), was }, world.signal)
    },
    { also: ({ entry, catalog }) => basesOf(entry, catalog.entries).filter(isMarked) },
  )

const isMarked = ({ trashed, marked, released = [] }: Entry) =>
  trashed !== undefined || marked.length + released.length > 0

const saysBack = ({ entry }: FoundBackup) => (isMarked(entry) ? 'brought back' : 'was not deleted')

/**
 * A purge that was under way takes the manifest first, and puts it back where it finds the backup kept: either may come
 * too late.
 */
export async function mustStay(
  { entry, shelved }: FoundBackup,
  places: readonly Place[],
  signal: AbortSignal,
): Promise<void> {
  const key = objectName.manifest(shelved.name, entry.id)
  const there = await Promise.all(places.map(({ store }) => store.head(key, signal)))
  const gone = places.filter((_, i) => there[i] === undefined).map(({ name }) => name)
  if (gone.length === 0) return
  throw new Problem(
    'store-changed',
    `${entry.id} was just being removed from ${gone.join(', ')}: its grace period is over`,
    {
      hint: `Run \`backproof list --source ${shelved.name}\`: it may still exist.`,
    },
  )
}

interface Around {
  /** Asked of all of them before any is changed. */
  readonly before?: (project: Project) => Promise<void>
  /** What is changed in the same way, before the backup itself. */
  readonly also?: (found: FoundBackup) => readonly Entry[]
}

/** Finds each backup that is named and changes its marks. */
export async function mark(
  world: World,
  options: Options,
  says: (found: FoundBackup, timezone: string) => string,
  body: (project: Project, found: FoundBackup, places: readonly Place[]) => Promise<void>,
  { before, also }: Around = {},
): Promise<Result> {
  const ids = options.id ?? []
  if (ids.length === 0)
    throw new Problem('usage', 'no backup is named', { hint: 'Name it by its id; `backproof list` shows the ids.' })
  const project = await openProject(world, options)
  await before?.(project)
  const done = new Map<string, string>()
  for (const id of ids) {
    const found = await findEntry(project, id)
    for (const entry of [...(also?.(found) ?? []), found.entry]) {
      if (done.has(entry.id)) continue
      const one = { ...found, entry }
      const places = await holding(project, one, world.signal)
      if (places.length === 0) throw justGone(one)
      await body(project, one, places)
      done.set(entry.id, `${entry.id}: ${says(one, project.policy.timezone)}`)
    }
  }
  const changed = [...done.keys()]
  return { json: { version: 1, ids: changed }, text: () => [...done.values()].join('\n'), problems: [], ids: changed }
}

/** A purge has taken it since the catalog was read: nothing is left to be held, deleted or brought back. */
function justGone({ entry, shelved }: FoundBackup): Problem {
  return new Problem('store-changed', `${entry.id} was just removed from every store: its grace period is over`, {
    hint: `Run \`backproof list --source ${shelved.name}\` to see which backups there are.`,
  })
}

/** The stores that have the backup's manifest, whole or not, counting or not. Throws if one cannot be asked. */
export async function holding(
  project: Project,
  { entry, shelved }: FoundBackup,
  signal: AbortSignal,
): Promise<readonly Place[]> {
  const places = await Promise.all(shelved.stores.map((name) => project.place(name)))
  const key = objectName.manifest(shelved.name, entry.id)
  const there = await Promise.all(places.map(({ store }) => store.head(key, signal)))
  return places.filter((_, i) => there[i] !== undefined)
}

/** From every place, before the first failure is thrown: what can be taken away is. */
export async function removeEverywhere(places: readonly Place[], key: string, signal: AbortSignal): Promise<void> {
  for (const outcome of await Promise.allSettled(places.map(({ store }) => store.remove([key], signal))))
    if (outcome.status === 'rejected') throw outcome.reason
}
