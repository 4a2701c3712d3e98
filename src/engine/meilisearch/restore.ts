import { cancelled, type Finding, isProblem, messageOf, Problem, stopIfAborted } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { Bench, PlainBackup, RestoreRequest, RestoreResult } from '../contract.ts'
import type { KeyedServer } from '../http/keyed.ts'
import { damagedPart } from '../json-part.ts'
import { selected } from '../selection.ts'
import { readDocuments } from './contents.ts'
import { type Description, descriptionPart, type KeptIndex, partsOf, readDescription } from './description.ts'
import { factsOf } from './facts.ts'
import { Meilisearch, type Settings } from './server.ts'
import { mustTake, parseVersion } from './version.ts'

export interface MeilisearchPlace extends Pick<Bench, 'services'> {
  readonly connection: KeyedServer
  readonly signal: AbortSignal
  /** Removes a throw-away server; absent: it is nobody's to remove. */
  readonly remove?: () => Promise<void>
  /** How long a cancelled run waits for the server to delete what was made. */
  readonly graceMs?: number
}

type Embedders = Readonly<Record<string, Record<string, unknown>>>

export interface Left {
  /** Embedders that a throw-away server was not given, by index. */
  readonly left: ReadonlyMap<string, Embedders>
}

/** Everything that can be refused is, before anything is written. */
export async function restoreMeilisearch(
  backup: PlainBackup,
  request: RestoreRequest,
  place: MeilisearchPlace,
): Promise<RestoreResult & Left> {
  const { only } = request
  const { connection, services, signal } = place
  await using server = new Meilisearch(connection, services, signal)
  const { description, kept, dumped, old } = await admitMeilisearch(backup, request, server, connection.where)
  // The old goes before the new can come: not before the new has been read to its end.
  if (old.length > 0) await readDocuments(backup, description, kept, signal)
  const restoring = new Restoring(server, place, old)
  await restoring.all(backup, description, kept)
  const restoredBytes = partsOf(description).reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    findings: restoring.findings,
    left: restoring.left,
    expected: only.length === 0 ? backup.facts : factsOf(dumped, restoredBytes, kept),
    ...(only.length === 0 ? { restoredBytes } : {}),
  }
}

/** Refuses what cannot be restored, and changes nothing. */
export async function admitMeilisearch(
  backup: PlainBackup,
  { overwrite, only }: RestoreRequest,
  server: Meilisearch,
  where: string,
) {
  const description = await readDescription(backup)
  const kept = chosen(description, only)
  const dumped = parseVersion(description.server)
  if (dumped === undefined) throw damagedPart(descriptionPart, 'it names no version of Meilisearch')
  mustTake(await server.version(), where, dumped)
  const names = new Set(kept.map(({ uid }) => uid))
  const old = (await server.indexes()).map(({ uid }) => uid).filter((uid) => names.has(uid))
  if (old.length === 0 || overwrite) return { description, kept, dumped, old }
  throw new Problem('target-refused', `${where} has indexes of the backup's names: ${namesSome(old)}`, {
    hint: `Restore into another server, or give --overwrite ${where}, which deletes those indexes first.`,
  })
}

function chosen({ indexes }: Description, only: readonly string[]): readonly KeptIndex[] {
  const unmatched = (pattern: string, hint: string) =>
    new Problem('usage', `--only ${pattern}: the backup has no such index`, { hint })
  const uids = indexes.map(({ uid }) => uid)
  const taken = new Set(selected(uids, { include: only, exclude: [] }, 'index', unmatched))
  return indexes.filter(({ uid }) => taken.has(uid))
}

class Restoring {
  readonly findings: Finding[] = []
  readonly left = new Map<string, Embedders>()
  readonly #server: Meilisearch
  readonly #place: MeilisearchPlace
  /** Indexes of the target that are to be replaced. */
  readonly #old: readonly string[]
  readonly #gone: string[] = []
  readonly #begun: string[] = []

  constructor(server: Meilisearch, place: MeilisearchPlace, old: readonly string[]) {
    this.#server = server
    this.#place = place
    this.#old = old
  }

  async all(backup: PlainBackup, description: Description, kept: readonly KeptIndex[]): Promise<void> {
    const { signal } = this.#place
    try {
      // Settings first: documents are indexed once.
      for (const index of kept) await this.#make(index)
      const batch = (uid: string, lines: AsyncIterable<Buffer>) => this.#fill(uid, lines)
      await readDocuments(backup, description, kept, signal, batch)
    } catch (error) {
      const failure = signal.aborted ? cancelled(signal) : error
      throw this.#told(failure, await this.#abandon())
    }
  }

  async #make({ uid, primaryKey, settings }: KeptIndex): Promise<void> {
    if (this.#old.includes(uid)) {
      await this.#server.remove(uid)
      this.#gone.push(uid)
    }
    this.#begun.push(uid)
    await this.#server.create(uid, primaryKey)
    const { taken, left } = this.#place.remove === undefined ? { taken: settings, left: {} } : offline(settings)
    if (Object.keys(taken).length > 0) await this.#server.update(uid, taken)
    const names = Object.keys(left)
    if (names.length === 0) return
    this.left.set(uid, left)
    this.findings.push({
      level: 'note',
      blame: 'env',
      message: `a throw-away server asks nobody for vectors, so embedders of ${uid} were left out: ${namesSome(names)}`,
    })
  }

  /** Each batch is awaited: what is accepted may fail. */
  async #fill(uid: string, lines: AsyncIterable<Buffer>): Promise<void> {
    let held: Buffer[] = []
    let bytes = 0
    const send = async () => {
      if (bytes > 0) await this.#server.add(uid, Buffer.concat(held))
      held = []
      bytes = 0
    }
    for await (const piece of lines) {
      stopIfAborted(this.#place.signal)
      if (bytes > 0 && bytes + piece.length > batchBytes) await send()
      held.push(piece)
      bytes += piece.length
    }
    await send()
  }

  /** What could not be removed. Its own client, because the other may be what failed. The server first does what it has accepted. */
  async #abandon(): Promise<Remains | undefined> {
    const { connection, services, signal, graceMs = cancelledMs } = this.#place
    using patience = new Patience(signal, graceMs)
    await using server = new Meilisearch(connection, services, patience.signal)
    const left = [...this.#begun]
    try {
      for (const uid of this.#begun) {
        await server.remove(uid)
        left.shift()
      }
      return undefined
    } catch (error) {
      const late = patience.signal.aborted ? 'the server has not deleted them in time, and may do so later' : undefined
      return { indexes: left, because: late ?? messageOf(error) }
    }
  }

  #told(error: unknown, remains: Remains | undefined): unknown {
    if (!isProblem(error)) return error
    const { where } = this.#place.connection
    const gone = this.#gone.length > 0 && error.code !== 'cancelled'
    const after = [
      gone ? `${namesSome(this.#gone)} of the target had been deleted to be replaced` : '',
      gone && remains === undefined ? 'what was made in place of that is deleted again' : '',
      remains ? `half restored indexes stay in ${where}: ${namesSome(remains.indexes)}: ${remains.because}` : '',
    ].filter((text) => text !== '')
    if (after.length === 0) return error
    const hint = remains ? `${error.hint ?? ''} Delete them: DELETE /indexes/NAME.`.trim() : error.hint
    return new Problem(error.code, [messageOf(error), ...after].join('; '), { hint, cause: error })
  }
}

interface Remains {
  readonly indexes: readonly string[]
  readonly because: string
}

/** For what is cleaned up: long, but short once the run is cancelled. */
class Patience implements Disposable {
  readonly #ending = new AbortController()
  readonly #of: AbortSignal
  readonly #hurry: () => void
  #timer: NodeJS.Timeout

  constructor(of: AbortSignal, graceMs: number) {
    const end = () => this.#ending.abort()
    this.#of = of
    this.#timer = setTimeout(end, failedMs)
    this.#hurry = () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(end, graceMs)
    }
    if (of.aborted) this.#hurry()
    else of.addEventListener('abort', this.#hurry, { once: true })
  }

  get signal(): AbortSignal {
    return this.#ending.signal
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#of.removeEventListener('abort', this.#hurry)
  }
}

const failedMs = 10 * 60_000
const cancelledMs = 30_000
// A server takes 100 MB, by default.
const batchBytes = 8 * 1024 * 1024

/** An embedder that would ask a service, or load a model from one, has no business on a server that reaches nobody. */
function offline({ embedders, ...settings }: Settings): { taken: Settings; left: Embedders } {
  const all = Object.entries((embedders ?? {}) as Embedders)
  const [taken = [], left = []] = [true, false].map((own) =>
    all.filter(([, { source }]) => (source === 'userProvided') === own),
  )
  const kept = taken.length === 0 ? {} : { embedders: Object.fromEntries(taken) }
  return { taken: { ...settings, ...kept }, left: Object.fromEntries(left) }
}
