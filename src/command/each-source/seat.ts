import { availableParallelism } from 'node:os'
import { cancelled } from '../../problem.ts'

/** At most so many at once, in the order in which they came. */
export class Turnstile {
  readonly #most: number
  #inside = 0
  readonly #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#most = most
  }

  /** Waits for a turn, which is over when what this gives is disposed of. Throws `cancelled` when the signal fires first. */
  async take(signal: AbortSignal): Promise<Disposable> {
    if (signal.aborted) throw cancelled(signal)
    if (this.#inside >= this.#most) await this.#wait(signal)
    else this.#inside += 1
    let over = false
    return {
      [Symbol.dispose]: () => {
        if (over) return
        over = true
        this.#leave()
      },
    }
  }

  /** A turn is passed on directly, never released in between: a newcomer cannot get in before those who wait. */
  #leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#inside -= 1
  }

  async #wait(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', stop)
        resolve()
      }
      const stop = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1)
        reject(cancelled(signal))
      }
      this.#waiting.push(enter)
      signal.addEventListener('abort', stop, { once: true })
    })
  }
}

/** What is smaller waits for round trips and not for cores. */
const heavyBytes = 8 << 20

/** How many sources are worked on at once, and how many of those may do what takes cores and memory. */
export interface Width {
  readonly sources: number
  readonly heavy: number
  /** How many databases of one server are dumped at once, where each is a source of its own. */
  readonly perServer: number
}

/** `concurrency` is the policy's; absent: by the cores of this machine. Pure. */
export function widthOf(concurrency: number | undefined, cores = availableParallelism()): Width {
  if (concurrency !== undefined) return { sources: concurrency, heavy: concurrency, perServer: concurrency }
  // A dump seals in all cores: a second one beside it pays where there are many, and needs as much memory again.
  return { sources: cores > 1 ? 16 : 8, heavy: cores >= 8 ? 2 : 1, perServer: 4 }
}

/** What sources that are worked on at once take in turns. Whoever takes both takes the server first. */
export class Seats {
  readonly #heavy: Turnstile
  readonly #perServer: number
  readonly #servers = new Map<string, Turnstile>()

  constructor({ heavy, perServer }: Width) {
    this.#heavy = new Turnstile(heavy)
    this.#perServer = perServer
  }

  /**
   * One dump at a time of each server; undefined: there is none to spare. `several`: of a server whose databases are sources of
   * their own, as many as the policy wants.
   */
  async server(name: string | undefined, signal: AbortSignal, most: 'one' | 'several' = 'one'): Promise<Disposable> {
    if (name === undefined) return free
    const key = `${most} ${name}`
    const turnstile = this.#servers.get(key) ?? new Turnstile(most === 'one' ? 1 : this.#perServer)
    this.#servers.set(key, turnstile)
    return turnstile.take(signal)
  }

  /** For work on so many bytes. */
  async heavy(bytes: number, signal: AbortSignal): Promise<Disposable> {
    return bytes < heavyBytes ? free : this.#heavy.take(signal)
  }
}

const free: Disposable = { [Symbol.dispose]() {} }
