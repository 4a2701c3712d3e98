import { type ClientRequest, Agent as HttpAgent, request as requestPlain } from 'node:http'
import { Agent as HttpsAgent, request as requestTls } from 'node:https'
import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { cancelled, isProblem, messageOf, Problem, stopIfAborted } from '../../problem.ts'
import type { Address, Reached, Service } from '../../runtime/runtime.ts'
import { reasonOf } from '../../words/words.ts'
import { nameOf, reachedFromHere, unreached } from '../dial.ts'
import { type HttpAnswer, inTime, watchedAnswer, wholeBody } from './answer.ts'
import { isNested } from './nesting.ts'
import { HttpRefusal, reasonIn, secretsIn, wordsOf } from './refusal.ts'
import { responseOf, Sending } from './sending.ts'

/** Which server is asked, and as whom. */
export interface HttpServer {
  readonly address: Address
  readonly tls: ConnectionOptions | undefined
  readonly services: Readonly<Record<string, Service>>
  /** Whose it is, for messages: "source search". */
  readonly place: string
  /** What the path of every request begins with, without a slash at its end. */
  readonly base?: string
  /** Sent with every request: who asks. Never shown. */
  readonly headers?: Readonly<Record<string, string>>
  /** Which rights a user needs, as a sentence: the hint of an answer 403. */
  readonly rights?: string
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As it is sent, with a slash first: names in it are encoded. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | string | AsyncIterable<Uint8Array> | undefined
  /** The most that is waited for a sign of the server. */
  readonly silenceMs?: number
  /** Statuses beside 2xx that are answers too. */
  readonly also?: readonly number[]
}

export interface HttpJson extends Omit<HttpRequest, 'body'> {
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: HttpRequest['body']
  readonly mostBytes?: number
}

const standardSilenceMs = 60_000
// Servers close what is idle: a request that is sent at that moment would be lost.
const idleMs = 3000
const mostJsonBytes = 16 * 1024 * 1024
const mostErrorBytes = 64 * 1024
// As much as the servers themselves take.
const mostNesting = 1000

/** The header of a user and a password. */
export const basicAuth = (user: string, password: string): Readonly<Record<string, string>> => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
})

/** A server that speaks HTTP. Its connections are kept until it is disposed; redirects are not followed. */
export class HttpClient implements AsyncDisposable {
  readonly place: string
  /** "search.example:9200" */
  readonly where: string
  readonly #server: HttpServer
  readonly #reached: Reached
  readonly #agent: HttpAgent | HttpsAgent
  readonly #signal: AbortSignal
  readonly #secrets: readonly string[]

  constructor(server: HttpServer, signal: AbortSignal) {
    const { host, port } = server.address
    this.#server = server
    this.#signal = signal
    this.#reached = reachedFromHere(server.address, server.services)
    this.place = server.place
    this.where = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`
    const kept = { keepAlive: true, timeout: idleMs }
    this.#agent = server.tls
      ? new HttpsAgent({ ...kept, ...nameOf(this.#reached), ...server.tls })
      : new HttpAgent(kept)
    this.#secrets = Object.values(server.headers ?? {}).flatMap(secretsIn)
  }

  /** A small answer, parsed; undefined where it is empty. @throws HttpRefusal for a status that is neither 2xx nor in `also`. */
  async json({ json, mostBytes = mostJsonBytes, ...request }: HttpJson): Promise<{ status: number; json: unknown }> {
    const typed = json === undefined ? {} : { 'content-type': 'application/json' }
    const body = json === undefined ? request.body : JSON.stringify(json)
    const headers = { accept: 'application/json', ...typed, ...request.headers }
    const answer = await this.ask({ ...request, headers, ...(body === undefined ? {} : { body }) })
    const what = `${request.method} ${shortened(request.path)}`
    const bytes = await wholeBody(answer.body, mostBytes)
    if (bytes === undefined)
      throw this.problem(
        `the answer to ${what} is longer than ${mostBytes} bytes`,
        'Check that the URL names the right server.',
      )
    if (bytes.length === 0) return { status: answer.status, json: undefined }
    // What goes into it by itself would run out of its stack.
    if (isNested(bytes, mostNesting))
      throw this.problem(
        `the answer to ${what} is nested more than ${mostNesting} times`,
        'Check that the URL names the right server.',
      )
    try {
      return { status: answer.status, json: JSON.parse(bytes.toString('utf8')) }
    } catch {
      throw this.problem(
        `the answer to ${what} is not JSON`,
        'Check that the URL names the server itself, not another one.',
      )
    }
  }

  /** One request. @throws HttpRefusal for a status that is neither 2xx nor in `also`. */
  async ask(request: HttpRequest): Promise<HttpAnswer> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#accepted(request, await this.#send(request))
      } catch (error) {
        // The server closed a kept connection just when it was to be used; what only reads is asked again.
        const again = error instanceof StaleConnection && tries < 3 && ['GET', 'HEAD'].includes(request.method)
        if (!again) throw error instanceof StaleConnection ? error.problem : error
      }
    }
  }

  problem(message: string, hint: string, cause?: unknown): Problem {
    return new Problem('source-failed', `${this.place}: ${this.where}: ${this.#redacted(message)}`, { hint, cause })
  }

  /** What went wrong, without where: for a message that says so itself. */
  bare(error: unknown): string {
    if (error instanceof HttpRefusal) return error.reason
    const at = `${this.place}: ${this.where}: `
    const message = messageOf(error)
    return message.startsWith(at) ? message.slice(at.length) : message
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy()
  }

  async #send({ method, path, headers = {}, body, silenceMs = standardSilenceMs }: HttpRequest): Promise<HttpAnswer> {
    stopIfAborted(this.#signal)
    const { tls, base = '' } = this.#server
    const given = typeof body === 'string' ? Buffer.from(body) : body
    const request = (tls ? requestTls : requestPlain)({
      ...{ ...this.#reached, method, path: `${base}${path}`, agent: this.#agent },
      headers: {
        ...{ host: this.where, 'user-agent': 'backproof', 'accept-encoding': 'identity' },
        ...(Buffer.isBuffer(given) ? { 'content-length': given.length } : {}),
        ...{ ...this.#server.headers, ...headers },
      },
    })
    const stop = () => request.destroy(cancelled(this.#signal))
    this.#signal.addEventListener('abort', stop)
    const done = () => this.#signal.removeEventListener('abort', stop)
    const late = () => this.problem(`it sent nothing for ${Math.round(silenceMs / 1000)} s`, hints.late)
    const answered = responseOf(request)
    const sending = new Sending(request, answered, (drained) => inTime(drained, silenceMs, late))
    try {
      const sent = sending.all(given)
      // A refusal may come before all is sent; a success that does is none.
      await Promise.race([sent, answered])
      const incoming = await inTime(answered, silenceMs, late)
      const status = incoming.statusCode ?? 0
      if (status < 300) await sent
      const broken = (cause: unknown) => this.#broken(cause, 'the connection broke off')
      const read = () => {
        done()
        if (!request.writableEnded) request.destroy()
      }
      return {
        status,
        headers: incoming.headers,
        body: watchedAnswer(incoming, { silenceMs, late, broken, done: read }),
      }
    } catch (error) {
      request.destroy()
      done()
      if (isProblem(error)) throw error
      stopIfAborted(this.#signal)
      // What is sent may fail by itself.
      throw sending.failure ?? this.#unanswered(error as Error, request)
    }
  }

  async #accepted({ method, path, also = [] }: HttpRequest, answer: HttpAnswer): Promise<HttpAnswer> {
    const { status, headers } = answer
    const encoding = headers['content-encoding'] ?? 'identity'
    const fine = (status >= 200 && status < 300) || also.includes(status)
    if (fine && encoding === 'identity') return answer
    const bytes = await wholeBody(answer.body, mostErrorBytes).catch((error: unknown) => {
      if (isProblem(error, 'cancelled')) throw error
      return undefined
    })
    if (fine)
      throw this.problem(
        `it answers in ${encoding}, which was not asked for`,
        'Name the server itself, not a proxy that compresses.',
      )
    const what = `${method} ${shortened(path)}`
    const said = bytes === undefined || encoding !== 'identity' ? undefined : reasonIn(bytes)
    const reason = this.#redacted(said ?? `status ${status}`)
    const { message, hint } = wordsOf(status, {
      ...{ what, said: said === undefined ? undefined : reason },
      ...{ rights: this.#server.rights, location: headers.location },
    })
    throw new HttpRefusal(status, reason, this.#redacted(`${this.place}: ${this.where}: ${message}`), hint)
  }

  /** What ended before there was an answer. */
  #unanswered(error: Error, request: ClientRequest): Error {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    const broken = request.socket?.connecting === false && /^(ECONNRESET|EPIPE)$/.test(code)
    const neverEncrypted = this.#server.tls !== undefined && !request.reusedSocket
    if (!broken || neverEncrypted)
      return unreached(error, this.#server.address, this.place, this.#server.tls !== undefined)
    const hint = this.#server.tls || request.reusedSocket ? hints.broken : hints.unencrypted
    const problem = this.problem(`the connection broke off before it answered: ${reasonOf(error)}`, hint, error)
    return request.reusedSocket ? new StaleConnection(problem) : problem
  }

  #broken(cause: unknown, what: string): Problem {
    if (this.#signal.aborted) return cancelled(this.#signal)
    return isProblem(cause) ? cause : this.problem(`${what}: ${reasonOf(cause)}`, hints.broken, cause)
  }

  #redacted(text: string): string {
    return this.#secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
  }
}

const hints = {
  late: 'Look at the log and the load of the server, and at proxies in between.',
  broken: 'Look at the log of the server, and at proxies in between; then run it again.',
  unencrypted: 'If the server has TLS, write https:// in the URL; else look at the log of the server.',
} as const

class StaleConnection extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message, { cause: problem })
    this.problem = problem
  }
}

/** What a query or a long path adds tells nobody anything. */
const shortened = (path: string) => {
  const [plain = ''] = path.split('?')
  return plain.length > 100 ? `${plain.slice(0, 100)}...` : plain
}
