import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { expect, test } from 'vitest'
import { dial, reachedFromHere } from '../../src/engine/dial.ts'

const never = () => new AbortController().signal

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

test('a connection to a server that answers succeeds', async () => {
  const { server, port } = await listening()
  const socket = await dial({ host: '127.0.0.1', port }, undefined, 'source cache', never())
  expect(String((await once(socket, 'data'))[0])).toBe('hello')
  server.close()
})

test('an unreachable server is reported with what to check', async () => {
  const { server, port } = await listening()
  server.close()
  await once(server, 'close')
  await expect(dial({ host: '127.0.0.1', port }, undefined, 'source cache', never())).rejects.toMatchObject({
    code: 'source-failed',
    message: expect.stringContaining(`source cache: 127.0.0.1:${port} cannot be reached: `),
    hint: expect.stringContaining('Check host and port'),
  })
})

test('a server that does not speak TLS is distinguished from one that is unreachable', async () => {
  const { server, port } = await listening()
  await expect(dial({ host: '127.0.0.1', port }, {}, 'source cache', never())).rejects.toMatchObject({
    message: expect.stringContaining('cannot be encrypted'),
    hint: expect.stringContaining('tls-ca'),
  })
  server.close()
})

test('a cancelled connection ends as cancelled', async () => {
  const stop = new AbortController()
  const dialing = dial({ host: '192.0.2.1', port: 1 }, undefined, 'source cache', stop.signal)
  stop.abort()
  await expect(dialing).rejects.toMatchObject({ code: 'cancelled' })
})

test('a service is reached by its mapped port, and any other host as written', () => {
  const services = {
    cache: { id: 'c', ports: { '6379': '49153' } },
    queue: { id: 'q', ports: { '4222/tcp': '49154' } },
  }
  expect(reachedFromHere({ host: 'cache', port: 6379 }, services)).toEqual({ host: '127.0.0.1', port: 49153 })
  expect(reachedFromHere({ host: 'queue', port: 4222 }, services)).toEqual({ host: '127.0.0.1', port: 49154 })
  expect(reachedFromHere({ host: 'cache', port: 1 }, services)).toEqual({ host: 'cache', port: 1 })
  expect(reachedFromHere({ host: 'db.example', port: 6379 }, services)).toEqual({ host: 'db.example', port: 6379 })
})
