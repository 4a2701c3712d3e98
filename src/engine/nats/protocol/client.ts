import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { cancelled, isProblem, Problem, stopIfAborted } from '../../../problem.ts'
import { oneLine, reasonOf } from '../../../words/words.ts'
import { dial, encrypt } from '../../dial.ts'
import { serversText } from '../../server-url.ts'
import type { Connection, Login } from './connection.ts'
import { type Message, ProtocolReader, type ServerInfo } from './reader.ts'

export type Handler = (message: Message) => void

/** After so long without a sign of life a server is taken for gone. */
const silenceMs = 15_000
const pingMs = 5000

/**
 * One connection to a NATS server, without reconnecting: if it breaks, work in progress is lost, and reported as lost.
 * It has only what backups need: subscriptions, messages and their replies.
 */
export class NatsClient implements AsyncDisposable {
  readonly info: ServerInfo
  readonly where: string
  readonly #connection: Connection
  readonly #socket: Socket
  readonly #reader: ProtocolReader
  readonly #handlers = new Map<number, Handler>()
  readonly #inbox: string
  readonly #closed = Promise.withResolvers<never>()
  #lastSid = 0
  #lastHeard = performance.now()
  #ended = false
  /** Who hears that a subject is not allowed: the request that is under way. */
  readonly #refusals = new Set<(problem: Problem) => void>()
  readonly #pongs: (() => void)[] = []
  readonly #timer: NodeJS.Timeout
  readonly #signal: AbortSignal
  readonly #stop = () => this.#fail(cancelled(this.#signal))

  private constructor(connection: Connection, opened: Opened, signal: AbortSignal) {
    this.info = opened.info
    this.where = opened.where
    this.#connection = connection
    this.#socket = opened.socket
    this.#reader = opened.reader
    this.#signal = signal
    this.#inbox = `${connection.inbox}.backproof${randomBytes(12).toString('hex')}`
    this.#closed.promise.catch(() => undefined)
    this.#timer = setInterval(() => this.#look(), pingMs)
    signal.addEventListener('abort', this.#stop)
    opened.socket.on('data', (chunk: Buffer) => this.#take(chunk))
    opened.socket.on('error', (error) => this.#fail(this.#broken(reasonOf(error))))
    opened.socket.on('close', () => this.#fail(this.#broken('the server closed it')))
    opened.socket.resume()
    // A server that takes nobody says so right after its greeting.
    this.#take(Buffer.alloc(0))
  }

  /** The first of the servers that answers. @throws Problem naming each that does not, or what is wrong with the login. */
  static async connect(connection: Connection, signal: AbortSignal): Promise<NatsClient> {
    const failures: Problem[] = []
    for (const server of connection.servers) {
      try {
        const opened = await open(connection, server, signal)
        const client = new NatsClient(connection, opened, signal)
        try {
          await client.#login(connection.login)
          return client
        } catch (error) {
          await client[Symbol.asyncDispose]()
          throw error
        }
      } catch (error) {
        if (!isProblem(error, 'source-failed')) throw error
        failures.push(error)
      }
    }
    const [first] = failures
    if (first !== undefined && failures.length === 1) throw first
    throw new Problem('source-failed', failures.map(({ message }) => message).join('; '), { hint: first?.hint })
  }

  /** Rejects when the connection breaks, and never resolves. */
  get closed(): Promise<never> {
    return this.#closed.promise
  }

  publish(subject: string, body: string | Buffer = '', reply = ''): void {
    if (this.#ended) return
    const length = Buffer.byteLength(body)
    this.#socket.cork()
    this.#socket.write(`PUB ${subject} ${reply === '' ? '' : `${reply} `}${length}\r\n`)
    if (length > 0) this.#socket.write(body)
    this.#socket.write('\r\n')
    this.#socket.uncork()
  }

  /** Resolves when the socket takes more. */
  async drained(): Promise<void> {
    if (this.#socket.writableNeedDrain) await Promise.race([once(this.#socket, 'drain'), this.closed])
  }

  /** A subject that only this client hears, until it is disposed. */
  listen(handler: Handler): { readonly subject: string } & Disposable {
    const sid = ++this.#lastSid
    const subject = `${this.#inbox}.${sid}`
    this.#handlers.set(sid, handler)
    this.#send(`SUB ${subject} ${sid}\r\n`)
    return {
      subject,
      [Symbol.dispose]: () => {
        if (this.#handlers.delete(sid)) this.#send(`UNSUB ${sid}\r\n`)
      },
    }
  }

  /** One answer. `what`: "the list of streams", for messages. */
  async request(subject: string, body: string | Buffer, what: string, timeoutMs = silenceMs): Promise<Message> {
    const answer = Promise.withResolvers<Message>()
    using inbox = this.listen(answer.resolve)
    const late = setTimeout(() => {
      answer.reject(
        this.problem(`${what} was not answered within ${Math.round(timeoutMs / 1000)} s`, {
          hint: 'Check that JetStream works there: nats server report jetstream, or nats stream ls.',
        }),
      )
    }, timeoutMs)
    this.#refusals.add(answer.reject)
    try {
      this.publish(subject, body, inbox.subject)
      const message = await Promise.race([answer.promise, this.closed])
      if (message.status?.code !== 503) return message
      throw this.problem(`nobody answers ${what}: ${subject}`, {
        hint: 'Turn JetStream on (nats-server -js), for the account of this user too, and check that the URL names the right server.',
      })
    } finally {
      clearTimeout(late)
      this.#refusals.delete(answer.reject)
    }
  }

  /** Everything that was published before has been looked at; throws where a subject was not allowed. */
  async flush(): Promise<void> {
    const pong = Promise.withResolvers<void>()
    this.#refusals.add(pong.reject)
    this.#pongs.push(pong.resolve)
    this.#send('PING\r\n')
    try {
      await Promise.race([pong.promise, this.closed])
    } finally {
      this.#refusals.delete(pong.reject)
    }
  }

  /** Until it is disposed, hears of subjects that are not allowed. */
  onRefusal(refused: (problem: Problem) => void): Disposable {
    this.#refusals.add(refused)
    return { [Symbol.dispose]: () => void this.#refusals.delete(refused) }
  }

  problem(message: string, { hint, cause }: { hint: string; cause?: unknown }): Problem {
    return new Problem('source-failed', `${this.#connection.place}: NATS at ${this.where}: ${message}`, { hint, cause })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#fail(this.#broken('it was closed here'))
    this.#socket.destroy()
  }

  #send(text: string): void {
    if (!this.#ended) this.#socket.write(text)
  }

  async #login(login: Login): Promise<void> {
    const { nonce = '' } = this.info
    const proof =
      login.kind === 'password'
        ? { user: login.user, pass: login.password }
        : login.kind === 'token'
          ? { auth_token: login.token }
          : login.kind === 'key'
            ? {
                sig: login.key.sign(nonce),
                ...(login.jwt === undefined ? { nkey: login.key.name } : { jwt: login.jwt }),
              }
            : {}
    const common = { verbose: false, pedantic: false, headers: true, no_responders: true, protocol: 1 }
    const self = { name: 'backproof', lang: 'node', version: process.versions.node }
    this.#send(`CONNECT ${JSON.stringify({ ...common, ...self, ...proof })}\r\n`)
    await this.flush()
    stopIfAborted(this.#signal)
  }

  #take(chunk: Buffer): void {
    this.#lastHeard = performance.now()
    try {
      for (const operation of this.#reader.read(chunk)) {
        if (this.#ended) return
        if (operation.kind === 'message') this.#handlers.get(operation.message.sid)?.(operation.message)
        else if (operation.kind === 'ping') this.#send('PONG\r\n')
        else if (operation.kind === 'pong') this.#pongs.shift()?.()
        else if (operation.kind === 'error') this.#heard(operation.text)
      }
    } catch (error) {
      this.#fail(this.#broken(reasonOf(error)))
    }
  }

  /** What is not allowed ends what is under way; everything else ends the connection. */
  #heard(text: string): void {
    const refused = /^Permissions Violation for (Publish|Subscription) to "([^"]*)"/i.exec(text)
    if (refused === null) {
      this.#fail(this.#rejected(text))
      return
    }
    const [, verb = '', subject = ''] = refused
    const right = verb.toLowerCase() === 'publish' ? 'publish' : 'subscribe'
    const shown = subject.startsWith(this.#inbox) ? `${this.#connection.inbox}.>` : subject
    const problem = this.problem(`the user may not ${right} to ${shown}`, {
      hint: `Add it to the user's permissions: ${right}: { allow: [...] }. docs/engines.md lists all that a backup needs.`,
    })
    for (const refuse of this.#refusals) refuse(problem)
  }

  #rejected(text: string): Problem {
    return rejected(text, (message, hint) => this.problem(message, { hint }))
  }

  #broken(because: string): Problem {
    return this.problem(`the connection broke: ${because}`, { hint: 'Check the server and its log, and try again.' })
  }

  #look(): void {
    const quietMs = performance.now() - this.#lastHeard
    if (quietMs > silenceMs) this.#fail(this.#broken(`the server was silent for ${silenceMs / 1000} s`))
    else if (quietMs > pingMs) this.#send('PING\r\n')
  }

  #fail(problem: Problem): void {
    if (this.#ended) return
    this.#ended = true
    clearInterval(this.#timer)
    this.#signal.removeEventListener('abort', this.#stop)
    this.#closed.reject(problem)
    this.#socket.destroy()
  }
}

/** What a server says before it ends the connection. */
function rejected(text: string, problem: (message: string, hint: string) => Problem): Problem {
  if (/authorization|authentication/i.test(text))
    return problem(
      'the server refuses the user or the password (or the token, or the key)',
      'Check user and password in the URL, with special characters URL-encoded; creds=FILE and nkey=FILE name the files of a key.',
    )
  if (/secure|tls/i.test(text))
    return problem('the server takes encrypted connections only', 'Begin the URL with tls://.')
  return problem(`the server ended the connection: ${oneLine(text, 300)}`, 'Its log says more about the reason.')
}

interface Opened {
  readonly socket: Socket
  readonly reader: ProtocolReader
  readonly info: ServerInfo
  readonly where: string
}

/** NATS greets in the clear; TLS begins after that. */
async function open(connection: Connection, server: Connection['servers'][0], signal: AbortSignal): Promise<Opened> {
  const { place, tls } = connection
  const where = serversText({ servers: [server] })
  const problem = (message: string, hint: string) =>
    new Problem('source-failed', `${place}: NATS at ${where}: ${message}`, { hint })
  let socket = await dial(server, undefined, place, signal)
  try {
    const reader = new ProtocolReader()
    const info = await greeting(socket, reader, signal).catch((error: Error) => {
      stopIfAborted(signal)
      throw problem(
        error.message,
        'Check host and port of the URL: NATS listens for its clients on 4222. If its tls has handshake_first: true, set it to auto: this program waits for a greeting first.',
      )
    })
    if (tls === undefined && info.tls_required === true)
      throw problem('the server takes encrypted connections only', 'Begin the URL with tls://.')
    if (tls !== undefined) {
      if (info.tls_required !== true && info.tls_available !== true)
        throw problem(
          'the server has no TLS',
          'Begin the URL with nats://, or set tls in the configuration of the server.',
        )
      // Nothing else of what came in the clear is believed.
      if (reader.pending > 0) throw refusalIn(reader, problem)
      socket = await encrypt(socket, server, tls, place, signal)
    }
    return { socket, reader, info, where }
  } catch (error) {
    socket.destroy()
    throw error
  }
}

function refusalIn(reader: ProtocolReader, problem: (message: string, hint: string) => Problem): Problem {
  try {
    for (const operation of reader.read(Buffer.alloc(0)))
      if (operation.kind === 'error') return rejected(operation.text, problem)
  } catch {
    // It is no operation of NATS.
  }
  return problem('what came in the clear is not a greeting', 'Check who answers there.')
}

async function greeting(socket: Socket, reader: ProtocolReader, signal: AbortSignal): Promise<ServerInfo> {
  const told = Promise.withResolvers<ServerInfo>()
  const data = (chunk: Buffer) => {
    try {
      for (const operation of reader.read(chunk)) {
        if (operation.kind !== 'info') throw new Error('what answers there is not a NATS server')
        socket.pause()
        return told.resolve(operation.info)
      }
    } catch {
      told.reject(new Error('what answers there is not a NATS server'))
    }
  }
  const late = AbortSignal.any([signal, AbortSignal.timeout(silenceMs)])
  const stop = () => told.reject(new Error('nothing that answers there greets as a NATS server does'))
  const closed = () => told.reject(new Error('it closed the connection'))
  socket.on('data', data).on('close', closed)
  late.addEventListener('abort', stop)
  try {
    return await told.promise
  } finally {
    socket.off('data', data).off('close', closed)
    late.removeEventListener('abort', stop)
  }
}
