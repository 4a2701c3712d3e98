import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { isProblem, messageOf, noteAlso, Problem } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { PlainBackup, RestoreRequest, RestoreResult } from '../contract.ts'
import { HttpRefusal } from '../http/refusal.ts'
import { selected } from '../selection.ts'
import { Bulk, fullHint } from './bulk.ts'
import { isBeyondLimit, limitsOf, type Place, whenLoaded, whileLoading, withoutLimits } from './definition.ts'
import { someFacts } from './facts.ts'
import { mustBeFree, mustTake } from './free.ts'
import {
  type Common,
  commonKinds,
  type Definition,
  damaged,
  type KeptIndex,
  readDescription,
} from './part/description.ts'
import { eventsOf, readPart } from './part/read.ts'
import { Cluster, pathOf, refresh, strange } from './protocol/cluster.ts'
import type { Reached } from './protocol/connection.ts'
import { commonPaths } from './protocol/templates.ts'
import type { Product } from './search-source.ts'

export interface RestoreContext {
  readonly reached: Reached
  readonly product: Product
  readonly throwAway: boolean
  readonly signal: AbortSignal
}

const taken = z.object({ acknowledged: z.boolean() })
const acknowledged = z.object({ shards_acknowledged: z.boolean() })
const undoMs = 60_000
const lateMs = 3000

/** Everything that can be refused is, before anything is written. */
export async function restoreIndexes(
  backup: PlainBackup,
  request: RestoreRequest,
  { reached, product, throwAway, signal }: RestoreContext,
): Promise<RestoreResult> {
  const { only } = request
  const cluster = new Cluster(reached)
  const { indexes, common, old, oldCommon } = await admitIndexes(backup, request, cluster, product)
  // The old goes before the new can come: not before the new has been read to its end.
  if (old.size > 0) for (const kept of indexes) await readPart(backup, kept, signal)
  const place = { hasReplicas: await cluster.hasReplicas(), throwAway }
  const restoring = new Restoring(backup, cluster, place, old, signal)
  try {
    for (const kept of indexes) await restoring.index(kept)
    await restoring.common(common, oldCommon)
  } catch (error) {
    throw restoring.told(await restoring.undone(error, reached))
  }
  const names = new Set(indexes.map(({ name }) => name))
  const expected = only.length === 0 ? backup.facts : someFacts(backup.facts, (name) => names.has(name))
  return { findings: [], expected, restoredBytes: restoring.bytes }
}

/** Refuses what cannot be restored, and changes nothing. */
export async function admitIndexes(
  backup: PlainBackup,
  { overwrite, only }: RestoreRequest,
  cluster: Cluster,
  product: Product,
) {
  const description = await readDescription(backup)
  const indexes = chosen(description.indexes, only)
  mustTake(cluster, product, description)
  const common = only.length === 0 ? description.common : undefined
  return { indexes, common, ...(await mustBeFree(cluster, { indexes, common, overwrite })) }
}

class Restoring {
  bytes = 0
  readonly #backup: PlainBackup
  readonly #cluster: Cluster
  readonly #place: Place
  /** Indexes of the target that are to go. */
  readonly #old: ReadonlySet<string>
  readonly #signal: AbortSignal
  readonly #gone: string[] = []
  readonly #made: string[] = []
  /** What is there by half, if anything. */
  #half: string | undefined
  readonly #written: string[] = []

  constructor(backup: PlainBackup, cluster: Cluster, place: Place, old: ReadonlySet<string>, signal: AbortSignal) {
    this.#backup = backup
    this.#cluster = cluster
    this.#place = place
    this.#old = old
    this.#signal = signal
  }

  async index(kept: KeptIndex): Promise<void> {
    const bulk = new Bulk(this.#cluster.client, kept.name, this.#signal)
    let definition: Definition | undefined
    try {
      for await (const events of eventsOf(this.#backup, kept, this.#signal)) {
        for (const event of events) {
          if (event.kind === 'header') {
            definition = event.header.definition
            await this.#make(kept.name, definition)
            continue
          }
          this.bytes += event.lines.length
          const sending = bulk.add(event.lines)
          if (sending !== undefined) await sending
        }
      }
      await bulk.end()
    } finally {
      // What is still under way would make the index anew, after it was removed.
      await bulk.settled()
    }
    if (definition === undefined) throw damaged(kept.part, 'it has no beginning')
    await this.#finish(kept, definition)
    this.#half = undefined
    this.#made.push(kept.name)
  }

  /** What belongs to no index: last, so that no template has a say in what an index is. */
  async common(common: Common | undefined, there: Common): Promise<void> {
    for (const kind of [...commonKinds].sort(componentsFirst)) {
      for (const [name, body] of Object.entries(common?.[kind] ?? {})) {
        const path = `${commonPaths[kind].path}${pathOf(name)}`
        await this.#put(path, body)
        if (!Object.hasOwn(there[kind], name)) this.#written.push(path)
      }
    }
  }

  async #make(name: string, definition: Definition): Promise<void> {
    const { client } = this.#cluster
    if (this.#old.has(name)) {
      await client.json({ method: 'DELETE', path: pathOf(name) })
      this.#gone.push(name)
    }
    this.#half = name
    const loading = whileLoading(definition.settings)
    try {
      await this.#create(name, { ...definition, settings: loading })
    } catch (error) {
      if (!(error instanceof HttpRefusal) || error.status !== 400 || !isBeyondLimit(error.reason)) throw error
      await this.#create(name, { ...definition, settings: withoutLimits(loading) })
      // Before there are documents: where no more fields are taken, they bring none.
      await this.#put(`${pathOf(name)}/_settings`, limitsOf(loading))
    }
  }

  async #create(name: string, json: Definition): Promise<void> {
    const { client } = this.#cluster
    const path = `${pathOf(name)}?wait_for_active_shards=1`
    const said = acknowledged.safeParse((await client.json({ method: 'PUT', path, json })).json).data
    if (said === undefined) throw strange(client, `PUT ${path}`)
    if (!said.shards_acknowledged)
      throw this.#refused(
        name,
        'its shards do not start',
        `Look at GET _cluster/allocation/explain: often the disk is too full. ${fullHint}`,
        true,
      )
  }

  async #finish({ name, documents }: KeptIndex, { settings }: Definition): Promise<void> {
    const { client } = this.#cluster
    await refresh(client, name)
    const count = await this.#cluster.count(name)
    if (count !== documents)
      throw this.#refused(
        name,
        `it has ${count} documents after ${documents} were written`,
        'Check that nothing else writes there, and look at the log of the server.',
      )
    const path = `${pathOf(name)}/_settings`
    await this.#put(path, whenLoaded(settings, this.#place))
  }

  async #put(path: string, json: object): Promise<void> {
    const { client } = this.#cluster
    const answer = await client.json({ method: 'PUT', path, json })
    if (!taken.safeParse(answer.json).success) throw strange(client, `PUT ${path}`)
  }

  #refused(name: string, because: string, hint: string, ofMachine = false): Problem {
    const { where } = this.#cluster.client
    return new Problem('restore-failed', `${where} does not take index ${name}: ${because}`, { hint, ofMachine })
  }

  /** What was made goes again. Gives what is told: where that cannot be, what is left is named. */
  async undone(error: unknown, { anew }: Reached): Promise<unknown> {
    const { throwAway } = this.#place
    const left = this.#left()
    if (throwAway || left.length === 0) return error
    // What was sent when the connection ended may come through after the index has gone, and would make it anew.
    const isLate = isProblem(error, 'cancelled', 'source-failed') && !(error instanceof HttpRefusal)
    try {
      await using client = anew(AbortSignal.timeout(undoMs))
      const remove = (path: string) => client.json({ method: 'DELETE', path, also: [404] })
      for (const { path } of left) await remove(path)
      if (!isLate || this.#half === undefined) return error
      await pause(lateMs)
      await remove(pathOf(this.#half))
      return error
    } catch (also) {
      noteAlso(error, also)
      const { where } = this.#cluster.client
      const names = namesSome(left.map(({ name }) => name))
      const hint = `Delete what it has of this backup, or run it again with --overwrite ${where}: ${names}.`
      return isProblem(error, 'cancelled')
        ? new Problem('cancelled', `${error.message}; ${where} is left half restored`, { hint, cause: error })
        : new Problem('restore-failed', `${where} is left half restored: ${messageOf(error)}`, { hint, cause: error })
    }
  }

  /** What was whole before goes too, unless it has taken the place of something. */
  #left(): readonly { readonly name: string; readonly path: string }[] {
    const half = this.#half === undefined ? [] : [this.#half]
    const isReplacing = this.#gone.length > 0
    const written = isReplacing ? [] : this.#written.toReversed().map((path) => ({ name: path, path }))
    const indexes = [...(isReplacing ? [] : this.#made), ...half].map((name) => ({ name, path: pathOf(name) }))
    return [...written, ...indexes]
  }

  told(error: unknown): unknown {
    if (this.#gone.length === 0 || !isProblem(error) || error.code === 'cancelled') return error
    const lost = this.#gone.filter((name) => !this.#made.includes(name))
    const after =
      lost.length === 0 ? 'all of them were' : `${namesSome(lost)} ${lost.length === 1 ? 'was' : 'were'} not yet`
    const message = `${messageOf(error)}; of the target's indexes, ${namesSome(this.#gone)} had been removed to be replaced, and ${after}`
    return new Problem(error.code, message, { hint: error.hint, cause: error, ofMachine: error.ofMachine })
  }
}

/** An index template names components, which are there before it. */
const componentsFirst = (one: string, other: string) =>
  Number(other === 'component template') - Number(one === 'component template')

function chosen(indexes: readonly KeptIndex[], only: readonly string[]): readonly KeptIndex[] {
  const unmatched = (pattern: string, hint: string) =>
    new Problem('usage', `--only ${pattern}: the backup has no such index`, { hint })
  const names = indexes.map(({ name }) => name)
  const taken = new Set(selected(names, { include: only, exclude: [] }, 'index', unmatched))
  return indexes.filter(({ name }) => taken.has(name))
}
