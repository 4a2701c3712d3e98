import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Tally } from '../../../src/engine/valkey/facts.ts'
import { connect, connectionOf } from '../../../src/engine/valkey/protocol/connection.ts'
import { Pipe } from '../../../src/engine/valkey/protocol/pipe.ts'
import { beginSync, syncedRdb } from '../../../src/engine/valkey/sync.ts'
import { isProblem } from '../../../src/problem.ts'
import { never } from './fixture.ts'

// Sockets keep their own time: minutes of silence pass in no time.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const info = 'valkey_version:9.1.0\r\nrole:master\r\nmaster_replid:abc\r\ndb0:keys=1,expires=0\r\n'
const usual: Readonly<Record<string, string>> = {
  PING: '+PONG\r\n',
  INFO: `$${info.length}\r\n${info}\r\n`,
  REPLCONF: '+OK\r\n',
}

/** A server that answers as told; what it is not told of, it does not answer. */
async function serve(answers: Readonly<Record<string, string>>) {
  const sockets = new Set<Socket>()
  const heard: string[] = []
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      for (const [, command = ''] of chunk.toString('latin1').matchAll(/^\*\d+\r\n\$\d+\r\n(\S+)/gm)) {
        heard.push(command)
        const answer = answers[command]
        if (answer !== undefined) socket.write(answer, 'latin1')
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    heard,
    say: (bytes: string) => sockets.forEach((socket) => void socket.write(bytes)),
    connect: () => connect(connectionOf(`valkey://127.0.0.1:${port}`, 'valkey', 'source cache'), {}, never()),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

const failureOf = async (done: Promise<unknown>) => {
  const error = await done.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isProblem(error)) return error
  throw error ?? new Error('it succeeded')
}

test.each(['PING', 'INFO'])('a server that is silent when asked for %s is given up after 30 s', async (command) => {
  await using server = await serve({ ...usual, [command]: '' })
  const failure = failureOf(server.connect())
  await vi.waitFor(() => expect(server.heard).toContain(command))
  vi.advanceTimersByTime(29_000)
  vi.advanceTimersByTime(2000)
  expect(await failure).toMatchObject({
    code: 'source-failed',
    message: expect.stringMatching(`^source cache: 127.0.0.1:\\d+ has said nothing for 30 s, asked for ${command}$`),
    hint: expect.stringContaining('ping'),
  })
})

test('a server that announces more than it sends is given up, too', async () => {
  await using server = await serve({ ...usual, INFO: '$100000\r\nvalkey' })
  const failure = failureOf(server.connect())
  await vi.waitFor(() => expect(server.heard).toContain('INFO'))
  vi.advanceTimersByTime(31_000)
  expect((await failure).message).toContain('said nothing for 30 s')
})

test.each([
  ['a list without end', '*99999999999\r\n'],
  ['a value of gigabytes', '$2147483647\r\n'],
  ['lists in lists', '*1\r\n'.repeat(200_000)],
  ['a line without end', `+${'a'.repeat(200_000)}`],
  ['an error without end', `-ERR ${'a'.repeat(500_000)}\r\n`],
  ['no number', '$x\r\n'],
])('%s is no answer to PING', async (_, answer) => {
  await using server = await serve({ ...usual, PING: answer })
  expect(await failureOf(server.connect())).toMatchObject({
    code: 'source-failed',
    message: expect.stringContaining('the server does not speak the protocol of Valkey and Redis'),
    hint: expect.stringContaining('Check that the URL names'),
  })
})

test('what a server says is shown as one short line', async () => {
  const said = `-ERR a\n::error::forged \u001b[31mred\u001b[0m\u0007 ${'A'.repeat(5000)}\r\n`
  await using server = await serve({ ...usual, PING: said })
  const { message } = await failureOf(server.connect())
  expect(message).toContain('refuses PING: ERR a ::error::forged red AAAA')
  expect(message).not.toMatch(/[\u0000-\u001f]/)
  expect(message.length).toBeLessThan(400)
})

test('a version with more than a version is none', async () => {
  const forged = `valkey_version:9.1.0 --privileged\u001b[31m\r\n`
  await using server = await serve({ ...usual, INFO: `$${forged.length}\r\n${forged}\r\n` })
  expect((await failureOf(server.connect())).message).toMatch(/says no version of itself$/)
})

test('a dump waits while the server sends line feeds, and gives up 120 s after its last byte', async () => {
  await using server = await serve({ ...usual, SYNC: '\n' })
  const { client } = await server.connect()
  await using _ = client
  const failure = failureOf(beginSync(client, '9.1.0'))
  await vi.waitFor(() => expect(server.heard).toContain('SYNC'))
  for (let times = 0; times < 4; times++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    vi.advanceTimersByTime(100_000)
    server.say('\n')
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  vi.advanceTimersByTime(121_000)
  expect((await failure).message).toMatch(/has said nothing for 120 s, asked for SYNC$/)
})

test('a dump that is read slowly is not the silence of its server, and one that stops is', async () => {
  await using server = await serve({ ...usual, SYNC: '$1000\r\nREDIS0011' })
  const { client } = await server.connect()
  await using _ = client
  const dumped = syncedRdb(await beginSync(client, '9.1.0'), client.place, new Tally())
  expect((await dumped.next()).done).toBe(false)
  // Whoever stores it is slow.
  vi.advanceTimersByTime(1_000_000)
  const next = failureOf(dumped.next())
  await new Promise((resolve) => setTimeout(resolve, 50))
  vi.advanceTimersByTime(121_000)
  expect((await next).message).toMatch(/has said nothing for 120 s, asked for SYNC$/)
})

test('what takes a server long by its nature is waited for longer', async () => {
  await using server = await serve(usual)
  const { client } = await server.connect()
  await using _ = client
  const flushed = client.ask('FLUSHALL', 'SYNC')
  await vi.waitFor(() => expect(server.heard).toContain('FLUSHALL'))
  vi.advanceTimersByTime(20 * 60_000)
  server.say('+OK\r\n')
  expect(await flushed).toBe('OK')
})

test('a restore into a server that has stopped ends', async () => {
  await using server = await serve(usual)
  const { client } = await server.connect()
  await using _ = client
  const pipe = new Pipe(client, 'RESTORE')
  pipe.add(['RESTORE', 'key', '0', Buffer.alloc(100)])
  const failure = failureOf(pipe.end())
  await vi.waitFor(() => expect(server.heard).toContain('RESTORE'))
  vi.advanceTimersByTime(31 * 60_000)
  expect((await failure).message).toMatch(/has said nothing for 1800 s, asked for RESTORE$/)
})
