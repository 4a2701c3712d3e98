import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { type Container, dockerMissing, startContainer } from '../../server/docker.ts'
import { hold, plainBackup } from '../memory.ts'
import { natsSource } from '../source.ts'
import { bench } from '../step.ts'
import { never, User } from './fixture.ts'
import { newKey, operated } from './key.ts'

const nats = await engineOf('nats')

for (const version of ['2.10', '2.15']) {
  const missing = await dockerMissing(`nats:${version}`)
  describe.skipIf(missing)(`logins of NATS ${version}${missing === undefined ? '' : `: ${missing}`}`, () => {
    let folder: string
    const file = async (name: string, content: string) => {
      await writeFile(join(folder, name), content, { mode: 0o644 })
      return join(folder, name)
    }
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'nats-login-'))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    async function start(configuration: string, files: Readonly<Record<string, string>> = {}): Promise<Container> {
      const mounts: string[] = []
      for (const [at, content] of Object.entries(files))
        mounts.push('--volume', `${await file(at.replaceAll('/', '-'), content)}:${at}:ro`)
      const path = await file('test.conf', `port: 4222\njetstream { store_dir: /tmp/jetstream }\n${configuration}`)
      return await startContainer({
        image: `nats:${version}`,
        args: ['-c', '/etc/test.conf'],
        port: 4222,
        options: ['--volume', `${path}:/etc/test.conf:ro`, ...mounts],
        ready: async (c) => /Server is ready/.test(await c.logs()),
      })
    }

    /** Streams go there and back by this login; by another one nothing does, and no secret is shown. */
    async function proven(configuration: string, right: (at: string) => string, wrong: string, secrets: RegExp) {
      await using server = await start(configuration)
      const at = `${server.host}:${server.port}`
      const url = right(at)
      {
        await using user = await User.of(url)
        await user.stream('ORDERS')
        await user.put('orders.new', 20, (index) => `order ${index}`)
      }
      await using live = await nats.open(natsSource(url), bench, never)
      await live.rehearse()
      const held = await hold(live.dump())
      expect(held.facts.rows).toEqual({ ORDERS: 20 })
      const target = await nats.target(url, { tools: { kind: 'auto' } }, bench, never)
      expect(target.overlap(natsSource(url))).toBe('same')
      await target.restore(plainBackup(held), { overwrite: true, only: [] })
      expect((await target.facts(held.facts)).rows).toEqual({ ORDERS: 20 })
      expect(`${target.where} ${target.name} ${live.where}`).not.toMatch(secrets)

      for (const bad of [wrong.replace('HOST', at), `nats://${at}`]) {
        const problem = await nats.open(natsSource(bad), bench, never).catch((error: unknown) => error)
        expect(problem).toMatchObject({
          code: 'source-failed',
          message: `source events: NATS at ${at}: the server refuses the user or the password (or the token, or the key)`,
          hint: expect.stringContaining('creds=FILE and nkey=FILE'),
        })
      }
    }

    test('a token', async () => {
      const token = "t0k/en:with @'% signs"
      await proven(
        `authorization { token: ${JSON.stringify(token)} }`,
        (at) => `nats://${encodeURIComponent(token)}@${at}`,
        'nats://another@HOST',
        /t0k/,
      )
    })

    test('the seed of a user', async () => {
      const [key, other] = [newKey('user'), newKey('user')]
      const [path, otherPath] = [await file('user.nk', `${key.seed}\n`), await file('other.nk', other.seed)]
      await proven(
        `authorization { users: [{ nkey: ${key.name} }] }`,
        (at) => `nats://${at}?nkey=${path}`,
        `nats://HOST?nkey=${otherPath}`,
        new RegExp(key.seed),
      )
    })

    test('a credentials file of an operator, and one that has expired', async () => {
      const { configuration, credentials } = operated()
      const path = await file('user.creds', credentials)
      const foreign = await file('foreign.creds', operated().credentials)
      await proven(
        configuration,
        (at) => `nats://${at}?creds=${path}`,
        `nats://HOST?creds=${foreign}`,
        /BEGIN|SU[A-Z2-7]{50}/,
      )
      const old = operated({ exp: 1_700_000_001 })
      await using server = await start(old.configuration)
      const url = `nats://${server.host}:${server.port}?creds=${await file('old.creds', old.credentials)}`
      await expect(nats.open(natsSource(url), bench, never)).rejects.toMatchObject({
        code: 'source-failed',
        hint: expect.stringContaining('creds=FILE'),
      })
    })

    test('a server that waits for TLS before it greets is told, with what to set', async () => {
      const openssl = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=a']
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
      execFileSync('openssl', [...openssl, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert], {
        stdio: 'ignore',
      })
      const [secret, certificate] = [readFileSync(key, 'utf8'), readFileSync(cert, 'utf8')]
      for (const first of ['true', 'auto']) {
        await using server = await start(
          `tls { cert_file: /tmp/cert.pem, key_file: /tmp/key.pem, handshake_first: ${first} }`,
          { '/tmp/key.pem': secret, '/tmp/cert.pem': certificate },
        )
        const url = `tls://${server.host}:${server.port}?tls-ca=${cert}`
        const opening = nats.open(natsSource(url, { allowEmpty: true }), bench, never)
        if (first === 'auto') await (await opening)[Symbol.asyncDispose]()
        else
          await expect(opening).rejects.toMatchObject({
            code: 'source-failed',
            hint: expect.stringContaining('handshake_first'),
          })
      }
    })

    test('a seed that is not of a user is refused before anything is sent', async () => {
      const path = await file('account.nk', newKey('account').seed)
      await expect(nats.open(natsSource(`nats://127.0.0.1:1?nkey=${path}`), bench, never)).rejects.toMatchObject({
        code: 'policy-invalid',
        message: 'source events, by URL: nkey cannot be read: it is not the seed of a user',
        hint: expect.stringContaining('as nsc writes it'),
      })
    })
  })
}
