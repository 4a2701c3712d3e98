import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { codesOf, openShop, policyOf, reportOf, type Shop, treeOf } from './shop.ts'

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

function flip(store: string, key: string, at = 60): void {
  const bytes = Buffer.from(objects(store).get(key) ?? '')
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  objects(store).set(key, bytes)
}

describe('a proof', () => {
  test('continues with the next copy when the first is damaged or cannot be read, and says so', async () => {
    flip('a', part())
    const damaged = await shop.run('verify')
    expect(codesOf(damaged)).toEqual(['proof-failed'])
    expect((damaged.problems[0] as Problem).message).toMatch(/in a failed: .*; the copy in b passed/)
    expect(reportOf(damaged).proofs).toMatchObject([
      { store: 'a', outcome: 'failed' },
      { store: 'b', outcome: 'passed' },
    ])
    expect(damaged.ids).toEqual([id])

    const down = new Problem('store-unavailable', 'get: 503 in b')
    shop.wrap((store, name) =>
      name === 'b'
        ? { ...store, get: (key, o) => (key.includes('/data/') ? Promise.reject(down) : store.get(key, o)) }
        : store,
    )
    const away = await shop.run('verify')
    expect(codesOf(away)).toEqual(['store-unavailable'])
    expect(reportOf(away).proofs).toMatchObject([{ store: 'c', outcome: 'passed' }])
    expect(shop.world.lines.join('\n')).toMatch(/503 in b; trying the copy in c/)
  })

  test('names a store that cannot be listed, proves what it can, and does not count as a proof of the newest backup', async () => {
    const down = new Problem('store-unavailable', 'list: 503 in c', { hint: 'Try again later.' })
    shop.wrap((store, name) =>
      name === 'c'
        ? {
            ...store,
            list: () => {
              throw down
            },
          }
        : store,
    )
    for (const [options, exit] of [
      [{}, true],
      [{ level: 'check' }, true],
      [{ id: [id], level: 'check' }, true],
      [{ id: [id] }, false],
      [{ id: [id], store: 'a', level: 'check' }, false],
    ] as const) {
      const result = await shop.run('verify', options)
      expect(codesOf(result)).toEqual(exit ? ['store-failed'] : [])
      expect(reportOf(result).proofs[0]).toMatchObject({ outcome: 'passed' })
      expect(result.ids).toEqual([id])
    }
    expect(shop.world.lines.join('\n')).toMatch(
      /c could not be read, so it is not known whether this is the newest backup/,
    )
  })

  test('reads each copy in turn, or all of them, when it runs on a schedule', async () => {
    const withRead = `${defaults}  verify: { read: "0 3 * * *" }\n`
    await shop.policy(policyOf(shop.path('data'), { stores: ['a', 'b', 'c'], defaults: withRead }))
    const read: string[] = []
    for (let i = 0; i < 4; i++) {
      shop.world.advance(day)
      const { proofs } = reportOf(await shop.run('run'))
      read.push(...proofs.filter(({ level }) => level === 'read').map(({ store }) => store))
    }
    expect([...read.slice(0, 3)].sort()).toEqual(['a', 'b', 'c'])
    expect(read[3]).toBe(read[0])
    const all = withRead.replace('read:', 'copies: all, read:')
    await shop.policy(policyOf(shop.path('data'), { stores: ['a', 'b', 'c'], defaults: all }))
    shop.world.advance(day)
    const { proofs } = reportOf(await shop.run('run'))
    expect(proofs.map(({ level, store }) => `${level} ${store}`).sort()).toEqual(['read a', 'read b', 'read c'])
  })
})

describe('every command', () => {
  const down = new Problem('store-unavailable', 'list: 503 in c', { hint: 'Try again later.' })
  const away = () =>
    shop.wrap((store, name) =>
      name === 'c'
        ? {
            ...store,
            list: () => {
              throw down
            },
          }
        : store,
    )

  test('names a store that cannot be read', async () => {
    away()
    const said: Record<string, string> = {}
    for (const [command, options] of [
      ['list', {}],
      ['plan', {}],
      ['report', {}],
      ['verify', {}],
      ['gate', { 'max-age': '1h', copies: '3' }],
      ['prune', {}],
      ['show', { id: [id] }],
      ['restore', { id: [id], into: 'out' }],
    ] as const) {
      const before = shop.world.lines.length
      const { text, problems } = await shop.run(command, options)
      const lines = [...shop.world.lines.slice(before), ...problems.map((one) => (one as Problem).message)]
      said[command] = [text({ colour: false, width: 200 }), ...lines].join('\n')
    }
    for (const [command, text] of Object.entries(said)) expect(text, command).toMatch(/\bc\b.*503 in c/s)
  })

  test('distinguishes a store without the backup from a store that was not read and from a damaged copy', async () => {
    for (const key of shop.objects('b')) objects('b').delete(key)
    away()
    const { text, json } = await shop.run('list')
    expect(text({ colour: false, width: 200 })).toMatch(/a c\? \(lost b\) /)
    expect(json).toMatchObject({ backups: [{ copies: ['a'], missing: ['b'], unread: ['c'] }] })
    const gate = await shop.run('gate', { 'max-age': '1h', copies: '2' })
    expect((gate.problems[0] as Problem).message).toMatch(
      /degraded: .* is in 1 of 3 stores \(a\), not in b; .*; c could not be read: list: 503 in c/,
    )
    shop.wrap(undefined)
    flip('c', part())
    await shop.run('verify', { store: 'c', level: 'check' })
    const damaged = await shop.run('list')
    expect(damaged.text({ colour: false, width: 200 })).toMatch(/ a \(lost b\) \(damaged c\) /)
    const report = await shop.run('report')
    expect(report.json).toMatchObject({
      sources: [
        {
          copies: [
            { store: 'a', state: 'whole', proofs: { check: { outcome: 'passed' } } },
            { store: 'b', state: 'missing' },
            {
              store: 'c',
              state: 'damaged',
              proofs: { check: { outcome: 'failed' } },
              because: expect.any(String),
            },
          ],
        },
      ],
    })
    expect(report.text({ colour: false, width: 200 })).toMatch(/warning: the copy of .* in c is damaged/)
  })
})

describe('a restore', () => {
  test('continues with the next copy when the nearest is damaged or unavailable, and says so', async () => {
    const down = new Problem('store-unavailable', 'get: 503 in b')
    shop.wrap((store, name) => {
      if (name !== 'b') return store
      return { ...store, get: (key, o) => (key.includes('/data/') ? Promise.reject(down) : store.get(key, o)) }
    })
    flip('a', objectName.data('files', id, 'facts.json'))
    const result = await shop.run('restore', { id: [id], into: 'out' })
    expect(result.problems).toEqual([])
    expect(result.json).toMatchObject({
      store: 'c',
      findings: [
        { level: 'warning', blame: 'copy', message: expect.stringMatching(/the copy in a cannot be used: .*damaged/) },
        { level: 'warning', blame: 'copy', message: expect.stringMatching(/the copy in b cannot be used: get: 503/) },
      ],
    })
    expect(shop.world.lines.join('\n')).toMatch(/the copy in b cannot be used: get: 503 in b; trying the copy in c/)
  })

  test('continues with the next copy even when it meets damage at the very end of the archive', async () => {
    flip('a', part(), (objects('a').get(part())?.length ?? 0) - 1)
    const result = await shop.run('restore', { id: [id], into: 'out' })
    expect([result.problems, result.json]).toMatchObject([[], { store: 'b' }])
    expect(await treeOf(shop.path(`out${shop.path('data')}`))).toEqual(await treeOf(shop.path('data')))
  })

  test('reads stores in the order that the policy sets, or else directories before S3', async () => {
    const { nearestCopies } = await import('../../src/command/copy/nearest.ts')
    const manifest = { source: 'files' } as never
    const stores = { s3: { kind: 's3' }, disk: { kind: 'directory' }, far: { kind: 's3' } } as never
    const copies = ['s3', 'disk', 'far']
    const order = (sources: unknown, marked: readonly string[] = []) =>
      nearestCopies({ stores, sources: sources as never }, { manifest, copies, marked })
    expect(order({})).toEqual(['disk', 's3', 'far'])
    expect(order({ files: { readFrom: ['far'] } })).toEqual(['far', 'disk', 's3'])
    expect(order({}, ['disk'])).toEqual(['s3', 'far', 'disk'])
  })
})
