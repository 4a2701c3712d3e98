import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { boxDataKey, newDataKey } from '../../src/seal/seal.ts'
import type { Store } from '../../src/store/store.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, keys, openShop, policyOf, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
const defaults = '  retention: { keep: { last: 10 }, manual: rules, min-keep: 1, grace: 3d }'

let shop: Shop
/** Oldest first. */
let ids: readonly string[]
beforeEach(async () => {
  shop = await openShop({ defaults })
  await diskKeeps('{ keep: { last: 2 } }')
  const made: string[] = []
  for (let i = 1; i <= 4; i++) {
    made.push(...((await shop.run('backup')).ids ?? []))
    shop.world.advance(day)
  }
  ids = made
})
afterEach(() => shop[Symbol.asyncDispose]())

/** The store b has rules of its own; undefined: none. */
async function diskKeeps(retention: string | undefined): Promise<void> {
  const text = policyOf(shop.path('data'), { defaults })
  const own = `  b: { directory: { path: ./b }${retention ? `, retention: ${retention}` : ''} }`
  await shop.policy(text.replace(/^ {2}b: .*$/m, own))
}

/** Where each backup is, oldest first: "ab", "a(b)" for a copy that b gives up, "a". */
const where = async () => {
  const { entries } = await shop.catalog()
  const text = (stores: readonly string[]) => stores.join('')
  return entries
    .map(({ copies, released = [], trashed }) => {
      const leaving = released.length > 0 ? `(${text(released)})` : ''
      return `${trashed ? 'x' : ''}${text(copies)}${leaving}`
    })
    .reverse()
}
const apply = () => shop.run('prune', { apply: true })
const copiesOf = async (result: ReturnType<typeof apply>) => reportOf(await result).retention?.copies ?? []

describe('a store with a grace period of its own', () => {
  test('frees its space after that period, while the source keeps its own', async () => {
    await diskKeeps('{ keep: { last: 2 }, grace: 1d }')
    await apply()
    expect(await where()).toEqual(['a(b)', 'a(b)', 'ab', 'ab'])
    shop.world.advance(day - 3_600_000)
    expect((await apply()).problems).toEqual([])
    expect(await where()).toEqual(['a(b)', 'a(b)', 'ab', 'ab'])
    shop.world.advance(2 * 3_600_000)
    // The first run that finds the grace period over only says so.
    expect((await apply()).problems).toEqual([])
    expect(await where()).toEqual(['a(b)', 'a(b)', 'ab', 'ab'])
    expect((await apply()).problems).toEqual([])
    expect(await where()).toEqual(['a', 'a', 'ab', 'ab'])
    // What the source's rules delete is still to be had back for the source's grace period.
    await shop.run('delete', { id: [ids[3] ?? ''] })
    const mark = JSON.parse(String(shop.stores['b']?.objects.get(objectName.trash('files', ids[3] ?? ''))))
    expect(Date.parse(mark.purgeAfter) - Date.parse(mark.trashedAt)).toBeGreaterThan(day)
  })
})

describe('a store that keeps its newest two', () => {
  test('shows what would leave the store, and writes nothing', async () => {
    const before = shop.objects('b')
    const result = await shop.run('prune')
    const { copies = [], deleted } = reportOf(result).retention ?? {}
    expect(deleted).toEqual([])
    expect(copies.map(({ keep, needs }) => [keep, needs.join()])).toEqual([
      [true, ''],
      [true, ''],
      [false, 'a'],
      [false, 'a'],
    ])
    expect(result.text({ colour: false, width: 200 })).toMatch(
      new RegExp(`would leave b: ${ids[0]} .*: b: no rule keeps it: last is full \\(2 of 2\\)`),
    )
    expect(shop.objects('b')).toEqual(before)
  })
  test('releases the others in two steps, and they are not copied back', async () => {
    expect((await apply()).problems).toEqual([])
    expect(await where()).toEqual(['a(b)', 'a(b)', 'ab', 'ab'])
    const mark = JSON.parse(String(shop.stores['b']?.objects.get(objectName.trash('files', ids[0] ?? ''))))
    expect(mark).toMatchObject({ scope: 'copy', because: [expect.stringMatching(/^b: no rule keeps it/)] })
    expect(shop.objects('a').filter((key) => key.includes('/trash/'))).toEqual([])
    expect((await shop.run('run', { apply: true })).problems).toEqual([])
    expect(await where()).toEqual(['a(b)', 'a(b)', 'ab', 'ab'])

    shop.world.advance(3 * day)
    expect((await apply()).problems).toEqual([])
    expect(await where()).toEqual(['a(b)', 'a(b)', 'ab', 'ab'])
    const later = await apply()
    expect(later.problems).toEqual([])
    expect(
      reportOf(later)
        .retention?.copies?.filter(({ purged }) => purged)
        .map(({ id }) => id),
    ).toEqual([ids[1], ids[0]])
    expect(await where()).toEqual(['a', 'a', 'ab', 'ab'])
    expect(shop.objects('b').filter((key) => key.includes(ids[0] ?? ''))).toEqual([])
    expect((await shop.run('run', { apply: true })).problems).toEqual([])
    const tasks = (await shop.run('plan')).json as { sources: { tasks: { kind: string; due: boolean }[] }[] }
    expect(tasks.sources[0]?.tasks.find(({ kind }) => kind === 'copy')).toMatchObject({ due: false })
    expect(await where()).toEqual(['a', 'a', 'ab', 'ab'])
    expect((await shop.run('restore', { id: [ids[0] ?? ''], into: 'out' })).problems).toEqual([])
  })
  test('gets back what its rules want again: the mark is removed, or the copy is made again', async () => {
    await apply()
    shop.world.advance(3 * day)
    await diskKeeps('{ keep: { last: 3 } }')
    await apply()
    await apply()
    expect(await where()).toEqual(['a', 'ab', 'ab', 'ab'])
    await diskKeeps(undefined)
    await apply()
    expect((await shop.run('run')).problems).toEqual([])
    expect(await where()).toEqual(['ab', 'ab', 'ab', 'ab'])
    expect(shop.objects('b').filter((key) => key.includes('/trash/'))).toEqual([])
  })
  test('undelete brings a copy back until the rules are applied again, and a hold brings it back for good', async () => {
    await apply()
    await shop.run('undelete', { id: [ids[0] ?? ''] })
    expect(await where()).toEqual(['ab', 'a(b)', 'ab', 'ab'])
    await shop.run('hold', { id: [ids[0] ?? '', ids[1] ?? ''] })
    shop.world.advance(9 * day)
    await apply()
    expect(await where()).toEqual(['ab', 'ab', 'ab', 'ab'])
  })

  test.each(['hold', 'undelete'])('a copy stays if a %s arrives right before its turn', async (what) => {
    await apply()
    shop.world.advance(3 * day)
    await apply()
    const [id = ''] = ids
    const trash = objectName.trash('files', id)
    let [leased, done] = [false, false]
    shop.wrap((store, name) => ({
      ...store,
      put(key, body, options) {
        leased ||= name === 'b' && key.endsWith('lease.json')
        return store.put(key, body, options)
      },
      async head(key, signal) {
        // The catalog has been read under the lease, and locks are asked for.
        if (name === 'b' && leased && !done && key === objectName.manifest('files', id)) {
          done = true
          if (what === 'undelete') shop.stores['b']?.objects.delete(trash)
          else shop.stores['b']?.objects.set(objectName.hold('files', id), Buffer.from('{}'))
        }
        return store.head(key, signal)
      },
    }))
    const copies = await copiesOf(apply())
    shop.wrap(undefined)
    expect(done).toBe(true)
    expect(copies.find((copy) => copy.id === id)).toMatchObject({ keep: true, purged: false })
    expect(shop.objects('b')).toContain(objectName.manifest('files', id))
  })
  test('a deleted backup is deleted there too, even if its copy was already leaving', async () => {
    await apply()
    await shop.run('delete', { id: [ids[0] ?? ''] })
    expect((await where())[0]).toBe('xab')
    shop.world.advance(3 * day)
    await apply()
    expect((await apply()).problems).toEqual([])
    expect((await shop.catalog()).entries.map(({ id }) => id)).not.toContain(ids[0])
  })
  test('a copy counts again when it turns out to be the last one', async () => {
    await apply()
    for (const key of shop.objects('a')) if (key.includes(ids[0] ?? '')) shop.stores['a']?.objects.delete(key)
    expect((await where())[0]).toBe('b(b)')
    shop.world.advance(9 * day)
    await apply()
    expect((await where())[0]).toBe('b')
    expect((await shop.run('restore', { id: [ids[0] ?? ''], into: 'out' })).problems).toEqual([])
    // And from there it is copied to where it should be.
    await shop.run('run')
    expect((await where())[0]).toBe('ab')
  })
})

describe('the other copies are confirmed right before deletion', () => {
  const damage = () => {
    const part = shop.stores['a']?.objects.get(objectName.data('files', ids[0] ?? '', 'files.tar'))
    part?.writeUInt8(part.readUInt8(60) ^ 1, 60)
  }
  test('a copy is not marked when the other copy is damaged, and that is a failure', async () => {
    damage()
    const result = await apply()
    expect(codesOf(result)).toEqual(['proof-failed'])
    // The damaged one is on record, and no copy any more.
    expect(await where()).toEqual(['b', 'a(b)', 'ab', 'ab'])
    const { copies = [], findings = [] } = reportOf(result).retention ?? {}
    expect(copies.find(({ id }) => id === ids[0])).toMatchObject({ keep: true, needs: [] })
    expect(findings.join()).toMatch(/stays, because the copy in a is not intact: .* does not match its SHA-256/)
  })
  /** The key object with one bit of its box the other way round. */
  const rotten = (text: string): Uint8Array => {
    const object = JSON.parse(text)
    object.boxes[0].box = `${object.boxes[0].box[0] === 'A' ? 'B' : 'A'}${object.boxes[0].box.slice(1)}`
    return Buffer.from(JSON.stringify(object))
  }
  test.each<[string, (text: string) => Uint8Array, string]>([
    // Its damage is on record then, so it counts as a copy no more.
    ['has rotted', rotten, 'b'],
    ['is another one, whole by its own digest', () => boxDataKey(ids[0] ?? '', newDataKey(), [keys.recipient]), 'ab'],
  ])(
    'a copy stays when the key object of the other %s: which one opens it is unknown without a key',
    async (_, other, left) => {
      const name = objectName.key('files', ids[0] ?? '')
      shop.stores['a']?.objects.set(name, Buffer.from(other(String(shop.stores['a']?.objects.get(name)))))
      const result = await apply()
      expect(codesOf(result)).toContain('proof-failed')
      expect((await where())[0]).toBe(left)
    },
  )

  test('a marked copy is not purged when the other copy has been damaged since', async () => {
    await apply()
    shop.world.advance(9 * day)
    await apply()
    damage()
    expect(codesOf(await apply())).toEqual(['proof-failed'])
    // Given up, and the last that is whole: it counts again.
    expect(await where()).toEqual(['b(b)', 'a', 'ab', 'ab'])
    const damaged = { code: 'object-damaged' }
    await expect(shop.run('restore', { id: [ids[0] ?? ''], store: 'a', into: 'out' })).rejects.toMatchObject(damaged)
    await shop.run('undelete', { id: [ids[0] ?? ''] })
    expect((await shop.run('restore', { id: [ids[0] ?? ''], store: 'b', into: 'out2' })).problems).toEqual([])
  })

  test('damage found in the other copies is recorded, and the next run heals it from the copy that stayed', async () => {
    damage()
    await apply()
    const found = (await shop.catalog()).entries.at(-1)
    expect(found?.damaged).toMatchObject([{ store: 'a', objects: ['files.tar'], proof: { level: 'check' } }])
    expect((await shop.run('run')).problems).toEqual([])
    expect(await where()).toEqual(['ab', 'a(b)', 'ab', 'ab'])
  })

  test('a store that fails in the meantime confirms nothing', async () => {
    shop.wrap((store, name) =>
      name === 'a' ? faultyStore(store, [{ call: 'get', does: 'fail', key: '/data/' }]) : store,
    )
    expect((await apply()).problems.length).toBeGreaterThan(0)
    shop.wrap(undefined)
    expect(await where()).toEqual(['ab', 'ab', 'ab', 'ab'])
  })
  test('a proof that only the leaving copy has is passed on to the others', async () => {
    const at = new Date('2026-03-05T00:00:00Z')
    const key = objectName.proof('files', ids[0] ?? '', at, 'read', 'a', 'passed')
    await apply()
    shop.stores['b']?.objects.set(key, Buffer.from('{}'))
    shop.world.advance(9 * day)
    await apply()
    await apply()
    expect(shop.objects('b')).not.toContain(key)
    expect(shop.objects('a')).toContain(key)
  })
})

describe('object locks', () => {
  /** A store that locks the objects of these backups. */
  const locking = (locks: Readonly<Record<string, Date>>, at: string) => (store: Store, name: string) =>
    name !== at
      ? store
      : {
          ...store,
          head: async (key: string, signal: AbortSignal) => {
            const head = await store.head(key, signal)
            const [, until] =
              Object.entries(locks).find(([id]) => key.includes(`${id}.json`) || key.includes(`${id}/`)) ?? []
            return head && until ? { ...head, lockedUntil: until } : head
          },
        }
  const later = (days: number) => new Date(shop.world.now().getTime() + days * day)
  test('keep a backup, and another one is deleted instead if a limit requires it', async () => {
    await shop.policy(
      policyOf(shop.path('data'), {
        defaults: defaults.replace('keep: { last: 10 }', 'keep: { last: 10 }, max: { count: 2 }'),
      }),
    )
    shop.wrap(locking({ [ids[0] ?? '']: later(30) }, 'b'))
    const shown = reportOf(await shop.run('prune')).retention
    expect(shown?.deleted.map(({ id }) => id)).toEqual([ids[2], ids[1]])
    expect(shown?.decisions.find(({ id }) => id === ids[0])?.because.join()).toMatch(
      /object lock until 2026-04-05 12:00/,
    )
    expect((await apply()).deleted).toEqual([ids[2], ids[1]])
    expect(await where()).toEqual(['ab', 'xab', 'xab', 'ab'])
  })
  test('keep the copy in the store that has the locks', async () => {
    shop.wrap(locking({ [ids[0] ?? '']: later(30), [ids[1] ?? '']: later(-1) }, 'b'))
    const copies = await copiesOf(apply())
    expect(copies.find(({ id }) => id === ids[0])?.because).toEqual(['b: object lock until 2026-04-05 12:00 UTC'])
    expect(await where()).toEqual(['ab', 'a(b)', 'ab', 'ab'])
  })
  test('refuse a whole saved plan if they were set after it was saved', async () => {
    await shop.policy(policyOf(shop.path('data'), { defaults: defaults.replace('last: 10', 'last: 2') }))
    await shop.run('plan', { save: 'saved.json' })
    shop.wrap(locking({ [ids[0] ?? '']: later(30) }, 'b'))
    const result = await shop.run('prune', { plan: 'saved.json' })
    expect(result.problems).toMatchObject([
      { code: 'retention-refused', message: expect.stringMatching(/must stay: object lock until/) },
    ])
    expect(await where()).toEqual(['ab', 'ab', 'ab', 'ab'])
  })

  test('are part of a plan if they exist when it is saved, and one that is gone since refuses the plan', async () => {
    await shop.policy(policyOf(shop.path('data'), { defaults: defaults.replace('last: 10', 'last: 2') }))
    shop.wrap(locking({ [ids[0] ?? '']: later(30) }, 'b'))
    await shop.run('plan', { save: 'saved.json' })
    shop.wrap(undefined)
    expect((await shop.run('prune', { plan: 'saved.json' })).problems).toMatchObject([
      { code: 'retention-refused', message: expect.stringMatching(/more of files would be deleted than it says/) },
    ])
    expect(await where()).toEqual(['ab', 'ab', 'ab', 'ab'])
    shop.wrap(locking({ [ids[0] ?? '']: later(30) }, 'b'))
    const result = await shop.run('prune', { plan: 'saved.json' })
    expect([result.problems, result.deleted]).toEqual([[], [ids[1]]])
    expect(await where()).toEqual(['ab', 'xab', 'ab', 'ab'])
  })

  test('are part of a plan even if they have no end', async () => {
    await shop.policy(policyOf(shop.path('data'), { defaults: defaults.replace('last: 10', 'last: 2') }))
    shop.wrap(locking({ [ids[0] ?? '']: new Date(8.64e15) }, 'b'))
    await shop.run('plan', { save: 'saved.json' })
    expect((await shop.run('prune', { plan: 'saved.json' })).deleted).toEqual([ids[1]])
  })

  test('are reported and stop every purge if they were set after the mark', async () => {
    await shop.policy(policyOf(shop.path('data'), { defaults: defaults.replace('last: 10', 'last: 3') }))
    await apply()
    shop.world.advance(9 * day)
    await apply()
    shop.wrap(locking({ [ids[0] ?? '']: new Date(8.64e15) }, 'a'))
    const result = await apply()
    expect(result.problems).toEqual([])
    expect(reportOf(result).retention?.findings.join()).toMatch(
      /is deleted, but an object lock in a forbids its removal/,
    )
    expect(shop.objects('a').some((key) => key.includes(`manifests/${ids[0]}`))).toBe(true)
  })
})
