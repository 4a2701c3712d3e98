import type { Socket } from 'node:net'
import { cancelled } from '../../../problem.ts'
import type { Address } from '../../../runtime/runtime.ts'
import { dial } from '../../dial.ts'
import type { ServerUrl } from '../../server-url.ts'
import { type Limit, limitOf, syncSilentMs } from './limit.ts'
import { foreign, lost, refused, silent } from './refusal.ts'
import { commandBytes, Refusal, type Reply, ReplyReader } from './reply.ts'

type Word = string | Buffer | number

interface Waiting {
  left: number
  readonly command: string
  readonly limit: Limit
  readonly heard: (reply: Reply) => void
  readonly failed: (error: unknown) => void
}

const lookMs = 1000

/** One connection to a server. Whoever has it ends it, which takes nothing from the server's clients. */
export class Client implements AsyncDisposable {
  /** For messages: "source cache: cache.example:6379". */
  readonly place: string
  readonly #socket: Socket
  // Of what nobody has asked for, nothing is to come.
  readonly #replies = new ReplyReader(() => this.#waiting[0]?.limit ?? limitOf('PING'))
  readonly #waiting: Waiting[] = []
  readonly #signal: AbortSignal
  readonly #stop: () => void
  readonly #timer: NodeJS.Timeout
  /** How long something has been awaited without a byte that went or came. By ticks: a process that was stopped itself has seen none. */
  #quietMs = 0
  /** How many wait for what is to leave this process. */
  #flushing = 0
  /** The last command, while a piece of its answer is awaited. */
  #streaming: string | undefined
  #broken: unknown
  #database = 0

  private constructor(socket: Socket, place: string, signal: AbortSignal) {
    this.#socket = socket
    this.place = place
    this.#signal = signal
    this.#stop = () => this.#break(cancelled(signal))
    this.#timer = setInterval(() => this.#look(), lookMs)
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
    this.send(String(words[0]), [commandBytes(words)], 1, resolve, reject)
    return await promise
  }

  /** Further commands are about this database. */
  async select(database: number): Promise<void> {
    if (database === this.#database) return
    await this.ask('SELECT', database)
    this.#database = database
  }

  /** Commands as bytes, with the number of answers that come to them. `command`: the slowest of them. */
  send(
    command: string,
    pieces: readonly Buffer[],
    replies: number,
    heard: Waiting['heard'],
    failed: Waiting['failed'],
  ): void {
    if (this.#broken !== undefined) {
      failed(this.#broken)
      return
    }
    if (this.#waiting.length === 0) this.#alive()
    if (replies > 0) this.#waiting.push({ left: replies, command, limit: limitOf(command), heard, failed })
    for (const piece of pieces) this.#socket.write(piece, this.#alive)
  }

  /** Resolves when everything that was sent has left this process: its bytes may then be written over. */
  async flushed(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#flushing++
    this.#socket.write('', (error) => (error ? reject(this.#broken ?? lost(this.place, error)) : resolve()))
    try {
      await promise
    } finally {
      this.#flushing--
    }
  }

  /** Sends a last command; from then on the connection is its answer, as it comes. */
  async *stream(...words: readonly Word[]): AsyncGenerator<Buffer, void> {
    if (this.#broken !== undefined) throw this.#broken
    this.#socket.off('data', this.#hear)
    this.#socket.pause()
    this.#socket.write(commandBytes(words))
    const first = this.#replies.rest()
    if (first.length > 0) yield first
    const chunks = this.#socket[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>
    try {
      for (;;) {
        // Only while it is awaited: whoever reads may be slow.
        this.#quietMs = 0
        this.#streaming = String(words[0])
        const { value } = await chunks.next()
        this.#streaming = undefined
        if (value === undefined) break
        yield value
      }
    } catch (error) {
      throw this.#signal.aborted ? cancelled(this.#signal) : (this.#broken ?? lost(this.place, error))
    } finally {
      await chunks.return?.()
    }
    if (this.#signal.aborted) throw cancelled(this.#signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop)
    this.#socket.destroy()
    this.#break(lost(this.place, undefined))
  }

  readonly #alive = (): void => {
    this.#quietMs = 0
  }

  #look(): void {
    const awaited = this.#awaited()
    if (awaited === undefined) return
    this.#quietMs += lookMs
    if (this.#quietMs >= awaited.silentMs) this.#break(silent(this.place, awaited.command, awaited.silentMs))
  }

  #awaited(): { readonly command: string; readonly silentMs: number } | undefined {
    const [first] = this.#waiting
    if (first !== undefined) return { command: first.command, silentMs: first.limit.silentMs }
    if (this.#streaming !== undefined) return { command: this.#streaming, silentMs: syncSilentMs }
    return this.#flushing > 0 ? { command: 'RESTORE', silentMs: limitOf('RESTORE').silentMs } : undefined
  }

  readonly #hear = (chunk: Buffer): void => {
    this.#alive()
    try {
      for (const reply of this.#replies.push(chunk)) {
        const waiting = this.#waiting[0]
        if (waiting === undefined) throw new Error('the server answers what nobody has asked')
        if (--waiting.left === 0) this.#waiting.shift()
        waiting.heard(reply)
      }
    } catch (error) {
      this.#break(error instanceof Error ? foreign(this.place, error) : error)
    }
  }

  #break(error: unknown): void {
    if (this.#broken !== undefined) return
    this.#broken = error
    clearInterval(this.#timer)
    this.#socket.destroy(this.#signal.aborted && error instanceof Error ? error : undefined)
    for (const { failed } of this.#waiting.splice(0)) failed(error)
  }
}
