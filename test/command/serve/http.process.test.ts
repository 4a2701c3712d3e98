import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { type Served, startServer, token } from './harness.ts'

let shop: Shop
let served: Served

beforeAll(async () => {
  shop = await openShop()
  served = await startServer(shop.world, { limits: { headMs: 1000, requestMs: 1500 } })
})
afterAll(async () => {
  await served[Symbol.asyncDispose]()
  await shop[Symbol.asyncDispose]()
})

/** Sends bytes as they are, and gives what came back by the time the connection ended. */
async function raw(text: string | ((socket: Socket) => void)): Promise<string> {
  const { hostname, port } = new URL(served.url)
  const socket = connect({ host: hostname, port: Number(port) })
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => {})
  if (typeof text === 'string') socket.write(text)
  else text(socket)
  await new Promise((resolve) => socket.once('close', resolve))
  return Buffer.concat(chunks).toString()
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0)
const head = (line: string, ...headers: string[]) =>
  [line, `Host: ${new URL(served.url).host}`, 'Connection: close', ...headers, '', ''].join('\r\n')
const bearer = `Authorization: Bearer ${token}`

describe('a request without the token', () => {
  const requests = [
    ['GET', '/'],
    ['GET', '/api/health'],
    ['GET', '/metrics'],
    ['GET', '/api/health/infra/backup.json'],
    ['GET', '/api/backups'],
    ['POST', '/api/backups'],
    ['POST', '/api/proofs'],
    ['POST', '/api/restores'],
    ['GET', '/api/jobs'],
    ['DELETE', '/api/jobs/20260302T120000000Z-1'],
    ['GET', '/api/openapi.json'],
    ['GET', '/nothing'],
    ['PUT', '/api/backups'],
  ]
  // What is due as the server starts is no work of a request.
  beforeAll(() => vi.waitFor(() => expect(served.played.length).toBe(1), 10_000))

  test.each(requests)('%s %s is refused and does nothing', async (method, path) => {
    const jobs = served.played.length
    for (const authorization of ['', 'Bearer', 'Bearer wrong', `Bearer ${token}x`, `Basic ${btoa(':')}`, token]) {
      const response = await fetch(`${served.url}${path}`, {
        method,
        headers: authorization === '' ? {} : { authorization },
        ...(method === 'POST' ? { body: '{}' } : {}),
      })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm/)
      expect(await response.json()).toMatchObject({ status: 401, code: 'token-refused' })
    }
    expect(served.played.length).toBe(jobs)
  })

  test('GET /healthz is answered, and says nothing else', async () => {
    const response = await fetch(`${served.url}/healthz`)
    expect([response.status, await response.text()]).toEqual([200, '{"status":"alive"}'])
  })

  test('a browser may read with the token as a password, and change nothing', async () => {
    const authorization = `Basic ${btoa(`me:${token}`)}`
    const page = await fetch(`${served.url}/`, { headers: { authorization } })
    expect(page.status).toBe(200)
    const changed = await fetch(`${served.url}/api/backups`, { method: 'POST', headers: { authorization } })
    expect(changed.status).toBe(401)
  })
})

describe('another site', () => {
  test.each([
    'evil.example',
    `evil.example:80`,
    '127.0.0.2',
    '10.0.0.1',
    'localhost.evil.example',
    '[::1]',
    '',
    'localhost@evil.example',
  ])('that leads its own name here is refused: Host %s', async (host) => {
    const answer = await raw(
      ['GET /api/jobs HTTP/1.1', `Host: ${host}`, bearer, 'Connection: close', '', ''].join('\r\n'),
    )
    expect(statusOf(answer)).toBe(421)
  })

  test('is refused with two Host headers', async () => {
    expect(statusOf(await raw(head('GET /api/jobs HTTP/1.1', 'Host: evil.example', bearer)))).toBeGreaterThanOrEqual(
      400,
    )
  })

  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('cannot make a browser start a backup: %j', async (headers) => {
    const { status, body } = await served.ask('/api/backups', {
      method: 'POST',
      headers: headers as Record<string, string>,
    })
    expect([status, body.code]).toEqual([403, 'origin-refused'])
  })

  test('cannot send a form', async () => {
    const headers = { 'content-type': 'text/plain' }
    const { status } = await served.ask('/api/backups', { method: 'POST', headers, body: '{}' })
    expect(status).toBe(415)
  })

  test('the own page may start one', async () => {
    const { status, body } = await served.ask('/api/backups', { method: 'POST', headers: { origin: served.url } })
    expect(status).toBe(202)
    served.played.find(({ work }) => work.command === 'backup')?.end({ kind: 'exit', code: 0, stdout: '{}' })
    expect(body.command).toBe('backup')
  })
})

test.each([
  '/api/../healthz',
  '/api/..%2fhealthz',
  '/api/%2e%2e/healthz',
  '/api/backups/%252e%252e',
  '/api/backups/..',
  '/api/backups/%00',
  '/api//backups',
  '//evil.example/api/backups',
  '/api/backups/',
  '/api/jobs/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/api/jobs/..\\..\\x',
  'http://evil.example/api/backups',
  '*',
  '/api/backups?tag=%ff',
  '/api/backups?limit=1&limit=2',
  '/api/backups?nothing=1',
  '/api/backups?limit=-1',
  '/api/backups?source=../a',
  '/api/backups?source=--all',
  `/api/backups?tag=${'x'.repeat(5000)}`,
])('the path %s is refused', async (target) => {
  const answer = await raw(head(`GET ${target} HTTP/1.1`, bearer))
  expect(statusOf(answer)).toBe(400)
  expect(answer).not.toMatch(/\bat .*\.ts:|node:internal/)
})

test('a method that a path does not take is refused with those that it takes', async () => {
  const { status, headers } = await served.ask('/api/backups', { method: 'PUT' })
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
})

test('HEAD is answered as GET, without a body', async () => {
  const { status, text, headers } = await served.ask('/api/jobs', { method: 'HEAD' })
  expect([status, text]).toEqual([200, ''])
  expect(Number(headers.get('content-length'))).toBeGreaterThan(10)
})

test('answers may not be framed, sniffed, kept or used by another site', async () => {
  const { headers } = await served.ask('/')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

describe('a body', () => {
  const post = (...headers: string[]) =>
    head('POST /api/backups HTTP/1.1', bearer, 'Content-Type: application/json', ...headers)

  test('that says it has 1 GB is refused before it is sent', async () => {
    expect(statusOf(await raw(post('Content-Length: 1000000000')))).toBe(413)
  })

  test('of 1 GB in chunks is cut off', async () => {
    let sent = 0
    const chunk = Buffer.alloc(65_536, 0x20)
    const framed = Buffer.concat([Buffer.from('10000\r\n'), chunk, Buffer.from('\r\n')])
    const answer = await raw((socket) => {
      socket.write(post('Transfer-Encoding: chunked'))
      const more = () => {
        while (sent < 1e9 && !socket.destroyed) {
          sent += chunk.length
          if (!socket.write(framed)) return void socket.once('drain', more)
        }
      }
      more()
    })
    expect(statusOf(answer)).toBe(413)
    expect(sent).toBeLessThan(50e6)
  })

  test('of a request with Expect: 100-continue is refused without being asked for', async () => {
    const answer = await raw(post('Content-Length: 1000000000', 'Expect: 100-continue'))
    expect(statusOf(answer)).toBe(413)
  })

  test.each([
    ['{', 'body-refused'],
    ['[]', 'body-refused'],
    ['null', 'body-refused'],
    ['{"tags":"x"}', 'body-refused'],
    ['{"tags":["--retain x"]}', 'body-refused'],
    ['{"sources":["../x"]}', 'body-refused'],
    ['{"sources":[]}', 'body-refused'],
    ['{"retain":"yes"}', 'body-refused'],
    ['{"nothing":1}', 'body-refused'],
    ['{"__proto__":{"retain":true},"tags":[1]}', 'body-refused'],
    ['{"sources":["nothing"]}', 'unknown-source'],
    ['{"sources":["constructor"]}', 'unknown-source'],
    ['{"sources":["files/one"]}', 'unknown-source'],
  ])('%s starts nothing', async (body, code) => {
    const jobs = served.played.length
    const answer = await served.ask('/api/backups', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.body.code).toBe(code)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(served.played.length).toBe(jobs)
  })
})

describe('a slow client', () => {
  test('that never ends its head is let go', async () => {
    const began = performance.now()
    await raw((socket) => {
      socket.write('GET /healthz HTTP/1.1\r\n')
      const drip = setInterval(() => socket.write('X-A: b\r\n'), 100)
      socket.once('close', () => clearInterval(drip))
    })
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('that never ends its body is let go', async () => {
    const began = performance.now()
    const start = head('POST /api/backups HTTP/1.1', bearer, 'Content-Type: application/json', 'Content-Length: 1000')
    await raw((socket) => {
      socket.write(start)
      const drip = setInterval(() => socket.write(' '), 100)
      socket.once('close', () => clearInterval(drip))
    })
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('keeps nobody else from being answered', async () => {
    const { hostname, port } = new URL(served.url)
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect({ host: hostname, port: Number(port) })
      socket.on('error', () => {})
      socket.write('GET /healthz HTTP/1.1\r\n')
      return socket
    })
    const { status } = await served.ask('/api/jobs')
    expect(status).toBe(200)
    for (const socket of slow) socket.destroy()
  })
})
