import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mongodb } from '../../../src/engine/mongodb/mongodb.ts'
import { fitOf } from '../../../src/engine/mongodb/reach.ts'
import type { Service } from '../../../src/runtime/runtime.ts'
import { hold } from '../memory.ts'
import { mongodbSource } from '../source.ts'
import { bench } from '../step.ts'
import { never, shop } from './place.ts'
import { type StandIn, startStandIn } from './stand-in.ts'

const forwarded = (ports: Readonly<Record<string, number>>): Readonly<Record<string, Service>> =>
  Object.fromEntries(
    Object.entries(ports).map(([host, port]) => [host, { id: '', ports: { 27017: `${port}` }, forwarded: true }]),
  )

/** Says that others are the members, by names that are known only there. */
const memberOf = (role: 'primary' | 'secondary') => (_: object, name: string) =>
  /^(hello|ismaster)$/i.test(name)
    ? {
        ...{ helloOk: true, isWritablePrimary: role === 'primary', ismaster: role === 'primary' },
        ...{ secondary: role === 'secondary', setName: 'rs0', setVersion: 1, minWireVersion: 0, maxWireVersion: 21 },
        ...{
          hosts: ['a.internal:27017', 'b.internal:27017'],
          primary: 'b.internal:27017',
          me: `${role}.internal:27017`,
        },
        ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
        ...{ localTime: new Date(), logicalSessionTimeoutMinutes: 30, connectionId: 1, readOnly: false, ok: 1 },
      }
    : undefined

async function rowsOf(url: string, services: Readonly<Record<string, Service>>) {
  await using live = await mongodb.open(mongodbSource(url), { ...bench, services }, never)
  return (await hold(live.dump())).facts.rows
}

describe('a replica set behind another machine', () => {
  const start = (role: 'primary' | 'secondary') => startStandIn({ collections: shop, answer: memberOf(role) })
  const url = (more = '') => `mongodb://a.internal,b.internal/shop?replicaSet=rs0${more}`
  const read = ({ commands }: StandIn) => commands.filter((command) => command['find'] !== undefined).length

  test('is read at its primary, by the ports that are forwarded and no other', async () => {
    await using a = await start('secondary')
    await using b = await start('primary')
    const services = forwarded({ 'a.internal': a.port, 'b.internal': b.port })
    expect(mongodb.servers?.(mongodbSource(url()))).toEqual([
      { host: 'a.internal', port: 27_017 },
      { host: 'b.internal', port: 27_017 },
    ])
    expect(await rowsOf(url(), services)).toEqual({ orders: 5, customers: 3 })
    expect([read(a), read(b) > 0]).toEqual([0, true])
    expect(await rowsOf(url('&readPreference=secondaryPreferred'), services)).toEqual({ orders: 5, customers: 3 })
    expect(read(a)).toBeGreaterThan(0)
    await expect.poll(() => a.open() + b.open()).toBe(0)
  })

  test('without its primary in the url is refused, with what to write', async () => {
    await using a = await start('secondary')
    const services = forwarded({ 'a.internal': a.port })
    await expect(rowsOf('mongodb://a.internal/shop', services)).rejects.toMatchObject({
      code: 'source-failed',
      message: 'source orders: no primary among the servers: a.internal:27017 is secondary',
      hint: expect.stringContaining('name every member of the replica set in the url'),
    })
    expect(await rowsOf('mongodb://a.internal/shop?directConnection=true', services)).toHaveProperty('orders', 5)
    await expect.poll(() => a.open()).toBe(0)
  })

  test('a member that is away is passed over', async () => {
    const port = await (async () => {
      await using gone = await startStandIn()
      return gone.port
    })()
    await using b = await start('primary')
    const services = forwarded({ 'a.internal': port, 'b.internal': b.port })
    expect(await rowsOf(url('&serverSelectionTimeoutMS=500'), services)).toHaveProperty('orders', 5)
  })
})

test('a service record names no server that could be forwarded', () => {
  expect(() => mongodb.servers?.(mongodbSource('mongodb+srv://cluster.example/shop'))).toThrow(
    expect.objectContaining({ code: 'policy-invalid', hint: expect.stringContaining('mongodb://USER:PASSWORD@HOST1') }),
  )
})

test('databases are listed only to a user who may see all of them', async () => {
  const asked: unknown[] = []
  let denied = false
  await using standIn = await startStandIn({
    answer: (command, name) => {
      if (name !== 'listDatabases') return undefined
      asked.push([command.$db, command['authorizedDatabases']])
      return denied
        ? { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'not authorized on admin' }
        : { databases: ['admin', 'config', 'local', 'shop', 'b'].map((name) => ({ name })), ok: 1 }
    },
  })
  const source = mongodbSource(standIn.url.replace('/shop', ''), { databases: { include: [], exclude: [] } })
  expect(await mongodb.list?.(source, bench, never)).toEqual(['shop', 'b'])
  denied = true
  await expect(mongodb.list?.(source, bench, never)).rejects.toMatchObject({
    code: 'source-failed',
    message: expect.stringContaining('may not list the databases'),
    hint: expect.stringContaining('readAnyDatabase'),
  })
  expect(asked).toEqual([
    ['admin', false],
    ['admin', false],
  ])
})

test.each([
  ['primary', 'primary', 'wished'],
  ['primary', 'secondary', 'unfit'],
  ['primaryPreferred', 'secondary', 'second'],
  ['secondary', 'primary', 'unfit'],
  ['secondaryPreferred', 'primary', 'second'],
  ['member', 'secondary', 'wished'],
  ['member', 'neither', 'unfit'],
] as const)('where %s is wished for, %s is %s', (wish, role, fit) => {
  expect(fitOf(wish, role)).toBe(fit)
})

describe('a server with TLS behind another machine', () => {
  let folder: string
  const file = (name: string) => join(folder, name)
  beforeAll(async () => {
    folder = await mkdtemp('/tmp/authority-')
    const openssl = (...args: string[]) => promisify(execFile)('openssl', args, { cwd: folder })
    const names = 'subjectAltName=DNS:db.internal,IP:10.1.2.3'
    const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '2']
    await openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=authority')
    await openssl('req', ...key, '-keyout', 'key.pem', '-out', 'csr', '-subj', '/CN=db.internal', '-addext', names)
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy']
    await openssl('x509', '-req', '-in', 'csr', ...by, '-days', '2', '-out', 'cert.pem')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each([
    ['db.internal', undefined],
    ['10.1.2.3', undefined],
    ['other.internal', /the connection to other\.internal:27017\/shop cannot be encrypted/],
    ['10.1.2.4', /the connection to 10\.1\.2\.4:27017\/shop cannot be encrypted/],
  ])('has the name of the url in its certificate: %s', async (host, refused) => {
    await using plain = await startStandIn({ collections: shop })
    const sockets = new Set<Socket>()
    const server = createServer(
      { key: readFileSync(file('key.pem')), cert: readFileSync(file('cert.pem')) },
      (from) => {
        const to = connect(plain.port, '127.0.0.1')
        for (const socket of [from, to]) sockets.add(socket.on('error', () => undefined))
        from.pipe(to).pipe(from)
      },
    )
    server.on('tlsClientError', () => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = server.address() as { port: number }
      const parameters = `tls=true&tlsCAFile=${encodeURIComponent(file('ca.pem'))}&serverSelectionTimeoutMS=2000`
      const reading = rowsOf(`mongodb://${host}/shop?${parameters}`, forwarded({ [host]: port }))
      if (refused === undefined) expect(await reading).toEqual({ orders: 5, customers: 3 })
      else await expect(reading).rejects.toThrow(refused)
    } finally {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  })
})
