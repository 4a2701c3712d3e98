import { randomUUID } from 'node:crypto'
import { cancelled, type Finding, isProblem, messageOf, noteAlso, Problem, stopIfAborted } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { Bench, PlainBackup, RestoreRequest, RestoreResult } from '../contract.ts'
import { endOf } from '../grace.ts'
import type { KeyedServer } from '../http/keyed.ts'
import { damagedPart } from '../json-part.ts'
import { selected } from '../selection.ts'
import { bytesOf, type Description, descriptionPart, type KeptCollection, readDescription } from './description.ts'
import { factsOf } from './facts.ts'
import { type Alias, type AliasAction, Qdrant } from './server.ts'
import { mustTake, parseVersion } from './version.ts'

export interface QdrantPlace extends Pick<Bench, 'services'> {
  readonly connection: KeyedServer
  readonly signal: AbortSignal
  /** Removes a throw-away server; absent: it is nobody's to remove. */
  readonly remove?: () => Promise<void>
}

/** Everything that can be refused is, before anything is written. */
export async function restoreQdrant(
  backup: PlainBackup,
  request: RestoreRequest,
  place: QdrantPlace,
): Promise<RestoreResult> {
  const { only } = request
  const { connection, services, signal } = place
  await using server = new Qdrant(connection, services, signal)
  const { kept, aliases, dumped, inTheWay } = await admitQdrant(backup, request, server, connection.where)
  if (inTheWay.collections.length + inTheWay.aliases.length > 0) {
    // The old goes before the new can come: not before the new has been read to its end.
    for (const one of kept) for await (const _ of bytesOf(backup, one)) stopIfAborted(signal)
  }
  const restoring = new Restoring(backup, server, place, inTheWay.collections)
  await restoring.all(kept, inTheWay.aliases, aliases)
  const restoredBytes = kept.reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    findings: restoring.findings,
    expected: only.length === 0 ? backup.facts : factsOf(dumped, restoredBytes, kept, aliases),
    restoredBytes,
  }
}

/** Refuses what cannot be restored, and changes nothing. */
export async function admitQdrant(
  backup: PlainBackup,
  { overwrite, only }: RestoreRequest,
  server: Qdrant,
  where: string,
) {
  const description = await readDescription(backup)
  const kept = chosen(description, only)
  const names = new Set(kept.map(({ name }) => name))
  const aliases = description.aliases.filter(({ collection_name: name }) => names.has(name))
  const dumped = parseVersion(description.server)
  if (dumped === undefined) throw damagedPart(descriptionPart, 'it names no version of Qdrant')
  mustTake(await server.version(), where, dumped)
  return { kept, aliases, dumped, inTheWay: mustBeFree(await whatIsThere(server), names, aliases, overwrite, where) }
}

interface There {
  readonly collections: readonly string[]
  readonly aliases: readonly Alias[]
}

const whatIsThere = async (server: Qdrant): Promise<There> => ({
  collections: await server.collections(),
  aliases: await server.aliases(),
})

function chosen({ collections }: Description, only: readonly string[]): readonly KeptCollection[] {
  const unmatched = (pattern: string, hint: string) =>
    new Problem('usage', `--only ${pattern}: the backup has no such collection`, { hint })
  const names = collections.map(({ name }) => name)
  const taken = new Set(selected(names, { include: only, exclude: [] }, 'collection', unmatched))
  return collections.filter(({ name }) => taken.has(name))
}

/** What has to go first. @throws Problem `target-refused` where that was not agreed to. */
function mustBeFree(
  there: There,
  names: ReadonlySet<string>,
  aliases: readonly Alias[],
  overwrite: boolean,
  where: string,
): There {
  const ours = new Set(aliases.map(({ alias_name: name }) => name))
  const blocked = there.collections.filter((name) => ours.has(name) && !names.has(name))
  if (blocked.length > 0)
    throw new Problem('target-refused', `${where} has collections with the names of aliases: ${namesSome(blocked)}`, {
      hint: 'Restore into another server, or rename those collections first.',
    })
  const collections = there.collections.filter((name) => names.has(name))
  const named = there.aliases.filter(({ alias_name: name }) => ours.has(name) || names.has(name))
  const taken = [...collections, ...named.map(({ alias_name: name }) => `${name} (an alias)`)]
  if (taken.length > 0 && !overwrite)
    throw new Problem(
      'target-refused',
      `${where} has collections or aliases of the backup's names: ${namesSome(taken)}`,
      {
        hint: `Restore into another server, or give --overwrite ${where}, which deletes those first.`,
      },
    )
  return { collections, aliases: named }
}

class Restoring {
  readonly findings: Finding[] = []
  readonly #backup: PlainBackup
  readonly #server: Qdrant
  readonly #place: QdrantPlace
  /** Collections of the target that are to be replaced. */
  readonly #old: readonly string[]
  readonly #gone: string[] = []
  readonly #made: string[] = []

  constructor(backup: PlainBackup, server: Qdrant, place: QdrantPlace, old: readonly string[]) {
    this.#backup = backup
    this.#server = server
    this.#place = place
    this.#old = old
  }

  async all(kept: readonly KeptCollection[], old: readonly Alias[], aliases: readonly Alias[]): Promise<void> {
    let begun: string | undefined
    try {
      await this.#server.changeAliases(old.map(({ alias_name }) => ({ delete_alias: { alias_name } })))
      for (const collection of kept) {
        const { name } = collection
        if (this.#old.includes(name)) {
          await this.#server.deleteCollection(name)
          this.#gone.push(name)
        }
        begun = name
        await this.#recover(collection)
        this.#made.push(name)
        begun = undefined
      }
      await this.#server.changeAliases(aliases.map((alias): AliasAction => ({ create_alias: alias })))
    } catch (error) {
      // What is whole stays only where it has taken the place of something.
      const whole = this.#gone.length > 0 ? [] : this.#made
      await this.#abandon([...whole, ...(begun === undefined ? [] : [begun])]).catch((also: unknown) =>
        noteAlso(error, also),
      )
      throw this.#told(error)
    }
  }

  async #recover(collection: KeptCollection): Promise<void> {
    const { name, sha256 } = collection
    const { connection, services, signal } = this.#place
    const file = `backproof-${randomUUID()}.snapshot`
    const { body, headers } = formOf(file, collection, bytesOf(this.#backup, collection), signal)
    // What has arrived the server takes in, whoever waits: a cancelled run must not leave it behind.
    await using steady = new Qdrant(connection, services, new AbortController().signal)
    const { kind } = await endOf(steady.recover(name, sha256, body, headers), signal)
    if (kind === 'cancelled') throw cancelled(signal)
    const { status } = await this.#server.collection(name)
    if (status === 'red')
      throw this.#server.problem(`collection ${name} is broken (red) once restored`, 'Look at the log of the server.')
    await this.#removeUploaded(name, file)
  }

  /** Servers keep the file that was uploaded beside the collection. */
  async #removeUploaded(name: string, file: string): Promise<void> {
    try {
      const left = (await this.#server.snapshots(name)).filter((one) => one.name === file)
      for (const { name: found } of left) await this.#server.deleteSnapshot(name, found)
    } catch (error) {
      if (isProblem(error, 'cancelled')) throw error
      this.findings.push({
        level: 'warning',
        blame: 'env',
        message: `the uploaded snapshot ${file} of ${name} may stay on the server's disk: ${messageOf(error)}`,
        hint: `Delete it: DELETE /collections/${name}/snapshots/${file}.`,
      })
    }
  }

  /** Its own client, because the other may be what failed. */
  async #abandon(names: readonly string[]): Promise<void> {
    const { connection, services } = this.#place
    await using server = new Qdrant(connection, services, AbortSignal.timeout(cleanupMs))
    for (const name of names) await server.deleteCollection(name)
  }

  #told(error: unknown): unknown {
    const lost = this.#gone.filter((name) => !this.#made.includes(name))
    if (lost.length === 0 || !isProblem(error) || error.code === 'cancelled') return error
    const after = `; ${namesSome(lost)} of the target had been deleted to be replaced, and ${lost.length === 1 ? 'was' : 'were'} not yet`
    return new Problem(error.code, `${messageOf(error)}${after}`, { hint: error.hint, cause: error })
  }
}

const cleanupMs = 60_000

/** A form with one file (RFC 7578), as long as it says. */
function formOf(file: string, { bytes }: KeptCollection, content: AsyncIterable<Buffer>, signal: AbortSignal) {
  const boundary = `backproof-${randomUUID()}`
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="snapshot"; filename="${file}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  async function* body(): AsyncGenerator<Buffer> {
    yield head
    for await (const chunk of content) {
      stopIfAborted(signal)
      yield chunk
    }
    stopIfAborted(signal)
    yield tail
  }
  return {
    body: body(),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + bytes + tail.length),
    },
  }
}
