import type { Socket } from 'node:net'
import { cancelled } from '../../../problem.ts'
import type { Address } from '../../../runtime/runtime.ts'
import { dial } from '../../dial.ts'
import type { ServerUrl } from '../../server-url.ts'
import { lost, refused } from './refusal.ts'
import { commandBytes, Refusal, type Reply, ReplyReader } from './reply.ts'

type Word = string | Buffer | number

interface Waiting {
  left: number
  readonly heard: (reply: Reply) => void
  readonly failed: (error: unknown) => void
}

/** One connection to a server. Whoever has it ends it, which takes nothing from the server's clients. */
export class Client implements AsyncDisposable {
  /** For messages: "source cache: cache.example:6379". */
  readonly place: string
  readonly #socket: Socket
  readonly #replies = new ReplyReader()
  readonly #waiting: Waiting[] = []
  readonly #signal: AbortSignal
  readonly #stop: () => void
  #broken: unknown
  #database = 0

  private constructor(socket: Socket, place: string, signal: AbortSignal) {
    this.#socket = socket
    this.place = place
    this.#signal = signal
    this.#stop = () => this.#break(cancelled(signal))
    signal.addEventListener('abort', this.#stop)
    socket.on('data', this.#hear)
    socket.on('error', (error) => this.#break(lost(this.place, error)))
    socket.on('close', () => this.#break(lost(this.place, undefined)))
  }

  /** `place`: whose server it is, "source cache". The password is given as the URL has it, and is in no message. */
  static async open(
    { user, password, tls }: Pick<ServerUrl, 'user' | 'password' | 'tls'>,
    server: Address,
    place: string,
    signal: AbortSignal,
  ): Promise<Client> {
    const socket = await dial(server, tls, place, signal)
    const client = new Client(socket, `${place}: ${server.host}:${server.port}`, signal)
    try {
      if (password !== undefined) await client.ask('AUTH', ...(user === undefined ? [] : [user]), password)
      await client.ask('PING')
      return client
    } catch (error) {
      await client[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Throws what the server refuses. */
  async ask(...words: readonly Word[]): Promise<Exclude<Reply, Refusal>> {
    const reply = await this.try(...words)
    if (reply instanceof Refusal) throw refused(this.place, String(words[0]), reply)
    return reply
  }

  /** The same where a refusal is an answer. */
  async try(...words: readonly Word[]): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>()
    this.send([commandBytes(words)], 1, resolve, reject)
    return await promise
  }

  /** Further commands are about this database. */
  async select(database: number): Promise<void> {
    if (database === this.#database) return
    await this.ask('SELECT', database)
    this.#database = database
  }

  /** Commands as bytes, with the number of answers that come to them. */
  send(pieces: readonly Buffer[], replies: number, heard: Waiting['heard'], failed: Waiting['failed']): void {
    if (this.#broken !== undefined) {
      failed(this.#broken)
      return
    }
    if (replies > 0) this.#waiting.push({ left: replies, heard, failed })
    for (const piece of pieces) this.#socket.write(piece)
  }

  /** Resolves when everything that was sent has left this process: its bytes may then be written over. */
  async flushed(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#socket.write('', (error) => (error ? reject(this.#broken ?? lost(this.place, error)) : resolve()))
    await promise
  }

  /** Sends a last command; from then on the connection is its answer, as it comes. */
  async *stream(...words: readonly Word[]): AsyncGenerator<Buffer, void> {
    if (this.#broken !== undefined) throw this.#broken
    this.#socket.off('data', this.#hear)
    this.#socket.pause()
    this.#socket.write(commandBytes(words))
    const first = this.#replies.rest()
    if (first.length > 0) yield first
    try {
      for await (const chunk of this.#socket as AsyncIterable<Buffer>) yield chunk
    } catch (error) {
      throw this.#signal.aborted ? cancelled(this.#signal) : lost(this.place, error)
    }
    if (this.#signal.aborted) throw cancelled(this.#signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop)
    this.#socket.destroy()
    this.#break(lost(this.place, undefined))
  }

  readonly #hear = (chunk: Buffer): void => {
    try {
      for (const reply of this.#replies.push(chunk)) {
        const waiting = this.#waiting[0]
        if (waiting === undefined) throw new Error('the server answers what nobody has asked')
        if (--waiting.left === 0) this.#waiting.shift()
        waiting.heard(reply)
      }
    } catch (error) {
      this.#break(lost(this.place, error))
    }
  }

  #break(error: unknown): void {
    if (this.#broken !== undefined) return
    this.#broken = error
    this.#socket.destroy(this.#signal.aborted && error instanceof Error ? error : undefined)
    for (const { failed } of this.#waiting.splice(0)) failed(error)
  }
}
