import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
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
    message: expect.stringContaining(`127.0.0.1:${port} does not answer in TLS`),
    hint: expect.stringContaining('scheme without it'),
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

test('through a forwarded port, the certificate is still that of the server itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-dial-'))
  const names = ['-subj', '/CN=db', '-addext', 'subjectAltName=DNS:db.example,IP:10.1.2.3']
  const files = ['-keyout', join(folder, 'key'), '-out', join(folder, 'cert')]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, ...files], {
    stdio: 'ignore',
  })
  const [key, cert] = ['key', 'cert'].map((name) => readFileSync(join(folder, name)))
  rmSync(folder, { recursive: true })
  const server = createTlsServer({ key, cert }, (socket) => socket.end('hello')).listen(0, '127.0.0.1')
  server.on('tlsClientError', () => undefined)
  await once(server, 'listening')
  const ports = { '5432': String((server.address() as AddressInfo).port) }
  const dialed = async (host: string) => {
    const services = { [host]: { id: '', ports, forwarded: true } } as const
    const reached = reachedFromHere({ host, port: 5432 }, services)
    const socket = await dial(reached, { ca: cert }, 'source cache', never())
    return String((await once(socket, 'data'))[0])
  }
  expect(await dialed('db.example')).toBe('hello')
  expect(await dialed('10.1.2.3')).toBe('hello')
  for (const other of ['other.example', '10.1.2.4', '127.0.0.1'])
    await expect(dialed(other)).rejects.toThrow(`the connection to ${other}:5432 cannot be encrypted`)
  server.close()
})

test('a forwarded host of this machine is not one of its own ports', () => {
  const services = { localhost: { id: '', ports: { '6379': '40001' }, forwarded: true } } as const
  const server = { host: 'localhost', port: 6379 }
  expect(reachedFromHere(server, services)).toEqual({ host: '127.0.0.1', port: 40001, of: server })
  expect(reachedFromHere({ ...server, port: 1 }, services)).toEqual({ host: 'localhost', port: 1 })
})
