import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DatabaseList } from '../../src/catalog/catalog.ts'
import { type StandIn, startStandIn } from '../engine/mongodb/stand-in.ts'
import { codesOf, openShop, otherKeys, policyOf, type Shop } from './shop.ts'

/** What the server has. */
let databases: readonly string[]
let shop: Shop
let server: StandIn
beforeEach(async () => {
  databases = ['tenant_1', 'tenant_2', 'admin']
  shop = await openShop({ stores: ['a'], signers: true })
  await shop.policy(policy)
  server = await startStandIn({
    collections: { customers: { documents: [{ _id: 1 }] } },
    answer: (_, name) =>
      name === 'listDatabases' ? { databases: databases.map((name) => ({ name })), ok: 1 } : undefined,
  })
  env = { ...shop.env, URL: `mongodb://127.0.0.1:${server.port}` }
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await shop[Symbol.asyncDispose]()
})

const policy = `${policyOf('', {
  stores: ['a'],
  signers: true,
  defaults: '  retention: { keep: { last: 2 }, min-keep: 1 }',
}).replace(/ {2}files:[\s\S]*/, '')}  orders:
    engine: mongodb
    url: '\${URL}'
    databases: ["tenant_*"]
    objectives: { rpo: 2000h }
`

let env: Record<string, string | undefined>
const key = 'orders/databases.json'
const text = () => String(shop.stores['a']?.objects.get(key))
const put = (value: string) => shop.stores['a']?.objects.set(key, Buffer.from(value))
const backup = async (more: Record<string, string> = {}) => shop.run('backup', {}, { env: { ...env, ...more } })
/** Whoever deletes and gates has no server, and no key to sign with. */
const apart = () => ({ env: { ...shop.env, BACKPROOF_SIGNING_KEY: undefined } })
const gate = async () => (await shop.run('gate', {}, apart())).problems.map((problem) => (problem as Error).message)
const forged = (change: Partial<Record<keyof DatabaseList | 'signature', unknown>>) =>
  put(JSON.stringify({ ...JSON.parse(text()), ...change }))

test('a list that nobody of the signers has signed as it is counts for nothing, and the next run makes it anew', async () => {
  expect(codesOf(await backup())).toEqual([])
  const good = text()
  expect(JSON.parse(good)).toMatchObject({ databases: ['tenant_1', 'tenant_2'], signature: expect.any(String) })
  expect(await gate()).toEqual([])

  const is = (because: string) => [expect.stringMatching(`^orders: unlisted: .*${because}`)]
  forged({ databases: ['tenant_1'] })
  expect(await gate()).toEqual(is('is signed by none of the signers of the policy'))
  put(good)
  forged({ at: shop.world.now().toISOString().replace('12:', '11:') })
  expect(await gate()).toEqual(is('is signed by none of the signers of the policy'))
  put(good)
  forged({ signature: undefined })
  expect(await gate()).toEqual(is('is not signed, and the policy names signers'))
  put(good)
  forged({ signature: 'A'.repeat(99) })
  expect(await gate()).toEqual(is('is signed by none of the signers of the policy'))

  await shop.policy(policy.replace('  orders:', '  invoices:'))
  shop.stores['a']?.objects.set('invoices/databases.json', Buffer.from(good))
  expect((await gate())[0]).toMatch(/^invoices: unlisted: .*is signed by none of the signers/)
  await shop.policy(policy)

  expect(codesOf(await backup())).toEqual([])
  expect(await gate()).toEqual([])
})

test('who has no key to sign with leaves the list as it is', async () => {
  expect(codesOf(await backup())).toEqual([])
  const good = text()
  databases = ['tenant_1', 'tenant_2', 'tenant_3']
  for (const key of [undefined, 'rsgn1none', otherKeys.signing]) {
    await shop.run('doctor', {}, { env: { ...env, BACKPROOF_SIGNING_KEY: key } })
    expect(text()).toBe(good)
  }
  await shop.run('doctor', {}, { env })
  expect(JSON.parse(text())).toMatchObject({ databases: ['tenant_1', 'tenant_2', 'tenant_3'] })
  expect(await gate()).toEqual(['orders/tenant_3: missing: no backup counts'])
})

test('no list makes a database that is there look retired: not a forged one, and none from before it was there', async () => {
  databases = ['tenant_1']
  expect(codesOf(await backup())).toEqual([])
  const before = text()
  shop.at('2026-03-03T12:00:00Z')
  databases = ['tenant_1', 'tenant_2']
  expect(codesOf(await backup())).toEqual([])
  const kept = shop.objects('a').filter((name) => name.includes('tenant_2'))
  const manifest = kept.find((name) => name.includes('/manifests/') && name.endsWith('.json')) ?? ''
  const id = /([^/]+)\.json$/.exec(manifest)?.[1] ?? ''
  // As who may write to the bucket, and not delete.
  const mark = { markedAt: '2026-03-03T12:00:00.000Z', purgeAfter: '2026-03-03T12:00:00.000Z', because: ['x'], by: 'x' }
  const objects = shop.stores['a']?.objects
  const plantMarks = () => {
    objects?.set(
      '.retired/orders~tenant_2.json',
      Buffer.from(JSON.stringify({ retiredAt: mark.markedAt, by: 'x', because: [] })),
    )
    objects?.set(`orders~tenant_2/trash/${id}.json`, Buffer.from(JSON.stringify(mark)))
  }
  const left = () => shop.objects('a').filter((name) => kept.includes(name))
  const prune = () => shop.run('prune', { apply: true, 'despite-gap': true, because: 'a test' }, apart())

  plantMarks()
  forged({ databases: ['tenant_1'] })
  shop.at('2026-03-28T12:00:00Z')
  await prune()
  shop.at('2026-04-28T12:00:00Z')
  await prune()
  expect(left()).toEqual(kept)

  put(before)
  plantMarks()
  const pruned = await prune()
  expect(pruned.problems).toEqual([
    expect.objectContaining({
      code: 'retention-refused',
      message: expect.stringMatching(
        /^orders\/tenant_2 may not have gone: the list of the databases of orders is of .*2026-03-02.*, and \S+ was made after it$/,
      ),
      hint: 'Run `backproof run --source orders`, which asks the server and makes the list anew.',
    }),
  ])
  expect(left()).toEqual(kept)

  // What that server has dropped, and a person has retired, goes.
  databases = ['tenant_1']
  expect(codesOf(await backup())).toEqual([])
  objects?.delete(`orders~tenant_2/trash/${id}.json`)
  await shop.run('retire', { source: ['orders/tenant_2'], confirm: ['orders/tenant_2'] }, apart())
  for (const day of ['2026-05-20', '2026-05-21', '2026-06-20', '2026-06-21', '2026-06-22']) {
    shop.at(`${day}T12:00:00Z`)
    expect(codesOf(await backup())).toEqual([])
    expect(codesOf(await prune())).toEqual([])
  }
  expect(left()).toEqual([])
})

test('a list signed by another key is none', async () => {
  await shop.policy(policy.replace(/signers: \[.*\]/, `signers: [${otherKeys.signer}]`))
  expect(codesOf(await backup({ BACKPROOF_SIGNING_KEY: otherKeys.signing }))).toEqual([])
  expect(await gate()).toEqual([])
  await shop.policy(policy)
  expect((await gate())[0]).toMatch(/^orders: unlisted: .*is signed by none of the signers of the policy/)
})
