import { createHash } from 'node:crypto'
import type { Position } from '../../../src/engine/engine.ts'
import type { Effect, Place } from '../place.ts'
import type { Pass } from './past.ts'
import { broken, joined, type Span } from './promise.ts'
import type { LogServer } from './server.ts'

export const windowMs = 2 * 86_400_000
export const everyMs = 15 * 60_000

interface Manifest {
  readonly id: string
  readonly position?: Position
  readonly moment?: string
  readonly parts: readonly { readonly name: string; readonly sha256: string }[]
  readonly log?: { readonly number: number; readonly previous?: unknown }
}

/** What was stored, by what its manifest said at first. */
interface Stored {
  readonly folder: string
  readonly manifest: Manifest
  readonly bytes: Buffer
}

/** What must be true of a log that is collected, whatever happens: by docs/point-in-time.md, never by the program. */
export class LogModel {
  /** The first thing that was not true. */
  first: Error | undefined
  checks = 0
  /** Some listing may have shown what was not so any more, or not yet. */
  unsure = false
  readonly stored = new Map<string, Stored>()
  /** What was listed as restorable at any time. */
  readonly #promised = new Map<Pass, readonly Span[]>()
  /** What is listed as restorable from what is held, by id. */
  readonly #held = new Map<string, readonly Span[]>()
  /** What it held at this true time was collected. */
  #collectedAt: number | undefined
  /** When a piece was last stored that follows another. */
  #followedAt = 0
  #wasRestorable = false
  readonly #server: LogServer
  readonly #places: ReadonlyMap<string, Place>

  constructor(server: LogServer, places: ReadonlyMap<string, Place>) {
    this.#server = server
    this.#places = places
    server.released = (until) => this.#released(until)
  }

  must(is: boolean, message: string): void {
    this.checks += 1
    if (!is) this.first ??= new Error(message)
    if (!is) throw this.first
  }

  /** A run that began then has said that all is well. Less than a step later nothing need be due. */
  succeeded(beganAt: number): void {
    // Where the server's clock is wrong, it decides in part when the next step begins.
    const steps = this.#server.past.passes.length === 1 ? 1 : 2
    this.#collectedAt = Math.max(this.#collectedAt ?? 0, beganAt - steps * everyMs)
  }

  /** Hears of every change in a store at once. */
  changed(who: string, { store, key, after }: Effect, now: number): void {
    const [, folder = '', id = ''] = /^(orders(?:~=log[^/]*)?)\/manifests\/([^/]+)\.json$/.exec(key) ?? []
    if (id === '' || !after) return
    const manifest = JSON.parse(after.bytes.toString()) as Manifest
    const known = this.stored.get(id)
    this.stored.set(id, known ?? { folder, manifest, bytes: after.bytes })
    this.must(known?.bytes.equals(after.bytes) ?? true, `${who} replaced the manifest of ${id} in ${store}`)
    this.must(this.isWhole(store, id), `${who} committed ${id} to ${store} before it was whole there`)
    const { log } = manifest
    if (!log || known) return
    if (log.previous) this.#followedAt = now
    const broke = (this.#server.brokeAt ?? 0) > this.#followedAt - 60_000
    this.must(
      log.previous !== undefined || log.number === 1 || broke || this.unsure,
      `${who} began a stream with ${id}, and nothing has befallen the server's log`,
    )
  }

  /** Every byte of the copy is what was committed. */
  isWhole(store: string, id: string): boolean {
    const objects = this.#places.get(store)?.objects
    const known = this.stored.get(id)
    if (!objects || !known) return false
    const { folder, bytes, manifest } = known
    if (!objects.get(`${folder}/manifests/${id}.json`)?.bytes.equals(bytes)) return false
    if (!objects.has(`${folder}/keys/${id}.json`)) return false
    return manifest.parts.every(({ name, sha256 }) => {
      const part = objects.get(`${folder}/data/${id}/${name}`)
      return part !== undefined && createHash('sha256').update(part.bytes).digest('hex') === sha256
    })
  }

  wholeIn(id: string): readonly string[] {
    return [...this.#places.keys()].filter((store) => this.isWhole(store, id))
  }

  /** What a log can be played onto, and where some store has it. */
  bases(): readonly string[] {
    const own = this.#server.takesBases ? 'orders~=log-base' : 'orders'
    const named = [...this.stored].filter(([, { folder }]) => folder === own)
    return named.map(([id]) => id).filter((id) => this.wholeIn(id).length > 0)
  }

  /** A command that nothing disturbed says so. */
  hold(id: string): void {
    this.#held.set(id, [])
  }

  unhold(id: string): void {
    this.#held.delete(id)
  }

  /** What `list` shows now. */
  listed(windows: readonly Span[], now: number): void {
    const { past } = this.#server
    for (const [pass, spans] of this.#promised) this.#kept(spans, windows, now - windowMs + pass.aheadMs)
    for (const [id, spans] of this.#held) {
      this.#kept(spans, windows, Number.NEGATIVE_INFINITY)
      const moment = Date.parse(this.stored.get(id)?.manifest.moment ?? '')
      const own = windows.find(([from, until]) => from <= moment && moment <= until)
      if (own) this.#held.set(id, [[moment, own[1]]])
    }
    this.must(windows.length > 0 || !this.#wasRestorable, 'nothing at all can be restored any more')
    this.#wasRestorable = windows.length > 0
    for (const { pass, span } of windows.flatMap((window) => past.cut(window)))
      this.#promised.set(pass, joined([...(this.#promised.get(pass) ?? []), span]))
  }

  #kept(promised: readonly Span[], windows: readonly Span[], since: number): void {
    const lost = broken(promised, windows, since)
    const [from, until] = lost ?? [0, 0]
    this.must(lost === undefined, `from ${timeOf(from)} to ${timeOf(until)} could be restored once`)
  }

  restored(at: number, values: string): void {
    const held = this.#server.past.held(at)
    this.must(held.has(values), `${timeOf(at)} is restored as ${values}, and it was ${[...held].join(' or ')}`)
  }

  latest(values: string | undefined): void {
    const since = this.#collectedAt
    if (since === undefined) return
    const needed = this.#server.past.at(since)
    if (values === undefined) throw new Error(`a run has collected ${needed}, and nothing is restored`)
    // It was set back where what it held then is no beginning of what it held later.
    const held = this.#server.past.since(values)
    const fits = held.some((at) => at >= since) || values === needed
    this.must(fits, `the latest is ${values}, and a run had collected ${needed} of ${timeOf(since)}`)
  }

  /** Only what some store has whole may be forgotten. */
  #released(until: Position): void {
    const has = [...this.stored].some(
      ([
        id,
        {
          manifest: { log, position },
        },
      ]) => {
        const reaches = position?.history === until.history && Number(position.at) >= Number(until.at)
        return log !== undefined && reaches && this.wholeIn(id).length > 0
      },
    )
    this.must(has, `the server may forget its log until ${until.at}, and no store has that`)
  }
}

const timeOf = (at: number) => new Date(at).toISOString()
