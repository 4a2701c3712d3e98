import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { requireOwn } from '../../src/engine/own.ts'
import { parseUrl, serversOf } from '../../src/engine/postgres/connection.ts'
import type { Service } from '../../src/runtime/runtime.ts'

const own = (server: string, service: Service) =>
  requireOwn(
    serversOf(parseUrl(`postgres://me:pw@${server}/shop`, 'here')),
    'db',
    service,
    'source shop',
    'postgres:17',
  ).then(
    () => 'own',
    (error: Error) => error.message,
  )

const published = { id: 'x', ports: { '5432/tcp': '32906' } }

test.each(['localhost:32906', '127.0.0.1:32906', '[::1]:32906', 'db:5432', 'db.example:5432'])(
  'a service container is taken for %s',
  async (server) => {
    expect(await own(server, published)).toBe('own')
  },
)

test.each(['localhost:5432', 'LOCALHOST:5432', '127.0.0.1:5432', '127.0.0.2:5432', 'localhost:32906,localhost:5433'])(
  'a service container that publishes 32906 is not taken for %s',
  async (server) => {
    expect(await own(server, published)).toMatch(
      /^source shop: \S+:543[23] is not a port of tools: \{ service: db \}, which publishes 32906 \(its 5432\/tcp\)$/,
    )
  },
)

test('a service container without published ports is taken for its own port, unless this machine has a server there', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const at = `127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    expect(await own(at, { id: 'x' })).toMatch(/which publishes no port$/)
    expect(await own(at, { id: 'x', network: 'host' })).toBe('own')
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
  expect(await own(at, { id: 'x' })).toBe('own')
})
