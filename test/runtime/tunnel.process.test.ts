import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../src/problem.ts'
import { openTunnel, type SshServer } from '../../src/runtime/runtime.ts'
import { commandLines, until } from './contract.ts'
import { freePort, hasSshd, type Sshd, startSshd } from './sshd.ts'

const baseEnv = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' }
const never = (): AbortSignal => new AbortController().signal
const failed = (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as Problem,
  )

/** What comes of a connection: all of it, to its end. */
async function read(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  let said = ''
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  await new Promise((resolve) => socket.once('close', resolve))
  return said
}

describe.skipIf(!hasSshd)('a tunnel', () => {
  let sshd: Sshd
  let greeter: Server
  let port = 0
  beforeAll(async () => {
    sshd = await startSshd({ restrictions: 'restrict,port-forwarding,command="/usr/sbin/nologin"' })
    greeter = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1')
    await once(greeter, 'listening')
    port = (greeter.address() as AddressInfo).port
  })
  afterAll(async () => {
    await sshd?.[Symbol.asyncDispose]()
    greeter?.close()
  })
  const here = () => ({ host: '127.0.0.1', port })
  const open = (server: SshServer = sshd.server, to = [here()]) => openTunnel({ server, baseEnv }, to, never())

  test('leads to its servers as long as it is open, also for a user without a shell', async () => {
    const tunnel = await open(sshd.server, [here(), { host: 'localhost', port }])
    const ports = tunnel.forwards.map(({ at }) => at.port)
    expect(tunnel.forwards.map(({ at, server }) => [at.host, server.host])).toEqual([
      ['127.0.0.1', '127.0.0.1'],
      ['127.0.0.1', 'localhost'],
    ])
    for (const one of ports) expect(await read(one)).toBe('hello')
    expect(tunnel.refused()).toBeUndefined()
    await tunnel[Symbol.asyncDispose]()
    for (const one of ports) expect(await read(one)).toBe('')
    expect(commandLines().filter((line) => line.includes(`:${ports[0]}:`))).toEqual([])
    expect(tunnel.ended.aborted).toBe(false)
  })

  test('is not opened past another host key or to a machine that does not answer, and names it', async () => {
    const { server } = sshd
    const other = await failed(open({ ...server, hostKeys: [server.hostKeys[0]?.replace(/.{6}$/, 'AAAAAA') ?? ''] }))
    expect(other.message).toBe(
      `ssh ${server.user}@127.0.0.1:${server.port}: its host key is not the one that the policy pins`,
    )
    const away = await failed(open({ ...server, port: await freePort() }))
    expect(away.message).toMatch(/^ssh \S+: it cannot be reached: .*refused/)
  })

  test('tells what the machine in between says of a server that it does not reach', async () => {
    await using tunnel = await open(sshd.server, [{ host: '127.0.0.1', port: await freePort() }])
    expect(await read(tunnel.forwards[0]?.at.port ?? 0)).toBe('')
    await until(() => tunnel.refused() !== undefined)
    expect(tunnel.refused()?.message).toMatch(/^ssh \S+ does not connect to the server: .*[Rr]efused/)
    expect(tunnel.refused()?.hint).toContain('what that machine calls the server')
  })

  test('a port that the machine in between does not allow is told, with what to write there', async () => {
    await using own = await startSshd({ restrictions: 'restrict,port-forwarding,permitopen="db.example:5432"' })
    await using tunnel = await open(own.server)
    expect(await read(tunnel.forwards[0]?.at.port ?? 0)).toBe('')
    await until(() => tunnel.refused() !== undefined)
    expect(tunnel.refused()?.hint).toContain('permitopen="HOST:PORT"')
  })

  test('says so when it ends before it is closed', async () => {
    await using own = await startSshd()
    await using tunnel = await open(own.server)
    expect(tunnel.ended.aborted).toBe(false)
    own.kill('sessions')
    await until(() => tunnel.ended.aborted)
    expect((tunnel.ended.reason as Problem).message).toMatch(/^the connection through ssh \S+ was lost/)
  })
})
