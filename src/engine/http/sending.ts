import type { ClientRequest, IncomingMessage } from 'node:http'

/** What waits for a server that is slower than what is sent. */
type Patience = (drained: Promise<unknown>) => Promise<unknown>

/** The body of a request on its way. */
export class Sending {
  /** What broke what is sent, where that was not the server. */
  failure: Error | undefined
  readonly #request: ClientRequest
  readonly #patience: Patience
  #refused = false

  constructor(request: ClientRequest, answered: Promise<IncomingMessage>, patience: Patience) {
    this.#request = request
    this.#patience = patience
    const heard = ({ statusCode = 0 }: IncomingMessage) => {
      this.#refused = statusCode >= 300
    }
    answered.then(heard, () => undefined)
    limitConnecting(request)
  }

  /** Ends early where the server has refused it already. */
  async all(body: Buffer | AsyncIterable<Uint8Array> | undefined): Promise<void> {
    const sent = body === undefined || Buffer.isBuffer(body) ? this.#whole(body) : this.#pieces(body)
    // Whoever waits hears of it; where an answer came first, nobody does.
    sent.catch(() => undefined)
    return await sent
  }

  async #whole(body: Buffer | undefined): Promise<void> {
    this.#request.end(body)
  }

  async #pieces(body: AsyncIterable<Uint8Array>): Promise<void> {
    const request = this.#request
    for await (const chunk of this.#watched(body)) {
      if (this.#refused) return
      if (request.errored) throw request.errored
      if (!request.write(chunk)) await this.#patience(drained(request))
    }
    request.end()
  }

  async *#watched(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body
    } catch (error) {
      this.failure = error as Error
      throw error
    }
  }
}

/** It takes more, has been answered or is closed. */
async function drained(request: ClientRequest): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const events = ['drain', 'response', 'close']
  for (const event of events) request.on(event, resolve)
  try {
    await promise
  } finally {
    for (const event of events) request.off(event, resolve)
  }
}

/** The answer, or why there is none. */
export function responseOf(request: ClientRequest): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request.once('response', resolve)
  // Stays, so that what breaks later is nobody's crash: the body tells of it.
  request.on('error', reject)
  request.once('close', () => reject(new Error('the connection was closed')))
  promise.catch(() => undefined)
  return promise
}

const connectMs = 30_000

function limitConnecting(request: ClientRequest): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) return
    const slow = () => request.destroy(new Error(`it does not answer within ${connectMs / 1000} s`))
    const timer = setTimeout(slow, connectMs)
    const clear = () => clearTimeout(timer)
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', clear)
    socket.once('close', clear)
  })
}
