import type { Socket } from 'node:net'
import {
  type API,
  type Connection as LibraryConnection,
  Reader,
  saslAuthenticateV2,
  saslHandshakeV1,
  saslPlain,
  saslScramSha,
  Writer,
} from '@platformatic/kafka'
import { cancelled } from '../../../problem.ts'
import type { Address } from '../../../runtime/runtime.ts'
import { dial } from '../../dial.ts'
import type { Connection, Login } from './connection.ts'
import { Cursor } from './cursor.ts'

type Parser = (correlationId: number, apiKey: number, apiVersion: number, reader: Reader) => unknown
type Answer = (error: Error | null, payload?: unknown) => void

/** The library takes the number of tagged fields for their length: a broker that adds one would be misread. */
class TaggedReader extends Reader {
  override readTaggedFields(): void {
    const count = this.readUnsignedVarInt()
    for (let index = 0; index < count; index++) {
      this.readUnsignedVarInt()
      this.skip(this.readUnsignedVarInt())
    }
  }
}

/** More than any answer that is asked for here: what is not Kafka is not waited for. */
const mostBytes = 1024 * 1024 * 1024
const answerMs = 120_000
const clientId = 'backproof'

/** The connection broke, or was no such: what was asked may be asked again on another. */
export class Broken extends Error {
  override readonly name: string = 'Broken'
}

/**
 * A connection to one broker. The library writes the requests and reads the answers; what they travel on is ours, so that
 * every engine dials alike, and nothing is tried again unseen.
 */
export class Wire implements Disposable {
  readonly server: Address
  readonly #socket: Socket
  readonly #signal: AbortSignal
  readonly #waiting = new Map<number, (error: Error | null, body?: Buffer) => void>()
  readonly #stop: () => void
  #chunks: Buffer[] = []
  #length = 0
  #next = 0
  #closed: Error | undefined

  private constructor(socket: Socket, server: Address, signal: AbortSignal) {
    this.server = server
    this.#socket = socket
    this.#signal = signal
    this.#stop = () => socket.destroy()
    signal.addEventListener('abort', this.#stop)
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', (error) => this.#close(error))
    socket.on('close', () => this.#close(new Error('it closed the connection')))
  }

  /** @throws Problem `source-failed` where nothing answers; an error of the library's where the login is refused. */
  static async open(server: Address, { tls, login, place }: Connection, signal: AbortSignal): Promise<Wire> {
    const wire = new Wire(await dial(server, tls, place, signal), server, signal)
    try {
      if (login !== undefined) await wire.#authenticate(login)
      return wire
    } catch (error) {
      wire[Symbol.dispose]()
      throw error
    }
  }

  get isOpen(): boolean {
    return this.#closed === undefined
  }

  /** By the library: encodes the request, and reads the answer. */
  async call<A extends unknown[], R>(api: API<A, R>, ...args: A): Promise<R> {
    return await api.async(this as unknown as LibraryConnection, ...args)
  }

  /** By our own reading: the answer's body. */
  request(apiKey: number, apiVersion: number, body: Writer | Buffer): Promise<Cursor> {
    const { promise, resolve, reject } = Promise.withResolvers<Cursor>()
    this.#send(apiKey, apiVersion, body, true, (error, answer = Buffer.alloc(0)) => {
      if (error !== null) return reject(error)
      const cursor = new Cursor(answer)
      try {
        // Only this one has none: whoever asks does not know the version yet.
        if (apiKey !== 18) cursor.taggedFields()
        resolve(cursor)
      } catch (cause) {
        reject(cause)
      }
    })
    return promise
  }

  /** What the library asks of a connection of its own. */
  send(
    apiKey: number,
    apiVersion: number,
    createPayload: () => Writer,
    parser: Parser,
    taggedRequest: boolean,
    taggedAnswer: boolean,
    callback: Answer,
  ): void {
    let payload: Writer
    try {
      payload = createPayload()
    } catch (error) {
      callback(error as Error)
      return
    }
    this.#send(apiKey, apiVersion, payload, taggedRequest, (error, body = Buffer.alloc(0)) => {
      if (error !== null) return callback(error)
      let parsed: unknown
      try {
        const reader = new TaggedReader(Reader.from(body).buffer)
        if (taggedAnswer) reader.readTaggedFields()
        parsed = parser(0, apiKey, apiVersion, reader)
      } catch (cause) {
        callback(cause as Error)
        return
      }
      callback(null, parsed)
    })
  }

  [Symbol.dispose](): void {
    this.#signal.removeEventListener('abort', this.#stop)
    this.#socket.destroy()
    this.#close(new Error('it is closed'))
  }

  #send(
    apiKey: number,
    apiVersion: number,
    body: Writer | Buffer,
    tagged: boolean,
    answer: (error: Error | null, body?: Buffer) => void,
  ): void {
    if (this.#closed !== undefined) {
      answer(this.#closed)
      return
    }
    const id = ++this.#next
    const late = setTimeout(
      () => this.#socket.destroy(new Error(`it gives no answer within ${answerMs / 1000} s`)),
      answerMs,
    )
    this.#waiting.set(id, (error, answered) => {
      clearTimeout(late)
      answer(error, answered)
    })
    const header = Writer.create()
    header.appendInt16(apiKey).appendInt16(apiVersion).appendInt32(id).appendString(clientId, false)
    if (tagged) header.appendTaggedFields()
    const payload = Buffer.isBuffer(body) ? [body] : body.buffers
    const length = Buffer.alloc(4)
    length.writeInt32BE(header.length + payload.reduce((sum, piece) => sum + piece.length, 0))
    this.#socket.cork()
    for (const piece of [length, header.buffer, ...payload]) this.#socket.write(piece)
    this.#socket.uncork()
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    while (this.#length >= 8) {
      if ((this.#chunks[0]?.length ?? 0) < 8) this.#chunks = [Buffer.concat(this.#chunks)]
      const first = this.#chunks[0] ?? Buffer.alloc(0)
      const need = 4 + first.readUInt32BE(0)
      if (need < 8 || need > mostBytes) {
        this.#socket.destroy(new Error('it does not answer as Kafka does'))
        return
      }
      if (this.#length < need) return
      const all = this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks)
      this.#chunks = all.length > need ? [all.subarray(need)] : []
      this.#length -= need
      const id = all.readInt32BE(4)
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      waiting?.(null, all.subarray(8, need))
    }
  }

  #close(cause: Error): void {
    if (this.#closed !== undefined) return
    const error = this.#signal.aborted ? cancelled(this.#signal) : new Broken(cause.message, { cause })
    this.#closed = error
    this.#signal.removeEventListener('abort', this.#stop)
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const answer of waiting) answer(error)
  }

  async #authenticate({ mechanism, user, password }: Login): Promise<void> {
    await this.call(saslHandshakeV1.api, mechanism)
    const connection = this as unknown as LibraryConnection
    if (mechanism === 'PLAIN') await saslPlain.authenticate(saslAuthenticateV2.api, connection, user, password)
    else
      await saslScramSha.authenticate(
        saslAuthenticateV2.api,
        connection,
        mechanism === 'SCRAM-SHA-256' ? 'SHA-256' : 'SHA-512',
        user,
        password,
      )
  }
}
