import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { adapted, original } from '../../../src/engine/nats/adapt.ts'
import { parseNatsUrl, sameAccount } from '../../../src/engine/nats/protocol/connection.ts'
import type { Configuration } from '../../../src/engine/nats/protocol/jetstream.ts'
import { readSeed } from '../../../src/engine/nats/protocol/nkey.ts'
import { ProtocolReader } from '../../../src/engine/nats/protocol/reader.ts'
import { steady } from '../../../src/engine/nats/send.ts'
import { collide } from '../../../src/engine/nats/subject.ts'
import { notThere, selected } from '../../../src/engine/selection.ts'
import { mistakes, withSource } from '../../policy/example.ts'
import { crc, encode } from './key.ts'

test.each([
  ['url: nats://user:secret@host', 'has a password written into the file'],
  ['url: nats://s3cret@host', 'has a token written into the file'],
  ['url: redis://host', 'must begin with nats://'],
  ['url: nats://host\nstreams: { only: [A] }', 'only'],
  [
    'url: nats://host\nverify: { assert: [{ sql: select 1, equals: 1 }] }',
    'has sql, which a nats source does not answer',
  ],
])('%s is a mistake', (lines, message) => {
  const found = mistakes(withSource(`engine: nats\n${lines}`)).map((one) => one.message)
  expect(found.join('\n')).toContain(message)
})

test.each([['url: nats://${TOKEN}@host'], ['url: nats://me:${P}@host:1'], ['url: nats://u@host?creds=/a']])(
  '%s is not a mistake',
  (lines) => {
    expect(mistakes(withSource(`engine: nats\n${lines}`))).toEqual([])
  },
)

test('the protocol is parsed in pieces of any size', () => {
  const text =
    'INFO {"version":"2.15.1","max_payload":1048576}\r\nPING\r\nMSG a.b 7 r.1 5\r\nhello\r\nMSG a.b 7 0\r\n\r\n' +
    'HMSG a 8 16 18\r\nNATS/1.0 204\r\n\r\nhi\r\nHMSG a 8 r 12 12\r\nNATS/1.0 503\r\n' +
    "-ERR 'Stale Connection'\r\n"
  const read = (step: number) => {
    const reader = new ProtocolReader()
    const found: unknown[] = []
    for (let at = 0; at < text.length; at += step) found.push(...reader.read(Buffer.from(text.slice(at, at + step))))
    return JSON.parse(JSON.stringify(found))
  }
  const once = read(text.length)
  expect(once).toMatchObject([
    { kind: 'info', info: { version: '2.15.1' } },
    { kind: 'ping' },
    { message: { sid: 7, reply: 'r.1', body: { data: [...Buffer.from('hello')] } } },
    { message: { sid: 7, body: { data: [] } } },
    { message: { sid: 8, status: { code: 204 }, body: { data: [...Buffer.from('hi')] } } },
    { message: { sid: 8, reply: 'r', status: { code: 503 } } },
    { kind: 'error', text: 'Stale Connection' },
  ])
  for (const step of [1, 2, 5, 17]) expect(read(step)).toEqual(once)
  expect(() => [...new ProtocolReader().read(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))]).toThrow('not a NATS server')
})

describe('a seed', () => {
  // Of the documentation of nkeys: a user's seed, and its public key.
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url')
  const body = Buffer.concat([Buffer.from([0x90 | (160 >> 5), (160 & 31) << 3]), raw])
  const seed = encode(Buffer.concat([body, crc(body)]))

  test('signs like its key, and identifies itself', () => {
    expect(seed).toMatch(/^SU/)
    const key = readSeed(`${seed}\n`)
    expect(key.name).toMatch(/^U[A-Z2-7]{55}$/)
    expect(verify(null, Buffer.from('nonce'), publicKey, Buffer.from(key.sign('nonce'), 'base64url'))).toBe(true)
    expect(key.sign('nonce')).toBe(sign(null, Buffer.from('nonce'), privateKey).toString('base64url'))
  })

  test('is refused and not shown if it has a typing error', () => {
    const slip = `${seed.slice(0, 20)}${seed[20] === 'A' ? 'B' : 'A'}${seed.slice(21)}`
    for (const bad of [slip, seed.slice(0, -1), 'nonsense', ''])
      expect(() => readSeed(bad)).toThrow(/^it is not the seed of a user$|^its checksum is wrong$|^it is no nkey$/)
  })
})

test('a URL that is not a NATS address is reported with what to write', () => {
  const parse = (text: string) => () => parseNatsUrl(text, 'source events, by URL', 'source events')
  expect(parse('nats://host/shop')).toThrow('NATS has no databases')
  expect(parse('nats://host?creds=/no/such/file')).toThrow('creds cannot be read: no such file')
  expect(parse('nats://host?inbox=a.>')).toThrow('inbox is not the beginning of a subject')
  expect(parse('nats://host?tls-ca=/x')).toThrow('nats:// is not encrypted')
  const url = (text: string) => parseNatsUrl(text, 'x', 'x')
  expect(url('nats://t0ken@host').login).toEqual({ kind: 'token', token: 't0ken' })
  expect(sameAccount(url('nats://a:b@localhost'), url('nats://a:c@127.0.0.1:4222'))).toBe(true)
  expect(sameAccount(url('nats://a:b@localhost'), url('nats://other:b@localhost'))).toBe(false)
})

test('streams are chosen by name or pattern, and an unknown one is reported with those that exist', () => {
  const names = ['KV_a', 'KV_b', 'ORDERS']
  const choose = (include: string[], exclude: string[] = []) =>
    selected(names, { include, exclude }, 'stream', notThere('source events', 'streams', 'stream'))
  expect(choose([], [])).toEqual(names)
  expect(choose(['KV_*'], ['KV_b'])).toEqual(['KV_a'])
  expect(choose(['KV_?'])).toEqual(['KV_a', 'KV_b'])
  expect(() => choose(['ORDER'])).toThrow('streams includes ORDER; did you mean ORDERS?, but there is no such stream')
  expect(() => choose(['nothing*'])).toThrow(
    expect.objectContaining({ hint: 'The streams are KV_a, KV_b and ORDERS.' }),
  )
})

test.each([
  ['a.b', 'a.b', true],
  ['a.*', 'a.b', true],
  ['a.*', '*.b', true],
  ['a.>', 'a', false],
  ['a.>', 'a.b.c', true],
  ['>', 'x', true],
  ['a.*', 'a.b.c', false],
  ['a.b', 'a.c', false],
])('subjects %s and %s: %s', (one, other, expected) => {
  expect([collide(one, other), collide(other, one)]).toEqual([expected, expected])
})

test('a stalled store does not make the server abandon a restore: withheld bytes are sent one by one', async () => {
  async function* slow() {
    yield Buffer.from('abcdef')
    await new Promise((resolve) => setTimeout(resolve, 4500))
    yield Buffer.from('ghi')
  }
  const sent: string[] = []
  for await (const piece of steady(slow(), 4)) sent.push(piece.toString())
  expect(sent).toEqual(['a', 'b', 'cdef', 'ghi'])
}, 20_000)

test('a throw-away server changes nothing by itself, and its configuration still compares as the original', () => {
  const kept: Configuration = {
    name: 'COPY',
    num_replicas: 3,
    placement: { cluster: 'eu' },
    max_age: 60,
    mirror: { name: 'ORDERS' },
    mirror_direct: true,
  }
  const place = { singleServer: true, throwAway: true }
  const ours = adapted(kept, place)
  expect(ours).toMatchObject({ name: 'COPY', num_replicas: 1, max_age: 0, subjects: ['backproof.copy.COPY'] })
  for (const key of ['mirror', 'mirror_direct', 'placement']) expect(ours).not.toHaveProperty(key)
  const live = { ...ours, storage: 'file' }
  expect(original(live, kept, place)).toMatchObject({ mirror: { name: 'ORDERS' }, max_age: 60, storage: 'file' })
  expect(original(live, kept, place).subjects).toBeUndefined()
  // A difference that is none of ours stays one.
  expect(original({ ...live, max_age: 5 }, kept, place).max_age).toBe(5)
  expect(adapted(kept, { singleServer: false, throwAway: false })).toEqual(kept)
})
