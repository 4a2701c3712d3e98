import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { ClientSession, FindCursor } from 'mongodb'
import { type Finding, Problem, remedy } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { Consistency, Dump, DumpResult, Facts, Part } from '../contract.ts'
import { partName } from './archive/layout.ts'
import { archiveStart, Block } from './archive/write.ts'
import { batchOf } from './bson/reply.ts'
import { archivedOf, type CollectionInfo } from './collection.ts'
import { takeReply } from './driver.ts'
import { countOf, factsOf, serverFacts } from './facts.ts'
import { isStill, listingOf, taken } from './listing.ts'
import { DumpPosition } from './log/log.ts'
import type { Dumped } from './mongodb-source.ts'
import { isBefore, type Server, versionOf } from './server.ts'
import { mustShowUsers, usersOf, usersPart } from './users.ts'

/** Bytes that are handed on at once. */
const chunkBytes = 1024 * 1024
/** How many documents a server gives at once, of large ones 16 MiB: of more, many small ones take much memory at once. */
const batchSize = 1000

/** The dump of a database: one archive, as mongodump writes it. */
export function dumpMongodb(source: Dumped, server: Server): Dump {
  let facts: Facts | undefined
  let findings: readonly Finding[] = []
  let consistency: Consistency = 'per-object'
  let place: Pick<DumpResult, 'position' | 'moment'> = {}
  async function* parts(): AsyncGenerator<Part> {
    if (source.users) await mustShowUsers(server, source)
    const position = await DumpPosition.ask(server, source)
    const listing = await listingOf(server)
    const all = taken(listing, source, server)
    await using dumping = new Dumping(server, all, source.snapshot, position)
    const body = Readable.from(dumping.chunks(), { objectMode: false, highWaterMark: 2 * chunkBytes })
    try {
      yield { name: partName, compression: 'zstd', body }
      await finished(body)
    } finally {
      body.destroy()
    }
    const added = await mustStillBe(server, all, source)
    const users = source.users ? await usersOf(server) : undefined
    if (users !== undefined) {
      const archive = Readable.from([users.archive], { objectMode: false })
      yield { name: usersPart, compression: 'zstd', body: archive }
      if (!archive.readableEnded) return
    }
    const counted = factsOf(serverFacts(server.info), all, Object.fromEntries(dumping.rows), dumping.bytes)
    place = await position.result()
    facts = { ...counted, objects: { ...counted.objects, ...users?.objects } }
    consistency = dumping.consistency
    findings = [...added, ...position.findings, ...dumping.findings, ...ofOrder(listing.reordered, all)]
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result() {
      if (facts === undefined)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      const { product, version } = server.info
      return { facts, findings, versions: { [product]: version }, consistency, ...place }
    },
  }
}

class Dumping implements AsyncDisposable {
  /** No object: a collection may be called `__proto__`. */
  readonly rows = new Map<string, number>()
  bytes = 0
  readonly consistency: Consistency
  readonly findings: readonly Finding[]
  readonly #server: Server
  readonly #all: readonly CollectionInfo[]
  readonly #position: DumpPosition
  readonly #session: ClientSession | undefined
  /** What no snapshot has. */
  readonly #apart: ReadonlySet<string>
  #open: { readonly name: string; readonly cursor: FindCursor } | undefined

  constructor(server: Server, all: readonly CollectionInfo[], wanted: boolean, position: DumpPosition) {
    const { info, client } = server
    const version = versionOf(info.version)
    // FerretDB takes the option, and does not do it.
    const can =
      info.product === 'MongoDB' &&
      (info.replicaSet !== undefined || info.isRouter) &&
      !isBefore(version, { major: 5, minor: 0 })
    this.#server = server
    this.#all = all
    this.#position = position
    this.#session = can && wanted ? client.startSession({ snapshot: true }) : undefined
    const capped = all.filter(({ options }) => options['capped'] !== undefined).map(({ name }) => name)
    const apart = this.#session !== undefined && isBefore(version, { major: 8, minor: 0 }) ? capped : []
    this.#apart = new Set(apart)
    this.consistency = this.#session !== undefined && apart.length === 0 ? 'snapshot' : 'per-object'
    this.findings = apart.length === 0 ? [] : [notInSnapshot(apart, info.version)]
  }

  async *chunks(): AsyncGenerator<Buffer> {
    const { connection, info } = this.#server
    const header = { serverVersion: info.version, toolVersion: 'backproof' }
    const announced = this.#all.map((one) => archivedOf(connection.database, one))
    yield* archiveStart(header, announced)
    for (const one of this.#all) {
      const block = new Block({ db: connection.database, collection: one.name })
      yield block.start()
      if (one.type === 'collection') for await (const documents of this.#documents(one)) yield block.add(documents)
      yield block.end()
    }
    this.#server.stopIfAborted()
  }

  /** As the server has them, many at once. */
  async *#documents(one: CollectionInfo): AsyncGenerator<Buffer> {
    const { name } = one
    let count = 0
    const session = this.#apart.has(name) ? undefined : this.#session
    const { reads } = this.#position
    const before = session === undefined ? await countOf(this.#server, name, {}, reads) : undefined
    const cursor = this.#server.db
      .collection(name)
      .find({}, { raw: true, batchSize, ...(session === undefined ? reads : { session }) })
    this.#open = { name, cursor }
    const doing = `read ${name}`
    let isRead = false
    try {
      while (!isRead && (await this.#server.ask(doing, () => cursor.hasNext()))) {
        if (this.consistency === 'snapshot') await this.#position.readsFromNow()
        const batch = batchOf(takeReply(cursor))
        count += batch.count
        this.bytes += batch.documents.length
        isRead = cursor.id?.isZero() === true
        // Before the last is handed on: what is put in meanwhile is none that was missed.
        if (isRead && before !== undefined) await this.#mustBeWhole(one, before, count)
        for (let from = 0; from < batch.documents.length; from += chunkBytes)
          yield batch.documents.subarray(from, from + chunkBytes)
      }
      if (!isRead && before !== undefined) await this.#mustBeWhole(one, before, count)
    } finally {
      await this.#close()
    }
    this.rows.set(name, count)
  }

  /** A cursor on what is renamed ends without a word, and by its old name everything is as it was once that is undone. */
  async #mustBeWhole(one: CollectionInfo, before: number, read: number): Promise<void> {
    const { name } = one
    if (!(await isStill(this.#server, one))) throw goneMeanwhile(this.#server, [name])
    if (read >= before) return
    const after = await countOf(this.#server, name, {}, this.#position.reads)
    if (read >= after) return
    const { place } = this.#server.connection
    throw new Problem(
      'source-failed',
      `${place}: ${read} documents of ${name} came, and it had ${before} before and ${after} after`,
      { hint: 'Run it again, when nothing renames collections; a replica set is read in one snapshot instead.' },
    )
  }

  /** Where it was not read to its end. Neither way is sure: it may be the server that is gone. */
  async #close(): Promise<void> {
    if (this.#open === undefined) return
    const { name, cursor } = this.#open
    this.#open = undefined
    const { id } = cursor
    // Of a snapshot's session the driver asks for the end of a cursor as of that moment, too: servers refuse that.
    if (id !== undefined && !id.isZero() && this.#session !== undefined)
      await this.#server.db.command({ killCursors: name, cursors: [id] }).catch(() => undefined)
    await cursor.close().catch(() => undefined)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close()
    await this.#session?.endSession().catch(() => undefined)
  }
}

/** A cursor on what was dropped meanwhile finds nothing, and says nothing. */
async function mustStillBe(
  server: Server,
  before: readonly CollectionInfo[],
  { collections }: Dumped,
): Promise<readonly Finding[]> {
  const { all } = await listingOf(server)
  const now = new Map(all.map((one) => [one.name, one]))
  const gone = before.filter(({ name, uuid, type }) => {
    const there = now.get(name)
    return there?.type !== type || there.uuid !== uuid
  })
  if (gone.length > 0)
    throw goneMeanwhile(
      server,
      gone.map(({ name }) => name),
    )
  const known = new Set(before.map(({ name }) => name))
  const isAll = collections.include.length === 0 && collections.exclude.length === 0
  const added = isAll ? all.filter(({ name }) => !known.has(name)).map(({ name }) => name) : []
  if (added.length === 0) return []
  const message = `made while the backup ran, and not in it: ${namesSome(added)}`
  return [{ level: 'note', blame: 'source', message }]
}

function goneMeanwhile({ connection }: Server, names: readonly string[]): Problem {
  return new Problem(
    'source-failed',
    `${connection.place}: dropped, or made anew, while the backup ran: ${namesSome(names)}`,
    { hint: 'Run it again, when nothing renames or drops collections.' },
  )
}

function notInSnapshot(names: readonly string[], version: string): Finding {
  const message = `MongoDB ${version} has no snapshots of capped collections, so these are of another moment: ${namesSome(names)}`
  return { level: 'note', blame: 'source', message }
}

function ofOrder(names: readonly string[], all: readonly CollectionInfo[]): readonly Finding[] {
  const ours = names.filter((name) => all.some((one) => one.name === name))
  if (ours.length === 0) return []
  return [
    {
      level: 'warning',
      blame: 'source',
      message: `an index or an option names fields by digits alone, which a restore puts first: ${namesSome(ours)}`,
      hint: 'mongorestore keeps their order: docs/recovery.md says how a part is opened.',
    },
  ]
}
