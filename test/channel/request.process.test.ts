import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ping, post } from '../../src/channel/channel.ts'
import { Problem } from '../../src/problem.ts'
import { type Receiver, startReceiver } from './receiver.ts'

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver[Symbol.asyncDispose]())

const options = { where: 'notify.webhook', signal: new AbortController().signal }
const send = (url = `${receiver.url}/T0/secret-path`, over: { limitMs?: number; signal?: AbortSignal } = {}) =>
  post({ url, body: '{}', contentType: 'application/json' }, { ...options, ...over })
const failure = async (sending: Promise<void>): Promise<Problem> => {
  try {
    await sending
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('it was taken')
}

describe('a post', () => {
  test('is tried again where the receiver fails, or asks for patience', async () => {
    receiver.answers.push(500, { status: 429, headers: { 'retry-after': '1' } })
    const began = performance.now()
    await send()
    expect(receiver.received).toHaveLength(3)
    expect(performance.now() - began).toBeGreaterThan(1000)
  })

  test('is not tried again where it is refused for good', async () => {
    receiver.answers.push(404)
    const problem = await failure(send())
    expect(problem.message).toBe('notify.webhook answered 404')
    expect(problem.hint).toContain('Set its variable again')
    expect(receiver.received).toHaveLength(1)
  })

  test('is given up after three tries', async () => {
    receiver.answers.push(503, 503, 503)
    expect((await failure(send())).message).toBe('notify.webhook answered 503')
    expect(receiver.received).toHaveLength(3)
  })

  test('ends at its time limit where nothing answers, and never shows the address', async () => {
    receiver.answers.push('hang')
    const began = performance.now()
    const problem = await failure(send(undefined, { limitMs: 300 }))
    expect(performance.now() - began).toBeLessThan(2000)
    expect(problem).toMatchObject({ code: 'channel-failed', message: 'notify.webhook did not answer within 0.3 s' })
    expect(`${problem.message} ${problem.hint} ${problem.cause}`).not.toContain('secret-path')
  })

  test('is told what is wrong with an answer that is not HTTP and comes byte by byte', async () => {
    await using server = createServer((socket) => {
      socket.on('error', () => {})
      const dripping = setInterval(() => socket.write('z'), 5)
      socket.on('close', () => clearInterval(dripping))
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const { message } = await failure(send(`http://127.0.0.1:${port}/x`))
    expect(message).toBe('notify.webhook could not be reached: what it answers is not HTTP')
  })

  test('does not wait for longer than its limit where it is asked to', async () => {
    receiver.answers.push({ status: 503, headers: { 'retry-after': '3600' } })
    const began = performance.now()
    expect((await failure(send(undefined, { limitMs: 5000 }))).message).toBe('notify.webhook answered 503')
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test('names no address where nobody listens', async () => {
    const url = `${receiver.url}/T0/secret-path`
    await receiver[Symbol.asyncDispose]()
    const problem = await failure(send(url))
    expect(problem.message).toBe('notify.webhook could not be reached: ECONNREFUSED')
    receiver = await startReceiver()
  })

  test('follows a redirect on the same host, with its body', async () => {
    receiver.answers.push({ status: 307, headers: { location: '/moved' } })
    await send()
    expect(receiver.received.map(({ path, method, body }) => `${method} ${path} ${body}`)).toEqual([
      'POST /T0/secret-path {}',
      'POST /moved {}',
    ])
  })

  test('does not follow a redirect to another host', async () => {
    await using other = await startReceiver()
    receiver.answers.push({ status: 307, headers: { location: `${other.url}/take` } })
    expect((await failure(send())).message).toBe(
      'notify.webhook answered 307, a redirect to another host, which is not followed',
    )
    expect(other.received).toEqual([])
  })

  test('does not follow redirects in a circle', async () => {
    receiver.answers.push(...Array(10).fill({ status: 307, headers: { location: '/again' } }))
    expect((await failure(send())).message).toBe('notify.webhook answered with more than 3 redirects')
    expect(receiver.received).toHaveLength(4)
  })

  test('refuses plain http to another machine, and what is no address', async () => {
    expect((await failure(send('http://hooks.example/secret-path'))).message).toBe(
      'notify.webhook would send over plain http',
    )
    expect((await failure(send('file:///etc/passwd'))).message).toContain('has no address that begins with https://')
    expect((await failure(send('secret-path'))).message).not.toContain('secret-path')
  })

  test('of a run that is cancelled ends as cancelled', async () => {
    receiver.answers.push('hang')
    const cancel = new AbortController()
    const sending = failure(send(undefined, { signal: cancel.signal }))
    cancel.abort(new Problem('cancelled', 'cancelled by SIGINT'))
    expect((await sending).code).toBe('cancelled')
  })
})

test('a ping keeps the query of its address, and carries a text', async () => {
  for (const moment of ['start', 'success', 'failure'] as const)
    await ping(`${receiver.url}/ping/uuid/?create=1`, moment, 'orders: no space left', {
      ...options,
      where: 'notify.ping',
    })
  expect(receiver.received.map(({ path }) => path)).toEqual([
    '/ping/uuid/start?create=1',
    '/ping/uuid/?create=1',
    '/ping/uuid/fail?create=1',
  ])
  expect(receiver.received.at(-1)?.body).toBe('orders: no space left')
})
