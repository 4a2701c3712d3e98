import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { NatsClient } from '../../../src/engine/nats/protocol/client.ts'
import { parseNatsUrl } from '../../../src/engine/nats/protocol/connection.ts'

async function connectTo(greeting: string, answer = ''): Promise<unknown> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write(greeting)
    socket.once('data', () => void socket.write(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const connection = parseNatsUrl(`nats://127.0.0.1:${port}`, 'source events', 'source events')
  try {
    await using _ = await NatsClient.connect(connection, new AbortController().signal)
    return undefined
  } catch (error) {
    return error
  } finally {
    server.close()
  }
}

test.each(['INFO null', 'INFO 7', 'INFO []', 'INFO {}', 'INFO {"version":7}', 'INFO {'])(
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
