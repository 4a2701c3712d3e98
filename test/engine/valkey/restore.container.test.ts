import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docker } from '../../server/docker.ts'
import { type KeyValueServer, startKeyValue } from '../../server/key-value.ts'
import { plainBackup } from '../memory.ts'
import { bench, isEmpty, never, seed } from './fixture.ts'
import { all, dumped, failures, image, slowly, soon, targetOf, valkey } from './step.ts'

describe('a Valkey server that is the target of a restore', () => {
  let server: KeyValueServer
  let other: KeyValueServer
  beforeAll(async () => {
    server = await startKeyValue(image)
    other = await startKeyValue(image)
    await seed(server, image)
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    await other?.[Symbol.asyncDispose]()
  })
  const emptied = async () => {
    await other.run([['FLUSHALL'], ['FUNCTION', 'FLUSH']])
    return await targetOf(other)
  }

  test('keeps the times to live of single fields', async () => {
    const target = await emptied()
    await target.restore(plainBackup(await dumped(server.url)), all)
    for (const key of ['fields:small', 'fields:long']) {
      const ask = [
        'HPEXPIRETIME',
        key,
        'FIELDS',
        3,
        ...(key.endsWith('small') ? ['a', 'b', 'c'] : ['field 1', 'field 2', 'field 3']),
      ]
      const times = await server.ask(ask)
      expect(await other.ask(ask)).toEqual(times)
      expect((times as number[]).some((time) => time > 0)).toBe(true)
    }
  })

  test('keeps consumer groups, their pending entries, and the idle time of keys', async () => {
    const target = await emptied()
    await target.restore(plainBackup(await dumped(server.url)), all)
    const pending = ['XPENDING', 'stream', 'workers', '-', '+', '10', 'grace']
    const ids = (reply: unknown) => (reply as Buffer[][]).map(([id]) => String(id))
    expect(ids(await other.ask(pending))).toEqual(ids(await server.ask(pending)))
    expect(ids(await other.ask(pending))).toHaveLength(3)
    expect(await other.ask(['FCALL', 'total', 2, 'a', 'b'])).toBe(2)
  })

  test('is compared by the content of its keys: a different value, score or time to live is found', async () => {
    const few = await startKeyValue(image)
    await few.run([
      ['SET', 'a', 'one'],
      ['ZADD', 'b', '1.5', 'x'],
      ['RPUSH', 'c', 'x', 'y'],
      ['SET', 'd', 'x', 'EX', 5000],
      ['HSET', 'e', 'f', 'v'],
      ['SADD', 'f', 'x', 'y'],
      ['XADD', 'g', '1-1', 'a', 'b'],
    ])
    const held = await dumped(few.url)
    await few[Symbol.asyncDispose]()
    expect(held.facts.objects['sample']).toHaveLength(7)
    for (const change of [
      ['SET', 'a', 'two'],
      ['ZADD', 'b', '1.25', 'x'],
      ['LSET', 'c', '0', 'z'],
      ['EXPIRE', 'd', '6000'],
      ['HSET', 'e', 'f', 'w'],
      ['SREM', 'f', 'x'],
      ['XADD', 'g', '2-1', 'a', 'b'],
    ]) {
      const target = await emptied()
      await target.restore(plainBackup(held), all)
      expect(failures(held.facts, await target.facts(held.facts))).toEqual([])
      await other.ask(change)
      expect(failures(held.facts, await target.facts(held.facts))).toHaveLength(1)
    }
  })

  test('loses keys that expire before or after the restore, and the facts stay equal', async () => {
    const short = await startKeyValue(image)
    const at = Date.now()
    await short.run([
      ['SET', 'lasts', 'x'],
      ...Array.from({ length: 200 }, (_, n) => ['SET', `gone:${n}`, n, 'PXAT', at + 2500]),
      ...Array.from({ length: 200 }, (_, n) => ['SET', `going:${n}`, n, 'PXAT', at + 6000]),
      ['HSET', 'hash', 'a', '1'],
      ['HPEXPIREAT', 'hash', at + 6000, 'FIELDS', 1, 'a'],
    ])
    const held = await dumped(short.url)
    await short[Symbol.asyncDispose]()
    expect(held.facts.rows).toEqual({ 'db0 string': 401, 'db0 hash': 1, 'db0 (expiring keys)': 400 })
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at + 2600 - Date.now())))
    const target = await emptied()
    await target.restore(plainBackup(held), all)
    expect(failures(held.facts, await target.facts(held.facts))).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at + 6300 - Date.now())))
    await expect.poll(() => other.ask(['EXISTS', 'going:1', 'gone:1']), soon).toBe(0)
    expect(failures(held.facts, await target.facts(held.facts))).toEqual([])
    // One that should be there still is missed.
    await other.ask(['DEL', 'lasts'])
    expect(failures(held.facts, await target.facts(held.facts))).toContain('db0 string has 400 keys, the dump had 401')
  })

  test('keeps all data after its next start with appendonly yes', async () => {
    await using logged = await startKeyValue(image, { args: ['--appendonly', 'yes'] })
    const held = await dumped(server.url)
    const target = await targetOf(logged)
    await target.restore(plainBackup(held), all)
    await docker(['restart', logged.id])
    const port = Number((await docker(['port', logged.id, '6379'])).split('\n')[0]?.split(':').at(-1))
    const again = await valkey.target(`redis://127.0.0.1:${port}`, { tools: { kind: 'auto' } }, bench, never())
    await expect
      .poll(
        () =>
          again.facts(held.facts).then(
            ({ rows }) => rows,
            () => undefined,
          ),
        soon,
      )
      .toEqual(held.facts.rows)
  })

  test('is emptied again when its restore is cancelled', async () => {
    await other.run([['FLUSHALL'], ['FUNCTION', 'FLUSH']])
    const stop = new AbortController()
    const target = await valkey.target(other.url, { tools: { kind: 'auto' } }, bench, stop.signal)
    const held = await dumped(server.url)
    const slow = plainBackup(held, (_name, body) => slowly(body, () => stop.abort()))
    await expect(target.restore(slow, all)).rejects.toMatchObject({ code: 'cancelled' })
    expect(await isEmpty(other)).toBe(true)
  })

  test('is restored completely if it answers faster than commands are produced', async () => {
    const held = await dumped(server.url)
    const target = await emptied()
    await target.restore(
      plainBackup(held, (_name, body) => slowly(body, () => undefined)),
      all,
    )
    expect(failures(held.facts, await target.facts(held.facts))).toEqual([])
  })

  test('is proven with more databases than usual by a throw-away server with as many', async () => {
    await using many = await startKeyValue(image, { args: ['--databases', '40'] })
    await many.run([['SET', 'a', 'b']], 39)
    const held = await dumped(many.url)
    await using target = await valkey.sandbox(held.facts, undefined, bench, never())
    await target.restore(plainBackup(held), all)
    expect(failures(held.facts, await target.facts(held.facts))).toEqual([])
  })

  test('keeps its data if the backup is damaged, even if it was to be replaced', async () => {
    const held = await dumped(server.url)
    const body = held.parts.get('dump.rdb') as Buffer
    const flipped = Buffer.from(body)
    const at = Math.floor(body.length * 0.9)
    flipped[at] = (flipped[at] as number) ^ 1
    await other.run([['FLUSHALL'], ['FUNCTION', 'FLUSH'], ['SET', 'mine', 'x']])
    const damaged = plainBackup({ ...held, parts: new Map([['dump.rdb', flipped]]) })
    const target = await targetOf(other)
    await expect(target.restore(damaged, { overwrite: true, only: [] })).rejects.toMatchObject({
      code: 'object-damaged',
    })
    expect(String(await other.ask(['GET', 'mine']))).toBe('x')
  })

  test('takes chosen keys beside its own, and reports a pattern that chose none', async () => {
    const held = await dumped(server.url)
    await other.run([['FLUSHALL'], ['FUNCTION', 'FLUSH'], ['SET', 'mine', 'x'], ['SET', 'user:1', 'other']])
    const target = await targetOf(other)
    const wrong = { overwrite: true, only: ['user:1', 'no such key'] }
    await expect(target.restore(plainBackup(held), wrong)).rejects.toMatchObject({ code: 'usage' })
    const { expected } = await target.restore(plainBackup(held), { overwrite: true, only: ['user:1', 'db3/cached:?'] })
    expect(expected?.rows).toEqual({ 'db0 string': 1, 'db3 string': 10, 'db3 (expiring keys)': 10 })
    expect([String(await other.ask(['GET', 'mine'])), String(await other.ask(['GET', 'user:1']))]).toEqual([
      'x',
      'value 1 of 7',
    ])
  })

  test('is judged by assertions on keys, counts and required names', async () => {
    const target = await emptied()
    await target.restore(plainBackup(await dumped(server.url)), all)
    const finding = async (assertion: Parameters<typeof target.check>[0]) => (await target.check(assertion))?.message
    const holds = [
      { kind: 'key', name: 'a', ask: 'user:1', expect: { equals: 'value 1 of 7' } },
      { kind: 'key', name: 'a', ask: 'set:numbers', expect: { equals: 100 } },
      { kind: 'key', name: 'a', ask: 'db3/cached:7', expect: { equals: 7 } },
      { kind: 'count-of', name: 'a', ask: 'cached:*', expect: { equals: 50 } },
      { kind: 'count-of', name: 'a', ask: 'db0/cached:*', expect: { equals: 0 } },
      { kind: 'count-of', name: 'a', ask: 'db3', expect: { min: 50, max: 50 } },
      { kind: 'required', name: 'a', names: ['user:1', 'cached:*', 'db3/cached:4?'] },
    ] as const
    for (const assertion of holds) expect(await finding(assertion)).toBe(undefined)
    expect(await finding({ kind: 'key', name: 'a', ask: 'user:1', expect: { equals: 'x' } })).toContain('not x')
    expect(await finding({ kind: 'key', name: 'a', ask: 'nothing', expect: { equals: 'x' } })).toContain(
      'there is no key nothing',
    )
    expect(await finding({ kind: 'required', name: 'a', names: ['user:1', 'db1/user:1'] })).toContain(
      'no key db1/user:1',
    )
  })
})
