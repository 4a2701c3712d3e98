import { isIP } from 'node:net'
import type { Tokens } from '../token.ts'
import { HttpProblem } from './answer.ts'

/** What of a request decides whether it is heard at all. */
export interface Asked {
  readonly method: string
  /** As it was sent. */
  readonly target: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** How many Host headers it has. */
  readonly hosts: number
  /** The address of this machine that it came to. */
  readonly localAddress: string | undefined
}

export interface Url {
  readonly path: string
  readonly query: URLSearchParams
}

const longestTarget = 8192
/** No name of this API needs an escape but for `=`, which many programs escape: any other is a trick or a mistake. */
const plainPath = /^(?:\/[A-Za-z0-9._=~-]*)+$/

/** Takes the request's target apart. @throws HttpProblem 400 for what is not a plain path. */
export function parseTarget(target: string): Url {
  const [written = '', ...rest] = target.split('?')
  const path = written.replaceAll(/%3d/gi, '=')
  const query = rest.join('?')
  const isStray = path.split('/').some((part) => part === '..' || part === '.')
  const isEmpty = /.\/$|\/\//.test(path)
  if (target.length > longestTarget || !plainPath.test(path) || isStray || isEmpty)
    throw new HttpProblem(400, 'path-refused', 'the path has characters or parts that no path of this API has', {
      hint: 'Write ids and names as they are, without escapes.',
    })
  // Only to find what cannot be decoded: URLSearchParams would put something else in its place.
  try {
    decodeURIComponent(query.replaceAll('+', ' '))
  } catch {
    throw new HttpProblem(400, 'query-refused', 'the query is not URL-encoded UTF-8')
  }
  return { path, query: new URLSearchParams(query) }
}

/**
 * Against DNS rebinding: a page of a stranger may make its own name lead here, and then asks with that name. An address is
 * nobody's name. @throws HttpProblem 421.
 */
export function requireHost({ headers, hosts, localAddress }: Asked, names: readonly string[]): void {
  const host = headers['host']
  const [, six, name] =
    (typeof host === 'string' ? /^(?:\[([^\]]+)\]|([^:[\]]+))(?::\d{1,5})?$/.exec(host) : null) ?? []
  const asked = (six ?? name ?? '').toLowerCase().replace(/\.$/, '')
  const own = (localAddress ?? '').replace(/^::ffff:/i, '').toLowerCase()
  const known = asked === 'localhost' || names.includes(asked) || (isIP(asked) !== 0 && asked === own)
  if (hosts === 1 && known) return
  throw new HttpProblem(421, 'host-refused', 'this server is not known by the name in the Host header', {
    hint: 'Start it with --host-name NAME for each name that a proxy or a browser uses.',
  })
}

/** @throws HttpProblem 401. `basic`: the browser's own dialogue may carry the token as a password, to read and nothing else. */
export function requireToken({ method, headers }: Asked, tokens: Tokens): void {
  const given = headers['authorization']
  const [, scheme = '', value = ''] = (typeof given === 'string' ? /^(\w+) +(\S+) *$/.exec(given) : null) ?? []
  const isRead = method === 'GET' || method === 'HEAD'
  const token =
    scheme.toLowerCase() === 'bearer' ? value : scheme.toLowerCase() === 'basic' && isRead ? passwordOf(value) : ''
  if (tokens.allow(token)) return
  const basic = isRead && headers['accept']?.includes('text/html') ? ', Basic realm="backproof", charset="UTF-8"' : ''
  throw new HttpProblem(401, 'token-refused', 'the request has no valid token', {
    hint: 'Send Authorization: Bearer TOKEN, with a token of BACKPROOF_SERVE_TOKEN.',
    headers: { 'WWW-Authenticate': `Bearer realm="backproof"${basic}` },
  })
}

function passwordOf(value: string): string {
  const text = Buffer.from(value, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon === -1 ? '' : text.slice(colon + 1)
}

/** Against requests that a stranger's page makes a browser send. @throws HttpProblem 403. */
export function requireOwnOrigin({ method, headers }: Asked): void {
  if (method === 'GET' || method === 'HEAD') return
  const { host, origin } = headers
  const site = headers['sec-fetch-site']
  const isOwn = origin === undefined || (typeof origin === 'string' && URL.parse(origin)?.host === host)
  if (isOwn && (site === undefined || site === 'same-origin' || site === 'none')) return
  throw new HttpProblem(403, 'origin-refused', 'the request comes from a page of another origin')
}
