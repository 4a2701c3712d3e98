import { type Manifest, type ManifestPart, objectName, type Place } from '../../catalog/catalog.ts'
import type { Part } from '../../engine/engine.ts'
import { isFailure, Problem, remedy } from '../../problem.ts'
import { type DataKey, type JustSealed, seal } from '../../seal/seal.ts'
import { putEverywhere } from '../../store/store.ts'
import {
  checkPart,
  drain,
  eachPart,
  factsPart,
  partOpener,
  readFacts,
  smallBytes,
  unlessArchived,
} from '../../verify/verify.ts'
import type { Log } from '../../world.ts'
import type { StoreFailure } from '../project/stores/open-stores.ts'

/** Which backup goes where. */
export interface Freight {
  readonly id: string
  readonly source: string
  readonly key: DataKey
  readonly places: readonly Place[]
  /** Stores that have failed already. */
  readonly failed: readonly StoreFailure[]
  readonly signal: AbortSignal
  /** Hears of every store that drops out. */
  readonly onFailure: (store: string) => void
  readonly progress: Log['progress']
}

/** The parts of one backup on their way to several stores; a store that fails drops out, the last one to fail throws. */
export class Upload {
  readonly parts: ManifestPart[] = []
  alive: readonly Place[]
  failed: readonly StoreFailure[]
  readonly #freight: Freight
  /** By part. */
  readonly #justSealed = new Map<string, JustSealed>()
  /** Every object that may be somewhere. */
  readonly #sent: string[] = []
  /** What is on its way, and what has arrived; it ends before anything is removed. */
  readonly #storing: Promise<void>[] = []
  readonly #over = new AbortController()
  readonly #signal: AbortSignal
  #committing = false

  constructor(freight: Freight) {
    this.alive = freight.places
    this.failed = freight.failed
    this.#freight = freight
    this.#signal = AbortSignal.any([freight.signal, this.#over.signal])
    this.#requireOne()
  }

  /**
   * Seals one part and sends it to every store that is left; throws `dump-incomplete` for an empty one. It has been read and
   * sealed when this ends, and a large one is stored; see `stored`.
   */
  async add(part: Part, expectedBytes: number): Promise<void> {
    this.#requireOne()
    const { id, key, source } = this.#freight
    const signal = this.#signal
    const { name: as, compression } = part
    const heard = part.spent ? { spent: part.spent } : {}
    const sealing = seal(part.body, { key, id, part: as, compression, signal, ...heard })
    const places = this.alive
    const stores = places.map(({ store }) => store)
    const { spent } = sealing
    const options = { signal, data: true, spent, ...(expectedBytes > 0 ? { expectedBytes } : {}) }
    const name = objectName.data(source, id, part.name)
    this.#sent.push(name)
    using _ = this.#freight.progress({ what: `${id}: ${part.name}`, done: sealing.plainBytes, of: expectedBytes })
    const storing = this.#store(
      putEverywhere(stores, name, sealing.body, options).then((outcomes) =>
        this.#drop(
          places,
          outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.problem : undefined)),
        ),
      ),
    )
    // Where both fail, what the stores say is what happened.
    const done = sealing.done.catch(() => storing.then(() => sealing.done))
    const { plainCrc32, ...sealed } = await Promise.race([done, storing.then(() => done)])
    if (sealed.plainBytes === 0) {
      throw new Problem('dump-incomplete', `${part.name} of ${source} is empty, and an empty dump is not a backup`, {
        hint: remedy.dump,
      })
    }
    this.#justSealed.set(part.name, { ...sealed, plainCrc32 })
    this.parts.push({ name: part.name, ...sealed, compression: part.compression })
    // What is small waits for the way to the store and back: the next part goes beside it. Two large ones would hold two buffers.
    if (sealed.bytes > smallBytes) await storing
  }

  /** Once everything sent has arrived, in every store that is left. */
  async stored(): Promise<void> {
    await Promise.all(this.#storing)
  }

  /** What fails is told to whoever waits for it. */
  #store(storing: Promise<void>): Promise<void> {
    storing.catch(() => {})
    this.#storing.push(storing)
    return storing
  }

  /**
   * Reads every copy back: the first is opened with the key still in memory, the others must have the same bytes. A copy
   * that its storage class keeps from being read is compared by size, and gives the name of its store.
   */
  async readBack(manifest: Manifest): Promise<readonly string[]> {
    const { id, key, signal } = this.#freight
    let bytes = 0
    const onBytes = (more: number) => {
      bytes += more
    }
    const of = this.alive.length * manifest.parts.reduce((sum, part) => sum + part.bytes, 0)
    using _ = this.#freight.progress({ what: `${id}: reading back`, done: () => bytes, of, unit: 'sealed' })
    const archived = new Set<Place>()
    const readable = async (place: Place, read: () => Promise<void>) => {
      if (!(await unlessArchived(place, manifest, manifest.parts, signal, read))) archived.add(place)
    }
    const open = (place: Place) =>
      readable(place, async () => {
        const open = partOpener(place, manifest, key, signal, { justSealed: this.#justSealed, onBytes })
        await eachPart(manifest.parts, async ({ name }) => {
          if (name === factsPart) await readFacts(open, manifest)
          else await drain(await open(name))
        })
      })
    const digest = (place: Place) =>
      readable(place, () => eachPart(manifest.parts, (part) => checkPart(place, manifest, part, signal, onBytes)))
    let [opened] = this.alive
    // All at once: together they take as long as the slowest.
    await this.each((place) => (place === opened ? open(place) : digest(place)))
    const next = () => this.alive.find((place) => !archived.has(place))
    for (let first = next(); first && first !== opened; first = next()) {
      opened = first
      await this.#at([first], open)
    }
    return this.alive.filter((place) => archived.has(place)).map(({ name }) => name)
  }

  /** Goes on without these stores. */
  leaveOut(failed: readonly StoreFailure[]): void {
    // It may have failed in two ways at once.
    const news = failed.filter(({ store }) => this.alive.some(({ name }) => name === store))
    for (const { store } of news) this.#freight.onFailure(store)
    this.failed = [...this.failed, ...news]
    this.alive = this.alive.filter(({ name }) => !news.some(({ store }) => store === name))
    this.#requireOne()
  }

  /** Does it in every store that is left, at once; those in which it fails drop out. */
  async each(step: (place: Place) => Promise<void>): Promise<void> {
    await this.#at(this.alive, step)
  }

  /** Writes what comes right before the commit. */
  async prepare(step: (place: Place) => Promise<void>): Promise<void> {
    const { id, source } = this.#freight
    this.#sent.push(objectName.key(source, id), objectName.signature(source, id))
    await this.#store(this.each(step))
  }

  /** Commits in every store that is left; those in which it fails drop out. */
  async commit(step: (place: Place) => Promise<void>): Promise<void> {
    this.#committing = true
    await this.each(step)
  }

  /** One Problem for each store that does not have the backup. */
  problems(): readonly Problem[] {
    return this.failed.map(
      ({ store, problem }) =>
        new Problem(problem.code, `${this.#freight.id} is not in ${store}: ${problem.message}`, {
          cause: problem,
          hint: problem.hint ?? 'The next run completes the copy.',
        }),
    )
  }

  /**
   * Removes what was sent. Objects that cannot be removed now have no manifest: they do not count, and are swept later.
   */
  async abandon(): Promise<void> {
    if (this.#committing) return
    this.#over.abort()
    // What arrives after its removal would stay.
    await Promise.allSettled(this.#storing)
    const signal = AbortSignal.timeout(30_000)
    await Promise.allSettled(this.#freight.places.map(({ store }) => store.remove(this.#sent, signal)))
  }

  async #at(places: readonly Place[], step: (place: Place) => Promise<void>): Promise<void> {
    const outcomes = await Promise.allSettled(places.map(step))
    this.#drop(
      places,
      outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : undefined)),
    )
  }

  /** `errors`: by place. */
  #drop(places: readonly Place[], errors: readonly unknown[]): void {
    const failed = errors.flatMap((error, i): StoreFailure[] => {
      const place = places[i]
      if (error === undefined || !place) return []
      if (!isFailure(error)) throw error
      return [{ store: place.name, problem: error }]
    })
    this.leaveOut(failed)
  }

  #requireOne(): void {
    if (this.alive.length > 0) return
    const [first, second] = this.failed
    if (first && !second) throw first.problem
    const list = this.failed.map(({ store, problem }) => `${store}: ${problem.message}`).join('; ')
    throw new Problem('store-failed', `no store took ${this.#freight.id}: ${list}`, {
      hint: first?.problem.hint ?? 'Run `backproof doctor`: it tries each store.',
      cause: first?.problem,
    })
  }
}
