import { stopIfAborted } from '../../problem.ts'
import type { Contents, PlainBackup } from '../contract.ts'
import { type Archived, damaged, partName } from './archive/layout.ts'
import { type ArchiveEvent, ArchiveReader } from './archive/read.ts'
import { collectionOf } from './collection.ts'
import { factsOf } from './facts.ts'
import { mustReadUsers, withoutUsers } from './users.ts'

/** Everything that the archive has, to its end. @throws Problem `object-damaged` unless it is whole. */
export async function* eventsOf(backup: PlainBackup): AsyncGenerator<ArchiveEvent> {
  const reader = new ArchiveReader()
  for await (const chunk of (await backup.open(partName)) as AsyncIterable<Buffer>) yield* reader.push(chunk)
  reader.end()
}

/** Reads the archive to its end, and compares it with what was counted when it was written. */
export async function readWhole(backup: PlainBackup, signal: AbortSignal): Promise<readonly Archived[]> {
  let all: readonly Archived[] = []
  const rows = new Map<string, number>()
  for await (const event of eventsOf(backup)) {
    if (event.kind === 'start') all = event.all
    if (event.kind !== 'end') continue
    stopIfAborted(signal)
    rows.set(event.of.collection, event.documents)
  }
  mustMatch(backup, all, rows)
  return all
}

/** Throws `object-damaged` unless all that was read is what the facts say. */
export function mustMatch(backup: PlainBackup, all: readonly Archived[], rows: ReadonlyMap<string, number>): void {
  const { facts } = backup
  if (facts.server === undefined) throw damaged('its facts name no server')
  const collections = all.map(collectionOf)
  const counted = collections
    .filter(({ type }) => type !== 'view')
    .map(({ name }) => [name, rows.get(name) ?? 0] as const)
  const read = factsOf(facts.server, collections, Object.fromEntries(counted), 0)
  const text = ({ rows, objects }: typeof read) =>
    JSON.stringify([Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1)), objects])
  if (text(read) !== text(withoutUsers(facts))) throw damaged('it does not match its facts')
}

export async function mongodbContents(
  backup: PlainBackup,
  signal: AbortSignal,
  required: readonly string[] = [],
): Promise<Contents> {
  const all = await readWhole(backup, signal)
  await mustReadUsers(backup)
  const names = new Set(all.map(({ collection }) => collection))
  return {
    names: all.map(({ collection, type }) => {
      const count = backup.facts.rows[collection]
      return type === 'view'
        ? `view ${collection}`
        : `collection ${collection} (${count?.toLocaleString('en')} documents)`
    }),
    missing: required.filter((name) => !names.has(name)),
  }
}
