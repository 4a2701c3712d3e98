import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { isProblem, messageOf, Problem } from '../../../problem.ts'
import { reasonOf } from '../../../words/words.ts'
import { type Listen, urlOf } from '../address.ts'
import type { ServeLog } from '../log.ts'
import type { Tokens } from '../token.ts'
import { type Answer, HttpProblem, problemAnswer, statusOf } from './answer.ts'
import { readBody } from './body.ts'
import { type Asked, parseTarget, requireHost, requireOwnOrigin, requireToken } from './guard.ts'
import { type Endpoint, match, parsed, queryOf } from './router.ts'

/** How long anyone may take, and how much may come. */
export interface Limits {
  /** For the whole head of a request. */
  readonly headMs: number
  /** For a whole request. */
  readonly requestMs: number
  /** Without a byte in either direction. */
  readonly idleMs: number
  readonly connections: number
}

export const usualLimits: Limits = { headMs: 10_000, requestMs: 30_000, idleMs: 120_000, connections: 512 }

export interface HttpOptions {
  readonly endpoints: readonly Endpoint[]
  readonly tokens: Tokens
  /** Names that a browser or a proxy calls it by. */
  readonly hostNames: readonly string[]
  readonly limits: Limits
  readonly log: ServeLog
  readonly redact: (text: string) => string
}

export interface HttpServer {
  readonly url: string
  /** Takes no more connections, and resolves when those that are open have had their answers, at the latest after `ms`. */
  close(ms: number, hurry: AbortSignal): Promise<void>
}

/** Listens. Throws `usage` where it cannot. */
export async function listen(at: Listen, options: HttpOptions): Promise<HttpServer> {
  const { headMs, requestMs, idleMs, connections } = options.limits
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: headMs,
    requestTimeout: requestMs,
    keepAliveTimeout: 5000,
    connectionsCheckingInterval: Math.min(1000, headMs),
    rejectNonStandardBodyWrites: true,
  })
  server.maxHeadersCount = 100
  server.maxConnections = connections
  server.timeout = idleMs
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, options).catch((error: unknown) => {
      tellBug(error, options)
      response.destroy()
    })
  }
  server.on('request', onRequest)
  // Refusals are told before the body is sent.
  server.on('checkContinue', onRequest)
  await started(server, at)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : at.port
  return { url: urlOf({ host: at.host, port }), close: (ms, hurry) => close(server, ms, hurry) }
}

function started(server: Server, { host, port }: Listen): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `the server cannot listen at ${urlOf({ host, port })}: ${reasonOf(cause)}`
      reject(new Problem('usage', message, { hint: 'Name another address with --listen HOST:PORT.', cause }))
    })
    server.listen({ host, port, backlog: 511 }, () => resolve())
  })
}

async function close(server: Server, ms: number, hurry: AbortSignal): Promise<void> {
  const end = () => server.closeAllConnections()
  const late = setTimeout(end, ms)
  if (hurry.aborted) end()
  hurry.addEventListener('abort', end)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearTimeout(late)
  hurry.removeEventListener('abort', end)
}

async function answer(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<void> {
  request.on('error', () => undefined)
  response.on('error', () => undefined)
  const { socket } = request
  let given: Answer
  try {
    given = await handle(request, response, options)
  } catch (error) {
    given = failure(error, options)
  }
  send(request, response, socket, given)
}

async function handle(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<Answer> {
  const { endpoints, tokens, hostNames } = options
  const asked: Asked = {
    method: request.method ?? '',
    target: request.url ?? '',
    headers: request.headers,
    hosts: request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length,
    localAddress: request.socket.localAddress,
  }
  const { path, query } = parseTarget(asked.target)
  const found = match(endpoints, asked.method, path)
  const isOpen = found.kind === 'found' && found.route.open === true
  if (!isOpen) {
    requireHost(asked, hostNames)
    requireToken(asked, tokens)
    requireOwnOrigin(asked)
  }
  if (found.kind === 'none') throw new HttpProblem(404, 'unknown-path', 'there is nothing at this path')
  if (found.kind === 'method')
    throw new HttpProblem(405, 'unknown-method', 'this path does not take this method', {
      headers: { Allow: found.allow.join(', ') },
    })
  const { route } = found
  const parameters = route.parameters ? parsed(route.parameters, found.parameters, 'path') : {}
  const lists = Object.entries(route.query?.shape ?? {}).flatMap(([name, one]) => (isList(one) ? [name] : []))
  const values = queryOf(query, lists)
  if (!route.query && Object.keys(values).length > 0)
    throw new HttpProblem(400, 'query-refused', 'this path takes no query')
  const body = route.body ? await readBody(request, response) : undefined
  return route.handle({
    parameters: parameters as Readonly<Record<string, string>>,
    query: route.query ? parsed(route.query, values, 'query') : {},
    body: route.body ? parsed(route.body, body === undefined && route.bodyOptional ? {} : body, 'body') : undefined,
  })
}

const isList = (schema: unknown): boolean => {
  const { type, innerType } = (schema as { def: { type: string; innerType?: unknown } }).def
  return type === 'array' || (innerType !== undefined && isList(innerType))
}

/** A bug is told in the log, with its stack; the asker learns that there was one. */
function failure(error: unknown, options: HttpOptions): Answer {
  const { redact } = options
  if (error instanceof HttpProblem) return problemAnswer(error)
  if (isProblem(error)) {
    const status = statusOf(error.code)
    const retry: Readonly<Record<string, string>> = status === 429 || status === 503 ? { 'Retry-After': '10' } : {}
    const hint = error.hint === undefined ? undefined : redact(error.hint)
    return problemAnswer(new HttpProblem(status, error.code, redact(error.message), { hint, headers: retry }))
  }
  tellBug(error, options)
  return problemAnswer(new HttpProblem(500, 'bug', 'the server met a bug: its log has more'))
}

function tellBug(error: unknown, { log }: HttpOptions): void {
  log.error('bug', { message: messageOf(error), stack: error instanceof Error ? error.stack : undefined })
}

const safeHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const

function send(request: IncomingMessage, response: ServerResponse, socket: Socket, given: Answer): void {
  const { status, body, type, headers } = given
  if (response.destroyed) return
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  // What is still to come of a body is not read: the connection ends with the answer.
  const isCut = !request.complete
  response.writeHead(status, {
    ...safeHeaders,
    'Content-Type': type,
    'Content-Length': String(bytes.length),
    ...headers,
    ...(isCut ? { Connection: 'close' } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : bytes, () => {
    if (!isCut) return
    // Closed gently, or the answer could be lost with what is still arriving; but not for long.
    socket.end()
    setTimeout(() => socket.destroy(), 1000).unref()
  })
}
