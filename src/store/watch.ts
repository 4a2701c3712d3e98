import { cancelled } from '../problem.ts'
import type { Pace } from './contract.ts'

/** How long a watched call may stand still, by a clock that is never set. */
export interface Patient {
  readonly monotonicMs: () => number
  /** Asked each time: less once the run is cancelled. */
  readonly idleMs: () => number
  /** Called once, when the call has stood still for so long. */
  readonly stalled: () => Error
  /** The caller has cancelled, and the call did not end within `idleMs` of that. */
  readonly left: () => void
}

/** One call of a store, which is left behind when it stands still: nothing can stop a file system that hangs. */
export class Watch implements Pace {
  /** Fires when the caller cancels, and when the call is left behind. */
  readonly signal: AbortSignal
  readonly #caller: AbortSignal
  readonly #patient: Patient
  readonly #stop = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #movedMs: number
  #resting = true
  #interrupt = (_: unknown) => {}

  constructor(caller: AbortSignal, patient: Patient) {
    this.#caller = caller
    this.#patient = patient
    this.signal = AbortSignal.any([caller, this.#stop.signal])
    this.#movedMs = patient.monotonicMs()
    caller.addEventListener('abort', this.#hurry, { once: true })
  }

  rest(): void {
    this.#resting = true
  }

  work(): void {
    this.#resting = false
    this.beat()
    if (this.#timer === undefined) this.#arm(this.#patient.idleMs())
  }

  beat(): void {
    this.#movedMs = this.#patient.monotonicMs()
  }

  /** Waits for one step of the call; rejects when it is left behind. */
  async guard<T>(step: () => Promise<T>): Promise<T> {
    this.work()
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#interrupt = reject
        step().then(resolve, reject)
      })
    } finally {
      this.rest()
    }
  }

  /** Leaves the call behind: what waits for it gets this error. */
  leave(error: Error): void {
    this.#stop.abort(error)
    this.#interrupt(error)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#resting = true
    this.#caller.removeEventListener('abort', this.#hurry)
  }

  readonly #hurry = () => {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.beat()
    this.#arm(this.#patient.idleMs())
  }

  #arm(ms: number): void {
    this.#timer = setTimeout(() => this.#look(), ms)
  }

  #look(): void {
    this.#timer = undefined
    if (this.#resting) return
    const leftMs = this.#patient.idleMs() - (this.#patient.monotonicMs() - this.#movedMs)
    // Timers fire up to a millisecond early.
    if (leftMs > 1) {
      this.#arm(leftMs)
    } else if (this.#caller.aborted) {
      this.#patient.left()
      this.leave(cancelled(this.#caller))
    } else {
      this.leave(this.#patient.stalled())
    }
  }
}
