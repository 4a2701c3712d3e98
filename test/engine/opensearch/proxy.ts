import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a test does to an answer: it answers by itself, and says so by true. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>

export interface ProxyServer extends AsyncDisposable {
  readonly port: number
  /** "METHOD /path?query" of each request that came through, oldest first. */
  readonly asked: string[]
  fault: Fault | undefined
  /** Changes the body of an answer. */
  change: ((path: string, body: string) => string) | undefined
}

export const [user, password] = ['backup', 'pass/word of:it']
/** May do all but read the documents of one index. */
export const reader = 'reader'

const basic = (name: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

/** Stands before a server that knows no users, and asks for one; and does to its answers what a test wants. */
export async function startProxy(port: number): Promise<ProxyServer> {
  const asked: string[] = []
  const server = createServer(async (incoming, response) => {
    const path = incoming.url ?? ''
    asked.push(`${incoming.method} ${path}`)
    const given = incoming.headers.authorization
    if (given === basic(reader) && path.startsWith('/people/_search')) {
      const reason = `no permissions for [indices:data/read/search] and User [name=${reader}]`
      response.writeHead(403).end(JSON.stringify({ error: { root_cause: [{ reason }] } }))
      return
    }
    if (given !== basic(user) && given !== basic(reader)) {
      const reason = `unable to authenticate user with ${given}`
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end(JSON.stringify({ error: { reason } }))
      return
    }
    if (await proxy.fault?.(incoming, response)) return
    const { authorization: _, host: _host, ...headers } = incoming.headers
    const onward = request({ host: '127.0.0.1', port, method: incoming.method, path, headers }, (answer) => {
      const { change } = proxy
      if (change === undefined) {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(response)
        return
      }
      void answer.toArray().then((chunks: Buffer[]) => {
        const body = Buffer.from(change(path, Buffer.concat(chunks).toString('utf8')))
        response.writeHead(answer.statusCode ?? 0, { ...answer.headers, 'content-length': body.length }).end(body)
      })
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: ProxyServer = {
    port: (server.address() as AddressInfo).port,
    asked,
    fault: undefined,
    change: undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
  return proxy
}
