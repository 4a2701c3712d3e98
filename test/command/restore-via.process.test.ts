import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type StandIn, startStandIn } from '../engine/mongodb/stand-in.ts'
import { freePort, hasSshd, type Sshd, startSshd } from '../runtime/sshd.ts'
import { codesOf, openShop, policyOf, type Shop } from './shop.ts'

describe.skipIf(!hasSshd)('a restore by way of another machine', () => {
  let bastion: Sshd
  let other: Sshd
  let server: StandIn
  let shop: Shop
  beforeAll(async () => {
    // It forwards, and runs nothing.
    bastion = await startSshd({ restrictions: 'restrict,port-forwarding,command="/bin/false"' })
    other = await startSshd()
  })
  afterAll(async () => {
    await bastion?.[Symbol.asyncDispose]()
    await other?.[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    server = await startStandIn({ collections: { orders: { documents: [{ _id: 1 }, { _id: 2 }] } } })
    shop = await openShop({ stores: ['a'] })
    await shop.policy(policy(bastion))
  })
  afterEach(async () => {
    await server[Symbol.asyncDispose]()
    await shop[Symbol.asyncDispose]()
  })

  const place = ({ server: { user, port } }: Sshd) => `${user}@127.0.0.1:${port}`
  const policy = (
    at: Sshd,
    hostKey = at.server.hostKeys[0],
    more = '',
  ) => `${policyOf('', { stores: ['a'] }).replace(/ {2}files:[\s\S]*/, '')}  orders:
    engine: mongodb
    url: \${URL}
    via: { ssh: "${place(at)}", host-key: "${hostKey}", key: "\${KEY}" }
${more}`
  const env = (more: Record<string, string | undefined> = {}) => ({
    env: { ...shop.env, URL: server.url, KEY: bastion.server.key, PATH: process.env['PATH'], ...more },
  })
  const back = (options: object, more: Record<string, string | undefined> = {}) =>
    shop.run('restore', { source: ['orders'], into: '${RESTORE_URL}', ...options }, env(more))

  test('reaches the target by a port that it forwards, and leaves none open', async () => {
    expect(codesOf(await shop.run('backup', {}, env()))).toEqual([])
    const counted = { cursor: { id: 0n, ns: 'x.orders', firstBatch: [{ _id: 1, n: 2 }] }, ok: 1 }
    let filled = false
    await using target = await startStandIn({
      collections: { orders: {} },
      answer: (_, name) => {
        if (name === 'insert') filled = true
        if (name === 'aggregate') return counted
        return name === 'listCollections' && !filled
          ? { cursor: { id: 0n, ns: 'x', firstBatch: [] }, ok: 1 }
          : undefined
      },
    })
    const before = bastion.log().length
    // Only from there does the name mean a server.
    const result = await back({ via: place(bastion) }, { RESTORE_URL: target.url.replace('/shop', '/restored') })
    expect(codesOf(result)).toEqual([])
    expect(result.json).toMatchObject({ into: `127.0.0.1:${target.port}/restored via ssh ${place(bastion)}` })
    expect(target.commands.filter(({ insert }) => insert === 'orders')[0]?.documents).toHaveLength(2)
    expect(bastion.log().slice(before)).toMatch(/Accepted publickey/)
    await expect.poll(() => target.open()).toBe(0)
  })

  test('is refused where the policy does not name that machine, which would have no host key', async () => {
    expect(codesOf(await shop.run('backup', {}, env()))).toEqual([])
    await expect(back({ via: place(other) }, { RESTORE_URL: server.url })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/names no such machine in via$/),
      hint: `It names ${place(bastion)}.`,
    })
  })

  test('is refused by another host key than the pinned one, and by a machine that does not reach the target', async () => {
    expect(codesOf(await shop.run('backup', {}, env()))).toEqual([])
    const away = `mongodb://127.0.0.1:${await freePort()}/restored?serverSelectionTimeoutMS=1000`
    await expect(back({ via: place(bastion) }, { RESTORE_URL: away })).rejects.toMatchObject({
      code: 'restore-failed',
      message: expect.stringMatching(/^--into: ssh \S+ does not connect to the server: /),
    })
    await shop.policy(policy(bastion, other.server.hostKeys[0]))
    await expect(back({ via: place(bastion) }, { RESTORE_URL: server.url })).rejects.toMatchObject({
      message: expect.stringMatching(/its host key is not the one that the policy pins/),
    })
    await shop.policy(policy(bastion))
    await expect(back({ via: place(bastion) }, { RESTORE_URL: server.url, KEY: undefined })).rejects.toMatchObject({
      code: 'secret-missing',
    })
  })

  test('never takes the source itself for another target', async () => {
    expect(codesOf(await shop.run('backup', {}, env()))).toEqual([])
    await expect(back({ via: place(bastion) }, { RESTORE_URL: server.url })).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringMatching(/ is the source orders itself$/),
    })
  })

  test('is for servers', async () => {
    await shop.file('data/one.txt', 'one')
    await shop.policy(policy(bastion, undefined, `  files: { engine: files, paths: [${shop.path('data')}] }\n`))
    expect(codesOf(await shop.run('backup', { source: ['files'] }, env()))).toEqual([])
    await expect(
      shop.run('restore', { source: ['files'], into: shop.path('out'), via: place(bastion) }, env()),
    ).rejects.toMatchObject({ code: 'usage', message: '--via forwards nothing for files' })
  })
})
