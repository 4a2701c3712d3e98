import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName, standing } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { openCopies } from '../fault/whole.ts'
import { codesOf, openShop, policyOf, reportOf, type Shop } from './shop.ts'

const defaults = `  schedule: "0 2 * * *"
  retention: { keep: { last: 3 }, grace: 3d }
`
const day = 86_400_000

let shop: Shop
let id: string
beforeEach(async () => {
  shop = await openShop({ defaults, stores: ['a', 'b', 'c'] })
  id = (await shop.run('run')).ids?.[0] ?? ''
})
afterEach(() => shop[Symbol.asyncDispose]())

const objects = (store: string) => shop.stores[store]?.objects ?? new Map<string, Buffer>()
const part = () => objectName.data('files', id, 'files.tar')

function flip(store: string, key: string, at = 60): Buffer {
  const bytes = Buffer.from(objects(store).get(key) ?? '')
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  objects(store).set(key, bytes)
  return Buffer.from(bytes)
}

async function entry() {
  const [found] = (await shop.catalog()).entries
  if (!found) throw new Error('no backup')
  return found
}

/** What `report` says of the source. */
async function findings() {
  const { sources } = (await shop.run('report')).json as {
    sources: { findings: { level: string; message: string; hint?: string }[] }[]
  }
  return sources[0]?.findings ?? []
}

/** The copies are equal again, whole, and counted. */
async function expectHealed(): Promise<void> {
  const found = await entry()
  expect(found.copies).toEqual(['a', 'b', 'c'])
  expect(found.damaged).toBeUndefined()
  expect(await openCopies(found, (name) => shop.stores[name])).toHaveLength(3)
}

describe('a damaged copy', () => {
  test('does not condemn the backup: it is good, the gate is met, and nothing is frozen', async () => {
    flip('b', part())
    expect(codesOf(await shop.run('verify', { store: 'b', level: 'read' }))).toEqual(['proof-failed'])
    const found = await entry()
    expect(standing(found, shop.world.now())).toBe('good')
    expect(found).toMatchObject({ copies: ['a', 'c'], missing: [], damaged: [{ store: 'b' }] })
    expect((await shop.run('gate', { 'max-age': '1h', copies: '2' })).problems).toEqual([])
    expect(codesOf(await shop.run('gate', { 'max-age': '1h', copies: '3' }))).toEqual(['gate-unmet'])
    expect(reportOf(await shop.run('prune')).retention?.findings).toEqual([])
  })

  test('is healed by the next run, whose report no longer names it', async () => {
    flip('b', part())
    await shop.run('verify', { store: 'b', level: 'read' })
    expect((await findings()).filter(({ message }) => message.includes(id))).toEqual([
      expect.objectContaining({ hint: 'The next `run` heals it from the intact copy in a or c.' }),
    ])
    await shop.run('run')
    await expectHealed()
    expect((await findings()).map(({ message }) => message)).toEqual([])
  })

  test('is reported as impossible to heal if no intact copy is known', async () => {
    for (const store of ['a', 'b', 'c']) {
      flip(store, part())
      await shop.run('verify', { store, level: 'check' })
    }
    const found = (await findings()).filter(({ message }) => message.includes('damaged') || message.includes('intact'))
    expect(JSON.stringify(found)).not.toContain('heals it from')
    expect(found).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(
          `^no intact copy of ${id} is known, so it cannot be healed: in a, .*; in b, .*; in c, `,
        ),
        hint: expect.stringContaining('backproof backup --source files'),
      }),
    )
  })

  test('is healed from several copies when each has a different damaged part', async () => {
    flip('a', part())
    flip('b', part())
    flip('c', objectName.data('files', id, 'facts.json'))
    for (const store of ['a', 'b', 'c']) await shop.run('verify', { store, level: 'check' })
    expect(await findings()).toContainEqual(
      expect.objectContaining({
        message: expect.stringMatching(`^every copy of ${id} that is known is damaged: in a, `),
        hint: 'The next `run` tries to put a whole one together from what is right in a and b and c.',
      }),
    )
    await shop.run('run')
    await expectHealed()
  })

  test('condemns the backup when no intact copy is left', async () => {
    for (const store of ['a', 'b', 'c']) {
      flip(store, part())
      await shop.run('verify', { store, level: 'check' })
    }
    expect(standing(await entry(), shop.world.now())).toBe('damaged')
    expect(reportOf(await shop.run('prune')).retention?.findings.join()).toMatch(/frozen/)
    expect(codesOf(await shop.run('gate', { 'max-age': '1h' }))).toContain('gate-unmet')
  })

  test('is healed by the next run from an intact copy, and its old content is kept for the grace period', async () => {
    const bad = flip('b', part())
    await shop.run('verify', { store: 'b', level: 'read' })
    const result = await shop.run('run')
    expect(result.problems).toEqual([])
    expect(reportOf(result).healed).toMatchObject([{ id, store: 'b', from: 'a', objects: ['files.tar'] }])
    expect(shop.world.lines.join('\n')).toMatch(
      /warning: .*the copy in b is healed from a, because files\.tar of .* in memory b is damaged/,
    )
    await expectHealed()
    const aside = objectName.aside('files', id, 'files.tar')
    expect(objects('b').get(aside)).toEqual(bad)
    expect(objects('b').get(part())).toEqual(objects('a').get(part()))

    await shop.run('run', { apply: true })
    expect(objects('b').has(aside)).toBe(true)
    for (let i = 0; i < 4; i++) {
      shop.world.advance(day)
      await shop.run('run', { apply: true })
    }
    expect(shop.objects('b').filter((key) => key.includes('/aside/'))).toEqual([])
  })

  test.each([
    [
      'manifest that cannot be parsed',
      (key: string) => objects('b').set(key, Buffer.from('{')),
      objectName.manifest,
      'manifest.json',
    ],
    ['key object that is missing', (key: string) => objects('b').delete(key), objectName.key, 'keys.json'],
    [
      'key object that cannot be parsed',
      (key: string) => objects('b').set(key, Buffer.from('{}')),
      objectName.key,
      'keys.json',
    ],
  ] as const)('is healed if it has a %s', async (_, break_, name, object) => {
    break_(name('files', id))
    if (object === 'keys.json') await shop.run('verify', { store: 'b', level: 'check' }).catch(() => {})
    const result = await shop.run('run')
    expect(result.problems).toEqual([])
    expect(reportOf(result).healed).toMatchObject([{ store: 'b', from: 'a', objects: [object] }])
    await expectHealed()
    expect(objects('b').get(name('files', id))).toEqual(objects('a').get(name('files', id)))
  })

  test('is healed if its manifest is archived, and its data there stays as it is', async () => {
    const archived = (key: string) => key === objectName.manifest('files', id) || key === part()
    let replaced = false
    // What the cache knows nobody reads again: the next runner has none.
    await rm(shop.world.cacheDirectory, { recursive: true })
    shop.wrap((store, name) => ({
      ...store,
      async get(key, options) {
        if (name === 'b' && archived(key) && !replaced)
          throw new Problem('object-archived', `${key} in memory b is in an archive class`)
        return store.get(key, options)
      },
      async put(key, body, options) {
        if (name === 'b' && key === objectName.manifest('files', id)) replaced = true
        return store.put(key, body, options)
      },
    }))
    const result = await shop.run('run')
    expect(result.problems).toEqual([])
    expect(replaced).toBe(true)
    shop.wrap(undefined)
    await expectHealed()
  })

  test('is healed if its key box does not open, even though its key object can be parsed', async () => {
    const key = objectName.key('files', id)
    const json = JSON.parse(objects('b').get(key)?.toString() ?? '{}')
    const box = Buffer.from(json.boxes[0].box, 'base64')
    box.writeUInt8(box.readUInt8(20) ^ 1, 20)
    json.boxes[0].box = box.toString('base64')
    objects('b').set(key, Buffer.from(JSON.stringify(json)))
    expect(codesOf(await shop.run('verify', { store: 'b' }))).toEqual(['proof-failed'])
    expect((await entry()).damaged).toMatchObject([{ store: 'b' }])
    expect(reportOf(await shop.run('run')).healed).toMatchObject([{ store: 'b', objects: ['keys.json'] }])
    await expectHealed()
    expect((await shop.run('verify', { store: 'b' })).problems).toEqual([])
  })

  test('is healed from the next store if the first is damaged too, and the report says so', async () => {
    flip('b', part())
    await shop.run('verify', { store: 'b', level: 'check' })
    flip('a', part())
    const result = await shop.run('run')
    expect(codesOf(result)).toContain('object-damaged')
    expect(reportOf(result).healed).toMatchObject([{ store: 'b', from: 'c' }])
    expect(objects('b').get(part())).toEqual(objects('c').get(part()))
  })

  test('is only reported as whole if it turns out to be whole', async () => {
    const good = objects('b').get(part()) ?? Buffer.alloc(0)
    flip('b', part())
    await shop.run('verify', { store: 'b', level: 'check' })
    objects('b').set(part(), good)
    const result = await shop.run('run')
    expect(result.problems).toEqual([])
    expect(reportOf(result).healed).toMatchObject([{ store: 'b', objects: [] }])
    expect(shop.objects('b').filter((key) => key.includes('/aside/'))).toEqual([])
    await expectHealed()
  })
})

describe('a scheduled check', () => {
  test('finds rot in an old backup and in any store in time and without a key, and the next run heals it', async () => {
    const withCheck = `${defaults}  verify: { check: "0 3 * * *" }\n`.replace('last: 3', 'last: 9')
    await shop.policy(policyOf(shop.path('data'), { stores: ['a', 'b', 'c'], defaults: withCheck }))
    for (let i = 0; i < 3; i++) {
      shop.world.advance(day)
      await shop.run('backup')
    }
    flip('c', part())
    const said: string[] = []
    let healed = 0
    const env = { ...shop.world.env, BACKPROOF_SECRET_KEY: '' }
    for (let i = 0; i < 8 && healed === 0; i++) {
      shop.world.advance(day)
      const result = await shop.run('run', {}, { env })
      said.push(...codesOf(result))
      healed += reportOf(result).healed?.length ?? 0
    }
    expect(said).toEqual(['proof-failed'])
    expect(healed).toBe(1)
    for (const { damaged, copies } of (await shop.catalog()).entries)
      expect([damaged, copies]).toEqual([undefined, ['a', 'b', 'c']])
  })

  test('is due once a tick', async () => {
    const withCheck = `${defaults}  verify: { check: "0 3 * * *" }\n`
    await shop.policy(policyOf(shop.path('data'), { stores: ['a', 'b', 'c'], defaults: withCheck }))
    shop.at('2026-03-03T04:00:00Z')
    const checks = async () => reportOf(await shop.run('run')).proofs.filter(({ level }) => level === 'check')
    expect((await checks()).map(({ store }) => store)).toEqual(['a', 'b', 'c'])
    shop.world.advance(3_600_000)
    expect(await checks()).toEqual([])
  })
})
