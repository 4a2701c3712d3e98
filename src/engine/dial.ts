import { connect, isIP, type Socket } from 'node:net'
import { type ConnectionOptions, checkServerIdentity, connect as connectTls } from 'node:tls'
import { Problem, stopIfAborted } from '../problem.ts'
import { type Address, forwardOf, isLocal, type Reached, type Service } from '../runtime/runtime.ts'
import { reasonOf } from '../words/words.ts'

/** Where the programs of an engine run that needs none: what messages call it. */
export const ownProgram = 'this program'

/** Where this process finds a server that a policy names: a job on the machine itself reaches a service by its mapped port. */
export function reachedFromHere(server: Address, services: Readonly<Record<string, Service>>): Reached {
  const forwarded = forwardOf(server, services)
  if (forwarded !== undefined) return forwarded
  if (isLocal(server.host) || !Object.hasOwn(services, server.host)) return server
  const ports = services[server.host]?.ports ?? {}
  const mapped = Number(ports[`${server.port}`] ?? ports[`${server.port}/tcp`])
  return Number.isInteger(mapped) && mapped > 0 ? { host: '127.0.0.1', port: mapped } : server
}

const limitMs = 30_000

/**
 * A connection to a server. `place`: whose it is, for messages.
 * @throws Problem `source-failed` with the reason, and a hint that tells an address from a certificate.
 */
export async function dial(
  server: Reached,
  tls: ConnectionOptions | undefined,
  place: string,
  signal: AbortSignal,
): Promise<Socket> {
  stopIfAborted(signal)
  const { host, port } = server
  const open = tls ? () => connectTls({ host, port, ...nameOf(server), ...tls }) : () => connect({ host, port })
  return await opened(open, tls === undefined ? 'connect' : 'secureConnect', server, place, signal)
}

/** The same for a connection that begins in the clear, where a server asks for TLS. */
export async function encrypt(
  plain: Socket,
  server: Reached,
  tls: ConnectionOptions,
  place: string,
  signal: AbortSignal,
): Promise<Socket> {
  stopIfAborted(signal)
  // Of an address, whose name is checked as well.
  const open = () => connectTls({ host: server.host, ...nameOf(server), ...tls, socket: plain })
  return await opened(open, 'secureConnect', server, place, signal)
}

/** The certificate is that of the server itself, whatever port leads to it. */
export function nameOf({ host, of }: Reached): ConnectionOptions {
  const name = of?.host ?? host
  if (isIP(name) === 0) return { servername: name }
  return of === undefined ? {} : { checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate) }
}

async function opened(
  open: () => Socket,
  ready: 'connect' | 'secureConnect',
  server: Reached,
  place: string,
  signal: AbortSignal,
): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const socket = open()
  const late = setTimeout(() => socket.destroy(new Error(`it does not answer within ${limitMs / 1000} s`)), limitMs)
  const stop = () => socket.destroy(signal.reason instanceof Error ? signal.reason : undefined)
  signal.addEventListener('abort', stop)
  socket.once(ready, () => resolve(socket))
  socket.once('error', reject)
  socket.once('close', () => reject(new Error('it closed the connection')))
  try {
    await promise
    socket.setNoDelay(true)
    return socket
  } catch (cause) {
    stopIfAborted(signal)
    throw unreached(cause as Error, server.of ?? server, place, ready === 'secureConnect')
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', stop)
  }
}

const certificate = /certificate|self.signed|altname|CERT_|ERR_TLS|SSL/i

/** What OpenSSL says of bytes that are no TLS. */
const notEncrypted = /wrong version number|packet length too long|unexpected message|record layer failure|http request/i

/** Tells an address that is wrong from a certificate that is. */
export function unreached(cause: Error, { host, port }: Address, place: string, encrypted: boolean): Problem {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (encrypted && notEncrypted.test(cause.message))
    return new Problem('source-failed', `${place}: ${host}:${port} does not answer in TLS`, {
      hint: 'If the server has no TLS, use the scheme without it in the URL (http:// for https://, redis:// for rediss://); else check the port.',
      cause,
    })
  const wrong = encrypted && (certificate.test(code) || certificate.test(cause.message))
  return new Problem(
    'source-failed',
    wrong
      ? `${place}: the connection to ${host}:${port} cannot be encrypted: ${reasonOf(cause)}`
      : `${place}: ${host}:${port} cannot be reached: ${reasonOf(cause)}`,
    {
      hint: wrong
        ? 'Set tls-ca in the URL to the file of the authority that signed the certificate, or tls-name to the name in it.'
        : 'Check host and port of the URL, and that the server runs and accepts connections from here.',
      cause,
    },
  )
}
