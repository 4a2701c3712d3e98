import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { NatsClient } from '../../../src/engine/nats/protocol/client.ts'
import { parseNatsUrl } from '../../../src/engine/nats/protocol/connection.ts'

interface Place {
  readonly scheme?: string
  /** What is asked once the server is there. */
  readonly use?: (client: NatsClient) => Promise<unknown>
  /** Says more than its answer. */
  readonly more?: (socket: Socket) => void
}

async function connectTo(greeting: string, answer = '', { scheme = 'nats', use, more }: Place = {}): Promise<unknown> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write(greeting)
    socket.once('data', () => {
      socket.write(answer)
      more?.(socket)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const connection = parseNatsUrl(`${scheme}://127.0.0.1:${port}`, 'source events', 'source events')
  try {
    await using client = await NatsClient.connect(connection, new AbortController().signal)
    await use?.(client)
    return undefined
  } catch (error) {
    return error
  } finally {
    server.close()
  }
}

test.each(['INFO null', 'INFO 7', 'INFO []', 'INFO {}', 'INFO {"version":7}', 'INFO {"version":"2.15.0"}', 'INFO {'])(
  '%s is not the greeting of a NATS server',
  async (greeting) => {
    expect(await connectTo(`${greeting}\r\n`)).toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('what answers there is not a NATS server'),
    })
  },
)

test('what a server says when it ends the connection is shown as one short line', async () => {
  const said = `bad \u001b[31mred\u001b[0m\n::error::forged ${'A'.repeat(5000)}`
  const greeting = 'INFO {"version":"2.15.0","max_payload":1024}\r\n'
  const error = (await connectTo(greeting, `-ERR '${said}'\r\n`)) as Error
  expect(error.message).toContain('the server ended the connection: bad red ::error::forged AAAA')
  expect(error.message).not.toMatch(/[\u0000-\u001f]/)
  expect(error.message.length).toBeLessThan(500)
})

const info = 'INFO {"version":"2.15.0","max_payload":1048576,"tls_available":true}\r\n'
const full = "-ERR 'maximum connections exceeded'\r\n"

test('a server that takes nobody is told at once, whether it says so with its greeting or after', async () => {
  const said = { message: expect.stringContaining('the server ended the connection: maximum connections exceeded') }
  const started = performance.now()
  expect(await connectTo(info + full)).toMatchObject(said)
  expect(await connectTo(info + full, '', { scheme: 'tls' })).toMatchObject(said)
  expect(await connectTo(info, full)).toMatchObject(said)
  expect(performance.now() - started).toBeLessThan(4000)
})

test('a server that refuses the user before it was asked says who is refused', async () => {
  expect(await connectTo(`${info}-ERR 'Authorization Violation'\r\n`)).toMatchObject({
    message: expect.stringContaining('the server refuses the user or the password'),
  })
})

test('what a server without encryption says before TLS begins is not believed', async () => {
  expect(await connectTo(`${info}PING\r\n`, '', { scheme: 'tls' })).toMatchObject({
    message: expect.stringContaining('what came in the clear is not a greeting'),
  })
})

test.each([
  ['a message', 'MSG a 1 4294967296'],
  ['a message with headers', 'HMSG a 1 12 4294967296'],
  ['a message of more than this server lets anybody send', 'MSG a 1 33554432'],
])('%s that says it is huge ends the connection before it has come', async (_, line) => {
  let sent = 0
  const more = (socket: Socket) => {
    const piece = Buffer.alloc(1024 * 1024)
    const write = () => {
      while (!socket.destroyed && sent < 4096) {
        sent++
        if (!socket.write(piece)) return void socket.once('drain', write)
      }
    }
    write()
  }
  const before = process.memoryUsage.rss()
  const use = (client: NatsClient) => client.request('x', '', 'the list of streams')
  expect(await connectTo(info, `PONG\r\n${line}\r\n`, { use, more })).toMatchObject({
    code: 'source-failed',
    message: expect.stringMatching(
      /the connection broke: the server sends a message of \d+ bytes, and 16777216 are the most$/,
    ),
  })
  expect(sent).toBeLessThan(64)
  expect(process.memoryUsage.rss() - before).toBeLessThan(128 * 1024 * 1024)
})

test('a greeting that allows more than any server does allows no more', async () => {
  const greedy = info.replace('1048576', '4294967296')
  const use = (client: NatsClient) => client.request('x', '', 'the list of streams')
  expect(await connectTo(greedy, 'PONG\r\nMSG a 1 1073741824\r\n', { use })).toMatchObject({
    message: expect.stringContaining('of 1073741824 bytes, and 67108864 are the most'),
  })
})

test('a message that is not as long as it says is no message', async () => {
  const use = (client: NatsClient) => client.request('x', '', 'the list of streams')
  expect(await connectTo(info, 'PONG\r\nMSG a 1 3\r\nabcdefgh\r\n', { use })).toMatchObject({
    message: expect.stringContaining('a message that is not as long as it says'),
  })
})
