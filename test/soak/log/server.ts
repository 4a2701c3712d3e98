import type { Position } from '../../../src/engine/engine.ts'
import { type FakeName, FakeServer } from '../../command/log/fake.ts'
import { Past } from './past.ts'

const said = (rows: readonly { readonly value: string }[]) => rows.map(({ value }) => value).join()

/** A server in memory that also remembers all that it ever was, has a clock of its own, and hears what it is told to forget. */
export class LogServer extends FakeServer {
  past = new Past()
  /** When the last thing befell it after which its log cannot go on; undefined: nothing did. */
  brokeAt: number | undefined
  released: (until: Position) => void = () => {}
  #trueTime: () => number = () => 0
  #made = 0

  /** Of another world. */
  reset(trueTime: () => number, kind: FakeName): void {
    this.#trueTime = trueTime
    this.now = () => new Date(trueTime() + this.past.pass.aheadMs)
    this.takesBases = kind === 'postgres'
    this.history = 'one'
    this.begins = 0
    this.brokeAt = undefined
    this.#made = 0
    this.targets.clear()
    this.rows = []
    this.past = new Past()
  }

  add(): void {
    this.write(`r${this.#made++}`)
    this.past.hold(this.#trueTime(), said(this.rows))
  }

  override lose(): void {
    super.lose()
    this.brokeAt = this.#trueTime()
  }

  /** It was restored from something old, or a standby has taken its place: what came later is gone, and its log is another. */
  setBack(left: number): void {
    this.rows = this.rows.slice(0, left)
    this.begins = this.rows.length
    this.history = `after ${this.#made} with ${left} at ${this.#trueTime()}`
    this.brokeAt = this.#trueTime()
    this.past.hold(this.#trueTime(), said(this.rows))
  }

  /** Somebody sets its clock. */
  setClock(aheadMs: number): void {
    if (aheadMs < this.past.pass.aheadMs) this.brokeAt = this.#trueTime()
    this.past.setClock(this.#trueTime(), aheadMs)
  }

  /** What it is told that it may forget, it forgets. */
  forget(until: Position): void {
    this.released(until)
    if (until.history === this.history) this.begins = Math.max(this.begins, Number(until.at))
  }

  /** What was restored. */
  restored(url: string): string {
    return said(this.targets.get(url) ?? [])
  }
}
