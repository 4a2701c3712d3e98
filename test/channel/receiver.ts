import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Status of an answer, with headers; `hang`: none ever comes. */
export type Answer = number | { readonly status: number; readonly headers: Record<string, string> } | 'hang'

export interface Receiver extends AsyncDisposable {
  readonly url: string
  readonly received: Received[]
  /** The next answers, in this order; then 200. */
  readonly answers: Answer[]
}

/** A real server that keeps whatever is posted to it. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const answers: Answer[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url: path = '', headers } = request
    received.push({ method, path, headers, body: Buffer.concat(chunks).toString() })
    const answer = answers.shift() ?? 200
    if (answer === 'hang') return
    if (typeof answer === 'number') response.writeHead(answer).end('thanks')
    else response.writeHead(answer.status, answer.headers).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
