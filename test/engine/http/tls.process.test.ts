import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HttpServer } from '../../../src/engine/http/client.ts'
import { failure, serve } from './place.ts'

describe('an HTTP client of a server with TLS', () => {
  let folder: string
  const file = (name: string) => join(folder, name)
  beforeAll(async () => {
    folder = await mkdtemp('/tmp/authority-')
    const openssl = (...args: string[]) => promisify(execFile)('openssl', args, { cwd: folder })
    const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '2']
    await openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=authority')
    for (const name of ['server', 'client']) {
      const subject = name === 'server' ? '/CN=search.test' : '/CN=backup'
      await openssl(
        'req',
        ...key,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.csr`,
        '-subj',
        subject,
        '-addext',
        'subjectAltName=DNS:search.test',
      )
      await openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-days',
        '2',
        '-copy_extensions',
        'copy',
        '-out',
        `${name}.pem`,
      )
    }
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const read = (name: string) => readFileSync(file(name))

  test('checks authority and name, and shows its own certificate', async () => {
    const pair = { key: read('server.key'), cert: read('server.pem'), ca: read('ca.pem') }
    await using place = await serve((_, response) => response.end('{}'), pair)
    const own = { cert: read('client.pem'), key: read('client.key') }
    const ask = async (tls: HttpServer['tls'], address = { host: '127.0.0.1', port: place.port }) => {
      await using client = place.client({
        tls,
        address,
        services: { 'search.test': { id: 'c', ports: { '9200': String(place.port) } } },
      })
      return await client.json({ method: 'GET', path: '/' })
    }
    const ca = read('ca.pem')
    expect((await ask({ ...own, ca, servername: 'search.test' })).status).toBe(200)
    // A service by its own name needs no other.
    expect((await ask({ ...own, ca }, { host: 'search.test', port: 9200 })).status).toBe(200)
    for (const tls of [{ ...own }, { ...own, ca }]) {
      const error = await failure(ask(tls))
      expect(error.message).toContain(`the connection to 127.0.0.1:${place.port} cannot be encrypted`)
      expect(error.hint).toMatch(/tls-ca.*tls-name/)
    }
    expect((await failure(ask({ ca, servername: 'search.test' }))).code).toBe('source-failed')
  })

  test('tells a server without TLS, and one with it, from one that is not there', async () => {
    await using plain = await serve((_, response) => response.end('{}'))
    await using client = plain.client({ tls: {} })
    expect(await failure(client.json({ method: 'GET', path: '/' }))).toMatchObject({
      message: expect.stringContaining(`127.0.0.1:${plain.port} does not answer in TLS`),
      hint: expect.stringContaining('http://'),
    })
    await using secure = await serve((_, response) => response.end('{}'), {
      key: read('server.key'),
      cert: read('server.pem'),
    })
    await using other = secure.client()
    const { message, hint } = await failure(other.json({ method: 'GET', path: '/' }))
    expect(message).toContain('broke off before it answered')
    expect(hint).toContain('https://')
  })
})
