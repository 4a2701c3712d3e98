import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { basicAuth } from '../../../src/engine/http/client.ts'
import { failure, serve } from './place.ts'

describe('an HTTP client', () => {
  test('sends who asks with every request, over one connection, and gets JSON', async () => {
    const seen: unknown[] = []
    const ports = new Set<number>()
    await using place = await serve((request, response) => {
      seen.push([request.method, request.url, request.headers.authorization, request.headers.host])
      ports.add(request.socket.remotePort ?? 0)
      response.end('{"ok":true}')
    })
    await using client = place.client({ base: '/es', headers: basicAuth('backup', 'pass:word') })
    expect(await client.json({ method: 'GET', path: '/a' })).toEqual({ status: 200, json: { ok: true } })
    await client.json({ method: 'POST', path: '/b', json: { x: 1 } })
    const by = `Basic ${Buffer.from('backup:pass:word').toString('base64')}`
    expect(seen).toEqual([
      ['GET', '/es/a', by, `127.0.0.1:${place.port}`],
      ['POST', '/es/b', by, `127.0.0.1:${place.port}`],
    ])
    expect(ports.size).toBe(1)
  })

  test('reaches a service container by its mapped port, under the name of the service', async () => {
    await using place = await serve((request, response) => response.end(JSON.stringify(request.headers.host)))
    const services = { search: { id: 'c', ports: { '9200': String(place.port) } } }
    await using client = place.client({ address: { host: 'search', port: 9200 }, services })
    expect((await client.json({ method: 'GET', path: '/' })).json).toBe('search:9200')
  })

  test.each([
    [401, 'is refused with 401: no such user', /password/],
    [403, 'is refused with 403: no such user', /^Grant the user read\.$/],
    [500, 'is refused with 500: no such user', /log/],
  ])('reports status %d with the place and what to do, without a secret', async (status, message, hint) => {
    await using place = await serve((request, response) => {
      response.statusCode = status
      response.end(JSON.stringify({ error: { reason: 'no such\nuser', echo: request.headers.authorization } }))
    })
    await using client = place.client({ headers: basicAuth('u', 'secret-word'), rights: 'Grant the user read.' })
    const error = await failure(client.json({ method: 'GET', path: '/a?b' }))
    expect(error.message).toBe(`source search: 127.0.0.1:${place.port}: GET /a ${message}`)
    expect(error.hint).toMatch(hint)
    expect(error).toMatchObject({ code: 'source-failed', status })
  })

  test('tells a block of an index from rights that lack', async () => {
    await using place = await serve((_, response) => {
      response.statusCode = 403
      response.end(JSON.stringify({ error: { reason: 'index [a] blocked by: [FORBIDDEN/7/index read (api)];' } }))
    })
    await using client = place.client({ rights: 'Grant the user read.' })
    const { message, hint } = await failure(client.json({ method: 'GET', path: '/a' }))
    expect(message).toContain('index [a] blocked by: [FORBIDDEN/7/index read (api)]')
    expect(hint).toMatch(/^Remove that block /)
  })

  test('shows no secret that the server sends back', async () => {
    await using place = await serve((request, response) => {
      response.statusCode = 400
      const given = request.headers.authorization ?? ''
      response.end(JSON.stringify({ error: `bad ${given}, ${Buffer.from(given.slice(6), 'base64')}` }))
    })
    await using client = place.client({ headers: basicAuth('u', 'secret-word') })
    const { message, cause, stack } = await failure(client.json({ method: 'GET', path: '/' }))
    expect(message).toContain('bad ***')
    expect(JSON.stringify([message, cause, stack])).not.toMatch(/secret-word|dTpzZWNyZXQ/)
  })

  test('gives a status that was asked about as an answer', async () => {
    await using place = await serve((_, response) => {
      response.statusCode = 404
      response.end('{}')
    })
    await using client = place.client()
    expect((await client.json({ method: 'GET', path: '/', also: [404] })).status).toBe(404)
  })

  test('does not follow a redirect', async () => {
    await using other = await serve((_, response) => response.end('{}'))
    await using place = await serve((_, response) => {
      response.writeHead(302, { location: `http://u:p@127.0.0.1:${other.port}/?token=1` }).end()
    })
    await using client = place.client()
    const { message, hint } = await failure(client.json({ method: 'GET', path: '/' }))
    expect(message).toContain(`it redirects to 127.0.0.1:${other.port}, and redirects are not followed`)
    expect(message).not.toContain('token')
    expect(hint).toContain('https')
  })

  test('reports an answer that is too long, is not JSON, or is encoded otherwise', async () => {
    await using place = await serve((request, response) => {
      if (request.url === '/gzip') response.setHeader('content-encoding', 'gzip')
      response.end(request.url === '/long' ? JSON.stringify('x'.repeat(100_000)) : '<html>')
    })
    await using client = place.client()
    const ask = (path: string) => failure(client.json({ method: 'GET', path, mostBytes: 10_000 }))
    expect((await ask('/long')).message).toContain('longer than 10000 bytes')
    expect((await ask('/html')).message).toContain('the answer to GET /html is not JSON')
    expect((await ask('/gzip')).message).toContain('gzip')
  })

  test('reports a server that is not there', async () => {
    const place = await serve(() => undefined)
    await place[Symbol.asyncDispose]()
    await using client = place.client()
    expect(await failure(client.json({ method: 'GET', path: '/' }))).toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining(
        `source search: 127.0.0.1:${place.port} cannot be reached: nothing listens there`,
      ),
      hint: expect.stringContaining('host and port'),
    })
  })

  test('does not wait for a server that sends nothing, before or within its answer', async () => {
    await using place = await serve((request, response) => {
      if (request.url === '/half') response.writeHead(200, { 'content-length': 10 }).write('1')
    })
    await using client = place.client()
    const ask = (path: string) => failure(client.json({ method: 'GET', path, silenceMs: 300 }))
    for (const path of ['/none', '/half']) expect((await ask(path)).message).toMatch(/it sent nothing for 0 s/)
  })

  test('reports an answer that breaks off', async () => {
    await using place = await serve((_, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' }).write('[1,')
      setTimeout(() => response.destroy(), 50)
    })
    await using client = place.client()
    const { message } = await failure(client.json({ method: 'GET', path: '/' }))
    expect(message).toMatch(/the connection broke off/)
  })

  test('is cancelled before, and while it reads', async () => {
    await using place = await serve((_, response) => void response.writeHead(200).write('1'))
    const stop = new AbortController()
    await using client = place.client({}, stop.signal)
    const asking = failure(client.json({ method: 'GET', path: '/' }))
    await pause(100)
    stop.abort()
    expect((await asking).code).toBe('cancelled')
    expect((await failure(client.json({ method: 'GET', path: '/' }))).code).toBe('cancelled')
  })

  test('reads no faster than its reader, and waits for a slow reader without end', async () => {
    let sent = 0
    await using place = await serve(async (_, response) => {
      const piece = Buffer.alloc(64 * 1024)
      for (let index = 0; index < 1000; index++) {
        sent += piece.length
        if (!response.write(piece)) await once(response, 'drain')
      }
      response.end()
    })
    await using client = place.client()
    const { body } = await client.ask({ method: 'GET', path: '/', silenceMs: 200 })
    await pause(600)
    const before = sent
    expect(before).toBeLessThan(30_000_000)
    let read = 0
    for await (const chunk of body as AsyncIterable<Buffer>) read += chunk.length
    expect(read).toBe(64 * 1024 * 1000)
  })

  test('sends no faster than the server reads', async () => {
    let taken = 0
    let go: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => {
      go = resolve
    })
    await using place = await serve(async (request, response) => {
      await waiting
      for await (const chunk of request) taken += chunk.length
      response.end('{}')
    })
    let made = 0
    async function* body() {
      for (; made < 1000; made++) yield Buffer.alloc(64 * 1024)
    }
    await using client = place.client()
    const asking = client.json({ method: 'POST', path: '/', body: body() })
    await pause(500)
    expect(made).toBeLessThan(900)
    go()
    await asking
    expect(taken).toBe(64 * 1024 * 1000)
  })

  test('stops sending what the server has refused already, and reports the refusal', async () => {
    await using place = await serve((_, response) => {
      response.writeHead(413, { connection: 'close' }).end('{"error":"too large"}')
    })
    let ended = false
    async function* body() {
      try {
        for (;;) {
          yield Buffer.alloc(64 * 1024)
          await pause(1)
        }
      } finally {
        ended = true
      }
    }
    await using client = place.client()
    expect(await failure(client.json({ method: 'POST', path: '/', body: body() }))).toMatchObject({ status: 413 })
    await expect.poll(() => ended).toBe(true)
  })

  test('fails with what broke the body that it sends', async () => {
    await using place = await serve(async (request, response) => {
      for await (const _ of request);
      response.end('{}')
    })
    async function* body() {
      yield Buffer.alloc(10)
      throw new Error('segment 1 is damaged')
    }
    await using client = place.client()
    expect((await failure(client.json({ method: 'POST', path: '/', body: body() }))).message).toBe(
      'segment 1 is damaged',
    )
  })

  test('asks again where the server has closed a kept connection, but only what changes nothing', async () => {
    const asked: string[] = []
    const used = new WeakSet<object>()
    await using place = await serve((request, response) => {
      asked.push(`${request.method}`)
      if (used.has(request.socket)) request.socket.destroy()
      else response.end('{}')
      used.add(request.socket)
    })
    await using client = place.client()
    for (let index = 0; index < 3; index++) await client.json({ method: 'GET', path: '/' })
    expect(asked).toEqual(['GET', 'GET', 'GET', 'GET', 'GET'])
    const error = await failure(client.json({ method: 'POST', path: '/', json: {} }))
    expect(error.message).toContain('the connection broke off before it answered')
    expect(asked.filter((method) => method === 'POST')).toHaveLength(1)
  })

  test('leaves no connection', async () => {
    await using place = await serve((_, response) => response.end('{}'))
    const count = () => new Promise<number>((resolve) => place.server.getConnections((_, found) => resolve(found)))
    {
      await using client = place.client()
      await client.json({ method: 'GET', path: '/' })
      expect(await count()).toBe(1)
    }
    await expect.poll(count).toBe(0)
  })
})
