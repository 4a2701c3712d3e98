import type { Position } from '../../../src/engine/engine.ts'
import type { Place } from '../place.ts'
import { broken, joined, type Span } from './promise.ts'
import type { LogServer } from './server.ts'

export const windowMs = 2 * 86_400_000
export const everyMs = 15 * 60_000

interface Stored {
  readonly position?: Position
  readonly kind?: string
}

/** What must be true of a log that is collected, whatever happens: by docs/point-in-time.md, never by the program. */
export class LogModel {
  /** The first thing that was not true. */
  first: Error | undefined
  checks = 0
  /** What was listed as restorable at any time. */
  #promised: readonly Span[] = []
  /** The server as it was then was collected. */
  #collectedAt: number | undefined
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
    this.#collectedAt = Math.max(this.#collectedAt ?? 0, beganAt - everyMs)
  }

  /** What `list` shows now. */
  listed(windows: readonly Span[], now: number): void {
    const lost = broken(this.#promised, windows, now - windowMs)
    this.must(
      lost === undefined,
      `from ${lost && timeOf(lost[0])} to ${lost && timeOf(lost[1])} could be restored once`,
    )
    this.#promised = joined([...this.#promised, ...windows])
  }

  restored(at: number, values: string): void {
    const held = this.#server.held(at)
    this.must(values === held, `${timeOf(at)} is restored as ${values}, and it was ${held}`)
  }

  latest(values: string | undefined): void {
    const since = this.#collectedAt
    if (since === undefined) return
    const needed = this.#server.held(since)
    if (values === undefined) throw new Error(`a run has collected ${needed}, and nothing is restored`)
    // It was set back where what it held then is no beginning of what it held later.
    const held = this.#server.since(values)
    const fits = held.some((at) => at >= since) || values === needed
    this.must(fits, `the latest is ${values}, and a run had collected ${needed} of ${timeOf(since)}`)
  }

  /** Only what some store has may be forgotten. */
  #released(until: Position): void {
    const has = [...this.#places.values()].some((place) =>
      place.keys('orders~=log-').some((key) => {
        if (!/\/manifests\//.test(key) || !key.endsWith('.json')) return false
        const { position } = JSON.parse(place.objects.get(key)?.bytes.toString() ?? '{}') as Stored
        return position?.history === until.history && Number(position.at) >= Number(until.at)
      }),
    )
    this.must(has, `the server may forget its log until ${until.at}, and no store has that`)
  }
}

const timeOf = (at: number) => new Date(at).toISOString()
