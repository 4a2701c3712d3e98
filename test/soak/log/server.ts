import type { Position } from '../../../src/engine/engine.ts'
import { FakeServer } from '../../command/log/fake.ts'

/** What the server held from a moment on. */
export interface State {
  readonly at: number
  readonly values: string
}

const said = (rows: readonly { readonly value: string }[]) => rows.map(({ value }) => value).join()

/** A server in memory that also remembers all that it ever was, and hears what it is told to forget. */
export class LogServer extends FakeServer {
  /** The oldest first. */
  states: State[] = []
  released: (until: Position) => void = () => {}
  #made = 0

  /** Of another world. */
  reset(now: () => Date): void {
    this.now = now
    this.history = 'one'
    this.begins = 0
    this.#made = 0
    this.targets.clear()
    this.rows = []
    this.states = [{ at: 0, values: '' }]
  }

  add(): void {
    this.write(`r${this.#made++}`)
    this.#remember()
  }

  /** It was restored from something old: what came later is gone, and its log is another. */
  setBack(left: number): void {
    this.rows = this.rows.slice(0, left)
    this.begins = this.rows.length
    this.history = `after ${this.#made} with ${left}`
    this.#remember()
  }

  /** What it is told that it may forget, it forgets. */
  forget(until: Position): void {
    this.released(until)
    if (until.history === this.history) this.begins = Math.max(this.begins, Number(until.at))
  }

  /** What it held at a moment. */
  held(at: number): string {
    return this.states.findLast((state) => state.at <= at)?.values ?? ''
  }

  /** The moments since when it held this. */
  since(values: string): readonly number[] {
    return this.states.filter((state) => state.values === values).map(({ at }) => at)
  }

  /** What was restored. */
  restored(url: string): string {
    return said(this.targets.get(url) ?? [])
  }

  #remember(): void {
    this.states.push({ at: this.now().getTime(), values: said(this.rows) })
  }
}
