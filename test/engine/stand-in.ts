import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/*
 * What the stand-ins of servers that cannot be had here have in common. Only node's own modules: a stand-in runs in a
 * container, too.
 */

/** What a stand-in refuses. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface Listening extends AsyncDisposable {
  readonly port: number
}

/** Serves until it is disposed. `errorOf`: the body of a refusal, in the words of the server that it stands for. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  errorOf: (message: string, status: number) => object,
  at: { readonly host: string; readonly port: number } = { host: '127.0.0.1', port: 0 },
): Promise<Listening> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return void response.destroy()
      const status = error instanceof Refusal ? error.status : 500
      answer(response, status, errorOf(error instanceof Error ? error.message : String(error), status))
    })
  })
  server.listen(at.port, at.host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Resolves once it takes more, or nobody listens any more. */
export async function drained(response: ServerResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  response.once('drain', resolve).once('close', resolve)
  await promise
  response.off('drain', resolve).off('close', resolve)
}

export function answer(response: ServerResponse, status: number, body: object): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length })
  response.end(bytes)
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export async function jsonOf<T>(request: IncomingMessage): Promise<T> {
  const bytes = await bodyOf(request)
  return (bytes.length === 0 ? {} : JSON.parse(bytes.toString('utf8'))) as T
}
