import { type Finding, isProblem, noteAlso, Problem } from '../../problem.ts'
import { namesSome, reasonOf } from '../../words/words.ts'
import type { Facts, PlainBackup, RestoreRequest, RestoreResult } from '../contract.ts'
import { selected } from '../selection.ts'
import { type Archived, damaged } from './archive/layout.ts'
import { type CollectionInfo, collectionOf, expires, ownIndexes } from './collection.ts'
import { eventsOf, mustMatch, readWhole } from './contents.ts'
import { made, someFacts, specOf } from './facts.ts'
import { Insert } from './insert.ts'
import { type Listing, listingOf } from './listing.ts'
import { isBefore, type Server, versionOf } from './server.ts'
import { usersPart, withoutUsers } from './users.ts'

export interface RestoreContext {
  readonly server: Server
  readonly throwAway: boolean
  readonly signal: AbortSignal
  /** Another connection, which nothing has ended: for what is undone after a failure. */
  readonly anew: () => Promise<Server>
  /** What changes the documents once they are there and before they are indexed; gives what there is then. */
  readonly change?: (all: readonly CollectionInfo[]) => Promise<readonly CollectionInfo[]>
}

/** Everything that can be refused is, before anything is written. A target gets all of it, or nothing. */
export async function restoreMongodb(
  backup: PlainBackup,
  request: RestoreRequest,
  context: RestoreContext,
): Promise<RestoreResult> {
  const { throwAway, signal } = context
  const { only } = request
  const { names, replaced } = await admitMongodb(backup, request, context.server)
  // The old goes before the new can come: not before the new has been read to its end.
  if (replaced.length > 0) await readWhole(backup, signal)
  const restoring = new Restoring(backup, context, names)
  try {
    for (const name of replaced) await restoring.drop(name)
    await restoring.all()
  } catch (error) {
    throw await restoring.undo(error, replaced)
  }
  const moving = throwAway ? [] : restoring.collections.filter(expires).map(({ name }) => name)
  const findings: readonly Finding[] = [
    ...(moving.length === 0 ? [] : [notCompared(moving)]),
    ...(backup.parts.includes(usersPart) && !throwAway ? [usersApart] : []),
  ]
  const facts = withoutUsers(backup.facts)
  const expected = someFacts(
    facts,
    (name) => names.has(name),
    (name) => moving.includes(name),
  )
  return {
    findings,
    expected: only.length === 0 && moving.length === 0 ? facts : expected,
    ...(only.length === 0 ? {} : { restoredBytes: restoring.bytes }),
  }
}

/** Refuses what cannot be restored, and changes nothing. */
export async function admitMongodb(
  backup: PlainBackup,
  { overwrite, only }: RestoreRequest,
  server: Server,
): Promise<{ readonly names: ReadonlySet<string>; readonly replaced: readonly string[] }> {
  mustTake(server, backup.facts)
  if (server.info.role !== 'primary')
    throw new Problem(
      'target-refused',
      `${server.connection.where} is ${server.info.role === 'secondary' ? 'a secondary' : 'no primary'}, which takes no writes`,
      {
        hint: 'Name the members of the replica set in the URL, so that its primary is found.',
      },
    )
  const names = new Set(chosen(backup.facts, only))
  const there = await listingOf(server)
  return { names, replaced: mustBeFree(server, there, names, { overwrite, isPart: only.length > 0 }) }
}

class Restoring {
  collections: readonly CollectionInfo[] = []
  bytes = 0
  readonly #backup: PlainBackup
  readonly #context: RestoreContext
  readonly #names: ReadonlySet<string>
  readonly #made: string[] = []

  constructor(backup: PlainBackup, context: RestoreContext, names: ReadonlySet<string>) {
    this.#backup = backup
    this.#context = context
    this.#names = names
  }

  async drop(name: string): Promise<void> {
    await this.#context.server.command(`drop ${name}`, { drop: name })
  }

  async all(): Promise<void> {
    const inserts = new Map<string, Insert>()
    const rows = new Map<string, number>()
    const { server } = this.#context
    let announced: readonly Archived[] = []
    for await (const event of eventsOf(this.#backup)) {
      if (event.kind === 'start') {
        announced = event.all
        this.collections = announced.map(collectionOf).filter(({ name }) => this.#names.has(name))
        for (const one of this.collections) if (one.type === 'collection') inserts.set(one.name, await this.#make(one))
        continue
      }
      const insert = inserts.get(event.of.collection)
      if (event.kind === 'end') {
        rows.set(event.of.collection, event.documents)
        await insert?.end()
      } else if (insert !== undefined) {
        this.bytes += event.bytes.length
        const wait = insert.add(event.bytes)
        if (wait !== undefined) await wait
      }
      server.stopIfAborted()
    }
    mustMatch(this.#backup, announced, rows)
    const { change } = this.#context
    if (change !== undefined) this.collections = await change(this.collections)
    for (const one of this.collections) if (one.type === 'collection') await this.#index(one)
    for (const one of this.collections) if (one.type === 'view') await this.#make(one)
  }

  async #make(one: CollectionInfo): Promise<Insert> {
    const { server } = this.#context
    await server.command(`make ${one.name}`, { create: one.name, ...made(one.options) })
    this.#made.push(one.name)
    return new Insert(server, one)
  }

  /** After its documents: that takes less, and none is missing from an index. */
  async #index(one: CollectionInfo): Promise<void> {
    const indexes = ownIndexes(one).map(specOf)
    if (indexes.length === 0) return
    const { server } = this.#context
    await server.command(`make the indexes of ${one.name}`, { createIndexes: one.name, indexes })
  }

  /** What was made goes; what was there before and has been dropped cannot come back, and is named. */
  async undo(error: unknown, replaced: readonly string[]): Promise<unknown> {
    const { server, throwAway, anew } = this.#context
    if (!throwAway && this.#made.length > 0) {
      try {
        await using other = await anew()
        for (const name of this.#made) await other.command(`drop ${name}`, { drop: name })
      } catch (also) {
        noteAlso(error, also)
        const { where } = server.connection
        const hint = `Drop what is in it before you use it: ${namesSome(this.#made)}.`
        return isProblem(error, 'cancelled')
          ? new Problem('cancelled', `${error.message}; ${where} is left half restored`, { hint, cause: error })
          : new Problem('restore-failed', `${where} is left half restored: ${reasonOf(error)}`, { hint, cause: error })
      }
    }
    if (replaced.length === 0 || !isProblem(error) || error.code === 'cancelled') return error
    const message = `${error.message}; of the target's collections, ${namesSome(replaced)} had been dropped to be replaced`
    return new Problem(error.code, message, { hint: error.hint, cause: error })
  }
}

function chosen({ objects }: Facts, only: readonly string[]): readonly string[] {
  const names = [...(objects['collection'] ?? []), ...(objects['view'] ?? [])]
  const unmatched = (pattern: string, hint: string) =>
    new Problem('usage', `--only ${pattern}: the backup has no such collection`, { hint })
  return selected(names, { include: only, exclude: [] }, 'collection', unmatched)
}

/** An older server does not know what the newer one wrote, and may find out half-way. */
function mustTake({ info, connection }: Server, { server }: Facts): void {
  if (server === undefined) throw damaged('its facts name no server')
  const written = versionOf(server.version)
  if (!isBefore(versionOf(info.version), written)) return
  const from = `${server.settings['product'] ?? 'MongoDB'} ${server.version}`
  throw new Problem('tool-version', `the backup is of ${from}, and ${connection.where} is the older ${info.version}`, {
    hint: `Restore into MongoDB ${written.major}.${written.minor} or newer.`,
  })
}

/** Gives what is to be replaced: all that is there, or, where a part is restored, what has its names. */
function mustBeFree(
  { connection }: Server,
  { all }: Listing,
  names: ReadonlySet<string>,
  { overwrite, isPart }: { readonly overwrite: boolean; readonly isPart: boolean },
): readonly string[] {
  const there = all.map(({ name }) => name)
  if (there.length > 0 && !overwrite)
    throw new Problem('target-refused', `${connection.where} is not empty: it has ${namesSome(there, 3)}`, {
      hint: `Restore into an empty database, or give --overwrite ${connection.database}, which drops ${isPart ? 'the collections that are restored' : 'all of its collections'} first.`,
    })
  return isPart ? there.filter((name) => names.has(name)) : there
}

const usersApart: Finding = {
  level: 'note',
  blame: 'env',
  message: `users and roles are in the part ${usersPart}, and are not restored`,
  hint: 'Open the part as docs/recovery.md says, and give it to mongorestore --archive --db DATABASE --restoreDbUsersAndRoles.',
}

function notCompared(names: readonly string[]): Finding {
  const message = `the server itself removes what has expired, so documents are not compared: ${namesSome(names)}`
  return { level: 'note', blame: 'env', message }
}
