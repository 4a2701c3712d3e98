import { Problem } from '../../../problem.ts'
import type { Client } from './client.ts'
import { refused } from './refusal.ts'
import { lineEnd, Refusal, type Reply } from './reply.ts'

const stageBytes = 256 * 1024
/** A value of this size is sent from where it lies. */
const largeBytes = 64 * 1024
const mostWaiting = 10_000
/** What the server has not taken is held here: no more than this. */
const mostUnsent = 1024 * 1024

/** A value in pieces is one word. */
export type Word = string | Buffer | readonly Buffer[]

/** Commands without a pause between them, a bounded number under way; each must be answered with OK. */
export class Pipe {
  readonly #client: Client
  readonly #command: string
  #stage = Buffer.allocUnsafe(stageBytes)
  #at = 0
  #staged = 0
  #waiting = 0
  /** Bytes since all that was sent had left this process. */
  #unsent = 0
  #failure: unknown
  #wake: (() => void) | undefined

  constructor(client: Client, command: string) {
    this.#client = client
    this.#command = command
  }

  /** One command; `words` are copied, or have been sent when this resolves. undefined: there is nothing to wait for. */
  add(words: readonly Word[]): Promise<void> | undefined {
    this.#text(`*${words.length}\r\n`)
    let large = false
    for (const word of words) {
      const pieces = typeof word === 'string' ? [Buffer.from(word)] : Buffer.isBuffer(word) ? [word] : word
      this.#text(`$${pieces.reduce((sum, piece) => sum + piece.length, 0)}\r\n`)
      for (const piece of pieces)
        if (piece.length < largeBytes) this.#bytes(piece)
        else {
          this.#flush()
          this.#unsent += piece.length
          this.#client.send(this.#command, [piece], 0, () => undefined, this.#fail)
          large = true
        }
      this.#bytes(lineEnd)
    }
    this.#staged++
    const full = large || this.#unsent > mostUnsent
    if (!full && this.#waiting + this.#staged < mostWaiting && this.#failure === undefined) return undefined
    return this.#settle(full)
  }

  /** Until all that was sent is answered. Throws the first refusal. */
  async end(): Promise<void> {
    this.#flush()
    await this.#until(0)
  }

  async #settle(full: boolean): Promise<void> {
    this.#flush()
    if (full) {
      await this.#client.flushed()
      this.#unsent = 0
    }
    await this.#until(mostWaiting / 2)
  }

  async #until(most: number): Promise<void> {
    while (this.#failure === undefined && this.#waiting > most) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      await promise
    }
    if (this.#failure !== undefined) throw this.#failure
  }

  #text(text: string): void {
    this.#bytes(Buffer.from(text, 'latin1'))
  }

  #bytes(bytes: Buffer): void {
    if (this.#at + bytes.length > stageBytes) this.#flush()
    bytes.copy(this.#stage, this.#at)
    this.#at += bytes.length
  }

  /** Commands that are whole by now are answered, whatever has begun after them. */
  #flush(): void {
    const replies = this.#staged
    if (this.#at === 0 && replies === 0) return
    this.#waiting += replies
    this.#staged = 0
    this.#unsent += this.#at
    this.#client.send(this.#command, [this.#stage.subarray(0, this.#at)], replies, this.#heard, this.#fail)
    this.#stage = Buffer.allocUnsafe(stageBytes)
    this.#at = 0
  }

  readonly #heard = (reply: Reply): void => {
    this.#waiting--
    if (reply instanceof Refusal) this.#failure ??= refused(this.#client.place, this.#command, reply)
    else if (reply !== 'OK')
      this.#failure ??= new Problem('restore-failed', `${this.#client.place} answers ${this.#command} oddly`, {
        hint: 'Check that the URL names a server of Valkey or Redis, and no proxy.',
      })
    this.#rouse()
  }

  readonly #fail = (error: unknown): void => {
    this.#failure ??= error
    this.#rouse()
  }

  #rouse(): void {
    this.#wake?.()
    this.#wake = undefined
  }
}
