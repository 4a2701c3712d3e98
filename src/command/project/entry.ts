import {
  brokenChain,
  type Entry,
  isId,
  isUsable,
  readLogName,
  type SourceCatalog,
  sourceOf,
} from '../../catalog/catalog.ts'
import { restoreAt } from '../../judge/judge.ts'
import type { Moment } from '../../plan/plan.ts'
import type { Policy } from '../../policy/policy.ts'
import { Problem, type ProblemCode, remedy } from '../../problem.ts'
import { instantOf, parseDate } from '../../time/time.ts'
import { formatTime, namesSome, nearest, suggest } from '../../words/words.ts'
import type { Project, SourceStores } from './project.ts'

/** One backup, found by id, with the catalog that it is in. */
export interface FoundBackup {
  readonly entry: Entry
  readonly catalog: SourceCatalog
  readonly shelved: SourceStores
}

/** Finds a backup by its id, also of a source that has left the policy; throws `unknown-id` with the nearest ids. */
export async function findEntry(project: Project, id: string): Promise<FoundBackup> {
  const { policy } = project
  const name = sourceOf(id)
  if (!isId(id) || !name) {
    throw new Problem('unknown-id', `${JSON.stringify(id)} is not the id of a backup`, {
      hint:
        (await nearestId(project, id)) ??
        'An id looks like orders-2026-02-14T09-15-30.123456Z; `backproof list` shows them.',
    })
  }
  const own = policy.sources[name]
  const shelved = own ?? { name, stores: Object.keys(policy.stores) }
  const catalog = await project.catalog(shelved)
  const entry = catalog.entries.find((candidate) => candidate.id === id)
  const damaged = catalog.damaged.find((one) => one.id === id)
  if (damaged && (entry === undefined || (entry.copies.length === 0 && entry.foreign === undefined))) {
    throw new Problem('manifest-damaged', damaged.message, {
      hint: 'No other store has an intact copy of it; `backproof list` shows the other backups.',
    })
  }
  if (entry) return { entry, catalog, shelved }
  const known = catalog.entries.map((candidate) => candidate.id)
  throw new Problem(...notFound(catalog, `there is no backup ${id}`), {
    hint:
      catalog.unread[0]?.hint ??
      (known.length > 0 ? suggest(id, known) : await nearestId(project, id)) ??
      unknownSource,
  })
}

const unknownSource = 'No store has a backup of this source; `backproof list` shows the ids.'

/** What an id that is mistyped may have meant: of the sources, the one with the nearest name, and its nearest backup. */
async function nearestId(project: Project, id: string): Promise<string | undefined> {
  const time = /-\d{4}-\d\d-\d\dT/.exec(id)
  const name = nearest(id.slice(0, time?.index), Object.keys(project.policy.sources))
  const source = name === undefined ? undefined : project.policy.sources[name]
  const known = source ? (await project.catalog(source)).entries.map((entry) => entry.id) : []
  const near = nearest(id, known)
  return near ? `Did you mean ${near}?` : known[0] && `There is ${namesSome(known, 10)}.`
}

/** Throws `usage` where an id is of none of the sources that were named: one of the two is not meant. */
export function requireSource({ entry, shelved }: FoundBackup, named: readonly string[] | undefined): void {
  if (named === undefined || named.includes(shelved.name)) return
  throw new Problem('usage', `${entry.id} is a backup of ${shelved.name}, not of ${named.join(' or ')}`, {
    hint: 'Leave --source out: an id already names one backup.',
  })
}

/** What a catalog cannot say: a Problem for each store that was not listed, and for each manifest that cannot be parsed. */
export function gapsOf({ unread, damaged }: SourceCatalog): readonly Problem[] {
  return [
    ...unread.map(
      ({ store, message, hint }) => new Problem('store-failed', `${store} could not be listed: ${message}`, { hint }),
    ),
    ...damaged.map(({ message }) => new Problem('manifest-damaged', message, { hint: remedy.damaged })),
  ]
}

/** Nothing may be concluded from a store that could not be read. */
function notFound({ unread }: SourceCatalog, what: string): readonly [ProblemCode, string] {
  if (unread.length === 0) return ['unknown-id', what]
  const stores = unread.map(({ store, message }) => `; ${store} could not be read: ${message}`)
  return ['store-failed', `${what}${stores.join('')}`]
}

/** The newest backup that can be restored, of a time or before it; throws `unknown-id` naming what there is. */
export function newestEntry(catalog: SourceCatalog, { now, timezone }: Moment, at?: Date): Entry {
  const good = catalog.entries.filter((entry) => isUsable(entry, now))
  const entry = good.find((candidate) => !at || candidate.startedAt <= at)
  if (entry) return entry
  const oldest = good.at(-1)
  const deleted = catalog.entries.find(({ trashed }) => trashed)
  const [orphan] = catalog.entries.filter((entry) => brokenChain(entry, now) !== undefined)
  const [damaged] = catalog.damaged
  if (damaged && !oldest) throw new Problem('manifest-damaged', damaged.message, { hint: remedy.damaged })
  throw new Problem(
    ...notFound(catalog, `${catalog.source} has no backup${at ? ` from ${formatTime(at, timezone)} or before` : ''}`),
    {
      hint: oldest
        ? `The oldest is from ${formatTime(oldest.startedAt, timezone)}.`
        : orphan?.broken
          ? `${orphan.id} cannot be restored: ${orphan.broken.because}. ${orphan.broken.hint}`
          : deleted
            ? `Its backups are deleted: \`backproof undelete --id ${deleted.id}\` brings one back.`
            : (catalog.unread[0]?.hint ?? `Run \`backproof backup --source ${catalog.source}\`.`),
    },
  )
}

/**
 * The name of a store that has the backup whole: the one asked for, or the first. Throws `manifest-foreign` for a backup
 * that does not count, `usage` where the store asked for has no copy.
 */
export function requireCopy(entry: Entry, store?: string): string {
  if (entry.foreign !== undefined) {
    throw new Problem('manifest-foreign', `${entry.id} does not count: ${entry.foreign}`, {
      hint: 'It is neither restored nor proven. `backproof list` shows the backups that count.',
    })
  }
  const name =
    store === undefined
      ? entry.copies[0]
      : [...entry.copies, ...(entry.damaged ?? []).map((copy) => copy.store)].find((copy) => copy === store)
  if (name) return name
  const copies = entry.copies.join(', ')
  throw new Problem('usage', `${store} has no intact copy of ${entry.id}`, { hint: `There is one in ${copies}.` })
}

/** Throws unless this version can restore the backup: `object-missing` where what it builds on is gone. */
export function requireRestorable({ id, manifest, broken }: Entry): void {
  if (broken?.standing === 'orphaned')
    throw new Problem('object-missing', `${id} cannot be restored: ${broken.because}`, { hint: broken.hint })
  const log = readLogName(manifest.source)
  if (log === undefined) return
  const what = manifest.kind === 'log' ? 'is a piece of a log' : 'is what a log is played onto'
  throw new Problem('usage', `${id} ${what}, and not restored by itself`, {
    hint: `Run \`${restoreAt({ name: log.source, engine: manifest.engine }, 'latest')}\`, or with the time that you want.`,
  })
}

/** A time as people type it: without an offset in the policy's zone, as everywhere in the policy. Throws `usage`. */
export function parseAt(text: string, { timezone }: Policy): Date {
  const written = parseDate(text)
  if (written) return instantOf(written, timezone)
  throw new Problem('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' })
}
