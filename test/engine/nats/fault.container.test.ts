import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine, PlainBackup } from '../../../src/engine/engine.ts'
import { engineOf } from '../../../src/engine/engine.ts'
import { readDescription } from '../../../src/engine/nats/description.ts'
import type { NatsSource } from '../../../src/policy/source/nats.ts'
import type { Problem } from '../../../src/problem.ts'
import { compare } from '../../../src/verify/verify.ts'
import { startProxy } from '../../fault/proxy.ts'
import { dockerMissing } from '../../server/docker.ts'
import { password } from '../../server/nats.ts'
import { cutAt, hold, type MemoryDump, plainBackup } from '../memory.ts'
import { natsSource } from '../source.ts'
import { bench } from '../step.ts'
import { type NatsFixture, never, startFixture, User } from './fixture.ts'

const nats: Engine = await engineOf('nats')
const all = { overwrite: false, only: [] }
const tools = { kind: 'auto' } as const
const large = 60 << 20

/** What docs/engines.md says that a backup needs. */
const rights = (without = '') => {
  const publish = ['$JS.API.STREAM.LIST', '$JS.API.STREAM.SNAPSHOT.>', '$JS.SNAPSHOT.ACK.>'].filter(
    (one) => one !== without,
  )
  return `{ publish: ${JSON.stringify(publish)}, subscribe: ${JSON.stringify(without === '_INBOX.>' ? ['x'] : ['_INBOX.>'])} }`
}

async function dump(source: NatsSource): Promise<MemoryDump> {
  await using live = await nats.open(source, bench, never)
  return await hold(live.dump())
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (reason: unknown) => reason as Problem,
  )

for (const version of ['2.10', '2.15']) {
  const missing = await dockerMissing(`nats:${version}`)
  describe.skipIf(missing)(`NATS ${version}${missing === undefined ? '' : `: ${missing}`}`, () => {
    let at: NatsFixture
    let held: MemoryDump
    const proxied = (port: number, more: Partial<NatsSource> = {}) =>
      natsSource(at.nats.urlOf('source').replace(`:${at.nats.port}`, `:${port}`), more)
    const only = (...include: string[]) => ({ streams: { include, exclude: [] } })
    const target = (url: string) => nats.target(url, { tools }, bench, never)

    beforeAll(async () => {
      const users = {
        backup: rights(),
        nolist: rights('$JS.API.STREAM.LIST'),
        nosnapshot: rights('$JS.API.STREAM.SNAPSHOT.>'),
        noanswer: rights('$JS.SNAPSHOT.ACK.>'),
        noinbox: rights('_INBOX.>'),
      }
      at = await startFixture(version, { users })
      held = await dump(at.sourceOf({}))
      await using user = await User.of(at.nats.urlOf('source'))
      await user.stream('LARGE')
      await user.put('large.a', large / 200_000, () => randomBytes(200_000))
    })
    afterAll(() => at?.[Symbol.asyncDispose]())

    test('a user with exactly the rights of the documentation backs up', async () => {
      const source = natsSource(at.nats.urlOf('backup'), { streams: { include: [], exclude: ['LARGE'] } })
      await using live = await nats.open(source, bench, never)
      await live.rehearse()
      expect((await hold(live.dump())).facts.rows).toEqual(held.facts.rows)
    })

    test.each([
      ['nolist', 'publish to $JS.API.STREAM.LIST', 'open'],
      ['nosnapshot', 'publish to $JS.API.STREAM.SNAPSHOT.', 'rehearse'],
      ['noanswer', 'publish to $JS.SNAPSHOT.ACK.', 'rehearse'],
      ['noinbox', 'subscribe to _INBOX.>', 'open'],
    ])('the user %s is told which right is missing', async (user, message, when) => {
      const source = natsSource(at.nats.urlOf(user))
      const opening = nats.open(source, bench, never)
      if (when === 'open') {
        const error = await failure(opening)
        expect(error?.message).toContain(message)
        return expect(error?.hint).toContain('allow')
      }
      await using live = await opening
      expect((await failure(live.rehearse()))?.message).toContain(message)
      expect((await failure(hold(live.dump())))?.message).toContain(message)
    })

    test.each(['reset', 'end'] as const)(
      'a connection that breaks (%s) during a snapshot leaves no backup',
      async (does) => {
        await using proxy = await startProxy({ port: at.nats.port })
        const source = proxied(proxy.port, only('LARGE'))
        await using live = await nats.open(source, bench, never)
        proxy.arm({ direction: 'down', afterBytes: 3_000_000, does })
        const dumping = live.dump()
        const error = await failure(hold(dumping))
        expect(error).toMatchObject({ code: 'source-failed', message: expect.stringContaining('the connection broke') })
        expect(() => dumping.result()).toThrow('not complete')
        // Nothing of it is left that another would be kept from.
        await expect.poll(() => failure(dump(at.sourceOf(only('LARGE')))), { timeout: 30_000 }).toBeUndefined()
      },
    )

    test('a bit that changes in transit is found during the dump', async () => {
      await using proxy = await startProxy({ port: at.nats.port })
      await using live = await nats.open(proxied(proxy.port, only('LARGE')), bench, never)
      proxy.arm({ direction: 'down', afterBytes: 3_000_000, does: 'flip' })
      expect((await failure(hold(live.dump())))?.message).toMatch(
        /snapshot of stream LARGE failed|the connection broke/,
      )
    })

    test('a server that falls silent is abandoned', async () => {
      await using proxy = await startProxy({ port: at.nats.port })
      await using live = await nats.open(proxied(proxy.port, only('LARGE')), bench, never)
      proxy.arm({ direction: 'down', afterBytes: 3_000_000, does: 'stall' })
      const began = performance.now()
      expect((await failure(hold(live.dump())))?.message).toMatch(/nothing more came|was silent/)
      expect(performance.now() - began).toBeLessThan(40_000)
    }, 60_000)

    test('a store that stalls for longer than the server waits breaks nothing', async () => {
      await using live = await nats.open(at.sourceOf(only('LARGE')), bench, never)
      const dumping = live.dump()
      let bytes = 0
      for await (const { body } of dumping.parts) {
        for await (const piece of body as AsyncIterable<Buffer>) {
          if (bytes < 1 << 20 && bytes + piece.length >= 1 << 20) await pause(12_000)
          bytes += piece.length
        }
      }
      expect(bytes).toBeGreaterThan(large)
      expect(dumping.result().facts.rows).toEqual({ LARGE: Math.ceil(large / 200_000) })
    }, 60_000)

    test('a stream that is deleted during its dump is not backed up', async () => {
      await using user = await User.of(at.nats.urlOf('source'))
      await user.stream('DOOMED')
      await user.put('doomed.a', large / 200_000, () => randomBytes(200_000))
      await using live = await nats.open(at.sourceOf(only('DOOMED')), bench, never)
      const dumping = live.dump()
      const reading = (async () => {
        for await (const { body } of dumping.parts) {
          let first = true
          for await (const _ of body) {
            if (first) await user.jetstream.remove('DOOMED')
            first = false
          }
        }
      })()
      const error = await failure(reading)
      expect(error?.code).toBe('source-failed')
      expect(error?.message).toContain('DOOMED')
    }, 60_000)

    test('a cancelled dump makes room for the next, and leaves no consumer', async () => {
      const stop = new AbortController()
      await using live = await nats.open(at.sourceOf(only('LARGE')), bench, stop.signal)
      const ended = (async () => {
        for await (const { body } of live.dump().parts) for await (const _ of body) stop.abort()
      })()
      expect(await failure(ended)).toMatchObject({ code: 'cancelled' })
      expect((await dump(at.sourceOf(only('LARGE')))).facts.rows).toHaveProperty('LARGE')
      await using user = await User.of(at.nats.urlOf('source'))
      expect(await user.jetstream.consumers('LARGE')).toEqual([])
    })

    test('a stream name that does not exist is reported with those that exist', async () => {
      const error = await failure(nats.open(at.sourceOf(only('ORDER')), bench, never))
      expect(error?.message).toContain('ORDER; did you mean ORDERS?')
      expect(error?.hint).toContain('KV_settings')
    })

    test('an account without streams is refused, unless the policy allows it', async () => {
      const url = at.account()
      const error = await failure(nats.open(natsSource(url), bench, never))
      expect(error).toMatchObject({ code: 'source-failed', hint: expect.stringContaining('allow-empty: true') })
      const empty = await dump(natsSource(url, { allowEmpty: true }))
      await using place = await target(at.account())
      const { expected } = await place.restore(plainBackup(empty), all)
      expect(expected && compare(expected, await place.facts(expected))).toEqual([])
    })

    test('a memory stream is refused by name if the server has no snapshot of it', async () => {
      const url = at.account()
      await using user = await User.of(url)
      await user.stream('QUEUE', { storage: 'memory' })
      await user.put('queue.a', 3, () => 'job')
      await using live = await nats.open(natsSource(url), bench, never)
      if (version !== '2.10') {
        await live.rehearse()
        return expect((await hold(live.dump())).facts.rows).toEqual({ QUEUE: 3 })
      }
      for (const error of [await failure(live.rehearse()), await failure(hold(live.dump()))])
        expect(error).toMatchObject({
          message: expect.stringContaining('stream QUEUE is kept in memory'),
          hint: expect.stringContaining('exclude: [QUEUE]'),
        })
    })

    test('existing streams of a target stay if the backup is damaged, whatever the options', async () => {
      const url = at.account()
      await using place = await target(url)
      await place.restore(plainBackup(held), all)
      await using user = await User.of(url)
      await user.put('orders.new', 1, () => 'newer than the backup')
      const cut: PlainBackup = plainBackup(held, (name, body) => cutAt(name === 'stream-4.s2' ? 0.9 : 1)(name, body))
      const error = await failure(place.restore(cut, { overwrite: true, only: [] }))
      expect(error).toMatchObject({ code: 'object-damaged' })
      expect(await user.messages('ORDERS')).toBe(8000)
    })

    test('subjects that overlap with another stream are reported before anything is written', async () => {
      const url = at.account()
      await using user = await User.of(url)
      await user.stream('OTHER', { subjects: ['orders.*'] })
      await using place = await target(url)
      const error = await failure(place.restore(plainBackup(held), all))
      expect(error).toMatchObject({ code: 'target-refused', message: expect.stringContaining('those of OTHER') })
      expect((await user.jetstream.streams()).map(({ config }) => config.name)).toEqual(['OTHER'])
    })

    test('a target that refuses a stream does not keep those that it had accepted', async () => {
      const url = at.account()
      const { streams } = await readDescription(plainBackup(held))
      const broken = streams.map((one) =>
        one.config.name === 'ORDERS' ? { ...one, config: { ...one.config, max_age: -5 } } : one,
      )
      const parts = new Map(held.parts)
      parts.set('streams.json', Buffer.from(JSON.stringify({ version: 1, server: `${version}.0`, streams: broken })))
      await using place = await target(url)
      const error = await failure(place.restore(plainBackup({ ...held, parts }), all))
      expect(error).toMatchObject({ code: 'restore-failed', message: expect.stringContaining('ORDERS') })
      await using user = await User.of(url)
      expect(await user.jetstream.streams()).toEqual([])
    })

    test('mirrors and expired messages are the same in a throw-away server', async () => {
      const url = at.account()
      await using user = await User.of(url)
      await user.stream('BASE')
      await user.put('base.a', 20, (index) => `${index}`)
      await user.stream('COPY', { subjects: [], mirror: { name: 'BASE' } })
      await user.stream('SHORT', { max_age: 3_000_000_000 })
      await expect.poll(() => user.messages('COPY')).toBe(20)
      await user.put('short.a', 5, (index) => `${index}`)
      // A mirror that is behind, as it is while its stream is written to.
      const half = await dump(natsSource(url, only('COPY', 'SHORT')))
      expect(half.facts.rows).toEqual({ COPY: 20, SHORT: 5 })
      await pause(3500)
      await using proof = await nats.sandbox(half.facts, undefined, bench, never)
      await proof.restore(plainBackup(half), all)
      expect(compare(half.facts, await proof.facts(half.facts))).toEqual([])

      await using place = await target(at.account())
      const { expected, findings } = await place.restore(plainBackup(half), all)
      expect(findings.map(({ message }) => message).join()).toContain('COPY and SHORT')
      expect(expected && compare(expected, await place.facts(expected))).toEqual([])
    }, 90_000)

    test('assertions are judged on the restored data', async () => {
      await using place = await target(at.account())
      await place.restore(plainBackup(held), all)
      const check = async (assertion: object) => (await place.check({ name: 'a', ...assertion } as never))?.message
      expect(await check({ kind: 'count-of', ask: 'ORDERS', expect: { min: 7999, max: 7999 } })).toBeUndefined()
      expect(await check({ kind: 'count-of', ask: 'ORDERS', expect: { min: 8000 } })).toContain('below 8000')
      expect(await check({ kind: 'key', ask: 'settings/colour', expect: { equals: 'green' } })).toBeUndefined()
      expect(await check({ kind: 'key', ask: 'settings/shape', expect: { equals: 'round' } })).toContain('no key shape')
      expect(await check({ kind: 'required', names: ['ORDERS', 'KV_settings'] })).toBeUndefined()
      expect(await check({ kind: 'required', names: ['LOST'] })).toContain('no stream LOST')
    })
  })
}

const both = (await dockerMissing('nats:2.10')) ?? (await dockerMissing('nats:2.15'))
describe.skipIf(both)(`NATS 2.10 and 2.15${both === undefined ? '' : `: ${both}`}`, () => {
  test('restore a backup into a newer server, but not into an older one', async () => {
    await using old = await startFixture('2.10')
    await using recent = await startFixture('2.15')
    const ofOld = await dump(old.sourceOf({}))
    const up = await recent.target()
    await up.restore(plainBackup(ofOld), all)
    expect(compare(ofOld.facts, await up.facts(ofOld.facts))).toEqual([])
    const ofRecent = await dump(recent.sourceOf({}))
    const down = await old.target()
    expect(await failure(down.restore(plainBackup(ofRecent), all))).toMatchObject({
      code: 'tool-version',
      message: expect.stringContaining('the older 2.10'),
    })
    expect(await old.isEmpty(down)).toBe(true)
  })

  test('connect by TLS with a private authority', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nats-tls-'))
    const file = (name: string) => join(folder, name)
    try {
      execFileSync(
        'openssl',
        [
          ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
          ...['-subj', '/CN=nats.test', '-addext', 'subjectAltName=DNS:nats.test'],
          ...['-keyout', file('key.pem'), '-out', file('cert.pem')],
        ],
        { stdio: 'ignore' },
      )
      const read = (name: string) => readFileSync(file(name), 'utf8')
      await using server = await startFixture('2.15', {
        configuration: 'tls { cert_file: /etc/cert.pem, key_file: /etc/key.pem }',
        files: { 'cert.pem': read('cert.pem'), 'key.pem': read('key.pem') },
        tls: `tls-ca=${file('cert.pem')}&tls-name=nats.test`,
      })
      expect((await dump(server.sourceOf({}))).facts.rows).toHaveProperty('ORDERS')
      const plain = `nats://source:${encodeURIComponent(password)}@127.0.0.1:${server.nats.port}`
      expect(await failure(nats.open(natsSource(plain), bench, never))).toMatchObject({
        message: expect.stringContaining('encrypted connections only'),
        hint: expect.stringContaining('tls://'),
      })
      const unknown = await failure(nats.open(natsSource(plain.replace('nats:', 'tls:')), bench, never))
      expect(unknown).toMatchObject({
        message: expect.stringContaining('cannot be encrypted'),
        hint: expect.stringContaining('tls-ca'),
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
