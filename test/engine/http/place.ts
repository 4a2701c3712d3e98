import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import { HttpClient, type HttpServer } from '../../../src/engine/http/client.ts'
import type { Problem } from '../../../src/problem.ts'

export const never = () => new AbortController().signal

export interface Place extends AsyncDisposable {
  readonly port: number
  readonly server: Server
  client(more?: Partial<HttpServer>, signal?: AbortSignal): HttpClient
}

export async function serve(
  listener: RequestListener,
  tls?: { readonly key: Buffer; readonly cert: Buffer; ca?: Buffer },
): Promise<Place> {
  const server = tls
    ? (createTls(
        { ...tls, requestCert: tls.ca !== undefined, rejectUnauthorized: tls.ca !== undefined },
        listener,
      ) as Server)
    : createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    server,
    client: (more = {}, signal = never()) =>
      new HttpClient(
        { address: { host: '127.0.0.1', port }, tls: undefined, services: {}, place: 'source search', ...more },
        signal,
      ),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const failure = (asking: Promise<unknown>): Promise<Problem> =>
  asking.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Problem,
  )
